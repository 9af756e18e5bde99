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
            map.Report("id", $"'{id}' is already the id of an earlier field.", "Give each field an id of its own.");
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
            map.Report("id", $"'{id}' cannot be an id.", "Begin with a letter; go on with letters, digits, '_', '.' and '-'.");
        }
        else if (scope.Backend is { } backend && !backend.KnowsField(id))
        {
            map.Report("id", $"the backend knows no '{id}'.", $"It knows {string.Join(", ", backend.Fields.Concat(backend.Prefixes.Select(prefix => prefix + "*")))}.");
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

        map.Report("type", $"there is no field type '{name}'.", $"The types are {string.Join(", ", FieldTypes.All.Keys.Order(StringComparer.Ordinal))}.");
        return null;
    }

    private string? ReadList(string key)
    {
        var list = map.Text(key);
        if (list is not null && scope.Backend is { } backend && !backend.KnowsList(list))
        {
            map.Report(key, $"the backend has no list '{list}'.", $"Its lists are {string.Join(", ", backend.Lists)}.");
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
            map.Report("pattern", $"the pattern is not a regular expression: {wrong.Message}", "Correct it.");
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
            map.Report(token, "a default cannot be a fraction.", "Give a text, a whole number, true, false or a list of them.");
            return Value.Nothing;
        }

        if (value.AsText is { } text && Template.Questions(text).ToList() is { Count: > 0 } questions)
        {
            foreach (var question in questions.Where(question => !scope.Knows(question)))
            {
                map.Report(token, $"${{{question}}} is not the id of an earlier field.", "Name an earlier field.");
            }

            return value;
        }

        if (field.Type.Accept(value, field, out var reason) is null)
        {
            map.Report(token, $"the default does not fit: {reason}", "Give one that could be an answer.");
        }

        return value;
    }

    private void CheckTogether(FieldDefinition field)
    {
        if (field.Type is AssignType)
        {
            if (field.From is null || field.Values is null)
            {
                map.Report("type", "an assignment needs two lists.", "Add 'from' and 'values' with lists of the backend.");
            }

            return;
        }

        if (field.Values is not null)
        {
            map.Report("values", $"a field of type '{field.Type.Name}' assigns nothing.", "Use the type assign.");
        }

        var isChoice = field.Type is ChoiceType or ChoicesType;
        if (isChoice && field.From is null && field.Choices.IsEmpty)
        {
            map.Report("type", "a choice needs something to choose from.", "Add 'choices', or 'from' with a list of the backend.");
        }

        if (!isChoice && (field.From is not null || !field.Choices.IsEmpty))
        {
            map.Report("type", $"a field of type '{field.Type.Name}' has no choices.", "Use the type choice or choices.");
        }

        if (field.Min > field.Max)
        {
            map.Report("min", $"min {field.Min} is more than max {field.Max}.", "Exchange them.");
        }
    }
}
