using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>A state that came for a job. It is acknowledged once it is written down.</summary>
internal sealed record JobReply(TaskResult Result, Func<ValueTask> AckAsync);

/// <summary>
/// Sends the tasks of one job and receives what becomes of them, by a queue of the job's own that outlives us and the
/// broker. When the connection breaks it opens another, for as long as it is wanted; what was not confirmed is sent again
/// under the same id.
/// </summary>
internal sealed class JobLink : IAsyncDisposable
{
    private const int MostUnconfirmed = 256;

    /// <summary>Nobody fetches results later than this.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(7), Pause = TimeSpan.FromSeconds(1);

    private readonly BrokerConnector _connector;
    private readonly string _queue;
    private readonly TimeProvider _time;
    private readonly Action<string> _warn;
    private readonly Channel<JobReply> _replies = Channel.CreateUnbounded<JobReply>();
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private IConnection? _connection;
    private IChannel? _channel;

    private JobLink(BrokerConnector connector, string queue, TimeProvider time, Action<string> warn) => (_connector, _queue, _time, _warn) = (connector, queue, time, warn);

    public ChannelReader<JobReply> Replies => _replies.Reader;

    /// <param name="connector">The broker.</param>
    /// <param name="job">The job's id.</param>
    /// <param name="time">The time to wait by.</param>
    /// <param name="warn">Is told of what holds it up, in a sentence.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="BackendException">The broker cannot be reached, or someone else follows this job.</exception>
    public static async Task<JobLink> OpenAsync(BrokerConnector connector, string job, TimeProvider time, Action<string> warn, CancellationToken cancel)
    {
        var link = new JobLink(connector, FleetNames.JobQueue(job), time, warn);
        try
        {
            await link.ConnectAsync(cancel).ConfigureAwait(false);
            return link;
        }
        catch
        {
            await link.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a task, and returns when the broker has it. False: there is no such queue.</summary>
    public async Task<bool> SendAsync(string queue, TaskMessage message, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                var channel = await ChannelAsync(cancel).ConfigureAwait(false);
                await channel.BasicPublishAsync("", queue, mandatory: true, TaskWriter.Properties(message with { ReplyTo = _queue }, _time.GetUtcNow()), message.Content, cancel).ConfigureAwait(false);
                return true;
            }
            catch (PublishReturnException)
            {
                return false;
            }
            catch (Exception lost) when (!cancel.IsCancellationRequested && (lost is BackendException || BrokerLoss.Is(lost)))
            {
                await Task.Delay(Pause, _time, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>How many results wait to be fetched.</summary>
    public async Task<uint> CountAsync(CancellationToken cancel)
        => await (await ChannelAsync(cancel).ConfigureAwait(false)).MessageCountAsync(_queue, cancel).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        if (_connection is { } connection)
        {
            await BrokerLoss.CloseAsync(connection).ConfigureAwait(false);
        }

        _replies.Writer.TryComplete();
        _opening.Dispose();
        _end.Dispose();
    }

    private async Task<IChannel> ChannelAsync(CancellationToken cancel)
    {
        if (_channel is { IsOpen: true } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return _channel is { IsOpen: true } meanwhile ? meanwhile : await ConnectAsync(cancel).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<IChannel> ConnectAsync(CancellationToken cancel)
    {
        if (_connection is { } old)
        {
            await BrokerLoss.DropAsync(old).ConfigureAwait(false);
        }

        _connection = await _connector.ConnectAsync(cancel).ConfigureAwait(false);
        _connection.ConnectionBlockedAsync += (_, blocked) => Warn(T($"{_connector.Name} takes no messages now: {blocked.Reason}. It is waited for."));
        _connection.ConnectionUnblockedAsync += (_, _) => Warn(T($"{_connector.Name} takes messages again."));
        try
        {
            var channel = await _connection.CreateChannelAsync(new CreateChannelOptions(true, true, new ThrottlingRateLimiter(MostUnconfirmed)), cancel).ConfigureAwait(false);
            var arguments = new Dictionary<string, object?> { ["x-expires"] = (int)Retention.TotalMilliseconds };
            await channel.QueueDeclareAsync(_queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancel).ConfigureAwait(false);
            var consumer = new AsyncEventingBasicConsumer(channel);
            consumer.ReceivedAsync += (_, message) => Take(channel, message);
            channel.ChannelShutdownAsync += (_, _) => BeginReopen();
            await channel.BasicConsumeAsync(_queue, autoAck: false, "", noLocal: false, exclusive: true, null, consumer, cancel).ConfigureAwait(false);
            return _channel = channel;
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason is { ReplyCode: 403 })
        {
            throw new BackendException(BackendFailure.Drifted, T($"Someone else follows this job: {refused.ShutdownReason.ReplyText}"), FollowedElsewhere, refused);
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested && BrokerLoss.Is(failed))
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{_connector.Name} refuses: {failed.Message}"), inner: failed);
        }
    }

    /// <summary>Name of the refusal when another process takes from the job's queue.</summary>
    public const string FollowedElsewhere = "ACCESS_REFUSED exclusive";

    /// <summary>Results come in also when nothing is sent, so the link is opened again by itself. The old one is not kept from ending meanwhile.</summary>
    private Task BeginReopen()
    {
        _ = Task.Run(ReopenAsync);
        return Task.CompletedTask;
    }

    private async Task ReopenAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, _time, _end.Token).ConfigureAwait(false);
                await ChannelAsync(_end.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception failed) when (failed is BackendException || BrokerLoss.Is(failed))
            {
                // It is tried until it succeeds, or nobody wants it any more.
            }
        }
    }

    private Task Warn(string message)
    {
        _warn(message);
        return Task.CompletedTask;
    }

    private async Task Take(IChannel channel, BasicDeliverEventArgs message)
    {
        var tag = message.DeliveryTag;
        try
        {
            await _replies.Writer.WriteAsync(new JobReply(TaskResult.Parse(message.Body.Span), () => AckAsync(channel, tag))).ConfigureAwait(false);
        }
        catch (MessageException)
        {
            await AckAsync(channel, tag).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
        }
    }

    private static async ValueTask AckAsync(IChannel channel, ulong tag)
    {
        try
        {
            await channel.BasicAckAsync(tag, multiple: false).ConfigureAwait(false);
        }
        catch (Exception lost) when (BrokerLoss.Is(lost))
        {
            // It comes again, and is known by then.
        }
    }
}
