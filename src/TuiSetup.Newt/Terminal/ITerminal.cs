namespace TuiSetup.Newt.Terminal;

/// <summary>
/// The device below a screen: bytes out, bytes in, a size, and a way to sleep until something happens.
/// All members but <see cref="Wake"/> belong to the thread that runs the screen.
/// </summary>
public interface ITerminal : IDisposable
{
    /// <summary>What the device can do; fixed for its life.</summary>
    TerminalCapabilities Capabilities { get; }

    /// <summary>Columns and rows now; never zero.</summary>
    ScreenSize Size { get; }

    /// <summary>Takes the device over: no echo, no line editing.</summary>
    void Enter();

    /// <summary>Gives the device back as it was found. May be called twice, and from a signal's thread.</summary>
    void Leave();

    /// <summary>Stops this process and the others of its job (SIGTSTP), and returns when it goes on. Where no shell controls jobs, nothing stops.</summary>
    void StopJob();

    /// <summary>Writes all of the bytes. A device that is gone swallows them.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Reads what is there, without waiting. 0: nothing; -1: the device is gone.</summary>
    int Read(Span<byte> buffer);

    /// <summary>Sleeps until there is input, a new size, a <see cref="Wake"/>, or the time is over.</summary>
    TerminalEvents Wait(TimeSpan? timeout);

    /// <summary>Ends a <see cref="Wait"/>, now or the next one. Safe from any thread.</summary>
    void Wake();
}
