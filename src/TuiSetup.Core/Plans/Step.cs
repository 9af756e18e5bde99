using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Plans;

/// <summary>One object's way from what it is to what it should be. Data alone; its backend knows how.</summary>
public sealed record Step
{
    public required string Id { get; init; }

    public required string Backend { get; init; }

    /// <summary>What the backend is to do, by its own name for it.</summary>
    public required string Operation { get; init; }

    /// <summary>The object, as the system names it.</summary>
    public required string Target { get; init; }

    /// <summary>The object, as people read it.</summary>
    public string ShownTarget => ObjectNames.Shown(Target);

    public required StepAction Action { get; init; }

    /// <summary>What it does, in one line.</summary>
    public required string Summary { get; init; }

    /// <summary>The object before; nothing when it is not there.</summary>
    public Value Before { get; init; } = Value.Nothing;

    /// <summary>The object after; nothing when it will not be there.</summary>
    public Value After { get; init; } = Value.Nothing;

    /// <summary>What else the operation needs.</summary>
    public Value Arguments { get; init; } = Value.Nothing;

    /// <summary>Ids of steps that must be done first.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Steps of one transaction are applied together or not at all; null stands alone.</summary>
    public string? Transaction { get; init; }

    /// <summary>
    /// Asked when the step is done and read back, before any step that depends on it begins; null asks nothing. Where
    /// nobody can be asked, the reading back decides.
    /// </summary>
    public string? Question { get; init; }
}
