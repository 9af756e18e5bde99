using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Pages;

/// <summary>What a page is given.</summary>
internal sealed record PageContext
{
    public required PageDefinition Page { get; init; }

    public required AnswerSheet Answers { get; init; }

    /// <summary>What the backend found; null before anything could be read.</summary>
    public Facts? Facts { get; init; }

    /// <summary>Texts that were typed and cannot be answers yet; they are there again when one comes back.</summary>
    public required Dictionary<string, string> Drafts { get; init; }

    public bool HasBack { get; init; }

    /// <summary>Where one is, such as <c>3 of 7</c>.</summary>
    public required string Position { get; init; }

    public string Title => $"{Page.Title} ({Position})";

    public string Text => Template.Expand(Page.Text, Answers);

    /// <summary>The choices of a field, its own or the backend's.</summary>
    public IReadOnlyList<Choice> ChoicesOf(FieldDefinition field)
        => field.From is { } list ? Facts?.List(list, Answers) ?? [] : field.Choices;

    /// <summary>What can be given to the entries of a field that assigns.</summary>
    public IReadOnlyList<Choice> ValuesOf(FieldDefinition field) => field.Values is { } list ? Facts?.List(list, Answers) ?? [] : [];
}
