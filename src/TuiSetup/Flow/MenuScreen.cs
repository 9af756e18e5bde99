using TuiSetup.Backends.DBus;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;
using TuiSetup.Explorer;
using TuiSetup.Newt.Lines;
using TuiSetup.Pages;

namespace TuiSetup.Flow;

/// <summary>The menu of all wizards and tools.</summary>
internal static class MenuScreen
{
    /// <summary>Above the entries, so that these stay in sight.</summary>
    private const int MostLines = 3;

    public static int Run(Composition program) => UserInterface.Run(program, async (ui, cancel) =>
    {
        if (program.Runs.Interrupted() is { } interrupted)
        {
            await new PlanFlow(program, ui).OfferResumeAsync(interrupted, cancel);
        }

        var (entries, language) = (Entries(program, ui), Texts.Current);
        for (int? chosen = null; (chosen = await ChooseAsync(ui, entries, Lately(program.Runs.List()), chosen, cancel)) is { } index;)
        {
            await entries[index].Open(cancel);
            if (Texts.Current != language)
            {
                (entries, language) = (Entries(program, ui), Texts.Current);
            }
        }

        return ExitCodes.Done;
    });

    private static List<MenuEntry> Entries(Composition program, IUserInterface ui)
    {
        var entries = program.Wizards.Files().Select(file => Entry(program, ui, file)).ToList();
        if (LanguageScreen.IsOffered(program))
        {
            entries.Add(new MenuEntry(LanguageScreen.Title, stop => LanguageScreen.RunAsync(program, ui, stop)));
        }

        entries.Add(new MenuEntry(KptiScreen.Title, stop => KptiScreen.RunAsync(program, ui, stop)));
        if (ui is WindowUi windows)
        {
            entries.Add(new MenuEntry(ExplorerScreen.Title, stop => ExplorerScreen.RunAsync(program, windows, BusPlace.Choose(null, false, program.Context.Host), stop)));
        }

        entries.Add(new MenuEntry(PresentState.Title, stop => new PresentState(program, ui).RunAsync(stop)));
        entries.Add(new MenuEntry(HistoryScreen.Title, stop => new HistoryScreen(program, ui).RunAsync(stop)));
        return entries;
    }

    private static async Task<int?> ChooseAsync(IUserInterface ui, List<MenuEntry> entries, string lately, int? last, CancellationToken cancel)
    {
        var question = new ListQuestion("TuiSetup", lately + T("What do you want to set up?"), [.. entries.Select(entry => entry.Text)], T("Open"), T("Quit"))
        {
            Help = T("Each entry is a wizard. It asks, shows what it will do, and changes nothing before you say so."),
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

    /// <summary>What was left half done, first; then what is set, by the runs that nobody has undone, and what ran last.</summary>
    private static string Lately(IReadOnlyList<RunRecord> runs)
    {
        List<string> lines =
        [
            .. runs.Where(run => run.Status == RunStatus.Left).Select(run => T($"Left half done: {run.Id}; see the history.")),
            .. InForce(runs) is { Length: > 0 } wizards ? (string[])[T($"Set now: {wizards}.")] : [],
            .. runs.Where(run => run.Status != RunStatus.Left).Take(1).Select(run => T($"Last: {run.Id}, {StateWords.Of(run.Status)}.")),
        ];
        return lines.Count == 0 ? "" : string.Join('\n', lines.Take(MostLines)) + "\n\n";
    }

    private static string InForce(IReadOnlyList<RunRecord> runs)
        => string.Join(", ", runs.Where(run => run.Status == RunStatus.Done && !run.Plan.IsRestoration).Select(run => run.Plan.Wizard).Distinct().Order(StringComparer.Ordinal));

    private static MenuEntry Entry(Composition program, IUserInterface ui, string file)
    {
        try
        {
            var wizard = program.Wizards.Load(file);
            return new(T(wizard.Title), stop => new WizardFlow(program, ui, new RunRequest(wizard, [], null)).RunAsync(stop));
        }
        catch (ProblemException broken)
        {
            return new(T($"{Path.GetFileName(file)} (has mistakes)"), stop => ui.TellAsync(broken.Problems, stop));
        }
    }

    private sealed record MenuEntry(string Text, Func<CancellationToken, Task> Open);
}
