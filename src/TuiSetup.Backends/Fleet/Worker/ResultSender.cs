using System.Collections.Immutable;
using System.Globalization;
using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Sends what a task leads to: its states and result, the tasks that follow it, and what nobody can carry out.</summary>
internal sealed class ResultSender(WorkerState state, ResultKeeper? keeper)
{
    /// <summary>Where Celery sends a task that names no queue.</summary>
    private const string UsualQueue = "celery";

    /// <summary>So much of a message that was refused is kept for whoever looks into it.</summary>
    private const int MostKept = 64 * 1024;

    private static readonly Dictionary<string, object?> DeadLetterArguments = new()
    {
        ["x-max-length"] = 10_000,
        ["x-max-length-bytes"] = 64 * 1024 * 1024,
    };

    /// <summary>
    /// Tells who asked: by the queue that they named, and in redis where the fleet keeps results there, because a client of
    /// Celery names a queue in either case. Whoever went away meanwhile gets nothing, and that is no fault.
    /// </summary>
    public async Task SendAsync(WorkerSession session, TaskMessage message, TaskResult result)
    {
        if (message.IgnoresResult && result.State is not (TaskState.Failure or TaskState.Revoked))
        {
            return;
        }

        if (message.ReplyTo is { } queue)
        {
            await session.PublishAsync(queue, ReplyProperties(message.Id, queue), result.ToBytes(), mandatory: false).ConfigureAwait(false);
        }

        if (keeper is null)
        {
            return;
        }

        if (!TaskState.IsFinal(result.State))
        {
            await keeper.TellAsync(result, message).ConfigureAwait(false);
            return;
        }

        await keeper.KeepAsync(session, results => results.StoreAsync(result, message.Group, message.ParentId)).ConfigureAwait(false);
    }

    /// <summary>Sends what follows a task that succeeded; the result is the ids of what was sent.</summary>
    public async Task<IReadOnlyList<string>> FollowAsync(TaskRun run, JToken result)
    {
        var embed = run.Message.Body.Embed;
        var sent = new List<string>();
        foreach (var callback in embed.Callbacks)
        {
            sent.Add(await FollowAsync(run, callback, result).ConfigureAwait(false));
        }

        if (embed.Chain is [.. var rest, var next])
        {
            sent.Add(await SendAsync(run, next.First(), result, [.. rest]).ConfigureAwait(false));
        }

        return sent;
    }

    /// <summary>Sends a call that follows a task, or all tasks of a chord; the result is its id.</summary>
    public Task<string> FollowAsync(TaskRun run, Signature call, JToken result) => SendAsync(run, call.First(), result, []);

    /// <summary>Sends what was to follow a failure: Celery's new way, with the id of the task that failed.</summary>
    public async Task FollowFailureAsync(TaskRun run, IEnumerable<Signature> errbacks, string failed)
    {
        foreach (var errback in errbacks)
        {
            await FollowAsync(run, errback, failed).ConfigureAwait(false);
        }
    }

    /// <summary>Sends a task once more, to its own queue.</summary>
    public ValueTask SendAgainAsync(TaskRun run, TaskMessage message)
        => run.Delivery.Session.PublishAsync(run.Delivery.Queue, TaskWriter.Properties(message, state.Time.GetUtcNow()), message.Content, mandatory: true);

    /// <summary>
    /// Lets a task wait on the broker until its time, in a queue of its own: the broker hands it back from there, and the
    /// queue goes by itself. Held here it would stand in the way of others.
    /// </summary>
    public async Task DelayAsync(Delivery delivery, TaskMessage message, TimeSpan wait)
    {
        var milliseconds = (int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue - 120_000);
        var queue = string.Create(CultureInfo.InvariantCulture, $"tuisetup.delay.{message.Eta!.Value.ToUnixTimeMilliseconds()}.{Guid.NewGuid():n}");
        await delivery.Session.DeclareAsync(
            queue,
            new Dictionary<string, object?>
            {
                ["x-message-ttl"] = milliseconds,
                ["x-dead-letter-exchange"] = "",
                ["x-dead-letter-routing-key"] = delivery.Queue,
                ["x-expires"] = milliseconds + 60_000,
            },
            CancellationToken.None).ConfigureAwait(false);
        var properties = TaskWriter.Properties(message, state.Time.GetUtcNow());
        properties.ClearExpiration();
        await delivery.Session.PublishAsync(queue, properties, message.Content, mandatory: true).ConfigureAwait(false);
    }

