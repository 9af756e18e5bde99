namespace TuiSetup.Plain;

/// <summary>What an answered line means.</summary>
internal enum ReplyKind
{
    /// <summary>An answer of its own.</summary>
    Text,
    /// <summary>An empty line: as it is.</summary>
    Keep,
    /// <summary>The answer is nothing.</summary>
    Nothing,
    More,
    Find,
    Help,
    Back,
    Leave,
}

/// <summary>One line of the user: a word of the plain mode, or a text.</summary>
internal sealed record Reply(ReplyKind Kind, string Text = "")
{
    /// <summary>
    /// Reads a line. A backslash before such a word makes it a text again: <c>\quit</c> is the answer <c>quit</c>.
    /// What merely begins with one is left as it is, so that a path or a password needs no thought.
    /// </summary>
    /// <param name="line">As it was typed.</param>
    /// <param name="ofList">Whether the words for lists count.</param>
    public static Reply Read(string line, bool ofList)
    {
        var word = line.Trim();
        var bare = word.TrimStart('\\');
        if (bare.Length is > 0 and var length && length < word.Length && Word(bare, ofList) is not null)
        {
            return new Reply(ReplyKind.Text, word[1..]);
        }

        return Word(word, ofList) ?? new Reply(ReplyKind.Text, line);
    }

    private static Reply? Word(string word, bool ofList) => word.ToLowerInvariant() switch
    {
        "" => new Reply(ReplyKind.Keep),
        "?" or "help" => new Reply(ReplyKind.Help),
        "<" or "back" => new Reply(ReplyKind.Back),
        "quit" => new Reply(ReplyKind.Leave),
        "-" => new Reply(ReplyKind.Nothing),
        "+" or "more" when ofList => new Reply(ReplyKind.More),
        _ when ofList && word[0] == '/' => new Reply(ReplyKind.Find, word[1..].Trim()),
        _ => null,
    };
}
