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
          <limit name="max_message_size">134217728</limit>
          <limit name="max_incoming_bytes">1000000000</limit>
          <limit name="max_outgoing_bytes">1000000000</limit>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
            <deny own="com.example.Forbidden"/>
            <MONITOR send_destination="org.freedesktop.DBus" send_interface="org.freedesktop.DBus.Monitoring"/>
            <deny send_destination="com.example.Peer" send_interface="com.example.Peer" send_member="Denied"/>
          </policy>
        </busconfig>
        """;

    private readonly string folder;
    private readonly List<RunningProcess> processes = [];

    private PrivateBus(string folder) => this.folder = folder;

    public string Address => "unix:path=" + Path.Combine(folder, "bus");

    /// <param name="pinned">The processor that it is to run on, as taskset(1) takes it; null is any.</param>
    /// <param name="canMonitor">Whether the bus lets somebody see all messages.</param>
    public static async Task<PrivateBus> StartAsync(string? pinned = null, bool canMonitor = true)
    {
        var bus = new PrivateBus(Directory.CreateTempSubdirectory("bus-").FullName);
        try
        {
            await bus.StartDaemonAsync(pinned, canMonitor);
            await bus.StartPeerAsync();
            return bus;
        }
        catch
        {
            await bus.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the service, again when it has left, or once more under another name.</summary>
    public async Task StartPeerAsync(string name = Peer)
    {
        var peer = Start("/usr/bin/python3", SourceTree.PathOf("tests", "lab", "dbus-peer.py"), Address, name);
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

    private async Task StartDaemonAsync(string? pinned, bool canMonitor)
    {
        var configuration = Path.Combine(folder, "bus.conf");
        await File.WriteAllTextAsync(configuration, Configuration.Replace("SOCKET", Path.Combine(folder, "bus")).Replace("MONITOR", canMonitor ? "allow" : "deny"));
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
