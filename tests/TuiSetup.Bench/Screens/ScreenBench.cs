namespace TuiSetup.Bench;

/// <summary>The same menu by each program, in turns, so that what disturbs one disturbs all.</summary>
internal static class ScreenBench
{
    private const int Runs = 20;

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace, BenchTerminal terminal)
    {
        var options = terminal.Options(workspace);
        var all = Contender.All(workspace).ToDictionary(contender => contender, _ => new ScreenFigures());
        if (!workspace.IsBuilt)
        {
            all.First(pair => pair.Key.Name == Contender.Ours).Value.Failure = workspace.NotBuilt;
        }

        await EachAsync(all, async (contender, _) => await ScreenRun.FirstPaintAsync(contender, options, new()));
        for (var run = 0; run < Runs; run++)
        {
            await EachAsync(all, (contender, figures) => ScreenRun.FirstPaintAsync(contender, options, figures));
        }

        await EachAsync(all, (contender, figures) => ScreenRun.IdleAndKeysAsync(contender, options, figures));
        Print(terminal, all);
        return ScreenTargets.Of(terminal, all.ToDictionary(pair => pair.Key.Name, pair => pair.Value));
    }

    private static async Task EachAsync(
        Dictionary<Contender, ScreenFigures> all, Func<Contender, ScreenFigures, Task> measure)
    {
        foreach (var (contender, figures) in all.Where(pair => pair.Value.Failure is null))
        {
            await TryAsync(figures, () => measure(contender, figures));
        }
    }

    /// <summary>Measures unless that has failed before; a failure is kept in place of the figures.</summary>
    public static async Task TryAsync(ScreenFigures figures, Func<Task> measure)
    {
        if (figures.Failure is not null)
        {
            return;
        }

        try
        {
            await measure();
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or IOException)
        {
            figures.Failure = "not measured: " + string.Join(
                " | ", failure.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
    }

    private static void Print(BenchTerminal terminal, Dictionary<Contender, ScreenFigures> all)
    {
        Output.Heading($"Screens: a menu of 20 items, 80x24, {terminal}, {Runs} runs");
        var table = new TextTable(
            "", "first paint ms (min/median/p95)", "bytes", "queries", "RSS MB", "PSS MB",
            "key ms (min/median/p95)", "bytes/key", "idle wake-ups/s", "idle bytes/s", "idle CPU %");
        foreach (var (contender, f) in all)
        {
            if (f.Failure is { } failure)
            {
                table.AddNote(contender.Name, failure);
                continue;
            }

            table.Add(
                contender.Name, f.FirstPaint.Text(), $"{f.FirstBytes}", $"{f.Queries}", $"{f.Rss.Median:0.0}",
                $"{f.Pss.Median:0.0}", f.Key.Text("0.00"), $"{f.KeyBytes.Median:0}", $"{f.WakeUps:0.0}",
                $"{f.IdleBytes:0}", $"{f.IdleCpu:0.0}");
        }

        table.Print();
    }
}
