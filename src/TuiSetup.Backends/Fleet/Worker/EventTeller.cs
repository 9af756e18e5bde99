using System.Globalization;
using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Events as <c>celery events</c> and Flower read them: the worker's own always, those of tasks when someone wants them.</summary>
internal sealed class EventTeller(WorkerState state)
{
    private const string Software = "tuisetup";

    private static readonly string Version = typeof(EventTeller).Assembly.GetName().Version?.ToString(3) ?? "0";

    public Task OnlineAsync(WorkerSession session) => TellWorkerAsync(session, "worker-online");

    public Task HeartbeatAsync(WorkerSession session) => TellWorkerAsync(session, "worker-heartbeat");

    public Task OfflineAsync(WorkerSession session) => TellWorkerAsync(session, "worker-offline");

    public Task ReceivedAsync(TaskRun run) => TellTaskAsync(run, "task-received", () => new JObject
    {
        ["name"] = run.Message.Task,
        ["args"] = run.Message.ArgsRepr,
        ["kwargs"] = run.Message.KwargsRepr,
        ["root_id"] = run.Message.RootId,
        ["parent_id"] = run.Message.ParentId,
        ["retries"] = run.Message.Retries,
        ["eta"] = run.Message.Eta is { } eta ? HeaderTable.Iso(eta) : null,
        ["expires"] = run.Message.Expires is { } expires ? HeaderTable.Iso(expires) : null,
    });

    public Task StartedAsync(TaskRun run) => TellTaskAsync(run, "task-started", () => []);

    public Task SucceededAsync(TaskRun run, TaskOutcome outcome)
        => TellTaskAsync(run, "task-succeeded", () => new JObject { ["result"] = outcome.Repr, ["runtime"] = (state.Time.GetUtcNow() - run.Began!.Value).TotalSeconds });

    public Task FailedAsync(TaskRun run, TaskOutcome outcome) => TellTaskAsync(run, "task-failed", () => new JObject { ["exception"] = outcome.Repr, ["traceback"] = null });

    public Task RetriedAsync(TaskRun run, TaskOutcome outcome) => TellTaskAsync(run, "task-retried", () => new JObject { ["exception"] = outcome.Repr, ["traceback"] = null });

    public Task RejectedAsync(TaskRun run) => TellTaskAsync(run, "task-rejected", () => new JObject { ["requeue"] = true });

    public Task RevokedAsync(TaskRun run, bool isExpired) => TellTaskAsync(run, "task-revoked", () => new JObject
    {
        ["terminated"] = run.Stopped == StopReason.Terminated,
        ["signum"] = run.Stopped == StopReason.Terminated ? "SIGTERM" : null,
        ["expired"] = isExpired,
    });

    private Task TellWorkerAsync(WorkerSession session, string type) => TellAsync(session, type, new()
    {
        ["freq"] = state.Options.Heartbeat.TotalSeconds,
        ["active"] = state.Active.Count,
        ["processed"] = state.Processed,
        ["loadavg"] = Load(),
        ["sw_ident"] = Software,
        ["sw_ver"] = Version,
        ["sw_sys"] = "Linux",
    });

    /// <summary>Nothing is put together that nobody wants to read.</summary>
    private Task TellTaskAsync(TaskRun run, string type, Func<JObject> make)
    {
        if (!state.TellsTasks)
        {
            return Task.CompletedTask;
        }

        var fields = make();
        fields.AddFirst(new JProperty("uuid", run.Message.Id));
        return TellAsync(run.Delivery.Session, type, fields);
    }

    private async Task TellAsync(WorkerSession session, string type, JObject fields)
    {
        fields["hostname"] = state.Options.Node;
        fields["utcoffset"] = 0;
        fields["pid"] = Environment.ProcessId;
        fields["clock"] = state.Tick();
        fields["timestamp"] = state.Now;
        fields["type"] = type;
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            DeliveryMode = DeliveryModes.Transient,
            Headers = new Dictionary<string, object?> { ["hostname"] = state.Options.Node },
        };
        try
        {
            await session.TellAsync(FleetNames.Events, type.Replace('-', '.'), properties, CeleryJson.Write(fields)).ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            // The session's end is seen elsewhere.
        }
    }

    private static JArray Load()
    {
        try
        {
            return [.. File.ReadAllText("/proc/loadavg").Split(' ').Take(3).Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [0.0, 0.0, 0.0];
        }
    }
}
