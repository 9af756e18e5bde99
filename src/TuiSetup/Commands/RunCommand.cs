using System.CommandLine;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup run: a wizard on the terminal, or from a file of answers.</summary>
internal static class RunCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var wizard = new Argument<string>("WIZARD") { Description = "Name of a wizard, or the path of its file." };
        var answers = new Option<string?>("--answers") { Description = "Take the answers from this file.", HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = "Write the answers to this file; --answers takes it.", HelpName = "FILE" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Apply without asking. It does not stand for what must be typed out." };
        var json = new Option<bool>("--json") { Description = "Tell the progress as JSON lines on standard output." };
        var proof = Proving.CreateOption();
        var command = new Command("run", """
            Runs a wizard: asks, shows the plan, applies it, reads it back, and can undo it.

            Examples:
              tuisetup run ovs-mirror
              tuisetup run ovs-mirror --record answers.json
              tuisetup run ovs-mirror --answers answers.json --yes --json
            """)
        {
            wizard, answers, record, yes, json, proof,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var definition = program.Wizards.Load(parsed.GetRequiredValue(wizard));
            var batch = parsed.GetValue(answers) is { } file ? Planning.ReadAnswers(definition, file) : null;
            if (batch is not null && parsed.GetValue(yes))
            {
                return UnattendedAsync(program, new RunRequest(definition, batch, parsed.GetValue(record)), Proving.Questions(program, parsed.GetRequiredValue(proof)), parsed.GetValue(json));
            }

            if (parsed.GetValue(json) || parsed.GetValue(yes) || batch is { Count: > 1 })
            {
                throw new ProblemException([Problem.Error(null, "--yes, --json and batches are for runs without screens.", "Give --answers FILE and --yes.")]);
            }

            return Task.FromResult(WizardScreen.Run(program, new RunRequest(definition, batch ?? [], parsed.GetValue(record))));
        });
        return command;
    }

    private static async Task<int> UnattendedAsync(Composition program, RunRequest request, RunQuestions questions, bool json)
    {
        var output = new RunOutput(program, json);
        if (program.Runs.Interrupted() is { } interrupted)
        {
            return output.Refuse([Interrupted(interrupted.Id)]);
        }

        var (plan, problems) = await new Planning(program).MakeAsync(request.Wizard, request.Batch, program.Interruption.Token);
        if (plan is null)
        {
            return output.Refuse(problems);
        }

        if (request.Record is { } record)
        {
            AnswerFileWriter.Write(record, request.Wizard, request.Batch);
        }

        return output.ExitCode(await program.Engine.ApplyAsync(plan, output.On, questions, program.Interruption.Token));
    }

    internal static Problem Interrupted(string run)
        => Problem.Error(null, $"The run {run} was interrupted and may be half done.", "Finish it with 'tuisetup resume', or take it back with 'tuisetup resume --undo'.");
}
