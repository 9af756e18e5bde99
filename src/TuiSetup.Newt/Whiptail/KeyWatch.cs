using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail;

/// <summary>A terminal that tells when something was typed.</summary>
internal sealed class KeyWatch(ITerminal terminal, Action typed) : ITerminal
{
    public TerminalCapabilities Capabilities => terminal.Capabilities;

    public ScreenSize Size => terminal.Size;

    public void Enter() => terminal.Enter();

    public void Leave() => terminal.Leave();

    public void StopJob() => terminal.StopJob();

    public void Write(ReadOnlySpan<byte> bytes) => terminal.Write(bytes);

    public int Read(Span<byte> buffer)
    {
        var count = terminal.Read(buffer);
        if (count > 0)
        {
            typed();
        }

        return count;
    }

    public TerminalEvents Wait(TimeSpan? timeout) => terminal.Wait(timeout);

    public void Wake() => terminal.Wake();

    public void Dispose() => terminal.Dispose();
}
