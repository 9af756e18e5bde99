using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Commands to workers, as <c>celery control</c> sends them: whoever is there answers within a second.</summary>
public sealed class FleetControl(BrokerEndpoint broker, Func<string, string?> variable, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), LongestPatience = TimeSpan.FromSeconds(10);

    /// <summary>Revokes tasks of hosts. A worker keeps that on its disk; a worker that is not there does not hear of it.</summary>
    /// <param name="job">Their job.</param>
    /// <param name="hosts">The hosts.</param>
    /// <param name="terminate">Whether what has begun is stopped, and taken back.</param>
    /// <param name="cancel">Waits no longer.</param>
    /// <returns>The hosts whose workers have confirmed it.</returns>
    /// <exception cref="BackendException">The broker cannot be reached.</exception>
    public async Task<IReadOnlySet<string>> RevokeAsync(FleetJob job, IReadOnlyList<string> hosts, bool terminate, CancellationToken cancel)
    {
        var nodes = hosts.ToDictionary(FleetNames.Node, StringComparer.Ordinal);
        var arguments = new JObject { ["task_id"] = new JArray(hosts.Select(job.TaskId)), ["terminate"] = terminate, ["signal"] = "SIGTERM" };
        var answered = await SendAsync(new ControlRequest("revoke", arguments) { Destination = [.. nodes.Keys] }, nodes.Count, cancel).ConfigureAwait(false);
        return answered.Where(answer => answer.Value["ok"] is not null && nodes.ContainsKey(answer.Key)).Select(answer => nodes[answer.Key]).ToHashSet();
    }

    private async Task<Dictionary<string, JObject>> SendAsync(ControlRequest request, int expected, CancellationToken cancel)
    {
        var connector = new BrokerConnector(broker, BrokerPassword.Find(broker, variable), "tuisetup jobs");
        await using var connection = await connector.ConnectAsync(cancel).ConfigureAwait(false);
        try
        {
            return await SendAsync(connection, request, expected, cancel).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is RabbitMQClientException or IOException)
        {
            throw new BackendException(BackendFailure.Unreachable, $"{connector.Name} refuses: {failed.Message}", inner: failed);
        }
    }

    private async Task<Dictionary<string, JObject>> SendAsync(IConnection connection, ControlRequest request, int expected, CancellationToken cancel)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancel).ConfigureAwait(false);
        var key = Guid.NewGuid().ToString();
        var queue = $"{key}.{FleetNames.PidboxReplies}";
        var answers = new Dictionary<string, JObject>(StringComparer.Ordinal);
        var complete = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await channel.ExchangeDeclareAsync(FleetNames.Pidbox, ExchangeType.Fanout, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(FleetNames.PidboxReplies, ExchangeType.Direct, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: false, autoDelete: true, new Dictionary<string, object?> { ["x-expires"] = 10_000, ["x-message-ttl"] = 300_000 }, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueBindAsync(queue, FleetNames.PidboxReplies, key, cancellationToken: cancel).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            Add(answers, message.Body.Span);
            if (answers.Count >= expected)
            {
                complete.TrySetResult();
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: true, consumer, cancel).ConfigureAwait(false);
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            Headers = new Dictionary<string, object?> { ["clock"] = 1, ["expires"] = (time.GetUtcNow() + LongestPatience - DateTimeOffset.UnixEpoch).TotalSeconds },
        };
        var sent = request with { Ticket = Guid.NewGuid().ToString(), ReplyExchange = FleetNames.PidboxReplies, ReplyKey = key };
        await channel.BasicPublishAsync(FleetNames.Pidbox, "", mandatory: false, properties, sent.ToBytes(), cancel).ConfigureAwait(false);
        await Task.WhenAny(complete.Task, Task.Delay(Patience, time, cancel)).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        lock (answers)
        {
            return new Dictionary<string, JObject>(answers, StringComparer.Ordinal);
        }
    }

    private static void Add(Dictionary<string, JObject> answers, ReadOnlySpan<byte> body)
    {
        try
        {
            lock (answers)
            {
                foreach (var answer in (CeleryJson.Parse(body) as JObject ?? []).Properties())
                {
                    answers[answer.Name] = answer.Value as JObject ?? [];
                }
            }
        }
        catch (MessageException)
        {
        }
    }
}
