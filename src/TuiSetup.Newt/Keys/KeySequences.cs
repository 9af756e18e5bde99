using System.Collections.Frozen;

namespace TuiSetup.Newt.Keys;

/// <summary>What terminals send for their keys, after the ESC: VT100, linux, xterm, rxvt and screen.</summary>
internal static class KeySequences
{
    private static readonly FrozenDictionary<string, KeyCode> Known = new Dictionary<string, KeyCode>
    {
        ["[A"] = KeyCode.Up, ["[B"] = KeyCode.Down, ["[C"] = KeyCode.Right, ["[D"] = KeyCode.Left,
        ["OA"] = KeyCode.Up, ["OB"] = KeyCode.Down, ["OC"] = KeyCode.Right, ["OD"] = KeyCode.Left,
        ["[H"] = KeyCode.Home, ["[F"] = KeyCode.End, ["OH"] = KeyCode.Home, ["OF"] = KeyCode.End,
        ["[1~"] = KeyCode.Home, ["[4~"] = KeyCode.End, ["[7~"] = KeyCode.Home, ["[8~"] = KeyCode.End,
        ["[2~"] = KeyCode.Insert, ["[3~"] = KeyCode.Delete, ["[5~"] = KeyCode.PageUp, ["[6~"] = KeyCode.PageDown,
        ["[Z"] = KeyCode.BackTab, ["\t"] = KeyCode.BackTab, ["OM"] = KeyCode.Enter,
        ["OP"] = KeyCode.F1, ["OQ"] = KeyCode.F2, ["OR"] = KeyCode.F3, ["OS"] = KeyCode.F4,
        ["[[A"] = KeyCode.F1, ["[[B"] = KeyCode.F2, ["[[C"] = KeyCode.F3, ["[[D"] = KeyCode.F4, ["[[E"] = KeyCode.F5,
        ["[11~"] = KeyCode.F1, ["[12~"] = KeyCode.F2, ["[13~"] = KeyCode.F3, ["[14~"] = KeyCode.F4, ["[15~"] = KeyCode.F5,
        ["[17~"] = KeyCode.F6, ["[18~"] = KeyCode.F7, ["[19~"] = KeyCode.F8, ["[20~"] = KeyCode.F9, ["[21~"] = KeyCode.F10,
        ["[23~"] = KeyCode.F11, ["[24~"] = KeyCode.F12,
        ["1"] = KeyCode.F1, ["2"] = KeyCode.F2, ["3"] = KeyCode.F3, ["4"] = KeyCode.F4, ["5"] = KeyCode.F5,
        ["6"] = KeyCode.F6, ["7"] = KeyCode.F7, ["8"] = KeyCode.F8, ["9"] = KeyCode.F9, ["0"] = KeyCode.F10,
        ["v"] = KeyCode.PageUp, ["\e"] = KeyCode.Escape,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryFind(string sequence, out KeyCode code) => Known.TryGetValue(sequence, out code);

    /// <summary>Whether more characters are needed before the sequence after ESC is whole (ECMA-48 5.4, and linux's <c>[[A</c>).</summary>
    public static bool IsIncomplete(string sequence) => sequence switch
    {
        "" or "[" or "O" or "[[" => true,
        _ => sequence[0] == '[' && sequence[1] != '[' && sequence[^1] is < '@' or > '~',
    };
}