    /// <summary>Puts a message that cannot be carried out where someone can look at it.</summary>
    public async Task BuryAsync(Delivery delivery, ReadOnlyMemory<byte> body, string reason)
    {
        await delivery.Session.DeclareAsync(FleetNames.DeadLetters, DeadLetterArguments, CancellationToken.None).ConfigureAwait(false);
        var properties = new BasicProperties(delivery.Properties)
        {
            DeliveryMode = DeliveryModes.Persistent,
            Headers = new Dictionary<string, object?>(delivery.Properties.Headers ?? new Dictionary<string, object?>())
            {
                ["tuisetup_reason"] = reason,
                ["tuisetup_queue"] = delivery.Queue,
                ["tuisetup_worker"] = state.Options.Node,
                ["tuisetup_bytes"] = body.Length,
            },
        };
        properties.ClearExpiration();
        await delivery.Session.PublishAsync(FleetNames.DeadLetters, properties, body[..Math.Min(body.Length, MostKept)], mandatory: true).ConfigureAwait(false);
    }

    /// <summary>Tells the sender of a message that cannot be carried out, where it says who that is: else they would wait for ever.</summary>
    public static async Task RefuseAsync(Delivery delivery, string exception, string message)
    {
        if (delivery.Properties.ReplyTo is { Length: > 0 } queue && new HeaderTable(delivery.Properties.Headers).Text("id") is { Length: > 0 } id)
        {
            var result = new TaskResult(id, TaskState.Failure, TaskResult.Exception(exception, "celery.exceptions", message));
            await delivery.Session.PublishAsync(queue, ReplyProperties(id, queue), result.ToBytes(), mandatory: false).ConfigureAwait(false);
        }
    }

    private async Task<string> SendAsync(TaskRun run, Signature signature, JToken first, ImmutableArray<Signature> chain)
    {
        var arguments = new JArray(signature.Args);
        if (!signature.IsImmutable)
        {
            arguments.AddFirst(first);
        }

        // A stack: what follows it by itself comes before what was to follow anyway.
        var embed = signature.Embed with { Chain = chain.AddRange(signature.Embed.Chain) };
        var message = TaskMessage.Create(signature.Id ?? Guid.NewGuid().ToString(), signature.Task, new TaskBody(arguments, signature.Kwargs, embed)) with
        {
            RootId = run.Message.RootId ?? run.Message.Id,
            ParentId = run.Message.Id,
            ReplyTo = signature.ReplyTo,
            Group = signature.Group,
            GroupIndex = signature.GroupIndex,
        };
        var (queue, properties) = (signature.Queue ?? UsualQueue, TaskWriter.Properties(message, state.Time.GetUtcNow()));
        try
        {
            await run.Delivery.Session.PublishAsync(queue, properties, message.Content, mandatory: true).ConfigureAwait(false);
        }
        catch (PublishReturnException)
        {
            await BuryAsync(run.Delivery with { Queue = queue, Properties = properties }, message.Content, T("there is no such queue")).ConfigureAwait(false);
        }

        return message.Id;
    }

    private static BasicProperties ReplyProperties(string id, string queue) => new()
    {
        ContentType = "application/json",
        ContentEncoding = "utf-8",
        DeliveryMode = FleetNames.IsKept(queue) ? DeliveryModes.Persistent : DeliveryModes.Transient,
        CorrelationId = id,
    };
}
