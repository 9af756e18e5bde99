using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>Reads a wizard file and finds every mistake in it, each with file, line and column.</summary>
public sealed partial class WizardReader(WizardVocabulary vocabulary)
{
    /// <summary>The wizard, or null when there are problems.</summary>
    public WizardDefinition? Read(string path, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        var root = JsonFile.Load(path, found);
        problems = found;
        if (root is null)
        {
            return null;
        }

        var wizard = ReadWizard(new JsonMap(root, path, found), path);
        return found.Count == 0 ? wizard : null;
    }

    /// <summary>Whether it can name a wizard: lower-case letters, digits and hyphens, first a letter.</summary>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z")]
    private static partial Regex NameForm();

    private WizardDefinition ReadWizard(JsonMap map, string path)
    {
        var name = map.Text("name", required: true) ?? "";
        if (name.Length > 0 && !IsName(name))
        {
            map.Report("name", T($"'{name}' cannot name a wizard."), T("Use lower-case letters, digits and hyphens."));
        }
        else if (name.Length > 0 && name != Path.GetFileNameWithoutExtension(path))
        {
            map.Report("name", T($"the name is '{name}', but the file is {Path.GetFileName(path)}."), T($"Name the file {name}.json."));
        }

        var backend = map.Text("backend", required: true) ?? "";
        var words = vocabulary.Backends.GetValueOrDefault(backend);
        if (backend.Length > 0 && words is null)
        {
            map.Report("backend", T($"there is no backend '{backend}'."), T($"The backends are {string.Join(", ", vocabulary.Backends.Keys.Order(StringComparer.Ordinal))}."));
        }

        var scope = new WizardScope(words);
        var wizard = new WizardDefinition
        {
            Name = name,
            Title = map.Text("title", required: true) ?? "",
            Summary = map.Text("summary") ?? "",
            Backend = backend,
            AsksMissing = map.Truth("askMissing") ?? false,
            Next = [.. map.Texts("next")],
            Constants = ReadConstants(map, scope),
            Pages = [.. map.Maps("pages", required: true).Select(page => ReadPage(page, scope))],
        };
        if (wizard.Pages.IsEmpty && map.Token("pages") is not null)
        {
            map.Report("pages", T("a wizard needs a page."), T("Add one."));
        }

        map.End();
        return wizard;
    }

    private static ImmutableDictionary<string, Value> ReadConstants(JsonMap map, WizardScope scope)
    {
        var constants = ImmutableDictionary.CreateBuilder<string, Value>();
        foreach (var key in map.Map("constants") is { } inner ? inner.Keys.ToList() : [])
        {
            var token = map.Token("constants")![key]!;
            if (ValueJson.Read(token) is not { IsNothing: false } value)
            {
                map.Report(token, T($"'{key}' has no value, or a fraction."), T("Give a text, a whole number, true, false, a list or an object."));
            }
            else if (scope.Backend is { } backend && !backend.KnowsField(key))
            {
                map.Report(token, T($"the backend knows no '{key}'."), T($"It knows {string.Join(", ", backend.Fields)}."));
            }
            else
            {
                constants[key] = value;
                scope.Add(key);
            }
        }

        return constants.ToImmutable();
    }

    private PageDefinition ReadPage(JsonMap map, WizardScope scope)
    {
        var page = new PageDefinition
        {
            Title = map.Text("title", required: true) ?? "",
            Text = map.Text("text") ?? "",
            Help = map.Text("help") ?? "",
            When = ReadCondition(map, scope),
            Fields = [.. map.Maps("fields").Select(field => new FieldReader(field, scope).Read()).OfType<FieldDefinition>()],
            Kind = map.Text("kind") ?? "",
        };
        foreach (var question in Template.Questions(page.Text).Where(question => !scope.Knows(question)))
        {
            map.Report("text", T($"${{{question}}} is not the id of a field up to here."), T("Name an earlier field."));
        }

        page = page with { Kind = page.Kind.Length > 0 ? page.Kind : DefaultKind(page) };
        if (!vocabulary.PageKinds.Contains(page.Kind))
        {
            map.Report("kind", T($"there is no page kind '{page.Kind}'."), T($"The kinds are {string.Join(", ", vocabulary.PageKinds)}."));
        }

        map.End();
        return page;
    }

    internal static Condition? ReadCondition(JsonMap map, WizardScope scope)
    {
        if (map.Text("when") is not { } source)
        {
            return null;
        }

        var condition = ConditionParser.Parse(source, out var reason);
        if (condition is null)
        {
            map.Report("when", T($"the condition cannot be read, {reason}."), T("Use ids of earlier fields with ! == != in startswith and or."));
            return null;
        }

        foreach (var question in condition.Questions.Where(question => !scope.Knows(question)))
        {
            map.Report("when", T($"'{question}' is not the id of an earlier field."), T("Conditions look back, never ahead; put a text in quotes."));
        }

        return condition;
    }

    /// <summary>A page of one list is that list; a page without fields is text; anything else is a form.</summary>
    private static string DefaultKind(PageDefinition page) => page.Fields switch
    {
        [] => "text",
        [{ Type: ChoiceType }] => "choice",
        [{ Type: ChoicesType }] => "choices",
        [{ Type: AssignType }] => "assign",
        _ => "form",
    };
}
