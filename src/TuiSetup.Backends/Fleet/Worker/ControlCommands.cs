using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>The commands of <c>celery inspect</c> and <c>celery control</c> that mean something here, with Celery's own answers.</summary>
internal sealed class ControlCommands(WorkerState state, RevokedTasks revoked, IEnumerable<string> tasks, BrokerEndpoint broker, EventTeller events, Action stop, Action<string> log)
{
    /// <summary>The answer; null: there is none.</summary>
    public async Task<JToken?> RunAsync(WorkerSession session, ControlRequest request)
    {
        switch (request.Method)
        {
            case "ping":
                return Ok("pong");
            case "hello":
                return Hello(request);
            case "clock":
                return new JObject { ["clock"] = state.Clock };
            case "registered":
                return new JArray(tasks.Order(StringComparer.Ordinal));
            case "active":
                return new JArray(state.Active.Values.Select(Info));
            case "reserved":
                return new JArray(state.Reserved.Values.Select(Info));
            case "scheduled":
                return new JArray(state.Scheduled.Values.Select(run => new JObject { ["eta"] = HeaderTable.Iso(run.Message.Eta!.Value), ["priority"] = run.Message.Priority, ["request"] = Info(run) }));
            case "revoked":
                return new JArray(revoked.All.Select(pair => pair.Key));
            case "query_task":
                return QueryTask(request);
            case "active_queues":
                return new JArray(session.Queues.Select(Queue));
            case "stats":
                return Stats();
            case "conf":
                return new JObject { ["broker_url"] = broker.ToString(), ["worker_concurrency"] = state.Options.Concurrency, ["worker_prefetch_multiplier"] = state.Options.PrefetchMultiplier, ["task_acks_late"] = true, ["accept_content"] = new JArray("json") };
            case "revoke":
                return Revoke(request);
            case "enable_events":
                state.TellsTasks = true;
                return Ok("task events enabled");
            case "disable_events":
                state.TellsTasks = false;
                return Ok("task events disabled");
            case "heartbeat":
                await events.HeartbeatAsync(session).ConfigureAwait(false);
                return null;
            case "add_consumer":
                return await AddConsumerAsync(session, request).ConfigureAwait(false);
            case "cancel_consumer":
                return await CancelConsumerAsync(session, request).ConfigureAwait(false);
            case "shutdown":
                stop();
                return null;
            default:
                return Error($"no command '{request.Method}' here");
        }
    }

    private JObject? Hello(ControlRequest request)
    {
        if (request.Argument("from_node") == state.Options.Node)
        {
            return null;
        }

        Mingle.Learn(revoked, request.Arguments["revoked"], log);
        return new JObject
        {
            ["revoked"] = new JObject(revoked.All.Select(pair => new JProperty(pair.Key, pair.Value))),
            ["clock"] = state.Tick(),
        };
    }

    private JObject Revoke(ControlRequest request)
    {
        var ids = request.Texts("task_id");
        try
        {
            revoked.Add(ids);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return Error($"cannot be kept: {unwritable.Message}");
        }

        if (request.Arguments["terminate"] is { Type: JTokenType.Boolean } terminate && (bool)terminate)
        {
            foreach (var id in ids)
            {
                if (state.Active.TryGetValue(id, out var run))
                {
                    run.Stop(StopReason.Terminated);
                }
            }
        }

        return Ok("tasks flagged as revoked");
    }

    private static async Task<JToken> AddConsumerAsync(WorkerSession session, ControlRequest request)
    {
        // A host's queue is its own, and is named on the command line.
        if (request.Argument("queue") is not { } queue || !FleetNames.IsName(queue) || FleetNames.IsHost(queue))
        {
            return Error("a worker takes from no such queue by command");
        }

        if (session.Queues.Contains(queue))
        {
            return Ok($"already consuming from {queue}");
        }

        await session.ConsumeAsync(queue, CancellationToken.None).ConfigureAwait(false);
        return Ok($"add consumer {queue}");
    }

    private static async Task<JToken> CancelConsumerAsync(WorkerSession session, ControlRequest request)
    {
        var queue = request.Argument("queue") ?? "";
        await session.StopConsumingAsync(queue, CancellationToken.None).ConfigureAwait(false);
        return Ok($"no longer consuming from {queue}");
    }

    private JObject QueryTask(ControlRequest request)
    {
        var found = new JObject();
        foreach (var id in request.Texts("ids"))
        {
            if (state.Active.TryGetValue(id, out var active))
            {
                found[id] = new JArray("active", Info(active));
            }
            else if (state.Reserved.TryGetValue(id, out var waiting) || state.Scheduled.TryGetValue(id, out waiting))
            {
                found[id] = new JArray("reserved", Info(waiting));
            }
        }

        return found;
    }

    private JObject Stats() => new()
    {
        ["total"] = new JObject(state.Totals.Select(pair => new JProperty(pair.Key, pair.Value))),
        ["pid"] = Environment.ProcessId,
        ["clock"] = $"{state.Clock}",
        ["uptime"] = (long)(state.Time.GetUtcNow() - state.Began).TotalSeconds,
        ["pool"] = new JObject { ["implementation"] = "tuisetup", ["max-concurrency"] = state.Options.Concurrency, ["processes"] = new JArray(Environment.ProcessId) },
        ["broker"] = new JObject { ["hostname"] = broker.Host, ["port"] = broker.Port, ["userid"] = broker.User, ["virtual_host"] = broker.VirtualHost, ["ssl"] = broker.IsTls, ["transport"] = "amqp" },
        ["prefetch_count"] = state.Options.Concurrency * state.Options.PrefetchMultiplier,
        ["rusage"] = new JObject { ["maxrss"] = Environment.WorkingSet / 1024 },
    };

    private JObject Info(TaskRun run) => new()
    {
        ["id"] = run.Message.Id,
        ["name"] = run.Message.Task,
        ["args"] = new JArray(),
        ["kwargs"] = new JObject(run.Message.Body.Kwargs.Properties().Select(property => new JProperty(property.Name, "..."))),
        ["type"] = run.Message.Task,
        ["hostname"] = state.Options.Node,
        ["time_start"] = run.Began is { } began ? (began - DateTimeOffset.UnixEpoch).TotalSeconds : null,
        ["acknowledged"] = false,
        ["delivery_info"] = new JObject { ["exchange"] = "", ["routing_key"] = run.Delivery.Queue, ["priority"] = run.Message.Priority, ["redelivered"] = run.Delivery.IsAgain },
        ["worker_pid"] = run.Began is null ? null : Environment.ProcessId,
    };

    private static JObject Queue(string queue) => new()
    {
        ["name"] = queue,
        ["exchange"] = new JObject { ["name"] = queue, ["type"] = "direct", ["durable"] = true, ["auto_delete"] = false },
        ["routing_key"] = queue,
        ["durable"] = true,
        ["exclusive"] = false,
        ["auto_delete"] = false,
        ["no_ack"] = false,
    };

    private static JObject Ok(string words) => new() { ["ok"] = words };

    private static JObject Error(string words) => new() { ["error"] = words };
}
