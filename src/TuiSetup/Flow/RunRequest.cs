using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Flow;

/// <summary>A wizard to run, the answers that are there already, and where to record them.</summary>
internal sealed record RunRequest(WizardDefinition Wizard, IReadOnlyList<AnswerSheet> Batch, string? Record);
