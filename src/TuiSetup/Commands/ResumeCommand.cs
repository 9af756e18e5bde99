using System.CommandLine;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;

namespace TuiSetup.Commands;

/// <summary>tuisetup resume: takes up a run whose process died.</summary>
internal static class ResumeCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var id = new Argument<string?>("RUN") { Description = T("The interrupted run. Default: the last one."), Arity = ArgumentArity.ZeroOrOne };
        var undo = new Option<bool>("--undo") { Description = T("Take back what it did instead of finishing it.") };
        var json = new Option<bool>("--json") { Description = T("Tell the progress as JSON lines on standard output.") };
        var proof = Proving.CreateOption(T("Without a terminal"));
        var command = new Command("resume", T("""
            Finishes a run whose process was killed or whose machine went down, or takes it back.

            Examples:
              tuisetup resume
              tuisetup resume --undo
            """))
        {
            id, undo, json, proof,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var questions = Proving.Questions(program, parsed, proof, parsed.GetValue(json));
            var run = parsed.GetValue(id) is { } given ? program.Runs.Find(given) ?? throw ShowCommand.Unknown(given) : program.Runs.Interrupted();
            if (run is null)
            {
                program.Streams.Error.WriteLine(T("No run was interrupted; there is nothing to resume."));
                return ExitCodes.Done;
            }

            if (run.Status != RunStatus.Interrupted)
            {
                throw new ProblemException([Problem.Error(null, T($"The run {run.Id} was not interrupted."), T("There is nothing to resume."))]);
            }

            var output = new RunOutput(program, parsed.GetValue(json));
            return output.ExitCode(await program.Engine.ResumeAsync(run, parsed.GetValue(undo), output.On, questions, program.Interruption.Token));
        });
        return command;
    }
}
