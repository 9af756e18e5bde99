using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>Each of whiptail's boxes by whiptail, by us and by python3-newt, in turns.</summary>
internal static class BoxBench
{
    private const int Runs = 12, Keys = 24;

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace, BenchTerminal terminal)
    {
        Output.Heading($"whiptail's boxes, 80x24, {terminal}, {Runs} runs");
        var table = new TextTable(
            "", "first paint ms (min/median/p95)", "bytes", "RSS MB", "PSS MB", "key ms (min/median/p95)", "bytes/key");
        var measured = new List<(Box, Dictionary<string, ScreenFigures>)>();
        foreach (var box in Box.All)
        {
            var figures = await MeasuredAsync(box, workspace, terminal);
            figures.ForEach(pair => Add(table, $"{box.Name}: {pair.Contender.Name}", pair.Figures, box.Keys.Length > 0));
            measured.Add((box, figures.ToDictionary(pair => pair.Contender.Name, pair => pair.Figures)));
        }

        table.Print();
        return BoxTargets.Of(terminal, measured);
    }

    private static async Task<List<(Contender Contender, ScreenFigures Figures)>> MeasuredAsync(
        Box box, Workspace workspace, BenchTerminal terminal)
    {
        // An open pipe on standard input that nobody writes to is what a gauge waits on.
        var options = terminal.Options(workspace) with { Stdin = box.Name == "gauge" ? PtyStream.Pipe : PtyStream.Tty };
        List<(Contender Contender, ScreenFigures Figures)> all =
            [.. BoxContenders.Of(box, workspace).Select(contender => (contender, new ScreenFigures()))];
        for (var run = 0; run < Runs; run++)
        {
            foreach (var (contender, figures) in all)
            {
                await ScreenBench.TryAsync(figures, () => ScreenRun.FirstPaintAsync(contender, options, figures));
            }
        }

        foreach (var (contender, figures) in all.Where(_ => box.Keys.Length > 0))
        {
            await ScreenBench.TryAsync(figures, () => ScreenRun.KeysAsync(contender, options, Keys, figures));
        }

        return all;
    }

    private static void Add(TextTable table, string name, ScreenFigures figures, bool hasKeys)
    {
        if (figures.Failure is { } failure)
        {
            table.AddNote(name, failure);
            return;
        }

        table.Add(
            name, figures.FirstPaint.Text(), $"{figures.FirstBytes}", $"{figures.Rss.Median:0.0}", $"{figures.Pss.Median:0.0}",
            hasKeys ? figures.Key.Text("0.00") : "-", hasKeys ? $"{figures.KeyBytes.Mean:0.0}" : "-");
    }
}
