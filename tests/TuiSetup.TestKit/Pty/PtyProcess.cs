namespace TuiSetup.TestKit;

/// <summary>A program under a pseudo-terminal that is its controlling terminal, and the screen it draws.</summary>
public sealed partial class PtyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly MemoryStream raw = new();
    private readonly Watch watch;
    private readonly string command;
    private readonly PtyPair pair;
    private readonly string settings;
    private readonly PtyPipes pipes;
    private readonly ChildProcess child;
    private readonly PtyReader reader;
    private bool ended;
    private bool disposed;

    private PtyProcess(string file, IReadOnlyList<string> arguments, PtyOptions options)
    {
        command = string.Join(' ', [file, .. arguments]);
        watch = new(gate);
        Screen = new(options.Columns, options.Rows, options.Utf8);
        pair = new(options.Columns, options.Rows);
        settings = TerminalModes.AllOf(pair.Master);
        var request = new SpawnRequest(file, arguments, options.Environment, pair.SlavePath)
        {
            WorkingDirectory = options.WorkingDirectory,
            StdinIsTty = options.Stdin == PtyStream.Tty,
            StdoutIsTty = options.Stdout == PtyStream.Tty,
            StderrIsTty = options.Stderr == PtyStream.Tty,
        };
        pipes = new(options, request.Inherited);
        try
        {
            StartTimestamp = TimeProvider.System.GetTimestamp();
            child = new(Spawn.Start(request));
        }
        catch
        {
            pipes.Dispose();
            pair.Dispose();
            throw;
        }

        pipes.ReleaseChildEnds();
        reader = new(child, [pair.Master, .. pipes.Sources], Received, Ended);
    }

    public int Pid => child.Pid;

    /// <summary>What is on the terminal now.</summary>
    public VtScreen Screen { get; }

    /// <summary>When the child was started, in ticks of <see cref="TimeProvider.System"/>.</summary>
    public long StartTimestamp { get; }

    /// <summary>When the first byte came, or 0.</summary>
    public long FirstByteTimestamp { get; private set; }

    /// <summary>When the last byte came, or 0.</summary>
    public long LastByteTimestamp { get; private set; }

    /// <summary>How many bytes the child wrote to the terminal.</summary>
    public long BytesReceived { get; private set; }

    /// <summary>A copy of all bytes the child wrote to the terminal.</summary>
    public byte[] RawOutput
    {
        get
        {
            lock (gate)
            {
                return raw.ToArray();
            }
        }
    }

    public string CapturedStdout => Captured(1);

    public string CapturedStderr => Captured(2);

    /// <summary>Starts a program; <paramref name="file"/> is looked up in PATH when it has no slash.</summary>
    public static PtyProcess Start(string file, IReadOnlyList<string> arguments, PtyOptions? options = null) =>
        new(file, arguments, options ?? new());

    /// <summary>What came through the child's descriptor, which <see cref="PtyOptions"/> made a pipe.</summary>
    public string Captured(int descriptor)
    {
        lock (gate)
        {
            return pipes.Text(descriptor);
        }
    }

    /// <summary>Types text.</summary>
    public void Send(string text) => Send(EscapedBytes.Of(text));

    public void Send(ReadOnlySpan<byte> bytes) => Descriptors.Write(pair.Master, bytes);

    /// <summary>Writes to the child's standard input where that is a pipe.</summary>
    public void WriteStdin(string text) => pipes.Write(EscapedBytes.Of(text));

    public void CloseStdin() => pipes.CloseStdin();

    /// <summary>Sends a signal to the child, unless it has ended.</summary>
    public void Signal(int signal) => child.Signal(signal);

    /// <summary>Takes the terminal away, as a line does that drops: the child gets SIGHUP and reads an end.</summary>
    public void HangUp()
    {
        reader.Release(pair.Master);
        pair.Dispose();
    }

    /// <summary>Gives the terminal another size, of which the kernel tells the child.</summary>
    public void Resize(int columns, int rows)
    {
        Screen.Resize(columns, rows);
        pair.Resize(columns, rows);
    }

    /// <summary>The modes of the terminal, also after the child's end.</summary>
    public TerminalModes Modes() => TerminalModes.Of(pair.Master);

    /// <summary>Whether the terminal's settings are those it had at the start.</summary>
    public bool SettingsKept => TerminalModes.AllOf(pair.Master) == settings;

    public ValueTask DisposeAsync()
    {
        if (!disposed)
        {
            disposed = true;
            child.Signal(Libc.Sigkill);
            reader.Dispose();
            child.TryReap(wait: true);
            child.Dispose();
            pipes.Dispose();
            pair.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void Received(int source, ReadOnlyMemory<byte> bytes, long timestamp)
    {
        lock (gate)
        {
            if (source == pair.Master)
            {
                FirstByteTimestamp = FirstByteTimestamp == 0 ? timestamp : FirstByteTimestamp;
                LastByteTimestamp = timestamp;
                BytesReceived += bytes.Length;
                raw.Write(bytes.Span);
                Screen.Feed(bytes.Span);
            }
            else
            {
                pipes.Received(source, bytes.Span);
            }

            watch.Changed();
        }
    }

    private void Ended()
    {
        lock (gate)
        {
            ended = true;
            watch.End(() => $"The program ended with {child.ExitCode} first.");
        }
    }
}
