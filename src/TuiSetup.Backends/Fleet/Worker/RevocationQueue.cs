using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>
/// The queue of revocations for this host, which keeps those that came while no worker was there. It is read to its end
/// before the first task is taken, and as they come from then on.
/// </summary>
internal sealed class RevocationQueue(WorkerState state, ControlCommands commands, Action<string> log)
{
    private const long Retention = 30L * 24 * 3600 * 1000;

    private const int MostKept = 50_000;

    /// <summary>When this returns, what was there is on the disk.</summary>
    /// <exception cref="OperationInterruptedException">The broker refuses, for one because another worker of this name is there.</exception>
    public async Task OpenAsync(WorkerSession session, CancellationToken cancel)
    {
        var (channel, queue) = (session.Control, FleetNames.RevocationQueue(state.Options.Host));
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, Arguments(), cancellationToken: cancel).ConfigureAwait(false);
        var (mark, drained) = (Guid.NewGuid().ToString(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, message) =>
        {
            if (message.BasicProperties.MessageId == mark)
            {
                drained.TrySetResult();
            }

            await TakeAsync(session, message).ConfigureAwait(false);
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, "", noLocal: false, exclusive: true, null, consumer, cancel).ConfigureAwait(false);

        // A queue keeps its order: what was there before comes before this.
        await channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { MessageId = mark }, ReadOnlyMemory<byte>.Empty, cancel).ConfigureAwait(false);
        if (await Task.WhenAny(drained.Task, session.Closed).WaitAsync(cancel).ConfigureAwait(false) != drained.Task)
        {
            throw new IOException(await session.Closed.ConfigureAwait(false));
        }
    }

    private Dictionary<string, object?> Arguments()
    {
        var arguments = new Dictionary<string, object?> { ["x-message-ttl"] = Retention, ["x-max-length"] = MostKept };
        if (state.Options.IsQuorum)
        {
            arguments["x-queue-type"] = "quorum";
        }

        return arguments;
    }

    private async Task TakeAsync(WorkerSession session, BasicDeliverEventArgs message)
    {
        try
        {
            if (message.Body.Length == 0 || await KeepAsync(session, message).ConfigureAwait(false))
            {
                await session.Control.BasicAckAsync(message.DeliveryTag, multiple: false).ConfigureAwait(false);
            }
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            // The session is over, and it comes again.
        }
    }

    /// <summary>False: it is not on the disk, and stays in the queue for the next session.</summary>
    private async Task<bool> KeepAsync(WorkerSession session, BasicDeliverEventArgs message)
    {
        try
        {
            var request = ControlRequest.Read(message.BasicProperties, message.Body.Span);
            if (request.Method != "revoke" || (await commands.RunAsync(session, request).ConfigureAwait(false))?["error"] is not { } error)
            {
                return true;
            }

            log($"A revocation {error}");
            return false;
        }
        catch (MessageException nonsense)
        {
            log($"A message among the revocations is passed over: {nonsense.Message}.");
            return true;
        }
    }
}
