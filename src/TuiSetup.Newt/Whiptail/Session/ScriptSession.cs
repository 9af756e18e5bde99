using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>
/// <c>--session COMMAND</c>: runs a script on a terminal of its own, and shows the boxes of all its calls of whiptail
/// on the real one, from one process.
/// </summary>
internal sealed class ScriptSession : IDisposable
{
    private const int Terminate = 15;

    /// <summary>How long the last of what was written may take through the kernel, in milliseconds.</summary>
    private const int LastWords = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly UnixTerminal _real;
    private readonly ScriptTerminal _own;
    private readonly SessionTerminal _shared;
    private readonly NewtScreen _screen;
    private readonly WindowStack _stack;
    private readonly SessionServer _server;

    private ScriptSession(UnixTerminal real)
    {
        _real = real;
        _own = new ScriptTerminal(real.InputDescriptor, real.Size);
        _shared = new SessionTerminal(real, _own, TimeProvider.System);
        _real.Enter();
        _screen = NewtScreen.Open(_shared, new NewtOptions { RootTextIsAbove = true });
        _stack = new WindowStack(_screen) { Changed = Switch };
        _shared.Typed = _stack.Typed;
        _server = new SessionServer(_stack, _own.Device) { Asked = PassOn, Moved = _screen.Resume };
        _screen.Suspend();
        _shared.Begin();
    }

    /// <summary>Runs a command to its end, which is the session's. The result is its exit code; 128 and the number after a signal.</summary>
    /// <exception cref="WhiptailEnd">It could not be started.</exception>
    public static int Run(IReadOnlyList<string> command, CancellationToken cancel)
    {
        if (Environment.GetEnvironmentVariable(SessionClient.Variable) is { Length: > 0 } outer && File.Exists(outer))
        {
            Descriptors.Tell(T("whiptail: this is a session already; its windows are shown there\n"));
            return RunAlone(command, cancel);
        }

        UnixTerminal real;
        try
        {
            real = UnixTerminal.Open();
        }
        catch (TerminalException)
        {
            // Each box says it by itself, if there is one.
            return RunAlone(command, cancel);
        }

        using (real)
        using (var session = new ScriptSession(real))
        {
            return session.Run(() => session.RunAsync(command, cancel));
        }
    }

    private static int RunAlone(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var script = ScriptProcess.Start(command, null);
        using var interrupted = cancel.Register(() => script.Signal(Terminate));
        return script.Wait();
    }

    public void Dispose()
    {
        _server.Dispose();
        _stack.Dispose();
        _screen.Dispose();
        _own.Dispose();
        _real.Leave();
    }

    private int Run(Func<Task<int>> program) => _screen.Run(program);

    private async Task<int> RunAsync(IReadOnlyList<string> command, CancellationToken cancel)
    {
        _ = NativeSession.SetVariable(SessionClient.Variable, _server.Path, 1);
        _ = NativeSession.SetVariable("PATH", $"{_server.Programs}:{Environment.GetEnvironmentVariable("PATH")}", 1);
        var script = ScriptProcess.Start(command, _own);
        var context = SynchronizationContext.Current!;
        _own.Watch(() => context.Post(_ => PassOn(), null));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, _screen.Gone);
        using var over = new CancellationTokenSource();
        _server.Serve(over.Token);
        var ended = script.WaitAsync(context);
        try
        {
            return await ended.WaitAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            return await StopAsync(script, ended);
        }
        finally
        {
            over.Cancel();
            FinishOutput();
        }
    }

    /// <summary>The terminal is given back at once; the script is told, and has some time before its own terminal hangs up.</summary>
    private async Task<int> StopAsync(ScriptProcess script, Task<int> ended)
    {
        _screen.Suspend();
        _real.Leave();
        script.Signal(Terminate);
        try
        {
            return await ended.WaitAsync(Patience, _screen.Time);
        }
        catch (TimeoutException)
        {
            return 128 + Terminate;
        }
    }

    /// <summary>A box comes up, or the last one ended.</summary>
    private void Switch(BoxState state)
    {
        if (state != BoxState.None && _shared.State == BoxState.None)
        {
            _own.DropTyped();
            _screen.Resume();
        }

        _shared.State = state;
        PassOn();
    }

    /// <summary>
    /// What the script writes is shown where its windows are not. While a box is up it waits; while a gauge is, so does
    /// all but what looks like a question: it ends within a line.
    /// </summary>
    private void PassOn()
    {
        if (_shared.State == BoxState.Box || (_shared.State == BoxState.Gauge && _own.EndsInLine))
        {
            return;
        }

        if (_own.Take() is { Length: > 0 } written)
        {
            _screen.Suspend();
            _shared.PassOn(written);
        }
    }

    private void FinishOutput()
    {
        _shared.State = BoxState.None;
        do
        {
            PassOn();
        }
        while (_own.HasMore(LastWords));
        PassOn();
    }
}
