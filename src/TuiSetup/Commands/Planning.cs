using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Commands;

/// <summary>From a wizard and answers to a plan; the way of every command, with or without screens.</summary>
internal sealed class Planning(Composition program)
{
    /// <summary>The plan, or null with the problems that stop it. Warnings are among them in either case.</summary>
    public async Task<(Plan? Plan, IReadOnlyList<Problem> Problems)> MakeAsync(
        WizardDefinition wizard,
        IReadOnlyList<AnswerSheet> batch,
        CancellationToken cancel)
    {
        var backend = program.Backends[wizard.Backend];
        var facts = await backend.ReadAsync(batch[0], cancel);
        return await MakeAsync(backend, wizard, batch, facts, cancel);
    }

    /// <inheritdoc cref="MakeAsync(WizardDefinition, IReadOnlyList{AnswerSheet}, CancellationToken)"/>
    public static async Task<(Plan? Plan, IReadOnlyList<Problem> Problems)> MakeAsync(
        IBackend backend,
        WizardDefinition wizard,
        IReadOnlyList<AnswerSheet> batch,
        Facts facts,
        CancellationToken cancel)
    {
        var problems = (await backend.ValidateAsync(batch, facts, cancel)).Where(problem => !IsConfirmed(problem, batch)).ToList();
        return problems.Any(problem => problem.Severity != Severity.Warning)
            ? (null, problems)
            : (await backend.PlanAsync(wizard.Name, batch, facts, cancel), problems);
    }

    /// <summary>Whether its phrase was typed out already.</summary>
    public static bool IsConfirmed(Problem problem, IReadOnlyList<AnswerSheet> batch)
        => problem is { Severity: Severity.Confirm, Phrase: { } phrase } && batch.All(sheet => sheet.Confirmed.Contains(phrase));
}
