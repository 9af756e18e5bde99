using System.CommandLine;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Problems;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>tuisetup worker: carries out what others send to this machine.</summary>
internal static class WorkerCommand
{
    private const int MostTasks = 64, MostAhead = 1000, LongestBeat = 3600;

    public static Command Create(Func<ParseResult, Composition> compose)
    {
        var name = new Option<string?>("--name") { Description = T("Name of this machine in the fleet; the host name unless said."), HelpName = "NAME" };
        var group = new Option<string[]>("--group") { Description = T("Take from this group's queue too; may be given again."), HelpName = "GROUP" };
        var concurrency = FleetOptions.Number("--concurrency", T("Tasks side by side; changes go one by one all the same."), 1, 1, MostTasks);
        var prefetch = FleetOptions.Number("--prefetch-multiplier", T("Messages taken ahead of a group's queue, for each task side by side; of the own queue it is at least 64."), 4, 1, MostAhead);
        var heartbeat = FleetOptions.Number("--heartbeat", T("Seconds between two heartbeats."), 2, 1, LongestBeat);
        var events = new Option<bool>("--task-events", "-E") { Description = T("Send events of tasks from the start, as Celery's -E.") };
        var key = new Option<string?>("--verify-key") { Description = T("Take signed tasks alone: PEM file of the public key."), HelpName = "FILE" };
        var results = new Option<string?>(ResultEndpoint.Option)
        {
            Description = T("Keep results in redis as Celery does, which chords need: rediss://USER@HOST:PORT/DB?ssl_ca_certs=F; else TUISETUP_RESULT_BACKEND has it, else they go by queues alone (rpc://)."),
            HelpName = "URL",
        };
        var mingle = new Option<bool>("--mingle") { Description = T("Ask the other workers at the start what was revoked, as Celery's do. It takes a second, and all of them answer.") };
        var queueType = new Option<string>("--queue-type") { Description = T("How queues that are not there are made. Default: classic."), HelpName = "TYPE", DefaultValueFactory = _ => "classic" };
        queueType.AcceptOnlyFromAmong("classic", "quorum");
        var proof = Proving.CreateOption();
        var command = new Command("worker", T("""
            Takes tasks for this machine from a broker, and carries them out: a Celery worker with the tasks tuisetup.facts, tuisetup.plan, tuisetup.apply, tuisetup.verify, tuisetup.undo and tuisetup.ping.

            Its queue is tuisetup.host.NAME. It works until SIGTERM; then what is in hand is finished, and the rest is given back.

            Examples:
              tuisetup worker --broker amqps://switch7@broker.example/fleet
              TUISETUP_BROKER_PASSWORD_FILE=/etc/tuisetup/broker-password tuisetup worker --broker amqps://switch7@broker.example/fleet --group switches
            """))
        {
            FleetOptions.Broker, name, group, concurrency, prefetch, heartbeat, events, results, mingle, queueType, key, proof,
        };
        command.SetHandler(compose, async (program, parsed) =>
        {
            var options = new WorkerOptions(parsed.GetValue(name) ?? Environment.MachineName)
            {
                Groups = [.. parsed.GetValue(group) ?? []],
                Concurrency = parsed.GetValue(concurrency),
                PrefetchMultiplier = parsed.GetValue(prefetch),
                Heartbeat = TimeSpan.FromSeconds(parsed.GetValue(heartbeat)),
                TellsTasks = parsed.GetValue(events),
                Results = ResultEndpoint.Read(parsed.GetValue(results), program.Variable),
                Mingles = parsed.GetValue(mingle),
                IsQuorum = parsed.GetValue(queueType) == "quorum",
                VerifyKey = parsed.GetValue(key),
            };
            Check(options);
            var questions = Proving.Questions(program, parsed.GetRequiredValue(proof));
            void Tell(string line) => program.Streams.Error.WriteLine(SafeText.Clean(line));
            await using var worker = new FleetWorker(BrokerEndpoint.Read(parsed.GetValue(FleetOptions.Broker), program.Variable), options, new FleetMachine
            {
                Runs = program.Runs,
                Engine = program.Engine,
                Backends = program.Backends,
                Wizard = program.Wizards.Load,
                MakePlan = new Planning(program).MakeAsync,
                Questions = () => questions,
                Log = program.Log.Write,
                StateFolder = program.Folders.State,
                Time = program.Time,
            }, program.Variable, Tell);
            var manager = new ServiceManager(program.Variable);
            var queues = string.Join(", ", options.Groups.Select(FleetNames.GroupQueue).Prepend(FleetNames.HostQueue(options.Host)));
            using var stopping = program.Interruption.Token.Register(() => manager.Stopping(T("What is in hand is finished, the rest given back")));
            void Ready()
            {
                Tell($"{options.Node} is ready; it takes from {queues}");
                manager.Ready(T($"Takes tasks from {queues}"));
            }

            await worker.RunAsync(Ready, why => manager.Ready(T($"Waits: {why}")), program.Interruption.Token);
            Tell($"{options.Node} has stopped");
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Check(WorkerOptions options)
    {
        var problems = options.Groups.Where(group => !FleetNames.IsName(group)).Select(group => Problem.Error("--group", T($"'{group}' is no name for a group."), T("Letters, digits, '.', '-' and '_'."))).ToList();
        if (!FleetNames.IsName(options.Host))
        {
            problems.Add(Problem.Error("--name", T($"'{options.Host}' is no name for a host."), T("Letters, digits, '.', '-' and '_'.")));
        }

        if (problems.Count > 0)
        {
            throw new ProblemException(problems);
        }
    }
}
