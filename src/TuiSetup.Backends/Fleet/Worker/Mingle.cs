using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;

namespace TuiSetup.Backends.Fleet.Worker;

/// <summary>Celery's mingle: asks the other workers, Python's too, what was revoked while this one was not there.</summary>
internal sealed class Mingle(WorkerState state, RevokedTasks revoked, Action<string> log)
{
    public async Task RunAsync(WorkerSession session, CancellationToken cancel)
    {
        var request = new ControlRequest("hello", new JObject
        {
            ["from_node"] = state.Options.Node,
            ["revoked"] = new JObject(revoked.All.Select(pair => new JProperty(pair.Key, pair.Value))),
        });
        var answers = await new ControlCall(session.Control, state.Time).SendAsync(request, int.MaxValue, cancel).ConfigureAwait(false);
        foreach (var answer in answers.Values)
        {
            state.Adjust(answer["clock"] is { Type: JTokenType.Integer } clock ? (long)clock : 0);
            Learn(revoked, answer["revoked"], log);
        }
    }

    /// <summary>Celery tells them as an object by id.</summary>
    public static void Learn(RevokedTasks revoked, JToken? told, Action<string> log)
    {
        try
        {
            revoked.Add((told as JObject ?? []).Properties().Select(property => property.Name));
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            log($"What other workers tell of revoked tasks cannot be kept: {unwritable.Message}");
        }
    }
}
