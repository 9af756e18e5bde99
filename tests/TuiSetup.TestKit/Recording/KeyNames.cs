namespace TuiSetup.TestKit;

/// <summary>Keys by name, and what a terminal sends for them.</summary>
public static class KeyNames
{
    private static readonly Dictionary<string, string> Sequences = new()
    {
        ["Enter"] = "\r",
        ["Tab"] = "\t",
        ["Shift-Tab"] = "\e[Z",
        ["Space"] = " ",
        ["Esc"] = "\e",
        ["Backspace"] = "\x7f",
        ["Up"] = "\eOA",
        ["Down"] = "\eOB",
        ["Right"] = "\eOC",
        ["Left"] = "\eOD",
        ["Up-Normal"] = "\e[A",
        ["Down-Normal"] = "\e[B",
        ["Right-Normal"] = "\e[C",
        ["Left-Normal"] = "\e[D",
        ["Home"] = "\eOH",
        ["End"] = "\eOF",
        ["Home-Normal"] = "\e[H",
        ["End-Normal"] = "\e[F",
        ["Home-Linux"] = "\e[1~",
        ["End-Linux"] = "\e[4~",
        ["Insert"] = "\e[2~",
        ["Delete"] = "\e[3~",
        ["PgUp"] = "\e[5~",
        ["PgDn"] = "\e[6~",
        ["F1"] = "\eOP",
        ["F2"] = "\eOQ",
        ["F12"] = "\e[24~",
    };

    /// <summary>What a named key sends, <c>Ctrl-A</c> to <c>Ctrl-Z</c> and <c>Alt-</c> anything included; other text is typed as it is.</summary>
    public static string Sequence(string key) =>
        Sequences.TryGetValue(key, out var sequence) ? sequence
        : key.StartsWith("Ctrl-", StringComparison.Ordinal) && key.Length == 6 ? $"{(char)(key[5] & 0x1f)}"
        : key.StartsWith("Alt-", StringComparison.Ordinal) ? "\e" + Sequence(key[4..])
        : key;
}
