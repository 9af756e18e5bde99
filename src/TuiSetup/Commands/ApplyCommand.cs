using System.CommandLine;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Flow;

namespace TuiSetup.Commands;

/// <summary>tuisetup apply: carries out a plan that was kept.</summary>
internal static class ApplyCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("PLAN.json") { Description = T("A plan written by 'tuisetup plan --out'.") };
        var yes = new Option<bool>("--yes", "-y") { Description = T("Apply without asking.") };
        var json = new Option<bool>("--json") { Description = T("Tell the progress as JSON lines on standard output.") };
        var proof = Proving.CreateOption();
        var command = new Command("apply", T("""
            Applies a plan. If the system is no longer as it was when the plan was made, nothing is done.

            Examples:
              tuisetup apply plan.json
              tuisetup apply plan.json --yes --json
            """))
        {
            file, yes, json, proof,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            if (parsed.GetValue(json) && !parsed.GetValue(yes))
            {
                throw new ProblemException([Problem.Error(null, T("--json is for runs without questions."), T("Give --yes."))]);
            }

            var plan = Read(parsed.GetRequiredValue(file));
            var output = new RunOutput(program, parsed.GetValue(json));
            if (program.Runs.Interrupted() is { } interrupted)
            {
                return output.Refuse([RunCommand.Interrupted(interrupted.Id)]);
            }

            return parsed.GetValue(yes)
                ? output.ExitCode(await program.Engine.ApplyAsync(plan, output.On, Proving.Questions(program, parsed.GetRequiredValue(proof)), program.Interruption.Token))
                : PlanScreen.Run(program, plan);
        });
        return command;
    }

    internal static Plan Read(string path) => PlanFile.Read(path, out var problems) ?? throw new ProblemException(problems);
}
