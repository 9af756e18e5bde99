using System.CommandLine;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Commands;

/// <summary>tuisetup wizard: the wizard files themselves.</summary>
internal static class WizardCommand
{
    public static Command Create(Func<ParseResult, Composition> compose) => new("wizard", T("Lists, checks, shows and begins wizard files."))
    {
        WizardNewCommand.Create(compose),
        WizardPreviewCommand.Create(compose),
        List(compose),
        Check(compose),
        Schema(compose),
    };

    private static Command List(Func<ParseResult, Composition> compose)
    {
        var command = new Command("list", T("Lists all wizards."));
        command.SetHandler(compose, (program, _) =>
        {
            foreach (var file in program.Wizards.Files())
            {
                var summary = program.Wizards.Check(file) is { Count: > 0 } problems
                    ? T($"({problems.Count} problems; see 'tuisetup wizard check {file}')")
                    : T(program.Wizards.Load(file).Summary);
                program.Streams.Output.WriteLine($"{Path.GetFileNameWithoutExtension(file),-16} {summary}");
            }

            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command Check(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("FILE") { Description = T("A wizard file.") };
        var command = new Command("check", T("""
            Finds every mistake in a wizard file, each with file:line:column.

            Example:
              tuisetup wizard check wizards/ovs-mirror.json
            """))
        {
            file,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var problems = program.Wizards.Check(parsed.GetRequiredValue(file));
            if (problems.Count > 0)
            {
                throw new ProblemException(problems);
            }

            program.Streams.Output.WriteLine(T($"{parsed.GetRequiredValue(file)}: no problems."));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command Schema(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string?>("WIZARD") { Description = T("A wizard, for the schema of its answers. Default: the schema of wizard files."), Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("schema", T("""
            Prints a JSON Schema for editors.

            Examples:
              tuisetup wizard schema > wizard.schema.json
              tuisetup wizard schema ovs-mirror > answers.schema.json
            """))
        {
            name,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            program.Streams.Output.WriteLine(parsed.GetValue(name) is { } wizard
                ? WizardSchema.OfAnswers(program.Wizards.Load(wizard))
                : WizardSchema.OfWizards(program.Vocabulary));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
