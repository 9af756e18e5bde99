using TuiSetup.Commands;
using TuiSetup.Core.Apply;

namespace TuiSetup.Flow;

/// <summary>The runs on this machine: their reports, plans and journals, how they stand now, and their undo.</summary>
internal sealed class HistoryScreen(Composition program, IUserInterface ui)
{
    private static string Report => T("Report and plan");

    private static string Now => T("How it stands now");

    private static string Times => T("When what was done");

    private static string Undo => T("Undo it");

    private static string Bundle => T("Write a support bundle");

    public static string Title => T("History of what was done on this machine");

    public async Task RunAsync(CancellationToken cancel)
    {
        var start = 0;
        while (true)
        {
            var runs = program.Runs.List();
            if (runs.Count == 0)
            {
                await ui.TellAsync(T("History"), T("Nothing was done on this machine yet."), cancel);
                return;
            }

            var question = new ListQuestion(T("History"), "", [.. HistoryCommand.Lines(runs), Bundle], T("Show"), T("Back")) { Start = start };
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
        for (int? chosen = 0; (chosen = await ui.ChooseAsync(new ListQuestion(run.Id, "", ways, T("Show"), T("Back")) { Start = chosen.Value }, cancel)) is { } way;)
        {
            switch (ways[way])
            {
                case var chosenWay when chosenWay == Report:
                    await ui.TellAsync(run.Id, ShowCommand.ToText(run), cancel);
                    break;
                case var chosenWay when chosenWay == Now:
                    await ui.ShowAsync(run.Id, await new PresentState(program, ui).OfAsync(run, cancel) is { } state ? state.Text : "", cancel);
                    break;
                case var chosenWay when chosenWay == Times:
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
        if (await ui.EnterAsync(T("Support bundle"), T("Versions, history, plans and logs, without secrets, are written to the file (such as support.tar.gz):"), cancel) is not { Length: > 0 } file)
        {
            return;
        }

        try
        {
            var count = await ui.BusyAsync(T("Writing..."), (_, _) => Task.FromResult((object)new SupportBundle(program).Write(file)), cancel);
            await ui.TellAsync(T("Support bundle"), T($"{file} has {count} files. Look through it before you give it away."), cancel);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            await ui.TellAsync(T("It was not written"), unwritable.Message, cancel);
        }
    }
}
