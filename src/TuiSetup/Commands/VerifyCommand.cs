using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>tuisetup verify: whether the system is as a plan says.</summary>
internal static class VerifyCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("PLAN.json") { Description = "A plan, applied before." };
        var json = new Option<bool>("--json") { Description = "Print the result as one JSON document." };
        var command = new Command("verify", """
            Reads the system and compares it with a plan. Exit code 0: as planned; 3: not, or no longer.

            Example:
              tuisetup verify plan.json --json
            """)
        {
            file, json,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var plan = ApplyCommand.Read(parsed.GetRequiredValue(file));
            var found = await program.Engine.VerifyAsync(plan, program.Interruption.Token);
            var good = found.All(unit => unit.Found.State == StepState.After);
            if (parsed.GetValue(json))
            {
                program.Streams.Output.WriteLine(ToJson(good, found));
            }
            else
            {
                Print(program.Streams.Output, good, found);
            }

            return good ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static JObject ToJson(bool good, IReadOnlyList<(StepUnit Unit, Inspection Found)> found) => new()
    {
        ["asPlanned"] = good,
        ["units"] = new JArray(found.Select(unit => new JObject
        {
            ["steps"] = new JArray(unit.Unit.Steps.Select(step => step.Id)),
            ["state"] = ReportJson.Name(unit.Found.State),
            ["detail"] = unit.Found.Detail,
        })),
    };

    private static void Print(TextWriter output, bool good, IReadOnlyList<(StepUnit Unit, Inspection Found)> found)
    {
        output.WriteLine(good ? "Everything is as planned." : "Not everything is as planned:");
        foreach (var (unit, state) in found)
        {
            var words = state.State switch
            {
                StepState.After => "as planned",
                StepState.Before => "as before the plan",
                _ => $"changed by someone else: {state.Detail}",
            };
            output.WriteLine($"{string.Join(", ", unit.Steps.Select(step => step.Target))}: {words}");
        }
    }
}
