using System.Collections.Immutable;
using TuiSetup.Core.Answers;

namespace TuiSetup.Core.Plans;

/// <summary>All that will be done, as data: it can be shown, kept, sent, applied later and undone.</summary>
public sealed record Plan
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    public required string Wizard { get; init; }

    public required string Backend { get; init; }

    public required PlanTarget Target { get; init; }

    /// <summary>The answers that it was made of, without secrets.</summary>
    public required ImmutableArray<AnswerSheet> Answers { get; init; }

    /// <summary>SHA-256 of the facts that it was made from.</summary>
    public required string FactsDigest { get; init; }

    public required ImmutableArray<Step> Steps { get; init; }

    /// <summary>
    /// Whether it brings back what another run has set and something else has lost. Its runs are not undone by
    /// themselves: the other one is.
    /// </summary>
    public bool IsRestoration { get; init; }

    public bool ChangesNothing => Steps.All(step => step.Action == StepAction.Same);

    /// <summary>The steps in units that are applied together.</summary>
    /// <param name="all">Whether those that change nothing are there too.</param>
    public ImmutableArray<StepUnit> Units(bool all = false)
        => [.. Steps.Where(step => all || step.Action != StepAction.Same)
            .GroupBy(step => step.Transaction is { } name ? "transaction " + name : "step " + step.Id)
            .Select(group => new StepUnit(Target, [.. group]))];
}

/// <summary>Steps that a backend applies together or not at all.</summary>
public sealed record StepUnit(PlanTarget Target, ImmutableArray<Step> Steps)
{
    public string Id => Steps[0].Id;

    public string Backend => Steps[0].Backend;
}
