using Newtonsoft.Json.Linq;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Json;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Core.Answers;

/// <summary>Reads an answer file against its wizard, and finds every mistake in it.</summary>
public sealed class AnswerFileReader(WizardDefinition wizard, IAnswerSources sources)
{
    /// <summary>Whether answers may be missing, as while pages are still to come.</summary>
    public bool IsPartial { get; init; }

    /// <inheritdoc cref="Read(JObject, string, out IReadOnlyList{Problem})"/>
    public AnswerFile? Read(string path, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        var root = JsonFile.Load(path, found);
        problems = found;
        var file = root is null ? null : ReadFile(root, path, found);
        return found.Count == 0 ? file : null;
    }

    /// <inheritdoc cref="Read(JObject, string, out IReadOnlyList{Problem})"/>
    public AnswerFile? Read(AnswerPart part, out IReadOnlyList<Problem> problems) => Read(part.Content, part.Name, out problems);

    /// <summary>The answers of a document that came from elsewhere than a file, completed with defaults; null when there are problems.</summary>
    /// <param name="root">The document.</param>
    /// <param name="name">What its problems call it.</param>
    /// <param name="problems">All that is wrong with it.</param>
    public AnswerFile? Read(JObject root, string name, out IReadOnlyList<Problem> problems)
    {
        var found = new List<Problem>();
        var file = ReadFile(root, name, found);
        problems = found;
        return found.Count == 0 ? file : null;
    }

    private AnswerFile ReadFile(JObject root, string path, List<Problem> problems)
    {
        var map = new JsonMap(root, path, problems);
        var name = map.Text("wizard", required: true);
        if (name is not null && name != wizard.Name)
        {
            map.Report("wizard", T($"these are answers for '{name}', not for '{wizard.Name}'."), T("Give the other wizard, or other answers."));
        }

        var confirmed = map.Texts("confirm");
        var batch = new List<AnswerSheet>();
        switch (map.Token("answers"))
        {
            case JObject one:
                batch.Add(ReadSheet(one, path, problems).WithConfirmed(confirmed));
                break;
            case JArray { Count: > 0 } several:
                foreach (var item in several)
                {
                    if (item is JObject sheet)
                    {
                        batch.Add(ReadSheet(sheet, path, problems).WithConfirmed(confirmed));
                    }
                    else
                    {
                        map.Report(item, T("an item of 'answers' must be an object."), T("Put it between { and }."));
                    }
                }

                break;
            default:
                map.Report("answers", T("'answers' must be an object, or a list of objects for a batch."), T("Add it."));
                break;
        }

        map.End();
        return new AnswerFile(wizard.Name, [.. batch]);
    }

    private AnswerSheet ReadSheet(JObject sheet, string path, List<Problem> problems)
    {
        var map = new JsonMap(sheet, path, problems);
        var before = problems.Count;
        var answers = AnswerSheet.Empty;
        foreach (var property in sheet.Properties())
        {
            if (wizard.Field(property.Name) is { } field)
            {
                answers = ReadAnswer(map, field, property.Value, answers);
            }
            else
            {
                map.Report(property, T($"the wizard '{wizard.Name}' does not ask '{property.Name}'."), T($"It asks {string.Join(", ", wizard.Fields.Select(asked => asked.Id))}."));
            }
        }

        if (problems.Count > before)
        {
            return answers;
        }

        var complete = Questionnaire.Complete(wizard, answers);
        foreach (var field in wizard.Fields.Where(field => answers.Has(field.Id) && !complete.Has(field.Id)))
        {
            map.Report(field.Id, T($"'{field.Id}' is not asked with these other answers."), (field.WhenHelp is { } why ? T(why) : null) ?? T("Remove it, or change what it depends on."));
        }

        foreach (var problem in IsPartial ? [] : Questionnaire.Check(wizard, complete))
        {
            problems.Add(problem with { Place = map.Place });
        }

        return complete;
    }

    private AnswerSheet ReadAnswer(JsonMap map, FieldDefinition field, JToken token, AnswerSheet answers)
    {
        if (token is JObject reference && (field.Type is not AssignType || reference.Properties().ToList() is [{ Name: "env" or "file" }]))
        {
            return ReadReference(map, field, reference, answers);
        }

        var reason = T("a fraction is not an answer.");
        if (ValueJson.Read(token) is { } value)
        {
            if (value.IsNothing)
            {
                return answers;
            }

            if (field.Type.Accept(value, field, out reason) is { } accepted)
            {
                return answers.With(field.Id, accepted);
            }
        }

        map.Report(token, $"{field.Id}: {reason}", T("Correct it."));
        return answers;
    }

    private AnswerSheet ReadReference(JsonMap map, FieldDefinition field, JObject reference, AnswerSheet answers)
    {
        if (reference.Properties().ToList() is not [{ Name: "env" or "file", Value.Type: JTokenType.String } property])
        {
            map.Report(reference, T($"{field.Id}: an object must be {{\"env\": \"NAME\"}} or {{\"file\": \"PATH\"}}."), T("Correct it."));
            return answers;
        }

        var name = (string)property.Value!;
        string? text;
        try
        {
            text = property.Name == "env" ? sources.Environment(name) : sources.File(name);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            map.Report(reference, T($"{field.Id}: the file {name} cannot be read: {unreadable.Message}"), T("Check the path and its permissions."));
            return answers;
        }

        if (text is null)
        {
            map.Report(reference, T($"{field.Id}: the environment variable {name} is not set."), T("Set it."));
            return answers;
        }

        if (field.Type is SecretType)
        {
            return answers.With(field.Id, new Secret(text));
        }

        if (field.Type.Parse(text, field, out var reason) is { } value)
        {
            return answers.With(field.Id, value);
        }

        map.Report(reference, $"{field.Id}: {reason}", T("Correct it there."));
        return answers;
    }
}
