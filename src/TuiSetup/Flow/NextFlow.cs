using TuiSetup.Core;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Flow;

/// <summary>What can be set up next, when a wizard is done; or its machine is restarted.</summary>
internal sealed class NextFlow(Composition program, IUserInterface ui)
{
    private static string Restart => T("Restart this machine");

    /// <summary>The result is the exit code of what was chosen, or that of being done.</summary>
    public async Task<int> OfferAsync(WizardDefinition done, CancellationToken cancel)
    {
        var wizards = done.Next.Select(Load).OfType<WizardDefinition>().ToList();
        var machine = program.Backends[done.Backend] is IRestartBackend backend && await ui.BusyAsync("Reading ...", (_, stop) => backend.CanRestartAsync(stop).AsTask(), cancel) ? backend : null;
        List<string> rows = [.. wizards.Select(wizard => T(wizard.Title)), .. machine is null ? [] : (string[])[Restart], T("Nothing more")];
        var question = new ListQuestion(T("What next?"), T($"{T(done.Title)}: done."), rows, T("Open"), T("Quit"))
        {
            Start = rows.Count - 1,
            Help = T("This part is done. Each entry is a wizard that asks, shows what it will do, and changes nothing before you say so. A restart shows that everything comes up as it was set; it asks once more."),
        };
        while (true)
        {
            var chosen = await ui.ChooseAsync(question, cancel);
            if (chosen < wizards.Count)
            {
                return await new WizardFlow(program, ui, new RunRequest(wizards[chosen.Value], [], null)).RunAsync(cancel);
            }

            if (chosen is null || rows[chosen.Value] != Restart || await RestartAsync(machine!, cancel))
            {
                return ExitCodes.Done;
            }
        }
    }

    /// <summary>False: the user would rather not, or it was refused.</summary>
    private async Task<bool> RestartAsync(IRestartBackend machine, CancellationToken cancel)
    {
        var decision = new Decision(Restart, T("All that runs on it ends, and so does this session. Restart it now?"), T("Restart"), T("Back")) { Unsaid = 1 };
        if (await ui.DecideAsync(decision, cancel) != 0)
        {
            return false;
        }

        try
        {
            await machine.RestartAsync(cancel);
            return true;
        }
        catch (BackendException refused)
        {
            await ui.TellAsync(T("Not restarted"), refused.Message, cancel);
            return false;
        }
    }

    /// <summary>A wizard file that is not there, or has mistakes, is not offered.</summary>
    private WizardDefinition? Load(string name)
    {
        try
        {
            return program.Wizards.Load(name);
        }
        catch (ProblemException)
        {
            return null;
        }
    }
}
