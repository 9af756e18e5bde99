namespace TuiSetup.TestKit;

/// <summary>
/// A private Debian machine: the real systemd as PID 1 with dbus, logind, NetworkManager and the services that the bus
/// starts, on a copy of this system's files that is gone with this object. eth0 to eth2 are cables to
/// <see cref="PeerAsync"/>.
/// </summary>
public sealed class Appliance : IAsyncDisposable
{
    private static readonly string Script = SourceTree.PathOf("tests", "lab", "appliance.sh");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<string, string?> settings;

    private Appliance(string id, ApplianceOptions options)
    {
        Directory = Path.Combine(Path.GetTempPath(), "ap-" + id);
        Tree = Directory + "-tree";
        Screen = options.HasConsoles ? new() : null;
        Serial = options.HasConsoles ? new() : null;
        settings = new Dictionary<string, string?>
        {
            ["LAB_DIR"] = Directory,
            ["LAB_PREFIX"] = $"a{id}-",
            ["LAB_TREE"] = Tree,
            ["LAB_DEBS"] = string.Join(' ', options.Packages),
            ["LAB_ENABLE"] = string.Join(' ', options.Enable),
            ["LAB_TTY1"] = Screen?.Path,
            ["LAB_TTYS0"] = Serial?.Path,
            ["TERM"] = "dumb",
        };
        foreach (var (path, content) in options.Files)
        {
            var file = Tree + path;
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }

        System.IO.Directory.CreateDirectory(Tree);
    }

    /// <summary>State and logs of this machine alone.</summary>
    public string Directory { get; }

    /// <summary>Its root as seen from here, while it runs.</summary>
    public string Root => Path.Combine(Directory, "root");

    /// <summary>Its system bus, <c>unix:path=...</c>. NetworkManager refuses writes from another PID namespace: <see cref="RunAsync"/>.</summary>
    public string Address => $"unix:path={Root}/run/dbus/system_bus_socket";

    /// <summary>The network namespace at the other ends of its cables.</summary>
    public string PeerNamespace => $"/run/netns/{settings["LAB_PREFIX"]}peer";

    /// <summary>tty1 and /dev/console, where it has consoles.</summary>
    public PtyConsole? Screen { get; }

    /// <summary>ttyS0, where it has consoles.</summary>
    public PtyConsole? Serial { get; }

    private string Tree { get; }

    /// <summary>Makes a machine and boots it, until its bus answers.</summary>
    public static async Task<Appliance> StartAsync(ApplianceOptions? options = null, CancellationToken cancel = default)
    {
        var machine = await OpenAsync(options, cancel);
        try
        {
            await machine.BootAsync([.. options?.KernelWords ?? []]);
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a machine's root without booting it.</summary>
    public static async Task<Appliance> OpenAsync(ApplianceOptions? options = null, CancellationToken cancel = default)
    {
        var machine = new Appliance(Guid.NewGuid().ToString("n")[..6], options ?? new());
        try
        {
            await machine.ScriptAsync(cancel, "open");
            return machine;
        }
        catch
        {
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Boots it, until its bus answers.</summary>
    public async Task BootAsync(params string[] kernelWords)
    {
        await ScriptAsync(default, ["start", .. kernelWords]);
        await ScriptAsync(default, "wait", "bus");
    }

    /// <summary>Shuts it down in order and boots it again, until its bus answers.</summary>
    public async Task RebootAsync(params string[] kernelWords)
    {
        await ScriptAsync(default, ["reboot", .. kernelWords]);
        await ScriptAsync(default, "wait", "bus");
    }

    /// <summary>The same without order.</summary>
    public async Task CutPowerAsync(params string[] kernelWords)
    {
        await ScriptAsync(default, ["cut", .. kernelWords]);
        await ScriptAsync(default, "wait", "bus");
    }

    /// <summary>Waits until all that boots has been started.</summary>
    public Task WaitUntilRunningAsync() => ScriptAsync(default, "wait", "running");

    /// <summary>Runs a command in the machine, or in its root while it is not booted; the result is its standard output.</summary>
    public Task<string> RunAsync(params string[] command) => ScriptAsync(default, ["run", .. command]);

    /// <summary>The same for a command that may fail.</summary>
    public Task<ProcessResult> TryAsync(params string[] command) =>
        ProcessRunner.RunAsync(Script, ["run", .. command], settings, timeout: Patience);

    /// <summary>Opens a command in the machine on a terminal of its own, as a session over SSH has one.</summary>
    public PtyProcess Open(PtyOptions options, params string[] command) =>
        PtyProcess.Start(Script, ["run", .. command], options.With([("LAB_DIR", Directory), ("LAB_PREFIX", settings["LAB_PREFIX"]!)]));

    /// <summary>Copies a file of this system into its root.</summary>
    public Task PutAsync(string file, string path) => ScriptAsync(default, "put", file, path);

    /// <summary>Installs a package in it, booted or not.</summary>
    public Task InstallAsync(string package) => ScriptAsync(default, "install", package);

    /// <summary>All that its root has other than this system: a path a line, with mode, owner and what is in it.</summary>
    public async Task<IReadOnlyList<string>> ChangesAsync() =>
        (await ScriptAsync(default, "changes")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command at the other ends of the cables, p-eth0 (10.90.0.1/24), p-eth1 and p-eth2.</summary>
    public Task<string> PeerAsync(params string[] command) => ScriptAsync(default, ["peer", .. command]);

    public async ValueTask DisposeAsync()
    {
        await ScriptAsync(default, "stop");
        System.IO.Directory.Delete(Tree, recursive: true);
        Screen?.Dispose();
        Serial?.Dispose();
    }

    private async Task<string> ScriptAsync(CancellationToken cancel, params string[] args)
    {
        var result = await ProcessRunner.RunAsync(Script, args, settings, timeout: Patience, cancel: cancel);
        return result.Required($"{Path.GetFileName(Script)} {string.Join(' ', args)}");
    }
}
