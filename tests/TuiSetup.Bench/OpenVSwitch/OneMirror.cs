namespace TuiSetup.Bench;

/// <summary>One mirror, from the start of the process to its end.</summary>
internal static class OneMirror
{
    private const int Runs = 10;
    private static readonly MirrorRow Row = new("br0", "bench", "v-h1", "v-mon");

    public static async Task RunAsync(MirrorLab lab, Workspace workspace)
    {
        var theirs = new Samples();
        var ours = new Samples();
        await TheirsAsync(lab, new());
        var (_, note) = await MirrorBench.TryAsync(workspace, () => OursAsync(lab, new()));
        for (var run = 0; run < Runs; run++)
        {
            await TheirsAsync(lab, theirs);
            if (note.Length == 0)
            {
                (_, note) = await MirrorBench.TryAsync(workspace, () => OursAsync(lab, ours));
            }
        }

        Output.Heading($"Open vSwitch: one mirror, start of the process to its end, {Runs} runs");
        var table = new TextTable("", "ms (min/median/p95)");
        table.Add("ovs-vsctl", theirs.Text());
        if (note.Length == 0)
        {
            table.Add("tuisetup run ovs-mirror", ours.Text());
        }
        else
        {
            table.AddNote("tuisetup run ovs-mirror", note);
        }

        table.Print();
    }

    private static async Task TheirsAsync(MirrorLab lab, Samples samples)
    {
        samples.Add(await lab.TimeVsctlAsync(1, Row.Vsctl()));
        await lab.RemoveMirrorsAsync([Row.Bridge]);
    }

    private static async Task<double> OursAsync(MirrorLab lab, Samples samples)
    {
        try
        {
            var elapsed = await lab.TimeOursAsync(1, MirrorRow.AnswerFile(Row.Answers(lab.Database)));
            samples.Add(elapsed);
            return elapsed;
        }
        finally
        {
            await lab.RemoveMirrorsAsync([Row.Bridge]);
        }
    }
}
