using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>
/// Counts the parts of chords in redis as Celery does. Whoever ends the last of them, Python's worker or ours, sends the
/// body with their results, or marks it as failed with Celery's own words.
/// </summary>
internal sealed class ChordKeeper(ResultKeeper keeper, ResultSender sender, TimeProvider time)
{
    /// <summary>Celery's <c>result_chord_join_timeout</c>.</summary>
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(3), JoinPause = TimeSpan.FromMilliseconds(100);

    /// <summary>A task has ended for good. Where it is of a chord it is counted, and so is what can no longer follow it.</summary>
    public async Task EndedAsync(TaskRun run, TaskOutcome outcome)
    {
        var (message, embed) = (run.Message, run.Message.Body.Embed);
        if (embed.Chord is { } chord && message.Group is { } group)
        {
            await CountAsync(run, chord, group, message.GroupIndex, new TaskResult(message.Id, outcome.State, outcome.Result)).ConfigureAwait(false);
        }

        if (outcome.State != TaskState.Failure)
        {
            return;
        }

        foreach (var step in embed.Chain.Where(step => step.Id is not null))
        {
            var failed = new TaskResult(step.Id!, TaskState.Failure, outcome.Result);
            await StoreAsync(run, failed, step.Group).ConfigureAwait(false);
            if (step is { Embed.Chord: { } stepChord, Group: { } stepGroup })
            {
                await CountAsync(run, stepChord, stepGroup, step.GroupIndex, failed).ConfigureAwait(false);
            }
        }
    }

    private async Task CountAsync(TaskRun run, JObject chord, string group, int? index, TaskResult part)
    {
        var session = run.Delivery.Session;
        Signature body;
        try
        {
            body = Signature.Read(chord);
        }
        catch (MessageException)
        {
            // Nobody can be told: it has neither a name nor an id.
            return;
        }

        try
        {
            if (await keeper.KeepAsync(session, results => results.CountAsync(group, index, part, run.Delivery.IsAgain)).ConfigureAwait(false) is not { } parts)
            {
                return;
            }

            var values = await keeper.KeepAsync(session, results => JoinAsync(results, group, parts)).ConfigureAwait(false);
            await sender.FollowAsync(run, body, values).ConfigureAwait(false);
            await keeper.KeepAsync(session, results => results.ForgetAsync(group)).ConfigureAwait(false);
        }
        catch (ChordException failed)
        {
            await FailAsync(run, body, failed.Message).ConfigureAwait(false);
        }
        catch (MessageException nonsense)
        {
            await FailAsync(run, body, $"Join error: {nonsense.Message}").ConfigureAwait(false);
        }
    }

    private async Task<JArray> JoinAsync(RedisResults results, string group, IReadOnlyList<TaskResult> parts)
    {
        if (await results.HeaderAsync(group).ConfigureAwait(false) is { } header)
        {
            return await NestedAsync(results, header).ConfigureAwait(false);
        }

        return parts.FirstOrDefault(part => part.State is TaskState.Failure or TaskState.Revoked) is { } failed
            ? throw new ChordException($"Dependency {failed.TaskId} raised {PythonText.OfException(failed.Result)}")
            : new JArray(parts.Select(part => part.Result));
    }

    /// <summary>A header with groups in it: <c>[[id, parent], null or the parts of a group]</c> for each.</summary>
    private async Task<JArray> NestedAsync(RedisResults results, JArray header)
    {
        var values = new JArray();
        foreach (var entry in header)
        {
            values.Add(entry switch
            {
                JArray { Count: > 1 } pair when pair[1] is JArray parts => await NestedAsync(results, parts).ConfigureAwait(false),
                JArray { Count: > 0 } pair when pair[0] is JArray { Count: > 0 } name => await ValueAsync(results, $"{name[0]}").ConfigureAwait(false),
                _ => throw new MessageException("the header is saved in another form"),
            });
        }

        return values;
    }

    private async Task<JToken> ValueAsync(RedisResults results, string id)
    {
        for (var began = time.GetTimestamp(); ;)
        {
            var result = await results.FindAsync(id).ConfigureAwait(false);
            switch (result?.State)
            {
                case TaskState.Success:
                    return result.Result;
                case TaskState.Failure or TaskState.Revoked:
                    throw new ChordException($"Dependency {id} raised {PythonText.OfException(result.Result)}");
            }

            if (time.GetElapsedTime(began) > JoinPatience)
            {
                throw new ChordException("Join error: TimeoutError('The operation timed out.')");
            }

            await Task.Delay(JoinPause, time).ConfigureAwait(false);
        }
    }

    private async Task FailAsync(TaskRun run, Signature body, string why)
    {
        if (body.Id is { } id)
        {
            await StoreAsync(run, new TaskResult(id, TaskState.Failure, TaskResult.Exception("ChordError", "celery.exceptions", why)), body.Group).ConfigureAwait(false);
            await sender.FollowFailureAsync(run, body.Embed.Errbacks, id).ConfigureAwait(false);
        }
    }

    private Task StoreAsync(TaskRun run, TaskResult result, string? group)
        => keeper.KeepAsync(run.Delivery.Session, results => results.StoreAsync(result, group, parent: null));

    private sealed class ChordException(string message) : Exception(message);
}
