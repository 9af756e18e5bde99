using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Apply;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>A task that changes something here: the run it became, how often that was begun, and how it ended.</summary>
internal sealed record Claim(string Id, string Run, int Attempts)
{
    /// <summary>What SUCCESS carried, once it did.</summary>
    public JToken? Result { get; init; }

    /// <summary>What FAILURE carried, once it did.</summary>
    public JObject? Failure { get; init; }

    public bool IsFinished => Result is not null || Failure is not null;

    /// <summary>The answer of a task that is finished, once more.</summary>
    public JToken Outcome() => Result ?? throw Recalled(Failure!);

    private static TaskFailure Recalled(JObject failure)
    {
        var arguments = failure["exc_message"] as JArray ?? [];
        return new TaskFailure((string?)failure["exc_type"] ?? "", (string?)failure["exc_module"] ?? "", $"{arguments.FirstOrDefault()}", [.. arguments.Skip(1)]);
    }
}

/// <summary>
/// What became of each task that changes something, on the disk: <c>fleet/tasks/ID.json</c>. A task that comes again is
/// answered from here.
/// </summary>
internal sealed class ClaimStore(string stateFolder, TimeProvider time)
{
    /// <summary>No broker keeps a message longer.</summary>
    private static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private readonly string _folder = Path.Combine(stateFolder, "fleet", "tasks");

    public Claim? Find(string id)
    {
        try
        {
            return CeleryJson.Parse(File.ReadAllBytes(PathOf(id))) is JObject map
                ? new Claim(id, (string?)map["run"] ?? "", (int?)map["attempts"] ?? 1) { Result = Given(map["result"]), Failure = map["failure"] as JObject }
                : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or MessageException)
        {
            return null;
        }
    }

    /// <summary>The task that became a run; null when none did.</summary>
    public Claim? FindRun(string run) => Directory.Exists(_folder)
        ? Directory.EnumerateFiles(_folder, "*.json").Select(file => Find(Path.GetFileNameWithoutExtension(file))).FirstOrDefault(claim => claim?.Run == run)
        : null;

    /// <summary>From now on the task is known, also to a worker that starts after this one died.</summary>
    /// <exception cref="JournalException">It cannot be noted, so nothing may be changed.</exception>
    public void Begin(string id, string run) => Write(new Claim(id, run, 1));

    /// <summary>It is begun once more.</summary>
    public void Again(Claim claim) => Write(claim with { Attempts = claim.Attempts + 1 });

    /// <summary>Keeps the answer. Where that fails, the run's own report has it.</summary>
    public JToken Finish(string id, JToken result)
    {
        TryFinish(id, claim => claim with { Result = result });
        return result;
    }

    /// <inheritdoc cref="Finish(string, JToken)"/>
    public void Finish(string id, TaskFailure failure) => TryFinish(id, claim => claim with { Failure = failure.ToJson() });

    /// <summary>Forgets what is older than any message can be.</summary>
    public void Prune()
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        var oldest = (time.GetUtcNow() - Retention).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(_folder).Where(file => File.GetLastWriteTimeUtc(file) < oldest))
        {
            File.Delete(file);
        }
    }

    private void TryFinish(string id, Func<Claim, Claim> finish)
    {
        try
        {
            Write(finish(Find(id) ?? new Claim(id, "", 1)));
        }
        catch (JournalException)
        {
        }
    }

    private void Write(Claim claim)
    {
        try
        {
            DurableFile.CreateFolder(_folder);
            DurableFile.Write(PathOf(claim.Id), CeleryJson.Write(new JObject
            {
                ["run"] = claim.Run,
                ["attempts"] = claim.Attempts,
                ["result"] = claim.Result?.DeepClone(),
                ["failure"] = claim.Failure?.DeepClone(),
            }));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(PathOf(claim.Id), failed);
        }
    }

    private string PathOf(string id) => Path.Combine(_folder, id + ".json");

    private static JToken? Given(JToken? token) => token is { Type: not JTokenType.Null } ? token : null;
}
