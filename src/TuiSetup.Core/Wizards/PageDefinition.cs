using System.Collections.Immutable;

namespace TuiSetup.Core.Wizards;

/// <summary>One screen of a wizard.</summary>
public sealed record PageDefinition
{
    public required string Title { get; init; }

    /// <summary>Which page kind shows it.</summary>
    public required string Kind { get; init; }

    public string Text { get; init; } = "";

    public string Help { get; init; } = "";

    public Condition? When { get; init; }

    public ImmutableArray<FieldDefinition> Fields { get; init; } = [];
}
