using System.CommandLine;
using Newtonsoft.Json.Linq;
using TuiSetup.Core;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Probes;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Commands;

/// <summary>tuisetup verify: whether the system is as a plan says.</summary>
internal static class VerifyCommand
{
    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var file = new Argument<string>("PLAN.json") { Description = T("A plan, applied before.") };
        var json = new Option<bool>("--json") { Description = T("Print the result as one JSON document.") };
        var probe = new Option<bool>("--probe") { Description = T("Test what the plan promises, with ARP, ICMP and TCP probes between the hosts behind its ports that are on this machine.") };
        var ports = new Option<string[]>("--ports")
        {
            Description = T("With --probe: between these ports alone. May be given again, or with commas between them."),
            HelpName = "PORT",
        };
        var command = new Command("verify", T("""
            Reads the system and compares it with a plan. Exit code 0: as planned; 3: not, or no longer.

            Examples:
              tuisetup verify plan.json --json
              tuisetup verify plan.json --probe
            """))
        {
            file, json, probe, ports,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var plan = ApplyCommand.Read(parsed.GetRequiredValue(file));
            var found = await program.Engine.VerifyAsync(plan, program.Interruption.Token);
            var good = VerifiedText.IsAsPlanned(found);
            var probes = parsed.GetValue(probe) ? await ProbeAsync(program, plan, parsed.GetValue(ports) ?? []) : null;
            if (parsed.GetValue(json))
            {
                program.Streams.Output.WriteLine(ToJson(good, found, probes));
            }
            else
            {
                program.Streams.Output.Write(VerifiedText.Of(found));
                program.Streams.Output.Write(probes is null ? "" : "\n" + ProbeText.Of(probes));
            }

            return good && probes?.IsAsPromised != false ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    /// <exception cref="ProblemException">The plan promises nothing that probes can test.</exception>
    private static async Task<ProbeReport> ProbeAsync(Composition program, Plan plan, string[] ports)
        => program.Backends[plan.Backend] is IProbingBackend backend && backend.CanProbe(plan)
            ? await backend.ProbeAsync(plan, [.. ports.SelectMany(names => names.Split(','))], new Progress<string>(), program.Interruption.Token)
            : throw new ProblemException([Problem.Error("--probe", T($"A plan of {plan.Wizard} promises nothing that probes can test."), T("Plans that give ports the roles of a private VLAN do."))]);

    private static JObject ToJson(bool good, IReadOnlyList<(StepUnit Unit, Inspection Found)> found, ProbeReport? probes) => new()
    {
        ["asPlanned"] = good,
        ["probes"] = probes is null ? null : ProbeJson.Write(probes),
        ["units"] = new JArray(found.Select(unit => new JObject
        {
            ["steps"] = new JArray(unit.Unit.Steps.Select(step => step.Id)),
            ["state"] = ReportJson.Name(unit.Found.State),
            ["detail"] = unit.Found.Detail,
        })),
    };
}
