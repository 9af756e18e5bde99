using System.Globalization;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>pyvmomi and we, one after the other, on Debian's vcsim.</summary>
internal static class VSphereBench
{
    private const int Listings = 7, Moves = 3, Cards = 100;

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        var targets = new List<Target>();
        try
        {
            await using (var large = await Vcsim.StartAsync("-machines=2000", "-hosts=50", "-portgroups=200"))
            {
                targets.AddRange(await ListAsync(new VcsimLab(large, workspace), "2,000 machines and 201 port groups", 4));
            }

            await using (var small = await Vcsim.StartAsync("-machines=20"))
            {
                targets.AddRange(await ListAsync(new VcsimLab(small, workspace), "20 machines", 2));
            }

            await using (var slow = await Vcsim.StartAsync("-machines=1000", "-portgroups=8", "-move-delay=250"))
            {
                targets.AddRange(await MoveAsync(new VcsimLab(slow, workspace)));
            }

            return targets;
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or IOException)
        {
            Output.Line("vSphere: not measured: " + failure.Message);
            return [.. targets, new Target("vSphere: faster than pyvmomi", "not measured", null)];
        }
    }

    private static async Task<IReadOnlyList<Target>> ListAsync(VcsimLab lab, string what, double wanted)
    {
        var (theirs, ours) = (new Samples(), new Samples());
        var (theirMemory, ourMemory) = (new Samples(), new Samples());
        var answers = await lab.AnswersAsync();
        for (var run = 0; run < Listings; run++)
        {
            Note(await lab.PyvmomiAsync("pyvmomi-list.py"), theirs, theirMemory);
            Note(await lab.OursAsync("list", "vsphere-vlan", "nics", "--answers", answers), ours, ourMemory);
        }

        Output.Heading($"vSphere: every network card with its network, {what}, {Listings} runs");
        Print(theirs, theirMemory, ours, ourMemory, "tuisetup list");
        var factor = theirs.Median / ours.Median;
        return
        [
            new Target($"vSphere: {what} listed in 1/{wanted} of pyvmomi's time", Times(factor), factor >= wanted),
            Memory($"{what} listed", theirMemory, ourMemory),
        ];
    }

    private static async Task<IReadOnlyList<Target>> MoveAsync(VcsimLab lab)
    {
        var (theirs, ours) = (new Samples(), new Samples());
        var (theirMemory, ourMemory) = (new Samples(), new Samples());
        for (var run = 0; run < Moves; run++)
        {
            Note(await lab.PyvmomiAsync("pyvmomi-move.py", Text($"DC0_DVPG{(2 * run) + 1}"), Text($"{Cards}")), theirs, theirMemory);
            var plan = await MovePlan.WriteAsync(lab, Text($"DC0_DVPG{(2 * run) + 2}"), Cards);
            Note(await lab.OursAsync("apply", plan, "--yes"), ours, ourMemory);
        }

        Output.Heading($"vSphere: {Cards} network cards moved, 250 ms each, {Moves} runs; ours with journal, drift check and reading back");
        Print(theirs, theirMemory, ours, ourMemory, "tuisetup apply");
        var factor = theirs.Median / ours.Median;
        return
        [
            new Target($"vSphere: {Cards} moves of 250 ms in 1/6 of pyvmomi's time", Times(factor), factor >= 6),
            Memory($"{Cards} moves", theirMemory, ourMemory),
        ];
    }

    private static Target Memory(string what, Samples theirs, Samples ours)
        => new($"vSphere: {what} in less memory than pyvmomi", Text($"{ours.Median:0} MB against {theirs.Median:0} MB"), ours.Median < theirs.Median);

    private static void Note(Run run, Samples times, Samples memory)
    {
        times.Add(run.Milliseconds);
        memory.Add(run.Megabytes);
    }

    private static void Print(Samples theirs, Samples theirMemory, Samples ours, Samples ourMemory, string command)
    {
        var table = new TextTable("", "ms (min/median/p95)", "peak MB");
        table.Add("pyvmomi", theirs.Text("0"), Text($"{theirMemory.Median:0}"));
        table.Add(command, ours.Text("0"), Text($"{ourMemory.Median:0}"));
        table.Print();
    }

    private static string Times(double factor) => Text($"{factor:0.0} times as fast");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
