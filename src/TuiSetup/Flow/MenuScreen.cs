using TuiSetup.Commands;
using TuiSetup.Core.Problems;
using TuiSetup.Newt;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The menu of all wizards and tools.</summary>
internal static class MenuScreen
{
    public static int Run(Composition program) => TerminalUi.Run(program, async (screen, cancel) =>
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, screen).OfferResumeAsync(interrupted, cancel);
        }

        while (await ChooseAsync(program, screen, cancel) is { } chosen)
        {
            await chosen(cancel);
        }

        return ExitCodes.Done;
    });

    private static async Task<Func<CancellationToken, Task>?> ChooseAsync(Composition program, NewtScreen screen, CancellationToken cancel)
    {
        var entries = program.Wizards.Files().Select(file => Entry(program, screen, file)).ToList();
        entries.Add(new ListItem<Func<CancellationToken, Task>>(stop => HistoryAsync(program, screen, stop), "History of what was done on this machine"));
        var (open, quit) = (new Button("Open"), new Button("Quit"));
        Listbox<Func<CancellationToken, Task>>? list = null;
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = "TuiSetup",
            Arrange = size =>
            {
                list = new Listbox<Func<CancellationToken, Task>>(entries, PageMetrics.Rows(size) - 4, Math.Min(PageMetrics.Width(size), entries.Max(entry => entry.Text.Length) + 3)) { ReturnExit = true };
                return Grid.Stacked(1, new Label("What do you want to set up?"), list, Grid.SideBySide(4, open, quit)).CenterLast();
            },
            HotKeys = [KeyCode.F12, KeyCode.Escape],
            Help = _ => "Each entry is a wizard. It asks, shows what it will do, and changes nothing before you say so.",
            KeepTypeAhead = true,
        });
        var exit = await window.RunAsync(cancel);
        return exit.Widget == quit || exit.IsKey(KeyCode.Escape) ? null : list!.Current;
    }

    private static ListItem<Func<CancellationToken, Task>> Entry(Composition program, NewtScreen screen, string file)
    {
        try
        {
            var wizard = program.Wizards.Load(file);
            return new(stop => new WizardFlow(program, screen, new RunRequest(wizard, [], null)).RunAsync(stop), wizard.Title);
        }
        catch (ProblemException broken)
        {
            return new(stop => ProblemBox.ShowAsync(screen, broken.Problems, stop), $"{Path.GetFileName(file)} (has mistakes)");
        }
    }

    private static async Task HistoryAsync(Composition program, NewtScreen screen, CancellationToken cancel)
    {
        var runs = program.Runs.List();
        if (runs.Count == 0)
        {
            await screen.ButtonChoiceAsync("History", "Nothing was done on this machine yet.", ["Ok"], cancel);
            return;
        }

        var (show, back) = (new Button("Show"), new Button("Back"));
        var list = new Listbox<int>([.. HistoryCommand.Lines(runs).Select((line, index) => new ListItem<int>(index, line))], 10, 66) { ReturnExit = true };
        using var window = screen.OpenWindow(new WindowOptions
        {
            Title = "History",
            Arrange = _ => Grid.Stacked(1, list, Grid.SideBySide(4, show, back)).CenterLast(),
            HotKeys = [KeyCode.F12, KeyCode.Escape],
        });
        while (await window.RunAsync(cancel) is { } exit && exit.Widget != back && !exit.IsKey(KeyCode.Escape))
        {
            await screen.ButtonChoiceAsync(runs[list.Current].Id, ShowCommand.ToText(runs[list.Current]), ["Ok"], cancel);
        }
    }
}
