using TuiSetup.Consoles;
using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Testing;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Consoles;

/// <summary>A viewer whose screen can be looked at.</summary>
internal sealed class TestViewer(string name, int columns = 80, int rows = 24) : IViewer
{
    public VtScreen Screen { get; } = new(columns, rows, true);

    public string Name => name;

    public TerminalCapabilities Capabilities => ScriptedTerminal.Xterm;

    public ScreenSize Size { get; } = new(columns, rows);

    public void Show(ReadOnlySpan<byte> bytes) => Screen.Feed(bytes);

    /// <summary>Whether a text is on it.</summary>
    public bool Shows(string text) => Screen.Text.Contains(text, StringComparison.Ordinal);
}
