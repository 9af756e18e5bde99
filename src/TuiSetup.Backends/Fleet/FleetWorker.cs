using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Tasks;
using TuiSetup.Backends.Fleet.Worker;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// Carries out tasks that come over a broker, as a Celery worker does. It lives through whatever happens to the broker;
/// what is in hand goes on meanwhile, because the journal of this machine is what counts.
/// </summary>
public sealed class FleetWorker : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerOptions _options;
    private readonly FleetMachine _machine;
    private readonly Action<string> _log;
    private readonly BrokerConnector _connector;
    private readonly TaskVerifier? _verifier;
    private readonly RedisConnector? _redis;
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkerState _state;
    private readonly EventTeller _events;
    private readonly TaskExecutor _executor;
    private readonly TaskIntake _intake;
    private readonly Pidbox _pidbox;
    private readonly RevocationQueue _revocations;
    private readonly Mingle _mingle;
    private readonly ClaimStore _claims;
    private readonly ApplyTask _apply;

    /// <param name="broker">Where tasks come from.</param>
    /// <param name="options">What it is told.</param>
    /// <param name="machine">What it works on.</param>
    /// <param name="variable">Reads the environment, where the password may be.</param>
    /// <param name="log">Takes a line for whoever watches it.</param>
    /// <exception cref="ProblemException">The password, a key or a certificate is missing.</exception>
    public FleetWorker(BrokerEndpoint broker, WorkerOptions options, FleetMachine machine, Func<string, string?> variable, Action<string> log)
    {
        (_options, _machine, _log) = (options, machine, log);
        _connector = new BrokerConnector(broker, BrokerPassword.Find(broker, variable), options.Node);
        _verifier = options.VerifyKey is { } key ? new TaskVerifier(key, machine.Time) : null;
        _state = new WorkerState(options, machine.Time);
        _claims = new ClaimStore(machine.StateFolder, machine.Time);
        _apply = new ApplyTask(machine, _claims);
        var revoked = new RevokedTasks(machine.StateFolder, machine.Time);
        var tasks = new IFleetTask[] { new PingTask(), new FactsTask(machine), new PlanTask(machine), _apply, new VerifyTask(machine), new UndoTask(machine, _claims) }
            .ToDictionary(task => task.Name, StringComparer.Ordinal);
        _redis = options.Results is { } results ? new RedisConnector(results, variable, options.Node) : null;
        var keeper = _redis is null ? null : new ResultKeeper(_redis, machine.Time, log, _stop.Token);
        var sender = new ResultSender(_state, keeper);
        var chords = keeper is null ? null : new ChordKeeper(keeper, sender, machine.Time);
        _events = new EventTeller(_state);
        _executor = new TaskExecutor(_state, tasks, sender, _events, revoked, _verifier, chords, log);
        _intake = new TaskIntake(_state, tasks, sender, _events, _executor, log);
        var commands = new ControlCommands(_state, revoked, tasks.Keys, broker, _events, _stop.Cancel, log);
        (_pidbox, _revocations, _mingle) = (new Pidbox(_state, commands, log), new RevocationQueue(_state, commands, log), new Mingle(_state, revoked, log));
    }

    /// <summary>Works until it is stopped, here or by a command over the broker. What is in hand is finished, the rest given back.</summary>
    /// <param name="ready">Called each time that it begins to take tasks.</param>
    /// <param name="waits">Told why, each time that it cannot: the broker is waited for.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="BackendException">The broker refuses this worker, and waiting would not help.</exception>
    public async Task RunAsync(Action ready, Action<string> waits, CancellationToken stop)
    {
        using var linked = stop.Register(_stop.Cancel);
        using var alone = WorkerLock.Take(_machine.StateFolder);
        _claims.Prune();
        var working = Task.WhenAll(_executor.RunAsync(), _apply.TakeUpAsync(_log, _stop.Token));
        try
        {
            await ServeAsync(ready, waits, working).ConfigureAwait(false);
        }
        finally
        {
            // Also when the broker sends us away for good, what is in hand is finished.
            _executor.Stop();
            await working.ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
        {
            await _redis.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
        _verifier?.Dispose();
    }

    /// <summary>One session after the other.</summary>
    private async Task ServeAsync(Action ready, Action<string> waits, Task working)
    {
        var (pause, said, wasReady) = (FirstPause, "", false);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var session = await OpenAsync().ConfigureAwait(false);
                (pause, said, wasReady) = (FirstPause, "", true);
                ready();
                await ServeAsync(session, working).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
            }
            catch (BackendException failed) when (wasReady || !BrokerRefusal.IsLasting(failed))
            {
                Say(failed.Message, waits, ref said);
                pause = await PauseAsync(pause).ConfigureAwait(false);
            }
            catch (Exception failed) when (BrokerLoss.Is(failed))
            {
                Say(Refusal(failed), waits, ref said);
                pause = await PauseAsync(pause).ConfigureAwait(false);
            }
        }
    }

    private async Task<WorkerSession> OpenAsync()
    {
        var prefetch = (ushort)Math.Min(ushort.MaxValue, _options.Concurrency * _options.PrefetchMultiplier);
        var session = await WorkerSession.OpenAsync(_connector, prefetch, _options.IsQuorum, _intake.TakeAsync, _stop.Token).ConfigureAwait(false);
        try
        {
            await _pidbox.OpenAsync(session, _stop.Token).ConfigureAwait(false);
            await _revocations.OpenAsync(session, _stop.Token).ConfigureAwait(false);
            if (_options.Mingles)
            {
                await _mingle.RunAsync(session, _stop.Token).ConfigureAwait(false);
            }

            await _events.OnlineAsync(session).ConfigureAwait(false);
            foreach (var queue in _options.Queues)
            {
                await session.ConsumeAsync(queue, _stop.Token).ConfigureAwait(false);
            }

            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Until the session is over, or the worker is told to stop.</summary>
    private async Task ServeAsync(WorkerSession session, Task working)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _stop.Token.Register(stopped.SetResult);
        using var beat = new PeriodicTimer(_options.Heartbeat, _machine.Time);
        var beating = BeatAsync(session, beat);
        await Task.WhenAny(session.Closed, stopped.Task).ConfigureAwait(false);
        if (session.IsOpen)
        {
            foreach (var queue in session.Queues.ToList())
            {
                await session.StopConsumingAsync(queue, CancellationToken.None).ConfigureAwait(false);
            }

            _executor.Stop();
            await Task.WhenAny(working, session.Closed).ConfigureAwait(false);
            await _events.OfflineAsync(session).ConfigureAwait(false);
        }
        else
        {
            _log($"The session with the broker is over: {await session.Closed.ConfigureAwait(false)}. What is in hand goes on, and a new session is opened.");
        }

        beat.Dispose();
        await beating.ConfigureAwait(false);
    }

    private async Task BeatAsync(WorkerSession session, PeriodicTimer beat)
    {
        while (await beat.WaitForNextTickAsync().ConfigureAwait(false))
        {
            await _events.HeartbeatAsync(session).ConfigureAwait(false);
        }
    }

    /// <summary>403 is another consumer of this host's queue, or a right that is missing.</summary>
    private string Refusal(Exception failed)
    {
        var text = (failed as OperationInterruptedException)?.ShutdownReason?.ReplyText ?? failed.Message;
        return text.Contains("exclusive", StringComparison.Ordinal)
            ? T($"Another worker takes from {FleetNames.HostQueue(_options.Host)} already. This one waits until that one is gone; two machines must not have one name.")
            : T($"{_connector.Name} refuses: {text}");
    }

    private void Say(string message, Action<string> waits, ref string said)
    {
        if (message != said)
        {
            _log($"{message} It is tried again.");
            waits(message);
            said = message;
        }
    }

    private async Task<TimeSpan> PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), _machine.Time, _stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }

        return pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}
