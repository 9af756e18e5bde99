using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Core.Apply;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>tuisetup show: one run.</summary>
internal static class ShowCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var id = new Argument<string>("RUN") { Description = T("A run of 'tuisetup history'.") };
        var json = new Option<bool>("--json") { Description = T("Print it as one JSON document.") };
        var command = new Command("show", T("""
            Shows a run: how it ended, and what it changed.

            Example:
              tuisetup show 20260102-030405-ovs-mirror-1f2e
            """))
        {
            id, json,
        };
        command.SetHandler(compose, (program, parsed) =>
        {
            var run = program.Runs.Find(parsed.GetRequiredValue(id)) ?? throw Unknown(parsed.GetRequiredValue(id));
            program.Streams.Output.WriteLine(parsed.GetValue(json) ? ToJson(run) : ToText(run));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    internal static ProblemException Unknown(string id)
        => new([Problem.Error(null, T($"There is no run '{id}'."), T("See 'tuisetup history'."))]);

    internal static string ToText(RunRecord run)
    {
        var end = run.Report is { } report ? ReportText.Of(report) : T("Interrupted: 'tuisetup resume' finishes it or takes it back.\n");
        return $"{run.Id}  {run.Started:yyyy-MM-dd HH:mm:ss} UTC  {ObjectNames.Shown(run.Plan.Target.Address)}\n\n{end}\n{PlanText.Of(run.Plan)}".TrimEnd();
    }

    private static JObject ToJson(RunRecord run) => new()
    {
        ["run"] = run.Id,
        ["status"] = ReportJson.Name(run.Status),
        ["report"] = run.Report is { } report ? ReportJson.Write(report) : null,
        ["plan"] = PlanFile.ToJson(run.Plan),
    };
}
