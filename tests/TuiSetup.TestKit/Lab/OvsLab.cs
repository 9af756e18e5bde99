namespace TuiSetup.TestKit;

/// <summary>
/// A private Open vSwitch with the hosts h1 h2 .. (10.77.0.N/24) and mon on bridge br0, their ports named v-HOST.
/// It ends with this object.
/// </summary>
public sealed class OvsLab : IAsyncDisposable
{
    private static readonly string Script = SourceTree.PathOf("tests", "lab", "ovs-lab.sh");

    private readonly string prefix;

    private OvsLab(string id)
    {
        prefix = $"t{id}-";
        Directory = Path.Combine(Path.GetTempPath(), "ovs-" + id);
        Environment = new Dictionary<string, string?>
        {
            ["LAB_DIR"] = Directory,
            ["LAB_PREFIX"] = prefix,
            ["LAB_BRIDGE"] = null,
            ["LAB_REMOTE"] = null,
            ["OVS_RUNDIR"] = Directory,
            ["OVS_DBDIR"] = Directory,
            ["OVS_LOGDIR"] = Directory,
            ["OVS_SYSCONFDIR"] = Directory,
        };
    }

    /// <summary>Databases, sockets and logs, of this lab alone.</summary>
    public string Directory { get; }

    /// <summary>The path of ovsdb-server's socket.</summary>
    public string DatabaseSocket => Path.Combine(Directory, "db.sock");

    /// <summary>The same as an OVSDB address, <c>unix:...</c>.</summary>
    public string Address => "unix:" + DatabaseSocket;

    /// <summary>With this the tools of Open vSwitch, and ours, find the lab.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>What ovs-vswitchd has logged: it tells there, and only there, why it ignores a configuration.</summary>
    public string SwitchLog => File.ReadAllText(Path.Combine(Directory, "ovs-vswitchd.log"));

    public static async Task<OvsLab> StartAsync(int hosts = 3, CancellationToken cancel = default)
    {
        var lab = new OvsLab(Guid.NewGuid().ToString("n")[..6]);
        try
        {
            await lab.ScriptAsync(cancel, "start", $"{hosts}");
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs ovs-vsctl on the lab's database.</summary>
    public Task<string> VsctlAsync(params string[] args) =>
        ToolAsync("ovs-vsctl", ["--db=" + Address, "--timeout=20", .. args]);

    /// <summary>Runs ovs-appctl on the lab's ovs-vswitchd.</summary>
    public Task<string> AppctlAsync(params string[] args) => ToolAsync("ovs-appctl", ["--timeout=20", .. args]);

    /// <summary>Runs a command in the network namespace of a host, or of the switch (sw).</summary>
    public Task<string> HostAsync(string host, params string[] command) => ToolAsync("nsenter", Inside(host, command));

    /// <summary>Adds a host; <paramref name="settings"/> are columns of its Port such as <c>tag=10</c>.</summary>
    public Task AddHostAsync(string name, string cidr = "", params string[] settings) =>
        ScriptAsync(default, ["add-host", name, cidr, .. settings]);

    /// <summary>Adds a host to a bridge other than br0.</summary>
    public async Task AddHostToAsync(string bridge, string name, string cidr)
    {
        var environment = new Dictionary<string, string?>(Environment) { ["LAB_BRIDGE"] = bridge };
        (await ProcessRunner.RunAsync(Script, ["add-host", name, cidr], environment)).Required($"add-host {name}");
    }

    /// <summary>Runs a command in the network namespace of a host; it may fail.</summary>
    public Task<ProcessResult> TryHostAsync(string host, params string[] command)
        => ProcessRunner.RunAsync("nsenter", Inside(host, command), Environment);

    /// <summary>All flows of a bridge, without counters and times.</summary>
    public async Task<string> FlowsAsync(string bridge)
        => string.Join('\n', (await ToolAsync("ovs-ofctl", ["-O", "OpenFlow14", "--no-stats", "--names", "dump-flows", $"unix:{Directory}/{bridge}.mgmt"]))
            .Split('\n').Where(line => line.Contains("actions=", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    /// <summary>Runs ovs-ofctl on a bridge of the lab.</summary>
    public Task<string> OfctlAsync(string command, string bridge, params string[] args)
        => ToolAsync("ovs-ofctl", ["-O", "OpenFlow14", command, $"unix:{Directory}/{bridge}.mgmt", .. args]);

    public Task AddBridgeAsync(string name) => ScriptAsync(default, "add-bridge", name);

    /// <summary>Makes a host's port an access port of a VLAN, or with null a trunk again.</summary>
    public Task SetVlanAsync(string host, int? tag) => ScriptAsync(default, "vlan", host, $"{tag}");

    /// <summary>Ends ovs-vswitchd or ovsdb-server as a crash would; <see cref="RestoreAsync"/> starts it again.</summary>
    public void Kill(string daemon) =>
        ChildProcess.KillAndWait(int.Parse(File.ReadAllText(Path.Combine(Directory, daemon + ".pid"))));

    /// <summary>Starts what does not run any more.</summary>
    public Task RestoreAsync() => ScriptAsync(default, "start", "0");

    /// <summary>Captures what arrives at a host.</summary>
    /// <param name="filter">In tcpdump's words; empty for everything.</param>
    public Task<PacketCapture> StartCaptureAsync(string host, string filter = "") =>
        PacketCapture.StartAsync(command => ProcessRunner.Start("nsenter", Inside(host, command)), filter);

    /// <summary>Pings from a host; complete when the first answer has come.</summary>
    public Task<SteadyTraffic> StartTrafficAsync(string fromHost, string toAddress, double perSecond = 10) =>
        SteadyTraffic.StartAsync(
            command => ProcessRunner.Start("nsenter", Inside(fromHost, command)), toAddress, perSecond);

    public async ValueTask DisposeAsync() => await ScriptAsync(default, "stop");

    /// <summary>What runs a command in the network namespace of a host, or of the switch (sw), for <see cref="ProcessRunner"/>.</summary>
    public (string File, string[] Arguments) In(string host, params string[] command) => Netns.Inside(prefix + host, command);

    private string[] Inside(string host, string[] command) => [$"--net=/run/netns/{prefix}{host}", "--", .. command];

    private Task<string> ScriptAsync(CancellationToken cancel, params string[] args) => ToolAsync(Script, args, cancel);

    private async Task<string> ToolAsync(string file, string[] args, CancellationToken cancel = default)
    {
        var result = await ProcessRunner.RunAsync(file, args, Environment, cancel: cancel);
        return result.Required($"{Path.GetFileName(file)} {string.Join(' ', args)}");
    }
}
