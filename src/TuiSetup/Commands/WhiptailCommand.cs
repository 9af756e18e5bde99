using TuiSetup.Newt.Themes;
using TuiSetup.Newt.Whiptail;

namespace TuiSetup.Commands;

/// <summary>
/// <c>tuisetup whiptail ...</c>, and the program under the name <c>whiptail</c>. Its options are read as whiptail reads
/// them, so they never pass through the other commands' parser.
/// </summary>
internal static class WhiptailCommand
{
    private const string Name = "whiptail";

    /// <summary>The words for whiptail; null when another command is meant.</summary>
    public static IReadOnlyList<string>? Words(IReadOnlyList<string> arguments, string calledAs)
        => Path.GetFileName(calledAs) == Name ? arguments
            : arguments is [Name, ..] ? [.. arguments.Skip(1)]
            : null;

    /// <summary>The exit code is whiptail's; after a signal it is 128 and the signal's number, as a shell counts it.</summary>
    public static int Run(IReadOnlyList<string> words, Interruption interruption)
    {
        var theme = NewtColors.Apply(Theme.Classic, Environment.GetEnvironmentVariable);
        var code = WhiptailProgram.Run(words, theme, interruption.Token);
        return interruption.Signal > 0 ? 128 + interruption.Signal : code;
    }
}
