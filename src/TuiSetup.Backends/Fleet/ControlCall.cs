using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet;

/// <summary>A command to all workers, or to some, and what they answer.</summary>
internal sealed class ControlCall(IChannel channel, TimeProvider time)
{
    /// <summary>Nobody waits longer, however many there are.</summary>
    private const int MostPatience = 10;

    private static readonly Dictionary<string, object?> QueueArguments = new() { ["x-expires"] = 10_000, ["x-message-ttl"] = 300_000 };

    private readonly Dictionary<string, JObject> _answers = new(StringComparer.Ordinal);

    /// <summary>Whoever is there answers within this after the one before; many of them take longer in all.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1);

    /// <param name="request">The command.</param>
    /// <param name="expected">Returns as soon as so many have answered.</param>
    /// <param name="cancel">Waits no longer.</param>
    /// <returns>The answers by node.</returns>
    public async Task<IReadOnlyDictionary<string, JObject>> SendAsync(ControlRequest request, int expected, CancellationToken cancel)
    {
        var key = Guid.NewGuid().ToString();
        var queue = $"{key}.{FleetNames.PidboxReplies}";
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await channel.ExchangeDeclareAsync(FleetNames.Pidbox, ExchangeType.Fanout, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(FleetNames.PidboxReplies, ExchangeType.Direct, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: false, autoDelete: true, QueueArguments, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueBindAsync(queue, FleetNames.PidboxReplies, key, cancellationToken: cancel).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            if (Add(message.Body.Span) >= expected)
            {
                complete.TrySetResult();
            }

            return Task.CompletedTask;
        };
        var tag = await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancel).ConfigureAwait(false);
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            Headers = new Dictionary<string, object?> { ["clock"] = 1, ["expires"] = (time.GetUtcNow() + (MostPatience * Patience) - DateTimeOffset.UnixEpoch).TotalSeconds },
        };
        var sent = request with { Ticket = Guid.NewGuid().ToString(), ReplyExchange = FleetNames.PidboxReplies, ReplyKey = key };
        await channel.BasicPublishAsync(FleetNames.Pidbox, "", mandatory: false, properties, sent.ToBytes(), cancel).ConfigureAwait(false);
        await WaitAsync(complete.Task, cancel).ConfigureAwait(false);
        await channel.BasicCancelAsync(tag, cancellationToken: cancel).ConfigureAwait(false);
        lock (_answers)
        {
            return new Dictionary<string, JObject>(_answers, StringComparer.Ordinal);
        }
    }

    private async Task WaitAsync(Task complete, CancellationToken cancel)
    {
        var (began, before) = (time.GetTimestamp(), -1);
        while (!complete.IsCompleted && Count != before && time.GetElapsedTime(began) < MostPatience * Patience)
        {
            before = Count;
            await Task.WhenAny(complete, Task.Delay(Patience, time, cancel)).ConfigureAwait(false);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private int Count
    {
        get
        {
            lock (_answers)
            {
                return _answers.Count;
            }
        }
    }

    /// <summary>How many have answered.</summary>
    private int Add(ReadOnlySpan<byte> body)
    {
        lock (_answers)
        {
            try
            {
                foreach (var answer in (CeleryJson.Parse(body) as JObject ?? []).Properties())
                {
                    _answers[answer.Name] = answer.Value as JObject ?? [];
                }
            }
            catch (MessageException)
            {
            }

            return _answers.Count;
        }
    }
}
