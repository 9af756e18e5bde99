using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>Someone's screen and keyboard: a console of this machine, or a session that has attached itself.</summary>
internal interface IViewer
{
    /// <summary>What others call it, such as <c>tty1</c>. Safe to show.</summary>
    string Name { get; }

    /// <summary>What its terminal can do.</summary>
    TerminalCapabilities Capabilities { get; }

    /// <summary>Columns and rows now.</summary>
    ScreenSize Size { get; }

    /// <summary>Shows bytes, without waiting for the terminal to take them.</summary>
    void Show(ReadOnlySpan<byte> bytes);
}
