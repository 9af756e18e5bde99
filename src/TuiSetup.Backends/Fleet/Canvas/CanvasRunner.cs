using System.Collections.Immutable;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// Runs a canvas. A chain of single tasks is Celery's own: the workers send what follows. What Celery needs a counting
/// backend for, a task after a group, is waited for here.
/// </summary>
/// <param name="client">Sends and waits.</param>
/// <param name="sign">Signs a task for a queue; null: nothing is signed. What a worker sends on would not be signed, so the steps of a chain are sent from here then.</param>
internal sealed class CanvasRunner(FleetClient client, Func<TaskMessage, string, TaskMessage>? sign)
{
    /// <exception cref="CanvasException">A task failed.</exception>
    public Task<JToken> RunAsync(CanvasNode node, JToken? before, CancellationToken cancel) => node switch
    {
        CanvasNode.Call call => SendAsync([call], before, cancel),
        CanvasNode.Chain { Calls: { } calls } when sign is null => SendAsync(calls, before, cancel),
        CanvasNode.Chain chain => OneByOneAsync(chain, before, cancel),
        CanvasNode.Group group => TogetherAsync(group, before, cancel),
        _ => throw new ArgumentException("There is no such canvas.", nameof(node)),
    };

    private async Task<JToken> OneByOneAsync(CanvasNode.Chain chain, JToken? before, CancellationToken cancel)
    {
        foreach (var step in chain.Steps)
        {
            before = await RunAsync(step, before, cancel).ConfigureAwait(false);
        }

        return before!;
    }

    /// <summary>The first that fails is told; the others are not stopped by it.</summary>
    private async Task<JToken> TogetherAsync(CanvasNode.Group group, JToken? before, CancellationToken cancel)
        => new JArray(await Task.WhenAll(group.Parts.Select(part => RunAsync(part, before, cancel))).ConfigureAwait(false));

    private async Task<JToken> SendAsync(IReadOnlyList<CanvasNode.Call> calls, JToken? before, CancellationToken cancel)
    {
        var ids = calls.Select(_ => Guid.NewGuid().ToString()).ToList();
        var rest = calls.Zip(ids).Skip(1).Select(step => Signature.Read(Describe(step.First, step.Second))).Reverse().ToImmutableArray();
        var message = TaskMessage.Create(ids[0], calls[0].Name, new TaskBody(calls[0].ArgsAfter(before), calls[0].Kwargs, Embed.None with { Chain = rest })) with { ReplyTo = client.ReplyQueue };
        var result = await client.SendAsync(calls[0].Queue, sign is null ? message : sign(message, calls[0].Queue), ids, cancel).ConfigureAwait(false);
        return result.IsGood ? JToken.Parse(result.Json) : throw new CanvasException(result);
    }

    private JObject Describe(CanvasNode.Call call, string id) => new()
    {
        ["task"] = call.Name,
        ["args"] = call.Args.DeepClone(),
        ["kwargs"] = call.Kwargs.DeepClone(),
        ["options"] = new JObject { ["task_id"] = id, ["queue"] = call.Queue, ["reply_to"] = client.ReplyQueue },
        ["subtask_type"] = null,
        ["immutable"] = call.IsImmutable,
    };
}

/// <summary>A task of a canvas failed, and what was to follow it is not done.</summary>
internal sealed class CanvasException(CallResult result) : Exception(result.Text)
{
    public CallResult Result => result;
}
