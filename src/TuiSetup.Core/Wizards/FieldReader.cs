using System.Text.RegularExpressions;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Json;
using TuiSetup.Core.Values;

namespace TuiSetup.Core.Wizards;

/// <summary>Reads one field of a wizard file.</summary>
internal sealed partial class FieldReader(JsonMap map, WizardScope scope)
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(250);

    public FieldDefinition? Read()
    {
        var id = ReadId();
        var type = ReadType();
        var condition = WizardReader.ReadCondition(map, scope);
        var field = new FieldDefinition
        {
            Id = id ?? "",
            Type = type ?? FieldTypes.All["text"],
            Label = map.Text("label", required: true) ?? "",
            Help = map.Text("help") ?? "",
            Required = map.Truth("required") ?? type?.RequiredByDefault ?? false,
            When = condition,
            WhenHelp = map.Text("whenHelp"),
            From = ReadList("from"),
            Values = ReadList("values"),
            Choices = [.. map.Maps("choices").Select(ReadChoice)],
            Pattern = ReadPattern(),
            PatternHelp = map.Text("patternHelp"),
            IsLanguage = map.Truth("language") ?? false,
            Min = map.Number("min"),
            Max = map.Number("max"),
        };
        field = field with { Default = ReadDefault(field) };
        CheckTogether(field);
        map.End();
        if (id is not null && !scope.Add(id))
        {
            map.Report("id", T($"'{id}' is already the id of an earlier field."), T("Give each field an id of its own."));
        }

        return id is null || type is null ? null : field;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_.-]*$")]
    private static partial Regex IdForm();

    private string? ReadId()
    {
        if (map.Text("id", required: true) is not { } id)
        {
            return null;
        }

        if (!IdForm().IsMatch(id))
        {
            map.Report("id", T($"'{id}' cannot be an id."), T("Begin with a letter; go on with letters, digits, '_', '.' and '-'."));
        }
        else if (scope.Backend is { } backend && !backend.KnowsField(id))
        {
            map.Report("id", T($"the backend knows no '{id}'."), T($"It knows {string.Join(", ", backend.Fields.Concat(backend.Prefixes.Select(prefix => prefix + "*")))}."));
        }

        return id;
    }

    private IFieldType? ReadType()
    {
        if (map.Text("type", required: true) is not { } name)
        {
            return null;
        }

        if (FieldTypes.All.TryGetValue(name, out var type))
        {
            return type;
        }

        map.Report("type", T($"there is no field type '{name}'."), T($"The types are {string.Join(", ", FieldTypes.All.Keys.Order(StringComparer.Ordinal))}."));
        return null;
    }

    private string? ReadList(string key)
    {
        var list = map.Text(key);
        if (list is not null && scope.Backend is { } backend && !backend.KnowsList(list))
        {
            map.Report(key, T($"the backend has no list '{list}'."), T($"Its lists are {string.Join(", ", backend.Lists)}."));
        }

        return list;
    }

    private static Choice ReadChoice(JsonMap choice)
    {
        var value = choice.Text("value", required: true) ?? "";
        var result = new Choice(value, choice.Text("label") ?? value, choice.Text("detail") ?? "");
        choice.End();
        return result;
    }

    private Regex? ReadPattern()
    {
        if (map.Text("pattern") is not { } pattern)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, PatternTime);
        }
        catch (ArgumentException wrong)
        {
            map.Report("pattern", T($"the pattern is not a regular expression: {wrong.Message}"), T("Correct it."));
            return null;
        }
    }

    private Value ReadDefault(FieldDefinition field)
    {
        if (map.Token("default") is not { } token)
        {
            return Value.Nothing;
        }

        if (ValueJson.Read(token) is not { } value)
        {
            map.Report(token, T("a default cannot be a fraction."), T("Give a text, a whole number, true, false or a list of them."));
            return Value.Nothing;
        }

        if (value.AsText is { } text && Template.Questions(text).ToList() is { Count: > 0 } questions)
        {
            foreach (var question in questions.Where(question => !scope.Knows(question)))
            {
                map.Report(token, T($"${{{question}}} is not the id of an earlier field."), T("Name an earlier field."));
            }

            return value;
        }

        if (field.Type.Accept(value, field, out var reason) is null)
        {
            map.Report(token, T($"the default does not fit: {reason}"), T("Give one that could be an answer."));
        }

        return value;
    }

    private void CheckTogether(FieldDefinition field)
    {
        if (field.Type is AssignType)
        {
            if (field.From is null || field.Values is null)
            {
                map.Report("type", T("an assignment needs two lists."), T("Add 'from' and 'values' with lists of the backend."));
            }

            return;
        }

        if (field.Values is not null)
        {
            map.Report("values", T($"a field of type '{field.Type.Name}' assigns nothing."), T("Use the type assign."));
        }

        var isChoice = field.Type is ChoiceType or ChoicesType;
        if (isChoice && field.From is null && field.Choices.IsEmpty)
        {
            map.Report("type", T("a choice needs something to choose from."), T("Add 'choices', or 'from' with a list of the backend."));
        }

        if (!isChoice && (field.From is not null || !field.Choices.IsEmpty))
        {
            map.Report("type", T($"a field of type '{field.Type.Name}' has no choices."), T("Use the type choice or choices."));
        }

        if (field.Min > field.Max)
        {
            map.Report("min", T($"min {field.Min} is more than max {field.Max}."), T("Exchange them."));
        }
    }
}
