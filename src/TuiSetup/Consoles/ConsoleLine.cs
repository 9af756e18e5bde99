using TuiSetup.Newt.Terminal;

namespace TuiSetup.Consoles;

/// <summary>A console of this machine as a viewer, on a thread of its own. A line that drops is opened again.</summary>
internal sealed class ConsoleLine : IDisposable
{
    private static readonly TimeSpan OpenAgain = TimeSpan.FromSeconds(1);

    private readonly ConsoleDevice _device;
    private readonly ConsoleSwitch _consoles;
    private readonly Func<string, string?> _variable;
    private readonly Action<string> _log;
    private readonly ManualResetEventSlim _end = new();
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private UnixTerminal? _terminal;

    /// <param name="device">Which one.</param>
    /// <param name="consoles">Where its keys go.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="log">Takes what goes wrong with it.</param>
    public ConsoleLine(ConsoleDevice device, ConsoleSwitch consoles, Func<string, string?> variable, Action<string> log)
    {
        (_device, _consoles, _log) = (device, consoles, log);
        _variable = name => name == "TERM" ? device.Term : variable(name);
        _thread = new Thread(Run) { IsBackground = true, Name = device.Name };
        _thread.Start();
    }

    /// <summary>Gives the console back as it was found.</summary>
    public void Dispose()
    {
        _end.Set();
        lock (_lock)
        {
            _terminal?.Wake();
        }

        _thread.Join(TimeSpan.FromSeconds(2));
    }

    private void Run()
    {
        var reported = "";
        do
        {
            try
            {
                using var terminal = UnixTerminal.Open(_device.Path, _variable);
                Use(terminal);
                Serve(terminal);
                Use(null);
                reported = "";
            }
            catch (TerminalException cannot) when (cannot.Message != reported)
            {
                _log(reported = cannot.Message);
            }
            catch (TerminalException)
            {
                // It is as it was a second ago.
            }
        }
        while (!_end.Wait(OpenAgain));
    }

    /// <summary>Whom to wake at the end.</summary>
    private void Use(UnixTerminal? terminal)
    {
        lock (_lock)
        {
            _terminal = terminal;
        }
    }

    private void Serve(UnixTerminal terminal)
    {
        terminal.Enter();
        using var viewer = new Viewer(_device.Name, terminal, _consoles);
        _consoles.Add(viewer);
        var keys = new byte[256];
        while (!_end.IsSet && terminal.Wait(null) is var events && !events.HasFlag(TerminalEvents.Gone))
        {
            var count = terminal.Read(keys);
            if (count < 0)
            {
                break;
            }

            if (count > 0)
            {
                _consoles.Typed(viewer, keys.AsSpan(0, count));
            }
        }

        _consoles.Remove(viewer);
    }

    private sealed class Viewer : IViewer, IDisposable
    {
        private readonly UnixTerminal _terminal;
        private readonly OutputQueue _queue;

        public Viewer(string name, UnixTerminal terminal, ConsoleSwitch consoles)
        {
            (Name, _terminal) = (name, terminal);
            _queue = new OutputQueue(name, bytes => terminal.Write(bytes), () => consoles.Repaint(this));
        }

        public string Name { get; }

        public TerminalCapabilities Capabilities => _terminal.Capabilities;

        public ScreenSize Size => _terminal.Size;

        public void Show(ReadOnlySpan<byte> bytes) => _queue.Add(bytes);

        public void Dispose() => _queue.Dispose();
    }
}
