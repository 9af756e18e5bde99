using Newtonsoft.Json.Linq;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Json;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Answers;

/// <summary>Writes what was answered as a file that <c>--answers</c> takes. A secret becomes the name of a variable to set.</summary>
public static class AnswerFileWriter
{
    public static void Write(string path, WizardDefinition wizard, IReadOnlyList<AnswerSheet> batch)
    {
        var sheets = batch.Select(answers => ToJson(wizard, answers)).ToList();
        var root = new JObject
        {
            ["wizard"] = wizard.Name,
            ["answers"] = sheets is [var only] ? only : new JArray(sheets),
        };
        var phrases = batch.SelectMany(answers => answers.Confirmed).Distinct().Order(StringComparer.Ordinal).ToList();
        if (phrases.Count > 0)
        {
            root["confirm"] = new JArray(phrases);
        }

        JsonFile.Write(path, root);
    }

    private static JObject ToJson(WizardDefinition wizard, AnswerSheet answers)
    {
        var sheet = new JObject();
        foreach (var field in Questionnaire.Asked(wizard, answers).Where(field => answers.Has(field.Id)))
        {
            sheet[field.Id] = field.Type is SecretType
                ? new JObject { ["env"] = Variable(wizard, field) }
                : ValueJson.Write(answers[field.Id]);
        }

        return sheet;
    }

    private static string Variable(WizardDefinition wizard, FieldDefinition field)
        => $"{wizard.Name}_{field.Id}".ToUpperInvariant().Replace('-', '_').Replace('.', '_');
}
