using System.Collections.Immutable;
using System.CommandLine;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Problems;

namespace TuiSetup.Commands;

/// <summary>tuisetup dispatch: the same job on many machines.</summary>
internal static class DispatchCommand
{
    private const int Most = 100_000, LongestWait = 7 * 24 * 3600;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var what = new Argument<string>("PLAN.json|WIZARD") { Description = T("A plan, which only the system that it was made from takes; or, with --answers, a wizard: then each host makes its own plan.") };
        var answers = new Option<string?>("--answers") { Description = T("Answers for all hosts; ${NAME} in them is a host's own value."), HelpName = "FILE" };
        var hosts = new Option<string>("--hosts") { Description = T("Names between commas, or a file with a line for each host: NAME KEY=VALUE..."), HelpName = "HOSTS", Required = true };
        var wait = new Option<bool>("--wait") { Description = T("Wait for all hosts. This is so unless --no-wait says otherwise.") };
        var noWait = new Option<bool>("--no-wait") { Description = T("Send it to all at once, and end; 'tuisetup jobs' tells of it later.") };
        var dryRun = new Option<bool>("--dry-run") { Description = T("Each host only works out its plan.") };
        var canary = FleetOptions.Number("--canary", T("So many hosts first; only when all of them succeed, the rest."), 0, 0, Most);
        var parallel = FleetOptions.Number("--max-parallel", T("So many hosts at the same time; 0 is all."), 0, 0, Most);
        var stopAfter = FleetOptions.Number("--stop-after-failures", T("Send no more after so many failures; 0 is never."), 0, 0, Most);
        var timeout = FleetOptions.Number("--timeout", T("Seconds without news of any host, after which the wait ends."), 300, 1, LongestWait);
        var expires = FleetOptions.Number("--expires", T("Seconds that a task waits for its host, at most."), 24 * 3600, 1, LongestWait);
        var json = new Option<bool>("--json") { Description = T("Tell the states as JSON lines on standard output.") };
        var command = new Command("dispatch", T("""
            Applies a plan, or answers, on many hosts whose workers ('tuisetup worker') take tasks from one broker.

            Examples:
              tuisetup dispatch ovs-mirror --answers ids.json --hosts sw1,sw2,sw3 --canary 1
              tuisetup dispatch ovs-mirror --answers ids.json --hosts hosts.txt --max-parallel 20 --stop-after-failures 3
              tuisetup dispatch plan.json --hosts sw1 --no-wait
            """))
        {
            what, answers, hosts, wait, noWait, dryRun, canary, parallel, stopAfter, timeout, expires, FleetOptions.SignKey, json, FleetOptions.Broker,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var options = new DispatchOptions
            {
                Canary = parsed.GetValue(canary),
                MaxParallel = parsed.GetValue(parallel),
                StopAfterFailures = parsed.GetValue(stopAfter),
                Patience = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Expires = TimeSpan.FromSeconds(parsed.GetValue(expires)),
                SignKey = FleetOptions.SignKeyOf(program, parsed),
            };
            var isWaiting = !parsed.GetValue(noWait);
            if (!isWaiting && (parsed.GetValue(wait) || options.Canary + options.MaxParallel + options.StopAfterFailures > 0))
            {
                throw new ProblemException([Problem.Error("--no-wait", T("Nobody would be there to go on after the first hosts."), T("Leave out --wait, --canary, --max-parallel and --stop-after-failures, or --no-wait."))]);
            }

            var list = HostList.Read(parsed.GetRequiredValue(hosts));
            var template = Template(program, parsed.GetRequiredValue(what), parsed.GetValue(answers), list, parsed.GetValue(dryRun));
            return await new FleetJobs(program, parsed.GetValue(FleetOptions.Broker), parsed.GetValue(json)).DispatchAsync(template, list, options, isWaiting);
        });
        return command;
    }

    private static JobTemplate Template(Composition program, string what, string? answers, ImmutableArray<JobHost> hosts, bool dryRun)
    {
        if (answers is not null)
        {
            return JobTemplate.OfAnswers(dryRun ? FleetNames.PlanTask : FleetNames.ApplyTask, program.Wizards.Load(what), answers, hosts);
        }

        return !what.EndsWith(".json", StringComparison.Ordinal)
            ? throw new ProblemException([Problem.Error(null, T($"'{what}' is no plan."), T("Give the file of a plan, or a wizard with --answers."))])
            : JobTemplate.OfPlan(dryRun ? FleetNames.VerifyTask : FleetNames.ApplyTask, ApplyCommand.Read(what));
    }
}
