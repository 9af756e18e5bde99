using System.Text;
using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>What those see who do not have the screen: a few lines, on any terminal that can place its cursor.</summary>
internal static class Notice
{
    private const string Normal = "\e[0m", Erase = "\e[H\e[2J";

    public static byte[] Waiting(IViewer viewer) => Lines(viewer, T("Press a key to set up this machine."), T("Over SSH: tuisetup attach"));

    public static byte[] Free(IViewer viewer) => Lines(viewer, T("The setup of this machine has begun."), T("Press a key to go on with it here."), T("Over SSH: tuisetup attach"));

    public static byte[] Taken(string owner, IViewer viewer) => Lines(viewer, T($"This machine is being set up at {owner}."), T("Ctrl-T takes it over."));

    /// <summary>Room for what is to be painted whole.</summary>
    public static byte[] Clear(IViewer viewer) => Bytes(Normal + viewer.Capabilities.EnterScreen + Erase);

    /// <summary>Gives the terminal back, with a line above what comes next.</summary>
    public static byte[] Last(string text, TerminalCapabilities terminal)
        => Bytes($"{Normal}{terminal.LeaveScreen}{terminal.ShowCursor}{Erase}{text}\r\n");

    private static byte[] Lines(IViewer viewer, params string[] lines)
    {
        var (size, terminal) = (viewer.Size, viewer.Capabilities);
        var text = new StringBuilder(Normal + terminal.LeaveScreen + Erase + "TuiSetup");
        var top = Math.Max(2, ((size.Rows - lines.Length) / 2) + 1);
        for (var index = 0; index < lines.Length; index++)
        {
            var line = TextWidth.Cut(lines[index], size.Columns - 1);
            text.Append($"\e[{Math.Min(size.Rows, top + index)};{Math.Max(1, ((size.Columns - TextWidth.Of(line)) / 2) + 1)}H{line}");
        }

        return Bytes($"{text}\e[{size.Rows};1H{terminal.ShowCursor}");
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
