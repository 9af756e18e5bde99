namespace TuiSetup.TestKit;

/// <summary>A dbus-daemon of its own, with a service written in Python on it. It ends with this object.</summary>
public sealed class PrivateBus : IAsyncDisposable
{
    /// <summary>The service's name, and that of its interface; it is on the object <see cref="PeerPath"/>.</summary>
    public const string Peer = "com.example.Peer", PeerPath = "/peer";

    private const string Configuration = """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-BUS Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>session</type>
          <listen>unix:path=SOCKET</listen>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
            <deny own="com.example.Forbidden"/>
            <deny send_destination="com.example.Peer" send_interface="com.example.Peer" send_member="Denied"/>
          </policy>
        </busconfig>
        """;

    private readonly string folder;
    private readonly List<RunningProcess> processes = [];

    private PrivateBus(string folder) => this.folder = folder;

    public string Address => "unix:path=" + Path.Combine(folder, "bus");

    /// <param name="pinned">The processor that it is to run on, as taskset(1) takes it; null is any.</param>
    public static async Task<PrivateBus> StartAsync(string? pinned = null)
    {
        var bus = new PrivateBus(Directory.CreateTempSubdirectory("bus-").FullName);
        try
        {
            await bus.StartDaemonAsync(pinned);
            await bus.StartPeerAsync();
            return bus;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the service, again when it has left.</summary>
    public async Task StartPeerAsync()
    {
        var peer = Start("/usr/bin/python3", SourceTree.PathOf("tests", "lab", "dbus-peer.py"), Address);
        await peer.WaitForStdoutLine(line => line == "ready");
    }

    /// <summary>Ends the daemon as a crash would.</summary>
    public async ValueTask KillDaemonAsync()
    {
        await processes[0].DisposeAsync();
        processes.RemoveAt(0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Enumerable.Reverse(processes))
        {
            await process.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task StartDaemonAsync(string? pinned)
    {
        var configuration = Path.Combine(folder, "bus.conf");
        await File.WriteAllTextAsync(configuration, Configuration.Replace("SOCKET", Path.Combine(folder, "bus")));
        string[] command = ["dbus-daemon", "--config-file=" + configuration, "--nofork", "--nopidfile", "--nosyslog", "--print-address=1"];
        var daemon = pinned is null ? Start(command[0], command[1..]) : Start("taskset", ["-c", pinned, .. command]);
        await daemon.WaitForStdoutLine(line => line.StartsWith("unix:", StringComparison.Ordinal));
    }

    private RunningProcess Start(string file, params string[] arguments)
    {
        var process = ProcessRunner.Start(file, arguments);
        processes.Add(process);
        return process;
    }
}
