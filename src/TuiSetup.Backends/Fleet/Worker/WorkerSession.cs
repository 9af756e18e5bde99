using System.Collections.Concurrent;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>
/// One connection of a worker, from its start to its end: channels for tasks, results, events and commands. When any of
/// them ends, so does the session, because a channel that the broker closes alone would go unnoticed; what was handed out
/// on it and not yet acknowledged comes again on the next one.
/// </summary>
internal sealed class WorkerSession : IAsyncDisposable
{
    /// <summary>Results under way at the same time, each of them confirmed.</summary>
    private const int MostUnconfirmed = 1024;

    /// <summary>Taken ahead from a host's own queue, at least.</summary>
    private const ushort OwnPrefetch = 64;

    private static readonly Dictionary<string, object?> QuorumArguments = new() { ["x-queue-type"] = "quorum" };

    private readonly ushort _prefetch;
    private readonly bool _isQuorum;
    private readonly IConnection _connection;
    private readonly IChannel _tasks, _results, _events;
    private readonly ConcurrentDictionary<string, string> _consumers = [];
    private readonly TaskCompletionSource<string> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Delivery, ReadOnlyMemory<byte>, Task> _handler;

    private WorkerSession(IConnection connection, IChannel tasks, IChannel results, IChannel events, IChannel control, ushort prefetch, bool isQuorum, Func<Delivery, ReadOnlyMemory<byte>, Task> handler)
    {
        (_connection, _tasks, _results, _events, Control) = (connection, tasks, results, events, control);
        (_prefetch, _isQuorum, _handler) = (prefetch, isQuorum, handler);
        connection.ConnectionShutdownAsync += (_, reason) => Close("connection", reason);
        foreach (var channel in (IChannel[])[tasks, results, events, control])
        {
            channel.ChannelShutdownAsync += (_, reason) => Close("channel", reason);
        }
    }

    /// <summary>Complete, with the reason, when the session is over.</summary>
    public Task<string> Closed => _closed.Task;

    public bool IsOpen => !_closed.Task.IsCompleted;

    /// <summary>Where commands come in and are answered.</summary>
    public IChannel Control { get; }

    public IEnumerable<string> Queues => _consumers.Keys;

    /// <param name="connector">The broker.</param>
    /// <param name="prefetch">How many messages are taken ahead.</param>
    /// <param name="isQuorum">Whether queues that it makes are quorum queues.</param>
    /// <param name="handler">Takes a message. The bytes are the library's once it returns.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackendException">The broker cannot be reached, or refuses.</exception>
    public static async Task<WorkerSession> OpenAsync(BrokerConnector connector, ushort prefetch, bool isQuorum, Func<Delivery, ReadOnlyMemory<byte>, Task> handler, CancellationToken cancel)
    {
        var connection = await connector.ConnectAsync(cancel).ConfigureAwait(false);
        try
        {
            var confirmed = new CreateChannelOptions(true, true, new ThrottlingRateLimiter(MostUnconfirmed));
            return new WorkerSession(
                connection,
                await connection.CreateChannelAsync(cancellationToken: cancel).ConfigureAwait(false),
                await connection.CreateChannelAsync(confirmed, cancel).ConfigureAwait(false),
                await connection.CreateChannelAsync(cancellationToken: cancel).ConfigureAwait(false),
                await connection.CreateChannelAsync(cancellationToken: cancel).ConfigureAwait(false),
                prefetch,
                isQuorum,
                handler);
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested && BrokerLoss.Is(failed))
        {
            await BrokerLoss.DropAsync(connection).ConfigureAwait(false);
            throw new BackendException(BackendFailure.Unreachable, T($"{connector.Name} broke off the connection: {failed.Message}"), inner: failed);
        }
    }

    /// <summary>Takes from a queue, which is made where it is not there. A host's queue is taken from by one worker alone.</summary>
    /// <exception cref="OperationInterruptedException">The broker refuses.</exception>
    public async Task ConsumeAsync(string queue, CancellationToken cancel)
    {
        await DeclareAsync(queue, cancel).ConfigureAwait(false);

        // For this consumer, not for the channel: quorum queues know nothing else. What is taken ahead of a queue that is
        // ours alone is taken from nobody.
        await _tasks.BasicQosAsync(0, FleetNames.IsHost(queue) ? Math.Max(_prefetch, OwnPrefetch) : _prefetch, global: false, cancel).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(_tasks);
        consumer.ReceivedAsync += (_, message) => _handler(new Delivery(this, message.DeliveryTag, queue, message.Redelivered, message.BasicProperties), message.Body);
        consumer.UnregisteredAsync += (_, _) => Gone(queue);
        _consumers[queue] = await _tasks.BasicConsumeAsync(queue, autoAck: false, "", noLocal: false, exclusive: FleetNames.IsHost(queue), null, consumer, cancel).ConfigureAwait(false);
    }

    /// <summary>Takes no more from a queue.</summary>
    public async Task StopConsumingAsync(string queue, CancellationToken cancel)
    {
        if (_consumers.TryRemove(queue, out var consumer))
        {
            await _tasks.BasicCancelAsync(consumer, noWait: false, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What Celery declares for a queue, to the letter: anything else would be refused to whoever comes second. A quorum
    /// queue has the one argument that Celery gives it, and no limit of deliveries: those are counted here.
    /// </summary>
    private async Task DeclareAsync(string queue, CancellationToken cancel)
    {
        await _tasks.ExchangeDeclareAsync(queue, ExchangeType.Direct, durable: true, autoDelete: false, cancellationToken: cancel).ConfigureAwait(false);
        await _tasks.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, _isQuorum ? QuorumArguments : null, cancellationToken: cancel).ConfigureAwait(false);
        await _tasks.QueueBindAsync(queue, queue, queue, cancellationToken: cancel).ConfigureAwait(false);
    }

    public async Task DeclareAsync(string queue, IDictionary<string, object?> arguments, CancellationToken cancel)
        => await _results.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancel).ConfigureAwait(false);

    /// <summary>Sends to a queue, and waits until the broker has it.</summary>
    /// <exception cref="PublishException">There is no such queue, or the broker would not have it.</exception>
    public ValueTask PublishAsync(string queue, BasicProperties properties, ReadOnlyMemory<byte> body, bool mandatory)
        => _results.BasicPublishAsync("", queue, mandatory, properties, body);

    /// <summary>Tells of an event. Nobody waits for it, and it may be lost.</summary>
    public ValueTask TellAsync(string exchange, string key, BasicProperties properties, ReadOnlyMemory<byte> body)
        => _events.BasicPublishAsync(exchange, key, mandatory: false, properties, body);

    public ValueTask AckAsync(ulong tag) => _tasks.BasicAckAsync(tag, multiple: false);

    /// <summary>Gives a message back.</summary>
    public ValueTask ReturnAsync(ulong tag) => _tasks.BasicRejectAsync(tag, requeue: true);

    public async ValueTask DisposeAsync()
    {
        _closed.TrySetResult("it was closed");
        await BrokerLoss.CloseAsync(_connection).ConfigureAwait(false);
    }

    private Task Gone(string queue)
    {
        // Of those that we cancel ourselves the consumer is removed before.
        if (_consumers.ContainsKey(queue))
        {
            _closed.TrySetResult($"the broker took the queue {queue} away");
        }

        return Task.CompletedTask;
    }

    private Task Close(string what, ShutdownEventArgs reason)
    {
        _closed.TrySetResult(reason.Exception is { } failed ? $"the {what} broke: {failed.Message}" : $"the {what} was closed: {reason.ReplyCode} {reason.ReplyText}");
        return Task.CompletedTask;
    }
}
