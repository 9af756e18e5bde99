using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core;

/// <summary>
/// One kind of system, and one thing to set up there. Methods that talk to it throw <see cref="BackendException"/>.
/// Answers come as a batch, so that what they mean together is seen together; usually it is one sheet.
/// </summary>
public interface IBackend
{
    /// <summary>What a wizard file calls it.</summary>
    string Name { get; }

    BackendVocabulary Vocabulary { get; }

    /// <summary>How many units that do not depend on each other the target takes at the same time.</summary>
    int SideBySide => 4;

    /// <summary>Answers that this machine suggests where a wizard file has no default.</summary>
    IReadOnlyDictionary<string, Value> Defaults { get; }

    /// <summary>
    /// Reads the target that the answers name. Answers may be missing: it is called while pages are still to come.
    /// </summary>
    ValueTask<Facts> ReadAsync(AnswerSheet answers, CancellationToken cancel);

    /// <inheritdoc cref="ReadAsync(AnswerSheet, CancellationToken)"/>
    /// <param name="answers">The answers so far.</param>
    /// <param name="progress">Is told in a few words how far it is, where it may take long.</param>
    /// <param name="cancel">Stops reading.</param>
    ValueTask<Facts> ReadAsync(AnswerSheet answers, IProgress<string> progress, CancellationToken cancel) => ReadAsync(answers, cancel);

    /// <summary>Every problem of the answers with these facts. Answers may be missing.</summary>
    ValueTask<IReadOnlyList<Problem>> ValidateAsync(IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel);

    /// <summary>The way from the facts to what the answers want. The answers are valid.</summary>
    ValueTask<Plan> PlanAsync(string wizard, IReadOnlyList<AnswerSheet> batch, Facts facts, CancellationToken cancel);

    /// <summary>Applies all steps of a unit, or none of them.</summary>
    ValueTask ApplyAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel);

    /// <summary>How the target stands to a unit now: as before, as after, or like neither.</summary>
    ValueTask<Inspection> InspectAsync(StepUnit unit, CancellationToken cancel);

    /// <summary>Brings every object of a unit back to what it was before.</summary>
    ValueTask UndoAsync(StepUnit unit, IProgress<string> progress, CancellationToken cancel);
}

/// <summary>What an inspection found; the detail says what differs, when it is like neither.</summary>
public sealed record Inspection(StepState State, string Detail = "");

/// <summary>A backend whose target can be exported as a whole, for the day when undo is not enough.</summary>
public interface IExportBackend
{
    /// <summary>What the plan will change, as it is now; kept beside the journal before anything is changed.</summary>
    /// <exception cref="BackendException">There is no export, so nothing may be changed.</exception>
    ValueTask<IReadOnlyList<Export>> ExportAsync(Plan plan, CancellationToken cancel);
}

/// <summary>One export: the name of a file without a folder, and its text.</summary>
public sealed record Export(string File, string Text);

/// <summary>A backend whose work can be watched: counters that go on changing.</summary>
public interface ILiveBackend
{
    /// <summary>Readings of the plan's objects, one list each time that the target has new ones, until cancelled.</summary>
    IAsyncEnumerable<IReadOnlyList<LiveReading>> WatchAsync(Plan plan, CancellationToken cancel);
}

/// <summary>One counter of one object.</summary>
public sealed record LiveReading(string Target, string Name, long Value);

/// <summary>A backend whose target can be restarted, to see that everything comes up as it was set.</summary>
public interface IRestartBackend
{
    /// <summary>Whether it can, and whoever asks may have it done.</summary>
    ValueTask<bool> CanRestartAsync(CancellationToken cancel);

    /// <summary>Begins to restart it. All that runs there ends, this program too when it does.</summary>
    /// <exception cref="BackendException">It was refused.</exception>
    ValueTask RestartAsync(CancellationToken cancel);
}
