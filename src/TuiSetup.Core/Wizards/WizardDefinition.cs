using System.Collections.Immutable;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>A wizard file: what is asked, in order, and which backend makes a plan of the answers.</summary>
public sealed record WizardDefinition
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public required string Backend { get; init; }

    /// <summary>Whether an answer file that leaves pages open has them asked, instead of leading to the review.</summary>
    public bool AsksMissing { get; init; }

    /// <summary>Names of wizards to offer when this one is done.</summary>
    public ImmutableArray<string> Next { get; init; } = [];

    /// <summary>Answers that the wizard gives by itself: nobody is asked for them.</summary>
    public ImmutableDictionary<string, Value> Constants { get; init; } = ImmutableDictionary<string, Value>.Empty;

    public ImmutableArray<PageDefinition> Pages { get; init; } = [];

    public IEnumerable<FieldDefinition> Fields => Pages.SelectMany(page => page.Fields);

    /// <summary>The wizard with defaults for fields that have none.</summary>
    public WizardDefinition WithDefaults(IReadOnlyDictionary<string, Value> defaults) => this with
    {
        Pages = [.. Pages.Select(page => page with
        {
            Fields = [.. page.Fields.Select(field => field.Default.IsNothing && defaults.TryGetValue(field.Id, out var value)
                ? field with { Default = value }
                : field)],
        })],
    };

    public FieldDefinition? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);
}
