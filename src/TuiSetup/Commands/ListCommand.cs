using System.CommandLine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup list: what a wizard's page would offer to choose from, for whoever writes answer files.</summary>
internal static class ListCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var wizard = new Argument<string>("WIZARD") { Description = T("Name of a wizard, or the path of its file.") };
        var field = new Argument<string>("FIELD") { Description = T("A question of the wizard that has choices.") };
        var answers = new Option<string?>("--answers") { Description = T("Take the answers that come before from this file, - being standard input; others may be missing."), HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = T("Print one JSON document.") };
        var command = new Command("list", T("""
            Prints the choices of one question, as the target has them: one a line, what an answer file takes first, then more about it after a tab.

            Examples:
              tuisetup list ovs-mirror bridge
              tuisetup list vsphere-pvlan nics --answers answers.json
            """))
        {
            wizard, field, answers, json,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var definition = program.Wizards.Load(parsed.GetRequiredValue(wizard));
            var asked = Find(definition, parsed.GetRequiredValue(field));
            var sheet = parsed.GetValue(answers) is { } file ? new AnswerSource(program, file).For(definition, isPartial: true)[0] : Questionnaire.Complete(definition, AnswerSheet.Empty);
            var choices = asked.From is { } from
                ? (await program.Backends[definition.Backend].ReadAsync(sheet, program.Interruption.Token)).List(from, sheet)
                : asked.Choices;
            var output = program.Streams.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(ToJson(choices));
            }
            else
            {
                await output.WriteAsync(string.Concat(choices.Select(choice => $"{SafeText.Clean(choice.Value)}\t{SafeText.Clean(choice.Detail)}".TrimEnd() + "\n")));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static FieldDefinition Find(WizardDefinition wizard, string id)
        => wizard.Field(id) is { } field && (field.From is not null || !field.Choices.IsEmpty)
            ? field
            : throw new ProblemException([Problem.Error(
                null,
                T($"The wizard '{wizard.Name}' has no choices for '{id}'."),
                T($"It has some for {string.Join(", ", wizard.Fields.Where(other => other.From is not null || !other.Choices.IsEmpty).Select(other => other.Id))}."))]);

    private static string ToJson(IEnumerable<Choice> choices) => new JArray(choices.Select(choice => new JObject
    {
        ["value"] = choice.Value,
        ["label"] = choice.Label,
        ["detail"] = choice.Detail,
    })).ToString(Formatting.None);
}
