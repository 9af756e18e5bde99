using System.Text.Json.Nodes;

namespace TuiSetup.Bench;

/// <summary>Five hundred mirrors over a hundred bridges.</summary>
internal static class ManyMirrors
{
    private const int Bridges = 100, PerBridge = 5, TimesFaster = 20;
    private const int Mirrors = Bridges * PerBridge;
    private static readonly string Wanted = $"{Mirrors} mirrors at least {TimesFaster}x faster";

    private static readonly string[] Names = [.. Enumerable.Range(1, Bridges).Select(i => $"b{i:000}")];

    private static readonly MirrorRow[] Rows =
        [.. Names.SelectMany(name => Enumerable.Range(1, PerBridge).Select(i =>
            new MirrorRow(name, $"{name}-m{i}", name + "s", name + "o")))];

    public static Target NotMeasured { get; } = new(Wanted, "not measured", null);

    public static async Task<Target> RunAsync(MirrorLab lab, Workspace workspace)
    {
        await lab.AddBridgesAsync(Names);
        var calls = await CallsAsync(lab, workspace);
        await lab.RemoveMirrorsAsync(Names);
        var transaction = await lab.TimeVsctlAsync(Mirrors, Rows.SelectMany((row, i) => row.Vsctl($"{i}")));
        await lab.RemoveMirrorsAsync(Names);
        var (ours, note) = await MirrorBench.TryAsync(workspace, () => lab.TimeOursAsync(
            Mirrors, MirrorRow.AnswerFile(new JsonArray([.. Rows.Select(row => row.Answers(lab.Database))]))));

        Output.Heading($"Open vSwitch: {Mirrors} mirrors over {Bridges} bridges");
        var table = new TextTable("", "ms", "ms a mirror", "times faster");
        Add(table, $"{Mirrors} calls of ovs-vsctl", calls, calls);
        Add(table, "one call of ovs-vsctl, one transaction", transaction, calls);
        if (ours is { } measured)
        {
            Add(table, "one tuisetup run ovs-mirror", measured, calls);
        }
        else
        {
            table.AddNote("one tuisetup run ovs-mirror", note);
        }

        table.Print();
        return ours is { } time
            ? new(Wanted, $"{calls / time:0.0}x", calls / time >= TimesFaster)
            : NotMeasured;
    }

    // A shell makes the calls, so that only the tool's own cost is in the figure.
    private static async Task<double> CallsAsync(MirrorLab lab, Workspace workspace)
    {
        var script = await workspace.WriteAsync("calls.sh", "set -e\n" + string.Concat(Rows.Select(row =>
            $"ovs-vsctl --db={lab.Database} {string.Join(' ', row.Vsctl())}\n")));
        return await lab.TimeAsync(Mirrors, "sh", script);
    }

    private static void Add(TextTable table, string name, double milliseconds, double slowest) => table.Add(
        name, $"{milliseconds:0}", $"{milliseconds / Mirrors:0.00}", $"{slowest / milliseconds:0.0}");
}
