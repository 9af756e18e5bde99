using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// What the broker itself takes for a call: one side sends eighty bytes, the other sends them back and acknowledges, by
/// the bare library, kept and confirmed as ours are both ways. As with ours a call ends with its answer, which often is there before the confirm.
/// </summary>
internal static class BrokerEcho
{
    private const string Queue = "echo";

    private const int Bytes = 80, Warmup = 50;

    /// <summary>How often a second, one after the other.</summary>
    public static async Task<double> RunAsync(RabbitMq broker, int calls)
    {
        var factory = new ConnectionFactory { Uri = new Uri(broker.Url), AutomaticRecoveryEnabled = false };
        await using var there = await factory.CreateConnectionAsync();
        await using var here = await factory.CreateConnectionAsync();
        await AnswerAsync(there);
        await using var channel = await here.CreateChannelAsync(new CreateChannelOptions(true, true));
        var replies = (await channel.QueueDeclareAsync("", durable: false, exclusive: true, autoDelete: true)).QueueName;
        var answer = new TaskCompletionSource();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, _) =>
        {
            Volatile.Read(ref answer).TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(replies, autoAck: true, consumer);
        await CallAsync(Warmup);
        var began = TimeProvider.System.GetTimestamp();
        await CallAsync(calls);
        return calls / TimeProvider.System.GetElapsedTime(began).TotalSeconds;

        async Task CallAsync(int times)
        {
            var confirmed = new List<Task>(times);
            for (var call = 0; call < times; call++)
            {
                var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                Volatile.Write(ref answer, answered);
                var properties = new BasicProperties { ReplyTo = replies, DeliveryMode = DeliveryModes.Persistent, Headers = new Dictionary<string, object?>() };
                confirmed.Add(channel.BasicPublishAsync("", Queue, mandatory: true, properties, new byte[Bytes]).AsTask());
                await answered.Task;
            }

            await Task.WhenAll(confirmed);
        }
    }

    private static async Task AnswerAsync(IConnection connection)
    {
        var tasks = await connection.CreateChannelAsync();
        var results = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await tasks.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        var consumer = new AsyncEventingBasicConsumer(tasks);
        consumer.ReceivedAsync += async (_, message) =>
        {
            var properties = new BasicProperties { Headers = new Dictionary<string, object?>() };
            await results.BasicPublishAsync("", message.BasicProperties.ReplyTo!, mandatory: false, properties, message.Body.ToArray());
            await tasks.BasicAckAsync(message.DeliveryTag, multiple: false);
        };
        await tasks.BasicConsumeAsync(Queue, autoAck: false, consumer);
    }
}
