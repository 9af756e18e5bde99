using Newtonsoft.Json.Linq;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Json;

namespace TuiSetup.Core.Wizards;

/// <summary>JSON Schema (draft 2020-12) of wizard files, and of one wizard's answer file.</summary>
public static class WizardSchema
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    public static JObject OfWizards(WizardVocabulary vocabulary) => new()
    {
        ["$schema"] = Draft,
        ["title"] = T("TuiSetup wizard"),
        ["type"] = "object",
        ["required"] = new JArray("name", "title", "backend", "pages"),
        ["additionalProperties"] = false,
        ["properties"] = new JObject
        {
            ["$schema"] = Text(T("Where this schema is.")),
            ["name"] = new JObject { ["type"] = "string", ["pattern"] = "^[a-z][a-z0-9-]*$", ["description"] = T("The file's name without .json.") },
            ["title"] = Text(T("Shown in the menu and above every page.")),
            ["summary"] = Text(T("One line in the menu.")),
            ["backend"] = Enum(T("What makes a plan of the answers."), vocabulary.Backends.Keys.Order(StringComparer.Ordinal)),
            ["askMissing"] = new JObject { ["type"] = "boolean", ["description"] = T("Whether pages that an answer file leaves open are asked.") },
            ["next"] = new JObject { ["type"] = "array", ["items"] = new JObject { ["type"] = "string" }, ["description"] = T("Names of wizards to offer when this one is done.") },
            ["constants"] = new JObject { ["type"] = "object", ["description"] = T("Answers that the wizard gives by itself; for the backend command: \"command\", the program.") },
            ["pages"] = new JObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Page(vocabulary) },
        },
    };

    /// <summary>Of answer files for any of these wizards, or for several in order.</summary>
    public static JObject OfAnswerFiles(IReadOnlyList<WizardDefinition> wizards)
    {
        var choices = new JArray(wizards.Select(wizard => new JObject { ["$ref"] = $"#/$defs/{wizard.Name}" }));
        return new JObject
        {
            ["$schema"] = Draft,
            ["title"] = T("TuiSetup answers"),
            ["oneOf"] = new JArray(choices)
            {
                new JObject
                {
                    ["type"] = "object",
                    ["required"] = new JArray("runs"),
                    ["additionalProperties"] = false,
                    ["properties"] = new JObject
                    {
                        ["$schema"] = Text(T("Where this schema is.")),
                        ["runs"] = new JObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JObject { ["oneOf"] = choices.DeepClone() }, ["description"] = T("Answers for several wizards, in the order in which they run.") },
                    },
                },
            },
            ["$defs"] = new JObject(wizards.Select(wizard =>
            {
                var answers = OfAnswers(wizard);
                answers.Remove("$schema");
                return new JProperty(wizard.Name, answers);
            })),
        };
    }

    public static JObject OfAnswers(WizardDefinition wizard)
    {
        var sheet = new JObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JObject(wizard.Fields.Select(field => new JProperty(field.Id, Answer(field)))),
        };
        return new JObject
        {
            ["$schema"] = Draft,
            ["title"] = T($"Answers for {T(wizard.Title)}"),
            ["type"] = "object",
            ["required"] = new JArray("wizard", "answers"),
            ["additionalProperties"] = false,
            ["properties"] = new JObject
            {
                ["$schema"] = Text(T("Where this schema is.")),
                ["wizard"] = Enum(T("Which wizard they answer."), [wizard.Name]),
                ["confirm"] = new JObject { ["type"] = "array", ["items"] = new JObject { ["type"] = "string" }, ["description"] = T("Phrases that accept a danger.") },
                ["answers"] = new JObject
                {
                    ["oneOf"] = new JArray(sheet, new JObject { ["type"] = "array", ["minItems"] = 1, ["items"] = sheet.DeepClone() }),
                },
            },
        };
    }

    private static JObject Page(WizardVocabulary vocabulary) => new()
    {
        ["type"] = "object",
        ["required"] = new JArray("title"),
        ["additionalProperties"] = false,
        ["properties"] = new JObject
        {
            ["title"] = Text(T("Title of the window.")),
            ["kind"] = Enum(T("How it is shown; without it, by its fields."), vocabulary.PageKinds),
            ["text"] = Text(T("Above the fields; ${id} stands for an earlier answer.")),
            ["help"] = Text(T("Shown on F1.")),
            ["when"] = Text(T("A condition on earlier answers: ! == != in startswith and or.")),
            ["fields"] = new JObject { ["type"] = "array", ["items"] = Field() },
        },
    };

    private static JObject Field() => new()
    {
        ["type"] = "object",
        ["required"] = new JArray("id", "type", "label"),
        ["additionalProperties"] = false,
        ["properties"] = new JObject
        {
            ["id"] = new JObject { ["type"] = "string", ["pattern"] = "^[A-Za-z_][A-Za-z0-9_.-]*$" },
            ["type"] = Enum(T("What it can hold."), FieldTypes.All.Keys.Order(StringComparer.Ordinal)),
            ["label"] = Text(T("In front of it.")),
            ["help"] = Text(T("Shown on F1.")),
            ["required"] = new JObject { ["type"] = "boolean" },
            ["default"] = new JObject { ["description"] = T("Taken when nothing is answered; ${id} stands for an earlier answer.") },
            ["when"] = Text(T("Asked only when it holds.")),
            ["whenHelp"] = Text(T("Said when an answer is given although it is not asked.")),
            ["from"] = Text(T("A list of the backend.")),
            ["values"] = Text(T("For the type assign: a list of the backend whose entries are given to those of 'from'.")),
            ["choices"] = new JObject { ["type"] = "array", ["items"] = ChoiceItem() },
            ["pattern"] = Text(T("A regular expression that the text must match.")),
            ["patternHelp"] = Text(T("Said when it does not.")),
            ["language"] = new JObject { ["type"] = "boolean", ["description"] = T("The answer is a locale, and the wizard goes on in its language.") },
            ["min"] = new JObject { ["type"] = "integer" },
            ["max"] = new JObject { ["type"] = "integer" },
        },
    };

    private static JObject ChoiceItem() => new()
    {
        ["type"] = "object",
        ["required"] = new JArray("value"),
        ["additionalProperties"] = false,
        ["properties"] = new JObject { ["value"] = Text(T("In the answer file.")), ["label"] = Text(T("On the screen.")), ["detail"] = Text(T("More about it.")) },
    };

    private static JObject Answer(FieldDefinition field)
    {
        var reference = new JObject
        {
            ["type"] = "object",
            ["minProperties"] = 1,
            ["maxProperties"] = 1,
            ["additionalProperties"] = false,
            ["properties"] = new JObject { ["env"] = Text(T("Name of a variable.")), ["file"] = Text(T("Path of a file.")) },
        };
        var schema = field.Type is SecretType
            ? reference
            : new JObject { ["oneOf"] = new JArray(ValueJson.Write(field.Type.Schema(field)), reference) };
        schema["description"] = T(field.Help.Length > 0 ? field.Help : field.Label);
        return schema;
    }

    private static JObject Text(string description) => new() { ["type"] = "string", ["description"] = description };

    private static JObject Enum(string description, IEnumerable<string> values)
        => new() { ["description"] = description, ["enum"] = new JArray(values) };
}
