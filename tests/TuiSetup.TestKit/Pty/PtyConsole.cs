namespace TuiSetup.TestKit;

/// <summary>
/// A pseudo-terminal without a program of its own: what a machine takes for its screen or its serial line. Whoever
/// opens <see cref="Path"/> draws on the screen and reads what is typed.
/// </summary>
public sealed class PtyConsole : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Watch watch;
    private readonly PtyPair pair;
    private readonly PtyReader reader;

    public PtyConsole(int columns = 80, int rows = 24)
    {
        watch = new(gate);
        Screen = new(columns, rows, true);
        pair = new(columns, rows);
        reader = new(null, [pair.Master], Received, () => { });
    }

    /// <summary>The end that programs open, below /dev/pts.</summary>
    public string Path => pair.SlavePath;

    /// <summary>What is on the terminal now.</summary>
    public VtScreen Screen { get; }

    /// <summary>Types text.</summary>
    public void Send(string text) => Descriptors.Write(pair.Master, EscapedBytes.Of(text));

    /// <summary>Gives the terminal another size, of which the kernel tells those who have it open.</summary>
    public void Resize(int columns, int rows)
    {
        lock (gate)
        {
            Screen.Resize(columns, rows);
        }

        pair.Resize(columns, rows);
    }

    /// <summary>Waits until the screen is as wanted; it is looked at as bytes arrive.</summary>
    public Task WaitForScreenAsync(Func<VtScreen, bool> predicate, string what, TimeSpan? timeout = null) =>
        watch.WaitAsync(
            () => predicate(Screen),
            timeout ?? Patience,
            () => $"no {what} on the console:{Environment.NewLine}{Screen.Text}");

    /// <summary>Waits until a text is on the screen.</summary>
    public Task WaitForTextAsync(string text, TimeSpan? timeout = null) =>
        WaitForScreenAsync(screen => screen.Text.Contains(text, StringComparison.Ordinal), $"“{text}”", timeout);

    public void Dispose()
    {
        reader.Dispose();
        pair.Dispose();
    }

    private void Received(int source, ReadOnlyMemory<byte> bytes, long timestamp)
    {
        lock (gate)
        {
            Screen.Feed(bytes.Span);
            watch.Changed();
        }
    }
}
