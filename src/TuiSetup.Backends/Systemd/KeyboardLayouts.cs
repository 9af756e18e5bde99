using TuiSetup.Backends.Files;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Systemd;

/// <summary>The layouts of the machine's keyboard database (xkeyboard-config(7), rules/base.lst); none without it.</summary>
internal static class KeyboardLayouts
{
    private const string Rules = "/usr/share/X11/xkb/rules/base.lst";

    public static IReadOnlyList<Choice> Read(RootFiles files)
        => [.. files.Lines(Rules).SkipWhile(line => line.Trim() != "! layout").Skip(1).TakeWhile(line => !line.StartsWith('!'))
            .Select(line => line.Trim().Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(parts => parts.Length == 2).Select(parts => new Choice(parts[0], parts[0], parts[1])).OrderBy(layout => layout.Value, StringComparer.Ordinal)];
}
