using System.CommandLine;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup run: a wizard on the terminal, or one or several from a file of answers.</summary>
internal static class RunCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var wizard = new Argument<string?>("WIZARD") { Description = T("Name of a wizard, or the path of its file. Without it: all that the answers are for, in their order."), Arity = ArgumentArity.ZeroOrOne };
        var answers = new Option<string?>("--answers") { Description = T("Take the answers from this file; - is standard input."), HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = T("Write the answers to this file; --answers takes it."), HelpName = "FILE" };
        var yes = new Option<bool>("--yes", "-y") { Description = T("Apply without asking. It does not stand for what must be typed out.") };
        var json = new Option<bool>("--json") { Description = T("Tell the progress as JSON lines on standard output.") };
        var proof = Proving.CreateOption();
        var command = new Command("run", T("""
            Runs a wizard: asks, shows the plan, applies it, reads it back, and can undo it.

            Examples:
              tuisetup run ovs-mirror
              tuisetup run ovs-mirror --record answers.json
              tuisetup run ovs-mirror --answers answers.json --yes --json
              tuisetup run --answers site.json --yes
            """))
        {
            wizard, answers, record, yes, json, proof,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var source = parsed.GetValue(answers) is { } file ? new AnswerSource(program, file) : null;
            var requests = Requests(program, parsed.GetValue(wizard), source, parsed.GetValue(record));
            if (source is not null && parsed.GetValue(yes))
            {
                return new UnattendedRuns(program, Proving.Questions(program, parsed.GetRequiredValue(proof)), parsed.GetValue(json)).RunAsync(requests);
            }

            if (parsed.GetValue(json) || parsed.GetValue(yes) || source is { IsStandardInput: true } || requests.Any(request => request.Batch.Count > 1))
            {
                throw new ProblemException([Problem.Error(null, T("--yes, --json, answers on standard input and batches are for runs without screens."), T("Give --answers and --yes."))]);
            }

            return Task.FromResult(OnScreen(program, requests));
        });
        return command;
    }

    private static List<RunRequest> Requests(Composition program, string? wizard, AnswerSource? source, string? record)
    {
        if (wizard is not null)
        {
            var definition = program.Wizards.Load(wizard);
            return [new(definition, source?.For(definition) ?? [], record)];
        }

        if (source is null)
        {
            throw new ProblemException([Problem.Error(null, T("There is no wizard to run."), T("Give its name, or --answers FILE, or see the menu: tuisetup."))]);
        }

        var all = source.All();
        return record is null || all.Count == 1
            ? [.. all.Select(run => new RunRequest(run.Wizard, run.Batch, record))]
            : throw new ProblemException([Problem.Error(null, T("--record writes the answers of one wizard, and these are for several."), T("Leave it out."))]);
    }

    /// <summary>One after the other, until one does not come to its end.</summary>
    private static int OnScreen(Composition program, List<RunRequest> requests)
        => requests.Select(request => WizardScreen.Run(program, request)).FirstOrDefault(code => code != ExitCodes.Done, ExitCodes.Done);

    internal static Problem Interrupted(string run)
        => Problem.Error(null, T($"The run {run} was interrupted and may be half done."), T("Finish it with 'tuisetup resume', or take it back with 'tuisetup resume --undo'."));
}
