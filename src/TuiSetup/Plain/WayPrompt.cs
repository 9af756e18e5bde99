namespace TuiSetup.Plain;

/// <summary>A few ways to go on, each a word: that of the language in use, or the English one, which every keyboard can type.</summary>
internal sealed class WayPrompt(Prompter prompter, IReadOnlyList<string> ways, int? unsaid)
{
    /// <summary>Whether a word must be typed out, because much follows from it.</summary>
    public bool MustBeWhole { get; init; }

    /// <summary>The index of a way; null for quit, and for back where it is no way of its own.</summary>
    public async Task<int?> AskAsync(string help, CancellationToken cancel)
    {
        var names = ways.Select(Name).ToList();
        var words = T($"{string.Join(", ", names[..^1])} or {names[^1]}");
        var brackets = unsaid is { } index ? $" [{names[index]}]" : "";
        while (true)
        {
            var reply = await prompter.AskAsync(T($"Type {words}{brackets}:"), help, cancel);
            switch (reply.Kind)
            {
                case ReplyKind.Leave:
                    return null;
                case ReplyKind.Back:
                    return Find("back") is >= 0 and var back ? back : null;
                case ReplyKind.Keep when unsaid is not null:
                    return unsaid;
                case ReplyKind.Text when Find(reply.Text.Trim()) is >= 0 and var way:
                    return way;
                default:
                    prompter.Refuse(T($"type {words}."));
                    break;
            }
        }
    }

    private static string English(string way) => Texts.Current.OriginalOf(way).ToLowerInvariant();

    private static string Name(string way) => English(way) is var english && english.Equals(way, StringComparison.OrdinalIgnoreCase) ? english : $"{way} ({english})";

    private int Find(string text)
    {
        var found = Enumerable.Range(0, ways.Count).Where(index => Means(text, ways[index]) || Means(text, English(ways[index]))).ToList();
        return found.Count == 1 && text.Length > 0 ? found[0] : -1;
    }

    private bool Means(string text, string way)
        => MustBeWhole ? way.Equals(text, StringComparison.OrdinalIgnoreCase) : way.StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
