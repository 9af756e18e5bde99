using System.CommandLine;
using TuiSetup.Backends.Fleet;
using TuiSetup.Flow;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup jobs: what was sent to other machines, and what became of it.</summary>
internal static class JobsCommand
{
    private const int LongestWait = 7 * 24 * 3600, MostRepeats = 1_000_000;

    private static Argument<string> JobArgument => new("JOB") { Description = T("A job of 'tuisetup jobs list'.") };

    private static Option<bool> JsonOption => new("--json") { Description = T("JSON on standard output.") };

    private static Option<int> TimeoutOption => FleetOptions.Number("--timeout", T("Seconds without news, after which the wait ends."), 300, 1, LongestWait);

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var command = new Command("jobs", T("Jobs that were sent to other machines. Without a command: a list to choose from on a terminal, else what 'list' prints."))
        {
            CreateList(compose), CreateShow(compose), CreateFollow(compose), CreateRevoke(compose), CreateRetry(compose), CreateUndo(compose), CreateSend(compose), JobsCanvasCommand.Create(compose),
        };
        command.SetHandler(compose, (program, _) => Task.FromResult(JobsScreen.Run(program)));
        return command;
    }

    private static Command CreateList(Func<ParseResult, Composition> compose)
    {
        var json = JsonOption;
        var command = new Command("list", T("Lists the jobs that were sent from here, newest first, as far as was heard of them.")) { json };
        command.SetHandler(compose, (program, parsed) =>
        {
            var store = FleetJobs.StoreOf(program);
            var jobs = store.List().Select(store.Progress).ToList();
            if (parsed.GetValue(json))
            {
                new FleetOutput(program, true).PrintJson(jobs);
                return Task.FromResult(ExitCodes.Done);
            }

            FleetOutput.Print(program.Streams.Output, jobs);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Command CreateShow(Func<ParseResult, Composition> compose)
    {
        var (id, json) = (JobArgument, JsonOption);
        var command = new Command("show", T("Shows how a job stands on each host, those that failed first. What waits on the broker is fetched.")) { id, json, FleetOptions.Broker };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var jobs = new FleetJobs(program, parsed.GetValue(FleetOptions.Broker), parsed.GetValue(json));
            var progress = await jobs.FetchAsync(FleetJobs.Find(jobs.Store, parsed.GetRequiredValue(id)));
            var output = new FleetOutput(program, parsed.GetValue(json));
            if (parsed.GetValue(json))
            {
                output.PrintJson(progress);
            }
            else
            {
                output.Print(progress);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command CreateFollow(Func<ParseResult, Composition> compose)
    {
        var (id, timeout, json) = (JobArgument, TimeoutOption, JsonOption);
        var command = new Command("follow", T("Waits until all hosts of a job have ended. The exit code is that of 'dispatch --wait'.")) { id, timeout, json, FleetOptions.Broker };
        command.SetHandler(compose, (program, parsed) => Task.FromResult(Jobs(program, parsed, json).Follow(parsed.GetRequiredValue(id), TimeSpan.FromSeconds(parsed.GetValue(timeout)))));
        return command;
    }

    private static Command CreateRevoke(Func<ParseResult, Composition> compose)
    {
        var (id, json) = (JobArgument, JsonOption);
        var terminate = new Option<bool>("--terminate") { Description = T("Also stop what has begun; it takes back what it has done.") };
        var command = new Command("revoke", T("Calls back a job on the hosts that have not begun it.")) { id, terminate, json, FleetOptions.Broker };
        command.SetHandler(compose, (program, parsed) => Jobs(program, parsed, json).RevokeAsync(parsed.GetRequiredValue(id), parsed.GetValue(terminate)));
        return command;
    }

    private static Command CreateRetry(Func<ParseResult, Composition> compose)
    {
        var (id, timeout, json) = (JobArgument, TimeoutOption, JsonOption);
        var command = new Command("retry", T("Sends a job again to the hosts where it failed, or that it was not sent to; as a new job.")) { id, timeout, FleetOptions.SignKey, json, FleetOptions.Broker };
        command.SetHandler(compose, (program, parsed) => Jobs(program, parsed, json).RetryAsync(parsed.GetRequiredValue(id), Options(program, parsed, timeout)));
        return command;
    }

    private static Command CreateUndo(Func<ParseResult, Composition> compose)
    {
        var (id, timeout, json) = (JobArgument, TimeoutOption, JsonOption);
        var command = new Command("undo", T("Takes back what a job changed, on every host where it did; as a new job.")) { id, timeout, FleetOptions.SignKey, json, FleetOptions.Broker };
        command.SetHandler(compose, (program, parsed) => Jobs(program, parsed, json).UndoAsync(parsed.GetRequiredValue(id), Options(program, parsed, timeout)));
        return command;
    }

    private static Command CreateSend(Func<ParseResult, Composition> compose)
    {
        var name = new Argument<string>("NAME") { Description = T("Name of the task.") };
        var arguments = new Argument<string>("ARGS") { Description = T("Its arguments, as a JSON list."), Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "" };
        var kwargs = new Option<string>("--kwargs") { Description = T("Its named arguments, as a JSON object."), HelpName = "JSON", DefaultValueFactory = _ => "" };
        var queue = new Option<string?>("--queue") { Description = T("The queue; 'celery' unless said."), HelpName = "QUEUE" };
        var host = new Option<string?>("--to") { Description = T("The queue of this host."), HelpName = "HOST" };
        var timeout = FleetOptions.Number("--timeout", T("Seconds to wait for the result."), 60, 1, LongestWait);
        var repeat = FleetOptions.Number("--repeat", T("Call so many times, one after the other, and tell how long a call took."), 1, 1, MostRepeats);
        var command = new Command("send", T("""
            Calls any task of any Celery worker on the broker, and prints its result as JSON.

            Examples:
              tuisetup jobs send tuisetup.ping --to sw1
              tuisetup jobs send app.add '[2, 3]' --queue celery
            """))
        {
            name, arguments, kwargs, queue, host, timeout, repeat, FleetOptions.SignKey, FleetOptions.Broker,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var cancel = program.Interruption.Token;
            var broker = BrokerEndpoint.Read(parsed.GetValue(FleetOptions.Broker), program.Variable);
            var target = parsed.GetValue(queue) ?? (parsed.GetValue(host) is { } to ? FleetNames.HostQueue(to) : "celery");
            await using var client = await FleetClient.ConnectAsync(broker, program.Variable, program.Time, cancel);
            var began = program.Time.GetTimestamp();
            CallResult? result = null;
            for (var call = 0; call < parsed.GetValue(repeat) && result is not { IsGood: false }; call++)
            {
                result = await client.CallAsync(
                    target, parsed.GetRequiredValue(name), parsed.GetValue(arguments) ?? "", parsed.GetValue(kwargs) ?? "", TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                    FleetOptions.SignKeyOf(program, parsed), state => program.Streams.Error.WriteLine(SafeText.Clean($"{state.State}  {state.Text}".TrimEnd())), cancel);
            }

            Tell(program, parsed.GetValue(repeat), program.Time.GetElapsedTime(began));
            if (result!.IsGood)
            {
                program.Streams.Output.WriteLine(SafeText.Clean(result.Json));
                return ExitCodes.Done;
            }

            program.Streams.Error.WriteLine(SafeText.Clean($"{result.State}  {result.Text}"));
            return ExitCodes.Undone;
        });
        return command;
    }

    private static void Tell(Composition program, int times, TimeSpan took)
    {
        if (times > 1)
        {
            program.Streams.Error.WriteLine(T($"{times} calls, {took.TotalMicroseconds / times:0.0} µs each, {times / took.TotalSeconds:0} a second"));
        }
    }

    private static FleetJobs Jobs(Composition program, ParseResult parsed, Option<bool> json)
        => new(program, parsed.GetValue(FleetOptions.Broker), parsed.GetValue(json));

    private static DispatchOptions Options(Composition program, ParseResult parsed, Option<int> timeout)
        => new() { Patience = TimeSpan.FromSeconds(parsed.GetValue(timeout)), SignKey = FleetOptions.SignKeyOf(program, parsed) };
}
