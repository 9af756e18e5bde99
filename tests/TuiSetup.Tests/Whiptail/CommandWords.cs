using System.Text.RegularExpressions;

namespace TuiSetup.Tests.Whiptail;

/// <summary>Splits a command into words as a shell does, knowing single quotes alone.</summary>
internal static partial class CommandWords
{
    public static IReadOnlyList<string> Of(string command) =>
        [.. Word().Matches(command).Select(word => word.Value.Replace("'", "", StringComparison.Ordinal))];

    [GeneratedRegex(@"(?:'[^']*'|[^' ])+")]
    private static partial Regex Word();
}
