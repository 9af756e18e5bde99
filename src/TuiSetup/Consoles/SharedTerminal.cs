using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>
/// The terminal below a screen that many can have, one after the other. It never goes away: a line that drops leaves
/// the screen free, and what runs on it goes on.
/// </summary>
/// <param name="consoles">Who has it.</param>
/// <param name="capabilities">Those of its first owner; whoever comes later gets what was made for these.</param>
internal sealed class SharedTerminal(ConsoleSwitch consoles, TerminalCapabilities capabilities) : ITerminal
{
    public TerminalCapabilities Capabilities => capabilities;

    public ScreenSize Size => consoles.Size;

    /// <summary>Each viewer's own terminal is taken over by its viewer.</summary>
    public void Enter()
    {
    }

    public void Leave()
    {
    }

    /// <summary>No shell is below it to go back to.</summary>
    public void StopJob()
    {
    }

    public void Write(ReadOnlySpan<byte> bytes) => consoles.Write(bytes);

    public int Read(Span<byte> buffer) => consoles.Read(buffer);

    public TerminalEvents Wait(TimeSpan? timeout) => consoles.Wait(timeout);

    public void Wake() => consoles.Wake();

    public void Dispose()
    {
    }
}
