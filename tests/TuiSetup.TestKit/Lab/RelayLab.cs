namespace TuiSetup.TestKit;

/// <summary>
/// A private network with the isolated hosts i1 i2 i3 (10.79.0.11 to .13, fd79::11 to ::13), and beside them, not
/// isolated, gw (.1) and relay (.2), which the program makes their relay. It ends with this object.
/// </summary>
public sealed class RelayLab : IAsyncDisposable
{
    private static readonly string Script = SourceTree.PathOf("tests", "lab", "relay-lab.sh");
    private static readonly string Talk = SourceTree.PathOf("tests", "lab", "relay-talk.py");

    private readonly string prefix;
    private readonly Dictionary<string, string?> settings;

    private RelayLab(string id)
    {
        prefix = $"r{id}-";
        settings = new Dictionary<string, string?> { ["LAB_PREFIX"] = prefix };
    }

    public static async Task<RelayLab> StartAsync(CancellationToken cancel = default)
    {
        var lab = new RelayLab(Guid.NewGuid().ToString("n")[..6]);
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

    /// <summary>As it was made: no relay, and hosts that know nothing of each other.</summary>
    public Task ResetAsync() => ScriptAsync(default, "reset");

    /// <summary>The packet filter, the settings and the proxy neighbours of relay, without counts.</summary>
    public Task<string> StateAsync() => ScriptAsync(default, "state");

    /// <summary>Runs a command in the network namespace of a host, or of the switch (sw).</summary>
    public Task<string> HostAsync(string host, params string[] command) => ScriptAsync(default, ["exec", host, .. command]);

    /// <summary>A host announces itself to all on its cable as a router of IPv6.</summary>
    public Task AdvertiseAsync(string host) => ScriptAsync(default, "advertise", host);

    /// <summary>Whom a host reaches, of <c>tcp:ADDRESS:PORT</c>, <c>udp:ADDRESS:PORT</c> and <c>icmp:ADDRESS</c>; all are tried at once.</summary>
    public async Task<IReadOnlyList<string>> ReachesAsync(string host, params string[] targets)
        => [.. (await ScriptAsync(default, ["probe", host, .. targets])).Split('\n').Where(line => line.EndsWith(" yes", StringComparison.Ordinal)).Select(line => line[..^4])];

    /// <summary>A connection over TCP that a host holds: it prints the number of each word that came back.</summary>
    public RunningProcess Hold(string host, string address, int port)
    {
        var (file, arguments) = Inside(host, "/usr/bin/python3", Talk, "hold", address, $"{port}");
        return ProcessRunner.Start(file, arguments);
    }

    /// <summary>A host that takes in all that comes to a port over TCP.</summary>
    public async Task<RunningProcess> DrainAsync(string host, int port)
    {
        var (file, arguments) = Inside(host, "/usr/bin/python3", Talk, "drain", $"{port}");
        var process = ProcessRunner.Start(file, arguments);
        await process.WaitForStdoutLine(line => line == "ready");
        return process;
    }

    /// <summary>How many bytes a second come over TCP from a host to a drain of another.</summary>
    public async Task<double> PourAsync(string host, string address, int port, int seconds)
        => double.Parse(await ScriptAsync(default, ["exec", host, "/usr/bin/python3", Talk, "pour", address, $"{port}", $"{seconds}"]), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What runs a command in the namespace of a host, for <see cref="PtyProcess"/> and <see cref="ProcessRunner"/>.</summary>
    public (string File, string[] Arguments) Inside(string host, params string[] command) => Netns.Inside(prefix + host, command);

    public async ValueTask DisposeAsync() => await ScriptAsync(default, "stop");

    private async Task<string> ScriptAsync(CancellationToken cancel, params string[] args)
    {
        var result = await ProcessRunner.RunAsync(Script, args, settings, cancel: cancel);
        return result.Required($"{Path.GetFileName(Script)} {string.Join(' ', args)}");
    }
}
