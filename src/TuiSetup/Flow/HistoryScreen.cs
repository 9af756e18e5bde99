using TuiSetup.Commands;
using TuiSetup.Core.Apply;

namespace TuiSetup.Flow;

/// <summary>The runs on this machine: their reports, plans and journals, how they stand now, and their undo.</summary>
internal sealed class HistoryScreen(Composition program, IUserInterface ui)
{
    private const string Report = "Report and plan", Now = "How it stands now", Times = "When what was done", Undo = "Undo it", Bundle = "Write a support bundle";

    public const string Title = "History of what was done on this machine";

    public async Task RunAsync(CancellationToken cancel)
    {
        var start = 0;
        while (true)
        {
            var runs = program.Runs.List();
            if (runs.Count == 0)
            {
                await ui.TellAsync("History", "Nothing was done on this machine yet.", cancel);
                return;
            }

            var question = new ListQuestion("History", "", [.. HistoryCommand.Lines(runs), Bundle], "Show", "Back") { Start = start };
            switch (await ui.ChooseAsync(question, cancel))
            {
                case null:
                    return;
                case var chosen when chosen == runs.Count:
                    await WriteBundleAsync(cancel);
                    break;
                case { } chosen:
                    start = chosen;
                    await ShowAsync(runs[chosen], cancel);
                    break;
            }
        }
    }

    /// <summary>One run.</summary>
    public async Task ShowAsync(RunRecord run, CancellationToken cancel)
    {
        List<string> ways = [Report, Now, Times, .. UndoCommand.CanUndo(run.Status) && !run.Plan.IsRestoration ? (string[])[Undo] : []];
        for (int? chosen = 0; (chosen = await ui.ChooseAsync(new ListQuestion(run.Id, "", ways, "Show", "Back") { Start = chosen.Value }, cancel)) is { } way;)
        {
            switch (ways[way])
            {
                case Report:
                    await ui.TellAsync(run.Id, ShowCommand.ToText(run), cancel);
                    break;
                case Now:
                    await ui.ShowAsync(run.Id, await new PresentState(program, ui).OfAsync(run, cancel) is { } state ? state.Text : "", cancel);
                    break;
                case Times:
                    await ui.ShowAsync(run.Id, program.Runs.Story(run.Id), cancel);
                    break;
                default:
                    await new PlanFlow(program, ui).UndoAsync(run, cancel);
                    return;
            }
        }
    }

    private async Task WriteBundleAsync(CancellationToken cancel)
    {
        if (await ui.EnterAsync("Support bundle", "Versions, history, plans and logs, without secrets, are written to the file (such as support.tar.gz):", cancel) is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            var count = await ui.BusyAsync("Writing...", (_, _) => Task.FromResult((object)new SupportBundle(program).Write(file)), cancel);
            await ui.TellAsync("Support bundle", $"{file} has {count} files. Look through it before you give it away.", cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await ui.TellAsync("It was not written", unwritable.Message, cancel);
        }
    }
}
