using System.Globalization;

namespace TuiSetup.Newt.Terminal;

/// <summary>Makes <see cref="TerminalCapabilities"/> from the environment and terminfo(5).</summary>
internal static class CapabilityReader
{
    private const string CursorAddressing = "\e[%i%p1%d;%p2%dH";

    public static TerminalCapabilities Read(Func<string, string?> variable)
    {
        var name = variable("TERM");
        if (string.IsNullOrEmpty(name))
        {
            throw new TerminalException(T("TERM is not set, so windows cannot be drawn. Set it (for example TERM=vt100)."));
        }

        var entry = Terminfo.Find(name, variable) ?? BuiltInTerminfo.Find(name)
            ?? throw new TerminalException(T($"The terminal '{name}' (TERM) is not in the terminfo database. Set TERM to a known one (for example vt100)."));
        var position = entry.Text(TerminfoString.CursorAddress);
        if (position is null || !Padding.Strip(position).StartsWith(CursorAddressing, StringComparison.Ordinal))
        {
            throw new TerminalException(T($"The terminal '{name}' (TERM) cannot place the cursor, so windows cannot be drawn. Use another one."));
        }

        var utf8 = IsUtf8(variable);
        var alternate = entry.Text(TerminfoString.AlternateCharset) ?? "";
        var start = Padding.Strip(entry.Text(TerminfoString.EnterAlternateCharset));
        return new TerminalCapabilities
        {
            Name = name,
            Colors = IsSet(variable("NO_COLOR")) || IsSet(variable("NEWT_MONO")) ? 0 : Math.Max(0, entry.Number(TerminfoNumber.MaxColors)),
            Utf8 = utf8,
            Lines = utf8 ? LineDrawing.Unicode
                : alternate.Length > 0 && start.Length > 0 ? LineDrawing.AlternateCharset : LineDrawing.Ascii,
            BackColorErase = entry.Flag(TerminfoFlag.BackColorErase),
            LastCellIsSafe = !entry.Flag(TerminfoFlag.AutoRightMargin) || entry.Flag(TerminfoFlag.EatNewlineGlitch),
            InsertCharacter = entry.Text(TerminfoString.InsertCharacters) == "\e[%p1%d@" ? "\e[@" : Padding.Strip(entry.Text(TerminfoString.InsertCharacter)),
            EnterScreen = Padding.Strip(entry.Text(TerminfoString.EnterCaMode)),
            LeaveScreen = Padding.Strip(entry.Text(TerminfoString.ExitCaMode)),
            HideCursor = Padding.Strip(entry.Text(TerminfoString.CursorInvisible)),
            ShowCursor = Padding.Strip(entry.Text(TerminfoString.CursorNormal)),
            AlternateCharset = alternate,
            EnableAlternateCharset = Padding.Strip(entry.Text(TerminfoString.EnableAlternateCharset)),
            StartAlternateCharset = start,
            EndAlternateCharset = Padding.Strip(entry.Text(TerminfoString.ExitAlternateCharset)),
            Controls = ControlReader.Read(entry),
            EscapeDelay = EscapeDelay(variable("ESCDELAY")),
        };
    }

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);

    private static bool IsUtf8(Func<string, string?> variable)
    {
        var locale = new[] { "LC_ALL", "LC_CTYPE", "LANG" }.Select(variable).FirstOrDefault(IsSet) ?? "C";
        return locale.Contains("utf-8", StringComparison.OrdinalIgnoreCase)
            || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static TimeSpan EscapeDelay(string? milliseconds)
        => int.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var delay) && delay <= 10_000
            ? TimeSpan.FromMilliseconds(delay)
            : TimeSpan.FromMilliseconds(500);
}
