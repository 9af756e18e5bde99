using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The explorer on a terminal of its own, on a bus of its own with a service of ours, with a state folder of its own.</summary>
internal sealed class ExplorerTerminal : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private ExplorerTerminal(PrivateBus bus)
    {
        Bus = bus;
        Terminal = PtyProcess.Start(
            Tuisetup.Executable,
            ["dbus", "explore", "--user"],
            new PtyOptions().With([("DBUS_SESSION_BUS_ADDRESS", bus.Address), ("TUISETUP_STATE_DIR", State)]));
    }

    public PrivateBus Bus { get; }

    public PtyProcess Terminal { get; }

    /// <summary>A place in its folder.</summary>
    public string this[string file] => _folder[file];

    /// <summary>Where it keeps what it keeps.</summary>
    public string State => _folder["state"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens it, and waits for the names.</summary>
    public static async Task<ExplorerTerminal> OpenAsync(bool canMonitor = true)
    {
        var explorer = new ExplorerTerminal(await PrivateBus.StartAsync(canMonitor: canMonitor));
        await explorer.ShowsAsync("2 services");
        return explorer;
    }

    /// <summary>Goes to what the service's object has.</summary>
    public async Task OpenPeerAsync()
    {
        await KeysAsync("Peer\r", "4 objects");
        await KeysAsync("/peer  com\r", "Happened");
    }

    /// <summary>Sends keys, and waits until the screen shows a text.</summary>
    public async Task KeysAsync(string keys, string? shows)
    {
        Terminal.Send(keys);
        if (shows is not null)
        {
            await ShowsAsync(shows);
        }
    }

    public Task ShowsAsync(string text) => Terminal.WaitForScreenAsync(screen => screen.Text.Contains(text, StringComparison.Ordinal), text);

    /// <summary>Calls a method of the service's object by the command.</summary>
    public async Task<string> CallAsync(string member, params string[] arguments)
        => (await RunAsync("call", ["--", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, member, .. arguments])).Required(member);

    public Task<ProcessResult> RunAsync(string verb, params string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", verb, "--address", Bus.Address, .. arguments], cancel: Stop);

    public async ValueTask DisposeAsync()
    {
        await Terminal.DisposeAsync();
        await Bus.DisposeAsync();
        _folder.Dispose();
    }
}
