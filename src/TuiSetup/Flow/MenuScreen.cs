using TuiSetup.Backends.DBus;
using TuiSetup.Commands;
using TuiSetup.Core.Problems;
using TuiSetup.Explorer;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The menu of all wizards and tools.</summary>
internal static class MenuScreen
{
    public static int Run(Composition program) => UserInterface.Run(program, async (ui, cancel) =>
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, ui).OfferResumeAsync(interrupted, cancel);
        }

        var entries = program.Wizards.Files().Select(file => Entry(program, ui, file)).ToList();
        entries.Add(new MenuEntry(KptiScreen.Title, stop => KptiScreen.RunAsync(program, ui, stop)));
        if (ui is WindowUi windows)
        {
            entries.Add(new MenuEntry(ExplorerScreen.Title, stop => ExplorerScreen.RunAsync(program, windows, BusPlace.Choose(null, false, program.Context.Host), stop)));
        }

        entries.Add(new MenuEntry("History of what was done on this machine", stop => HistoryAsync(program, ui, stop)));
        for (int? chosen = null; (chosen = await ChooseAsync(ui, entries, chosen, cancel)) is { } index;)
        {
            await entries[index].Open(cancel);
        }

        return ExitCodes.Done;
    });

    private static async Task<int?> ChooseAsync(IUserInterface ui, List<MenuEntry> entries, int? last, CancellationToken cancel)
    {
        var question = new ListQuestion("TuiSetup", "What do you want to set up?", [.. entries.Select(entry => entry.Text)], "Open", "Quit")
        {
            Help = "Each entry is a wizard. It asks, shows what it will do, and changes nothing before you say so.",
            Start = last ?? 0,
        };
        try
        {
            return await ui.ChooseAsync(question, cancel);
        }
        catch (InputEndedException) when (last is not null)
        {
            // Whoever gave the answers wanted what was chosen, and no more.
            return null;
        }
    }

    private static MenuEntry Entry(Composition program, IUserInterface ui, string file)
    {
        try
        {
            var wizard = program.Wizards.Load(file);
            return new(wizard.Title, stop => new WizardFlow(program, ui, new RunRequest(wizard, [], null)).RunAsync(stop));
        }
        catch (ProblemException broken)
        {
            return new($"{Path.GetFileName(file)} (has mistakes)", stop => ui.TellAsync(broken.Problems, stop));
        }
    }

    private static async Task HistoryAsync(Composition program, IUserInterface ui, CancellationToken cancel)
    {
        var runs = program.Runs.List();
        if (runs.Count == 0)
        {
            await ui.TellAsync("History", "Nothing was done on this machine yet.", cancel);
            return;
        }

        var question = new ListQuestion("History", "", [.. HistoryCommand.Lines(runs)], "Show", "Back");
        while (await ui.ChooseAsync(question, cancel) is { } index)
        {
            await ui.TellAsync(runs[index].Id, ShowCommand.ToText(runs[index]), cancel);
            question = question with { Start = index };
        }
    }

    private sealed record MenuEntry(string Text, Func<CancellationToken, Task> Open);
}
