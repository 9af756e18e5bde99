using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Apply;

namespace TuiSetup.Backends.Fleet;

/// <summary>
/// The jobs that were sent from here: <c>fleet/jobs/ID/job.json</c>, and beside it a line for each state that was heard of,
/// <c>states.jsonl</c>. How a host ended is on the disk before the broker forgets it.
/// </summary>
public sealed class JobStore(string stateFolder, TimeProvider time)
{
    private const string JobFile = "job.json", StatesFile = "states.jsonl";

    private readonly string _folder = Path.Combine(stateFolder, "fleet", "jobs");

    internal TimeProvider Time => time;

    /// <summary>A new job, on the disk before anything of it is sent.</summary>
    /// <exception cref="JournalException">It cannot be kept, so nothing was sent.</exception>
    public FleetJob Create(JobTemplate template, ImmutableArray<JobHost> hosts)
    {
        var now = time.GetUtcNow();
        var id = string.Create(CultureInfo.InvariantCulture, $"{now:yyyyMMdd-HHmmss}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        var job = new FleetJob(id, now, template, hosts);
        try
        {
            DurableFile.Write(Path.Combine(DurableFile.CreateFolder(_folder, id), JobFile), CeleryJson.Write(ToJson(job)));
            return job;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(_folder, failed);
        }
    }

    /// <summary>A job by its id; null when there is none.</summary>
    public FleetJob? Find(string id)
    {
        try
        {
            return FleetNames.IsName(id) && CeleryJson.Parse(File.ReadAllBytes(Path.Combine(_folder, id, JobFile))) is JObject json ? FromJson(id, json) : null;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException or MessageException)
        {
            return null;
        }
    }

    /// <summary>All jobs, newest first.</summary>
    public IReadOnlyList<FleetJob> List() => Directory.Exists(_folder)
        ? [.. Directory.EnumerateDirectories(_folder).Select(Path.GetFileName).OfType<string>().Select(Find).OfType<FleetJob>()
            .OrderByDescending(job => job.Created).ThenByDescending(job => job.Id, StringComparer.Ordinal)]
        : [];

    /// <summary>The last that was heard of each host, in the job's order; of some nothing.</summary>
    public JobProgress Progress(FleetJob job)
    {
        var progress = new JobProgress(job);
        var path = Path.Combine(_folder, job.Id, StatesFile);
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                try
                {
                    if (CeleryJson.Parse(Encoding.UTF8.GetBytes(line)) is JObject json)
                    {
                        progress.Take(StateFromJson(json));
                    }
                }
                catch (MessageException)
                {
                    // A crash cut it short; the broker still has it.
                }
            }
        }

        return progress;
    }

    /// <exception cref="JournalException">It cannot be kept.</exception>
    internal void Append(FleetJob job, HostState state)
    {
        try
        {
            DurableFile.Append(Path.Combine(_folder, job.Id, StatesFile), CeleryJson.Write(ToJson(state)), flush: state.IsFinal);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(_folder, failed);
        }
    }

    private static JObject ToJson(FleetJob job) => new()
    {
        ["created"] = job.Created.ToString("O", CultureInfo.InvariantCulture),
        ["task"] = job.Template.Task,
        ["title"] = job.Template.Title,
        ["arguments"] = job.Template.Arguments,
        ["hosts"] = new JObject(job.Hosts.Select(host => new JProperty(host.Name, new JObject(host.Variables.Select(pair => new JProperty(pair.Key, pair.Value)))))),
    };

    private static FleetJob FromJson(string id, JObject json) => new(
        id,
        DateTimeOffset.TryParse((string?)json["created"], CultureInfo.InvariantCulture, out var created) ? created : default,
        new JobTemplate((string?)json["task"] ?? "", (string?)json["title"] ?? "", json["arguments"] as JObject ?? []),
        [.. (json["hosts"] as JObject ?? []).Properties().Select(host => new JobHost(
            host.Name, (host.Value as JObject ?? []).Properties().ToImmutableDictionary(pair => pair.Name, pair => $"{pair.Value}")))]);

    private static JObject ToJson(HostState state) => new()
    {
        ["at"] = state.At.ToString("O", CultureInfo.InvariantCulture),
        ["host"] = state.Host,
        ["state"] = state.State,
        ["message"] = state.Message,
        ["exception"] = state.Exception,
        ["run"] = state.Run,
        ["current"] = state.Current,
        ["total"] = state.Total,
    };

    private static HostState StateFromJson(JObject json) => new((string?)json["host"] ?? "", (string?)json["state"] ?? "")
    {
        At = DateTimeOffset.TryParse((string?)json["at"], CultureInfo.InvariantCulture, out var at) ? at : default,
        Message = (string?)json["message"] ?? "",
        Exception = (string?)json["exception"] ?? "",
        Run = (string?)json["run"] ?? "",
        Current = (int?)json["current"] ?? 0,
        Total = (int?)json["total"] ?? 0,
    };
}
