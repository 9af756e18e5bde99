using System.Text.Json.Nodes;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>A private VLAN of more and more ports on a real Open vSwitch: its flows, and the time from the start of the process to its end.</summary>
internal static class PvlanBench
{
    private const int PortsAtOnce = 500, TargetPorts = 1000, Communities = 2;
    private const double TargetSeconds = 2;
    private const string Bridge = "br0";

    private static readonly int[] Sizes = [10, 100, 1000, 4000];

    private static readonly string Fast = $"{TargetPorts} ports planned and applied in at most {TargetSeconds:0} s", Linear = "flows grow at most linearly with ports";

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        if (!workspace.IsBuilt)
        {
            return [new(Fast, workspace.NotBuilt, null), new(Linear, workspace.NotBuilt, null)];
        }

        var table = new TextTable("ports", "flows", "flows a port", "plan ms", "apply ms", "verify ms", "undo ms");
        var (flows, seconds) = (new Dictionary<int, int>(), 0.0);
        await using var lab = await OvsLab.StartAsync(0);
        var present = 0;
        foreach (var size in Sizes)
        {
            await AddPortsAsync(lab, present, size);
            present = size;
            var answers = await workspace.WriteAsync("answers.json", Answers(lab, size));
            var file = Path.Combine(workspace.Folder, "plan.json");
            var plan = await TimeAsync(lab, workspace, "plan", "ovs-pvlan", "--answers", answers, "--out", file);
            var apply = await TimeAsync(lab, workspace, "apply", file, "--yes");
            flows[size] = (await lab.FlowsAsync(Bridge)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
            var verify = await TimeAsync(lab, workspace, "verify", file);
            var undo = await TimeAsync(lab, workspace, "undo");
            table.Add($"{size}", $"{flows[size]}", $"{(double)flows[size] / size:0.00}", $"{plan:0}", $"{apply:0}", $"{verify:0}", $"{undo:0}");
            seconds = size == TargetPorts ? (plan + apply) / 1000 : seconds;
        }

        Output.Heading($"Open vSwitch: a private VLAN with {Communities} communities, one promiscuous port and the rest isolated or in communities");
        table.Print();
        var growth = Sizes.Zip(Sizes.Skip(1)).Max(pair => (double)(flows[pair.Second] - flows[pair.First]) / (pair.Second - pair.First));
        return
        [
            new(Fast, $"{seconds:0.00} s", seconds <= TargetSeconds),
            new(Linear, $"at most {growth:0.00} more a port", Sizes.All(size => flows[size] <= flows[Sizes[0]] + (2 * (size - Sizes[0])))),
        ];
    }

    /// <summary>Patch ports without another end: each has its number, and none a device of the kernel.</summary>
    private static async Task AddPortsAsync(OvsLab lab, int first, int end)
    {
        foreach (var some in Enumerable.Range(first, end - first).Chunk(PortsAtOnce))
        {
            await lab.VsctlAsync([.. some.SelectMany(number => (string[])
                ["--", "add-port", Bridge, Name(number), "--", "set", "interface", Name(number), "type=patch", $"options:peer=n{number}"])]);
        }
    }

    private static string Answers(OvsLab lab, int ports)
    {
        var roles = Enumerable.Range(0, ports).Select(number => KeyValuePair.Create(Name(number), (JsonNode?)(number == 0 ? "promiscuous" : number % 2 == 0 ? "isolated" : $"community {102 + (number / 2 % Communities)}")));
        return new JsonObject
        {
            ["wizard"] = "ovs-pvlan",
            ["answers"] = new JsonObject
            {
                ["db"] = lab.Address, ["bridge"] = Bridge, ["primary"] = 100, ["isolated"] = 101,
                ["communities"] = new JsonArray(102, 103), ["persist"] = false, ["roles"] = new JsonObject(roles),
            },
        }.ToJsonString();
    }

    private static async Task<double> TimeAsync(OvsLab lab, Workspace workspace, params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(lab.Environment) { [workspace.StateVariable.Name] = workspace.StateVariable.Value };
        var start = TimeProvider.System.GetTimestamp();
        var result = await ProcessRunner.RunAsync(workspace.Program, arguments, environment, timeout: TimeSpan.FromMinutes(5));
        var elapsed = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        result.Required($"tuisetup {arguments[0]}");
        return elapsed;
    }

    private static string Name(int number) => $"p{number}";
}
