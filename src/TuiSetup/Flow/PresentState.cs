using TuiSetup.Commands;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;

namespace TuiSetup.Flow;

/// <summary>How the targets stand now to what runs have set there.</summary>
internal sealed class PresentState(Composition program, IUserInterface ui)
{
    /// <summary>What runs have set and nothing has taken back, the newest first.</summary>
    public static IReadOnlyList<RunRecord> Set(RunStore runs) => [.. runs.List().Where(run => UndoCommand.CanUndo(run.Status) && !run.Plan.IsRestoration)];

    /// <summary>One run, in a word and in full; null when the user did not want to wait.</summary>
    public async Task<(string Word, string Text)?> OfAsync(RunRecord run, CancellationToken cancel)
    {
        try
        {
            var found = await ui.BusyAsync(T($"Reading {ObjectNames.Shown(run.Plan.Target.Address)}..."), (_, stop) => program.Engine.VerifyAsync(run.Plan, stop), cancel);
            return (VerifiedText.IsAsPlanned(found) ? T("as planned") : T("changed since"), VerifiedText.Of(found));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception failed) when (failed is BackendException or ProblemException)
        {
            return (T("cannot be read"), failed.Message);
        }
    }

    /// <summary>All of them as a list; one that is chosen is shown.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var rows = new List<(RunRecord Run, string Word)>();
        foreach (var run in Set(program.Runs))
        {
            if (await OfAsync(run, cancel) is not { } state)
            {
                return;
            }

            rows.Add((run, state.Word));
        }

        if (rows.Count == 0)
        {
            await ui.TellAsync(Title, T("Nothing that was set from here is there: nothing was done yet, or all of it was undone."), cancel);
            return;
        }

        var width = rows.Max(row => row.Run.Id.Length);
        for (int? chosen = 0; (chosen = await ui.ChooseAsync(new ListQuestion(Title, "", [.. rows.Select(row => $"{row.Run.Id.PadRight(width)}  {row.Word}")], T("Show"), T("Back")) { Start = chosen.Value }, cancel)) is { } index;)
        {
            await new HistoryScreen(program, ui).ShowAsync(rows[index].Run, cancel);
        }
    }

    public static string Title => T("What is set now");
}
