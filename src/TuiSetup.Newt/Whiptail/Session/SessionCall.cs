using System.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>A call of whiptail as its session sees it.</summary>
/// <param name="Request">The box.</param>
/// <param name="Key">The words: a call with the same ones is the same question again.</param>
/// <param name="Theme">The looks that its environment asks for; all windows have them while it is up.</param>
internal sealed record SessionCall(BoxRequest Request, string Key, Theme Theme)
{
    /// <summary>Variables of a call that count; the terminal and its abilities are the session's.</summary>
    public static IReadOnlyList<string> Variables { get; } = ["NEWT_COLORS", "NEWT_COLORS_FILE"];

    /// <param name="words">What follows the command's name.</param>
    /// <param name="fileText">What the file of a text box holds; null reads it.</param>
    /// <param name="variable">The call's environment.</param>
    /// <exception cref="WhiptailEnd">The words have a mistake.</exception>
    public static SessionCall Read(IReadOnlyList<string> words, string? fileText, Func<string, string?> variable)
        => new(
            RequestReader.Read(OptionParser.Parse(words), fileText),
            string.Join('\0', words),
            NewtColors.Apply(Theme.Classic, variable));

    /// <summary>Texts as one block, ended by a zero byte each; no word of a command line has one inside.</summary>
    public static byte[] Pack(IEnumerable<string> texts) => Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => text + '\0')));

    public static IReadOnlyList<string> Unpack(byte[] block) => Encoding.UTF8.GetString(block).Split('\0')[..^1];
}
