namespace TuiSetup.TestKit;

/// <summary>Whom a lab's NetworkManager lets write.</summary>
public enum NetworkManagerAccess
{
    /// <summary>Root alone; others are refused.</summary>
    RootOnly,

    /// <summary>Everyone.</summary>
    Everyone,

    /// <summary>Root; for others it asks polkit, which is away.</summary>
    Polkit,
}

/// <summary>
/// A private NetworkManager on a bus of its own, with the devices eth0 eth1 eth2, managed, and mgmt0, which is not.
/// At the other ends: 10.80.0.1 answers on eth0's cable, a DHCP server serves 10.81.0.0/24 on eth1's. It ends with
/// this object.
/// </summary>
public sealed class NetworkManagerLab : IAsyncDisposable
{
    private static readonly string Script = SourceTree.PathOf("tests", "lab", "nm-lab.sh");

    private readonly Dictionary<string, string?> settings;

    private NetworkManagerLab(string id, NetworkManagerAccess access)
    {
        Directory = Path.Combine(Path.GetTempPath(), "nm-" + id);
        settings = new Dictionary<string, string?>
        {
            ["LAB_DIR"] = Directory,
            ["LAB_PREFIX"] = $"n{id}-",
            ["LAB_POLKIT"] = access switch
            {
                NetworkManagerAccess.Everyone => "false",
                NetworkManagerAccess.Polkit => "true",
                _ => "root-only",
            },
        };
        Environment = new Dictionary<string, string?> { ["DBUS_SYSTEM_BUS_ADDRESS"] = Address };
    }

    /// <summary>Sockets, configuration, profiles and logs, of this lab alone.</summary>
    public string Directory { get; }

    /// <summary>The bus, <c>unix:path=...</c>; it can be reached from outside of the lab's namespaces.</summary>
    public string Address => "unix:path=" + Path.Combine(Directory, "run", "dbus", "system_bus_socket");

    /// <summary>With this nmcli, busctl and our program find the lab.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; }

    /// <summary>Where profiles that were saved are.</summary>
    public string Profiles => Path.Combine(Directory, "etc", "system-connections");

    /// <summary>The name servers that NetworkManager would have the system ask.</summary>
    public string ResolvConf => File.ReadAllText(Path.Combine(Directory, "run", "NetworkManager", "resolv.conf"));

    /// <summary>What NetworkManager has logged.</summary>
    public string Log => File.ReadAllText(Path.Combine(Directory, "NetworkManager.log"));

    public static async Task<NetworkManagerLab> StartAsync(
        NetworkManagerAccess access = NetworkManagerAccess.RootOnly, CancellationToken cancel = default)
    {
        var lab = new NetworkManagerLab(Guid.NewGuid().ToString("n")[..6], access);
        try
        {
            await lab.ScriptAsync(cancel, "start");
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>As it was made: no profiles, checkpoints, addresses or other devices; every cable in.</summary>
    public Task ResetAsync() => ScriptAsync(default, "reset");

    /// <summary>Ends NetworkManager in order and starts it again; its devices stay as they are.</summary>
    public Task RestartAsync() => ScriptAsync(default, "restart");

    /// <summary>Ends NetworkManager or dnsmasq as a crash would; <see cref="RestoreAsync"/> starts it again.</summary>
    public void Kill(string daemon) =>
        ChildProcess.KillAndWait(int.Parse(File.ReadAllText(Path.Combine(Directory, daemon + ".pid"))));

    /// <summary>Starts what does not run any more.</summary>
    public Task RestoreAsync() => ScriptAsync(default, "start");

    /// <summary>Plugs the cable of a device in, or pulls it.</summary>
    public Task SetCableAsync(string device, bool isIn) => ScriptAsync(default, "cable", device, isIn ? "in" : "out");

    /// <summary>Runs nmcli on the lab's NetworkManager.</summary>
    public Task<string> NmcliAsync(params string[] args) => ToolAsync("nmcli", args, Environment);

    /// <summary>Runs a command beside NetworkManager: its devices, its /run, its /etc/NetworkManager.</summary>
    public Task<string> HostAsync(params string[] command) => ScriptAsync(default, ["exec", "host", .. command]);

    /// <summary>Runs a command at the other ends of the cables, whose devices are called p-eth0 and so on.</summary>
    public Task<string> PeerAsync(params string[] command) => ScriptAsync(default, ["exec", "peer", .. command]);

    /// <summary>What runs a command beside NetworkManager, for <see cref="PtyProcess"/> and <see cref="ProcessRunner"/>.</summary>
    public (string File, string[] Arguments) Beside(params string[] command)
    {
        var bus = File.ReadAllText(Path.Combine(Directory, "dbus-daemon.pid")).Trim();
        return ("nsenter", ["--target", bus, "--net", "--mount", "--uts", "--", .. command]);
    }

    public async ValueTask DisposeAsync() => await ScriptAsync(default, "stop");

    private Task<string> ScriptAsync(CancellationToken cancel, params string[] args) =>
        ToolAsync(Script, args, settings, cancel);

    private static async Task<string> ToolAsync(
        string file, string[] args, IReadOnlyDictionary<string, string?> environment, CancellationToken cancel = default)
    {
        var result = await ProcessRunner.RunAsync(file, args, environment, cancel: cancel);
        return result.Required($"{Path.GetFileName(file)} {string.Join(' ', args)}");
    }
}
