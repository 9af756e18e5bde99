using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>tuisetup history: the runs on this machine.</summary>
internal static class HistoryCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var json = new Option<bool>("--json") { Description = T("Print it as one JSON document.") };
        var command = new Command("history", T("""
            Lists the runs on this machine, newest first.

            Example:
              tuisetup history
            """))
        {
            json,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var runs = program.Runs.List();
            if (parsed.GetValue(json))
            {
                program.Streams.Output.WriteLine(new JArray(runs.Select(ToJson)));
            }
            else
            {
                foreach (var line in Lines(runs))
                {
                    program.Streams.Output.WriteLine(line);
                }
            }

            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    internal static IEnumerable<string> Lines(IReadOnlyList<RunRecord> runs)
    {
        var width = runs.Select(run => run.Id.Length).DefaultIfEmpty(0).Max();
        return runs.Select(run => $"{run.Id.PadRight(width)}  {TextWidth.Pad(StateWords.Of(run.Status), 11)}  {ObjectNames.Shown(run.Plan.Target.Address)}");
    }

    private static JObject ToJson(RunRecord run) => new()
    {
        ["run"] = run.Id,
        ["started"] = run.Started.ToString("yyyy-MM-ddTHH:mm:ssZ"),
        ["wizard"] = run.Plan.Wizard,
        ["target"] = run.Plan.Target.Address,
        ["status"] = ReportJson.Name(run.Status),
    };
}
