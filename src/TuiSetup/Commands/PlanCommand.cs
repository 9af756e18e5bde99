using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup plan: what a run would do.</summary>
internal static class PlanCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var wizard = new Argument<string>("WIZARD") { Description = T("Name of a wizard, or the path of its file.") };
        var answers = new Option<string>("--answers") { Description = T("Take the answers from this file; - is standard input."), HelpName = "FILE", Required = true };
        var output = new Option<string?>("--out") { Description = T("Write the plan to this file; 'apply' takes it."), HelpName = "PLAN.json" };
        var json = new Option<bool>("--json") { Description = T("Print the plan as one JSON document.") };
        var command = new Command("plan", T("""
            Works out what would be done, and changes nothing.

            Examples:
              tuisetup plan ovs-mirror --answers answers.json
              tuisetup plan ovs-mirror --answers answers.json --out plan.json
            """))
        {
            wizard, answers, output, json,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var definition = program.Wizards.Load(parsed.GetRequiredValue(wizard));
            var batch = new AnswerSource(program, parsed.GetRequiredValue(answers)).For(definition);
            var (plan, problems) = await new Planning(program).MakeAsync(definition, batch, program.Interruption.Token);
            foreach (var problem in problems)
            {
                program.Streams.Error.WriteLine(SafeText.Clean(problem.ToString()));
            }

            if (plan is null)
            {
                Print(program, parsed.GetValue(json), null, problems);
                return ExitCodes.Refused;
            }

            if (parsed.GetValue(output) is { } file)
            {
                PlanFile.Write(file, plan);
            }

            Print(program, parsed.GetValue(json), plan, problems);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(Composition program, bool json, Plan? plan, IReadOnlyList<Problem> problems)
    {
        if (json)
        {
            program.Streams.Output.WriteLine(plan is not null
                ? PlanFile.ToJson(plan)
                : new JObject { ["problems"] = new JArray(problems.Select(ProblemJson.Write)) });
        }
        else if (plan is not null)
        {
            program.Streams.Output.Write(SafeText.Clean((plan.ChangesNothing ? T("Nothing to do: everything is already as it should be.\n") : "") + PlanText.Of(plan)));
        }
    }
}
