using System.Collections.Immutable;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Wizards;

/// <summary>A vocabulary and small wizard files for tests.</summary>
internal static class Samples
{
    public static WizardVocabulary Vocabulary { get; } = new(
        ["assign", "choice", "choices", "form", "text"],
        ImmutableDictionary<string, BackendVocabulary>.Empty.Add(
            "thing",
            new BackendVocabulary(["host", "port", "name", "mode", "tags", "pass", "vlans", "fast"], ["hosts"])));

    /// <summary>A wizard that has one of everything.</summary>
    public const string Good = """
        {
          "name": "good",
          "title": "A good wizard",
          "summary": "It has one of everything",
          "backend": "thing",
          "pages": [
            { "title": "Welcome", "text": "Hello.", "help": "Help." },
            { "title": "Host", "fields": [ { "id": "host", "type": "choice", "label": "Host", "from": "hosts" } ] },
            { "title": "More of ${host}", "text": "About ${host}", "fields": [
              { "id": "port", "type": "number", "label": "Port", "min": 1, "max": 65535, "default": 80 },
              { "id": "name", "type": "text", "label": "Name", "default": "on-${host}", "pattern": "^[a-z0-9-]+$", "patternHelp": "Small letters." },
              { "id": "fast", "type": "yesno", "label": "Fast", "default": false } ] },
            { "title": "Mode", "kind": "form", "when": "fast and port != 80", "fields": [
              { "id": "mode", "type": "choice", "label": "Mode", "whenHelp": "Only a fast one has a mode.",
                "choices": [ { "value": "a", "label": "A" }, { "value": "b", "detail": "More" } ], "default": "a" } ] },
            { "title": "Tags", "fields": [ { "id": "tags", "type": "choices", "label": "Tags", "choices": [ { "value": "x" }, { "value": "y" } ] } ] },
            { "title": "Rest", "fields": [
              { "id": "vlans", "type": "vlans", "label": "VLANs", "when": "'x' in tags" },
              { "id": "pass", "type": "secret", "label": "Password", "required": false } ] }
          ]
        }
        """;

    public static WizardDefinition GoodWizard()
    {
        var wizard = Read("good", Good, out var problems);
        Assert.Empty(problems);
        return wizard!;
    }

    /// <summary>Reads a wizard file with this text.</summary>
    public static WizardDefinition? Read(string name, string text, out IReadOnlyList<Problem> problems)
    {
        using var folder = new TempFolder();
        var wizard = new WizardReader(Vocabulary).Read(folder.Write(name + ".json", text), out var found);
        problems = [.. found.Select(problem => problem with { Place = problem.Place.Replace(folder.Path + "/", "", StringComparison.Ordinal) })];
        return wizard;
    }
}
