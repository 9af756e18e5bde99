using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>The mailbox of a worker: takes commands that all workers get, and answers those that are for it.</summary>
internal sealed class Pidbox(WorkerState state, ControlCommands commands, Action<string> log)
{
    private static readonly Dictionary<string, object?> QueueArguments = new() { ["x-expires"] = 10_000, ["x-message-ttl"] = 300_000 };

    public async Task OpenAsync(WorkerSession session, CancellationToken cancel)
    {
        var channel = session.Control;
        var queue = $"{state.Options.Node}.{FleetNames.Pidbox}";
        await channel.ExchangeDeclareAsync(FleetNames.Events, ExchangeType.Topic, durable: true, cancellationToken: cancel).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(FleetNames.Pidbox, ExchangeType.Fanout, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.ExchangeDeclareAsync(FleetNames.PidboxReplies, ExchangeType.Direct, durable: false, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueDeclareAsync(queue, durable: false, exclusive: false, autoDelete: true, QueueArguments, cancellationToken: cancel).ConfigureAwait(false);
        await channel.QueueBindAsync(queue, FleetNames.Pidbox, "", cancellationToken: cancel).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) => TakeAsync(session, message);
        await channel.BasicConsumeAsync(queue, autoAck: true, "", noLocal: false, exclusive: false, null, consumer, cancel).ConfigureAwait(false);
    }

    private async Task TakeAsync(WorkerSession session, BasicDeliverEventArgs message)
    {
        ControlRequest request;
        try
        {
            request = ControlRequest.Read(message.BasicProperties, message.Body.Span);
        }
        catch (MessageException)
        {
            return;
        }

        state.Adjust(request.Clock);
        if ((request.Expires is { } expires && state.Now > expires) || (request.Destination is { } nodes && !nodes.Contains(state.Options.Node)))
        {
            return;
        }

        try
        {
            if (await commands.RunAsync(session, request).ConfigureAwait(false) is { } answer && request.ReplyKey is { } key)
            {
                await AnswerAsync(session, request, key, answer).ConfigureAwait(false);
            }
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            log($"The command {request.Method} could not be carried out: {lost.Message}");
        }
    }

    private ValueTask AnswerAsync(WorkerSession session, ControlRequest request, string key, JToken answer)
    {
        var properties = new BasicProperties
        {
            ContentType = "application/json",
            ContentEncoding = "utf-8",
            DeliveryMode = DeliveryModes.Transient,
            Headers = new Dictionary<string, object?> { ["ticket"] = request.Ticket, ["clock"] = state.Tick() },
        };
        return session.Control.BasicPublishAsync(request.ReplyExchange ?? "", key, mandatory: false, properties, CeleryJson.Write(new JObject { [state.Options.Node] = answer }));
    }
}
