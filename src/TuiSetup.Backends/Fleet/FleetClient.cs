using System.Collections.Concurrent;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>How a task stands that was called.</summary>
/// <param name="State">Celery's word.</param>
/// <param name="Text">The same in one line.</param>
/// <param name="Json">What came with it, as JSON.</param>
public sealed record CallResult(string State, string Text, string Json)
{
    public bool IsGood => State == TaskState.Success;
}

/// <summary>Calls tasks of any worker and waits for their results: Celery's <c>rpc://</c>. The reply queue goes with this object.</summary>
public sealed class FleetClient : IAsyncDisposable
{
    private const int ReplyExpiry = 3_600_000;

    private readonly BrokerConnector _connector;
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly TimeProvider _time;
    private readonly string _replies = Guid.NewGuid().ToString();
    private readonly ConcurrentDictionary<string, Call> _calls = [];
    private string _blocked = "";

    private FleetClient(BrokerConnector connector, IConnection connection, IChannel channel, TimeProvider time)
        => (_connector, _connection, _channel, _time) = (connector, connection, channel, time);

    /// <exception cref="BackendException">The broker cannot be reached.</exception>
    public static async Task<FleetClient> ConnectAsync(BrokerEndpoint broker, Func<string, string?> variable, TimeProvider time, CancellationToken cancel)
    {
        var connector = new BrokerConnector(broker, BrokerPassword.Find(broker, variable), "tuisetup jobs");
        var connection = await connector.ConnectAsync(cancel).ConfigureAwait(false);
        try
        {
            var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true), cancel).ConfigureAwait(false);
            var client = new FleetClient(connector, connection, channel, time);
            await client.ListenAsync(cancel).ConfigureAwait(false);
            return client;
        }
        catch (Exception failed) when (!cancel.IsCancellationRequested && BrokerLoss.Is(failed))
        {
            await BrokerLoss.DropAsync(connection).ConfigureAwait(false);
            throw new BackendException(BackendFailure.Unreachable, T($"{connector.Name} refuses: {failed.Message}"), inner: failed);
        }
    }

    /// <summary>Calls a task, and waits until it has ended. What the broker does not confirm, or returns, fails at once.</summary>
    /// <param name="queue">Whose queue.</param>
    /// <param name="task">Its name.</param>
    /// <param name="arguments">Arguments by place, as a JSON list; empty for none.</param>
    /// <param name="named">Arguments by name, as a JSON object; empty for none.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="signKey">PEM file of the private key that signs it; null: it is not signed.</param>
    /// <param name="listener">Is told of the states before the last.</param>
    /// <param name="cancel">Waits no longer.</param>
    /// <exception cref="BackendException">There is no such queue, the broker went away, or no answer came in time.</exception>
    /// <exception cref="ProblemException">The arguments are not JSON.</exception>
    public async Task<CallResult> CallAsync(string queue, string task, string arguments, string named, TimeSpan patience, string? signKey, Action<CallResult> listener, CancellationToken cancel)
    {
        var body = new TaskBody(Parse<JArray>(arguments, "ARGS", T("a list such as [1, \"a\"]")), Parse<JObject>(named, "--kwargs", T("an object such as {\"a\": 1}")), Embed.None);
        var message = TaskMessage.Create(Guid.NewGuid().ToString(), task, body) with { ReplyTo = _replies };
        if (signKey is not null)
        {
            using var signer = new TaskSigner(signKey, _time);
            message = signer.Sign(message, queue);
        }

        return await SendAsync(queue, message, [message.Id], patience, listener, cancel).ConfigureAwait(false);
    }

    /// <summary>Runs a canvas, and waits until it has ended: its result, or the first failure.</summary>
    /// <param name="canvas">What to run.</param>
    /// <param name="patience">How long to wait for all of it.</param>
    /// <param name="signKey">PEM file of the private key that signs its tasks; null: they are not signed.</param>
    /// <param name="cancel">Waits no longer.</param>
    /// <exception cref="BackendException">There is no such queue, the broker went away, or no answer came in time.</exception>
    /// <exception cref="ProblemException">The key cannot be read.</exception>
    public async Task<CallResult> RunAsync(FleetCanvas canvas, TimeSpan patience, string? signKey, CancellationToken cancel)
    {
        using var signer = signKey is null ? null : new TaskSigner(signKey, _time);
        using var late = new CancellationTokenSource(patience, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        try
        {
            var result = await new CanvasRunner(this, signer is null ? null : signer.Sign).RunAsync(canvas.Root, null, both.Token).ConfigureAwait(false);
            return new CallResult(TaskState.Success, "", result.ToString(Formatting.Indented));
        }
        catch (CanvasException failed)
        {
            return failed.Result;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BackendException(BackendFailure.Unreachable, T($"It has not ended within {patience.TotalSeconds:0} seconds. It may still be carried out."));
        }
    }

    /// <summary>Where results are to be sent.</summary>
    internal string ReplyQueue => _replies;

    /// <inheritdoc cref="SendAsync(string, TaskMessage, IReadOnlyList{string}, TimeSpan, Action{CallResult}, CancellationToken)"/>
    internal Task<CallResult> SendAsync(string queue, TaskMessage message, IReadOnlyList<string> ids, CancellationToken cancel)
        => SendAsync(queue, message, ids, Timeout.InfiniteTimeSpan, _ => { }, cancel);

    /// <summary>Sends a task, and waits for the last of those that follow each other from it, or for the first that fails.</summary>
    private async Task<CallResult> SendAsync(string queue, TaskMessage message, IReadOnlyList<string> ids, TimeSpan patience, Action<CallResult> listener, CancellationToken cancel)
    {
        var call = new Call(listener, ids[^1]);
        foreach (var id in ids)
        {
            _calls[id] = call;
        }

        try
        {
            var confirmed = _channel.BasicPublishAsync("", queue, mandatory: true, TaskWriter.Properties(message, _time.GetUtcNow()), message.Content, cancel).AsTask();
            if (await Task.WhenAny(call.Result, confirmed).WaitAsync(patience, _time, cancel).ConfigureAwait(false) == confirmed)
            {
                await confirmed.ConfigureAwait(false);
            }
            else
            {
                // An answer says more than the confirmation that is still on its way.
                _ = confirmed.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
            }

            return await call.Result.WaitAsync(patience, _time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new BackendException(BackendFailure.Unreachable, _blocked.Length > 0
                ? T($"{_connector.Name} takes no messages: {_blocked}.")
                : T($"No answer to {message.Task} came from {queue} within {patience.TotalSeconds:0} seconds. It may still be carried out."));
        }
        catch (PublishReturnException)
        {
            throw new BackendException(BackendFailure.Unreachable, T($"There is no queue {queue}: no worker has ever taken from it."));
        }
        catch (Exception lost) when (!cancel.IsCancellationRequested && BrokerLoss.Is(lost))
        {
            throw new BackendException(BackendFailure.Unreachable, T($"{_connector.Name} went away, and the answer with it: {lost.Message}. The task may be carried out all the same."), inner: lost);
        }
        finally
        {
            foreach (var id in ids)
            {
                _calls.TryRemove(id, out _);
            }
        }
    }

    public async ValueTask DisposeAsync() => await BrokerLoss.CloseAsync(_connection).ConfigureAwait(false);

    private async Task ListenAsync(CancellationToken cancel)
    {
        _connection.ConnectionBlockedAsync += (_, blocked) => Task.FromResult(_blocked = blocked.Reason);
        _connection.ConnectionUnblockedAsync += (_, _) => Task.FromResult(_blocked = "");
        _connection.ConnectionShutdownAsync += (_, reason) => Fail(reason);
        await _channel.QueueDeclareAsync(_replies, durable: false, exclusive: false, autoDelete: true, new Dictionary<string, object?> { ["x-expires"] = ReplyExpiry }, cancellationToken: cancel).ConfigureAwait(false);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, message) => Take(message);
        await _channel.BasicConsumeAsync(_replies, autoAck: true, consumer, cancel).ConfigureAwait(false);
    }

    private Task Take(BasicDeliverEventArgs message)
    {
        try
        {
            var result = TaskResult.Parse(message.Body.Span);
            if (_calls.TryGetValue(result.TaskId, out var call))
            {
                call.Take(result.TaskId, new CallResult(result.State, result.Text, result.Result.ToString(Formatting.Indented)));
            }
        }
        catch (MessageException)
        {
            // Not a result: nobody waits for it.
        }

        return Task.CompletedTask;
    }

    private Task Fail(ShutdownEventArgs reason)
    {
        foreach (var call in _calls.Values)
        {
            call.Fail(new AlreadyClosedException(reason));
        }

        return Task.CompletedTask;
    }

    private static T Parse<T>(string text, string where, string form)
        where T : JContainer, new()
    {
        try
        {
            return text.Length == 0 ? new T() : CeleryJson.Parse(Encoding.UTF8.GetBytes(text)) as T ?? throw new MessageException("it is something else");
        }
        catch (MessageException)
        {
            throw new ProblemException([Problem.Error(where, Texts.T($"This must be JSON: {form}."), Texts.T("Correct it."))]);
        }
    }

    /// <param name="listener">Is told of the states before the last.</param>
    /// <param name="last">The task whose result counts; of others a failure does.</param>
    private sealed class Call(Action<CallResult> listener, string last)
    {
        private readonly TaskCompletionSource<CallResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<CallResult> Result => _result.Task;

        public void Take(string id, CallResult result)
        {
            if (!TaskState.IsFinal(result.State))
            {
                listener(result);
            }
            else if (id == last || !result.IsGood)
            {
                _result.TrySetResult(result);
            }
        }

        public void Fail(Exception reason) => _result.TrySetException(reason);
    }
}
