using System.CommandLine;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Commands;

/// <summary>tuisetup answers: answer files themselves; no target is asked.</summary>
internal static class AnswersCommand
{
    public static Command Create(Func<ParseResult, Composition> compose) => new("answers", T("Checks answer files, and describes them for editors."))
    {
        Check(compose),
        Schema(compose),
    };

    private static Command Check(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("FILE") { Description = T("An answer file; - is standard input.") };
        var command = new Command("check", T("""
            Finds every mistake in an answer file, each with file:line:column. It reads the variables and files that the answers name, and no target: what a bridge or a vCenter has to say, 'tuisetup plan' tells.

            Examples:
              tuisetup answers check site.json
              jq .answers site.json | tuisetup answers check -
            """))
        {
            file,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var source = new AnswerSource(program, parsed.GetRequiredValue(file));
            var runs = source.All();
            program.Streams.Output.WriteLine(T($"{source.Name}: no problems, answers for {string.Join(", ", runs.Select(run => run.Wizard.Name))}."));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command Schema(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string?>("WIZARD") { Description = T("One wizard; without it, all of them."), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("schema", T("""
            Prints a JSON Schema of answer files for editors.

            Example:
              tuisetup answers schema > answers.schema.json
            """))
        {
            name,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            program.Streams.Output.WriteLine(parsed.GetValue(name) is { } wizard
                ? WizardSchema.OfAnswers(program.Wizards.Load(wizard))
                : WizardSchema.OfAnswerFiles([.. program.Wizards.Files().Where(one => program.Wizards.Check(one).Count == 0).Select(program.Wizards.Load)]));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
