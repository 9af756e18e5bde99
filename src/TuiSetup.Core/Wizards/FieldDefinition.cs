using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>One question of a wizard.</summary>
public sealed record FieldDefinition
{
    public required string Id { get; init; }

    public required IFieldType Type { get; init; }

    public required string Label { get; init; }

    /// <summary>Shown on F1.</summary>
    public string Help { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>Nothing, or a value; texts may hold <c>${other}</c> for the answers to earlier questions.</summary>
    public Value Default { get; init; } = Value.Nothing;

    /// <summary>Asked only when it holds; null is always.</summary>
    public Condition? When { get; init; }

    /// <summary>Said when an answer is given although it is not asked.</summary>
    public string? WhenHelp { get; init; }

    /// <summary>Name of a list in the backend's facts.</summary>
    public string? From { get; init; }

    /// <summary>Name of a list in the backend's facts whose entries are given to those of <see cref="From"/>.</summary>
    public string? Values { get; init; }

    /// <summary>The choices, where the wizard file has them itself.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    public Regex? Pattern { get; init; }

    /// <summary>Said instead of the pattern when it does not match.</summary>
    public string? PatternHelp { get; init; }

    /// <summary>Whether the answer is a locale whose language the wizard itself goes on in, where it has it.</summary>
    public bool IsLanguage { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }
}
