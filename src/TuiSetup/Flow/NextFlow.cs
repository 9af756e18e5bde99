using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Flow;

/// <summary>What can be set up next, when a wizard is done.</summary>
internal sealed class NextFlow(Composition program, IUserInterface ui)
{
    /// <summary>The result is the exit code of what was chosen, or that of being done.</summary>
    public async Task<int> OfferAsync(WizardDefinition done, CancellationToken cancel)
    {
        var wizards = done.Next.Select(Load).OfType<WizardDefinition>().ToList();
        var question = new ListQuestion("What next?", $"{done.Title}: done.", [.. wizards.Select(wizard => wizard.Title), "Nothing more"], "Open", "Quit")
        {
            Start = wizards.Count,
            Help = "This part is done. Each entry is a wizard that asks, shows what it will do, and changes nothing before you say so.",
        };
        return await ui.ChooseAsync(question, cancel) is { } index && index < wizards.Count
            ? await new WizardFlow(program, ui, new RunRequest(wizards[index], [], null)).RunAsync(cancel)
            : ExitCodes.Done;
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
