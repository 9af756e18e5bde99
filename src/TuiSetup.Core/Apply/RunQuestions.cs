using TuiSetup.Core.Plans;

namespace TuiSetup.Core.Apply;

/// <summary>Asks the question of a step that is done. False: everything is taken back.</summary>
public delegate Task<bool> GoOn(Step step, CancellationToken cancel);

/// <summary>Who answers what a run asks on its way.</summary>
/// <param name="GoOn">Answers the questions of steps; null where nobody is there to answer.</param>
/// <param name="Confirmation">Says whether guarded changes can stay.</param>
public sealed record RunQuestions(GoOn? GoOn, Confirmation Confirmation)
{
    /// <summary>Nobody: steps are not asked about, and guarded changes are kept.</summary>
    public static RunQuestions None { get; } = new(null, Confirmation.None);

    /// <summary>
    /// Sets a watch on a run, by its id, where its backend cannot take changes back by itself; null: there is none.
    /// </summary>
    public Func<string, CancellationToken, Task<IGuard>>? Watch { get; init; }

    /// <summary>Name of a run that begins, from <see cref="RunStore.NewId"/>; null: one is made.</summary>
    public string? Run { get; init; }

    /// <summary>Whether every run is watched, not only those that can cut off the session in use.</summary>
    public bool WatchesAll { get; init; } = true;
}
