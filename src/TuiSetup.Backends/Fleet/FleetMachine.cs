using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Fleet;

/// <summary>The machine that a worker works on, as the program knows it.</summary>
public sealed record FleetMachine
{
    public required RunStore Runs { get; init; }

    public required Engine Engine { get; init; }

    public required IReadOnlyDictionary<string, IBackend> Backends { get; init; }

    /// <summary>A wizard by its name. <exception cref="ProblemException">There is none.</exception></summary>
    public required Func<string, WizardDefinition> Wizard { get; init; }

    /// <summary>The plan of answers, or null with the problems that stop it.</summary>
    public required Func<WizardDefinition, IReadOnlyList<AnswerSheet>, CancellationToken, Task<(Plan? Plan, IReadOnlyList<Problem> Problems)>> MakePlan { get; init; }

    /// <summary>Who answers what a run asks on its way.</summary>
    public required Func<RunQuestions> Questions { get; init; }

    /// <summary>Writes down what a run does.</summary>
    public required Action<ApplyEvent> Log { get; init; }

    /// <summary>Where the worker keeps what it has done and what was revoked.</summary>
    public required string StateFolder { get; init; }

    public required TimeProvider Time { get; init; }
}
