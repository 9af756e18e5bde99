using System.Collections.Immutable;

namespace TuiSetup.Core.Wizards;

/// <summary>A wizard file: what is asked, in order, and which backend makes a plan of the answers.</summary>
public sealed record WizardDefinition
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public string Summary { get; init; } = "";

    public required string Backend { get; init; }

    public ImmutableArray<PageDefinition> Pages { get; init; } = [];

    public IEnumerable<FieldDefinition> Fields => Pages.SelectMany(page => page.Fields);

    public FieldDefinition? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);
}
