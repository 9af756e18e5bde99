using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>The switch that is measured on, with how each tool is run on it.</summary>
internal sealed class MirrorLab(OvsLab lab, Workspace workspace)
{
    private const int BridgesAtOnce = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public string Database => lab.Address;

    /// <summary>Bridges that each have an internal port to mirror and one to send the copies to.</summary>
    public async Task AddBridgesAsync(IReadOnlyList<string> names)
    {
        foreach (var some in names.Chunk(BridgesAtOnce))
        {
            await lab.VsctlAsync([.. some.SelectMany(name => (string[])
            [
                "--", "add-br", name, "--", "set", "Bridge", name, "datapath_type=netdev",
                "--", "add-port", name, name + "s", "--", "set", "Interface", name + "s", "type=internal",
                "--", "add-port", name, name + "o", "--", "set", "Interface", name + "o", "type=internal",
            ])]);
        }
    }

    public async Task RemoveMirrorsAsync(IEnumerable<string> bridges)
    {
        var commands = bridges.SelectMany(name => (string[])["--", "clear", "Bridge", name, "mirrors"]);
        await lab.VsctlAsync([.. commands]);
    }

    /// <summary>Milliseconds from the start of a program to its end, which must leave so many mirrors.</summary>
    public async Task<double> TimeAsync(int mirrors, string file, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(lab.Environment)
        {
            [workspace.StateVariable.Name] = workspace.StateVariable.Value,
        };
        var start = TimeProvider.System.GetTimestamp();
        var result = await ProcessRunner.RunAsync(file, arguments, environment, timeout: Patience);
        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        result.Required(Path.GetFileName(file));
        var found = (await lab.VsctlAsync("--bare", "--columns=_uuid", "list", "Mirror"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        return found == mirrors
            ? elapsed
            : throw new InvalidOperationException($"{Path.GetFileName(file)} left {found} mirrors instead of {mirrors}");
    }

    public Task<double> TimeVsctlAsync(int mirrors, IEnumerable<string> commands) =>
        TimeAsync(mirrors, "ovs-vsctl", ["--db=" + lab.Address, .. commands]);

    public async Task<double> TimeOursAsync(int mirrors, string answers)
    {
        var file = await workspace.WriteAsync("answers.json", answers);
        return await TimeAsync(mirrors, workspace.Program, "run", "ovs-mirror", "--answers", file, "--yes", "--json");
    }
}
