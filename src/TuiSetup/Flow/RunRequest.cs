using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Flow;

/// <summary>A wizard to run, the answers that are there already, and where to record them.</summary>
internal sealed record RunRequest(WizardDefinition Wizard, IReadOnlyList<AnswerSheet> Batch, string? Record)
{
    /// <summary>Called when it is done, before anything that can be set up next is offered.</summary>
    public Action? Done { get; init; }
}
