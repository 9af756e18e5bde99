using System.Globalization;
using System.Security.Cryptography;
using TuiSetup.Core.Json;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Reports;

namespace TuiSetup.Core.Apply;

/// <summary>The state folder: <c>lock</c>, and for each run <c>runs/ID/</c> with plan.json, journal.jsonl, report.json and, where the backend has one, export/.</summary>
public sealed class RunStore(string folder, TimeProvider time)
{
    internal TimeProvider Time => time;

    /// <summary>How far back an interrupted run is looked for; new runs wait until it is resumed.</summary>
    private const int RecentRuns = 50;

    private string LockPath => Path.Combine(folder, "lock");

    private string Runs => Path.Combine(folder, "runs");

    /// <summary>All runs, newest first. Folders that are not whole runs are left out.</summary>
    public IReadOnlyList<RunRecord> List()
    {
        if (!Directory.Exists(Runs))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(Runs).Select(Path.GetFileName).OfType<string>()
            .Select(Find).OfType<RunRecord>().OrderByDescending(run => run.Started).ThenByDescending(run => run.Id, StringComparer.Ordinal)];
    }

    /// <summary>A run by its id; null when there is none.</summary>
    public RunRecord? Find(string id)
    {
        if (id.Length == 0 || id.Contains('/', StringComparison.Ordinal) || id.StartsWith('.')
            || !File.Exists(JournalPath(id)) || PlanFile.Read(PlanPath(id), out _) is not { } plan)
        {
            return null;
        }

        var entries = Journal.Read(JournalPath(id));
        var report = File.Exists(ReportPath(id)) && JsonFile.Load(ReportPath(id), new List<Problem>()) is { } json
            ? ReportJson.Read(json, plan) : null;
        return new RunRecord(id, entries.Count > 0 ? entries[0].At : StartOf(id), StatusOf(entries), plan, report);
    }

    /// <summary>Whether some process is at work on a run.</summary>
    public bool IsAtWork => RunLock.IsHeld(LockPath);

    /// <summary>The newest run whose process died, if there is one. A run at work is not interrupted.</summary>
    public RunRecord? Interrupted()
    {
        if (!Directory.Exists(Runs))
        {
            return null;
        }

        var id = Directory.EnumerateDirectories(Runs).Select(Path.GetFileName).OfType<string>()
            .OrderDescending(StringComparer.Ordinal).Take(RecentRuns)
            .FirstOrDefault(id => File.Exists(JournalPath(id)) && StatusOf(Journal.Read(JournalPath(id))) == RunStatus.Interrupted);
        return id is null || IsAtWork ? null : Find(id);
    }

    /// <summary>The journal of a run for people: a line for each thing that happened, with its time in UTC.</summary>
    public string Story(string id)
        => string.Concat(Entries(id).Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}  {Words(entry)}\n")));

    private static string Words(JournalEntry entry)
        => entry.Outcome is { } outcome ? T($"the end: {StateWords.Of(outcome)}")
            : entry.BeginsUndo ? T("taking back from here on")
            : $"{(entry.State is { } state ? StateWords.Of(state) : "")} {entry.Unit}";

    internal RunLock TakeLock(string what)
    {
        try
        {
            CreateFolder(folder);
            return RunLock.Take(
                LockPath,
                T($"process {Environment.ProcessId} ({what}) since {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(folder, failed);
        }
    }

    /// <summary>A name for a run of a wizard, for whoever has to know it before the run begins.</summary>
    public string NewId(string wizard)
        => string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd-HHmmss}-{wizard}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}");

    /// <summary>Makes a new run's folder with its plan; the journal is still to come.</summary>
    /// <param name="plan">What it is to do.</param>
    /// <param name="id">Its name; null: one is made.</param>
    internal (string Id, Journal Journal) Begin(Plan plan, string? id = null)
    {
        id ??= NewId(plan.Wizard);
        try
        {
            CreateFolder(Path.Combine(Runs, id));
            PlanFile.Write(PlanPath(id), plan);
            return (id, Journal.Create(JournalPath(id), time));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or JournalException)
        {
            Forget(id);
            throw failed as JournalException ?? new JournalException(folder, failed);
        }
    }

    internal Journal Reopen(string id) => Journal.Reopen(JournalPath(id), time);

    internal IReadOnlyList<JournalEntry> Entries(string id) => Journal.Read(JournalPath(id));

    /// <summary>Keeps an export in the run's folder, for its owner alone. <exception cref="JournalException">There is no room.</exception></summary>
    internal void Keep(string id, Export export)
    {
        var path = Path.Combine(Runs, id, "export", Path.GetFileName(export.File));
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, export.Text);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(folder, failed);
        }
    }

    internal void Save(Report report)
    {
        try
        {
            JsonFile.Write(ReportPath(report.Run!), ReportJson.Write(report));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(folder, failed);
        }
    }

    internal void Forget(string id)
    {
        try
        {
            Directory.Delete(Path.Combine(Runs, id), recursive: true);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // A folder without a whole plan and journal is not a run.
        }
    }

    private static void CreateFolder(string path)
        => Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    private static RunStatus StatusOf(IReadOnlyList<JournalEntry> entries) => (entries.Count > 0 ? entries[^1].Outcome : null) switch
    {
        Outcome.Done or Outcome.Unchanged or Outcome.Restored => RunStatus.Done,
        Outcome.Undone => RunStatus.Undone,
        Outcome.Cancelled => RunStatus.Cancelled,
        Outcome.Left => RunStatus.Left,
        Outcome.Refused => RunStatus.Refused,
        _ => RunStatus.Interrupted,
    };

    private static DateTimeOffset StartOf(string id)
        => DateTimeOffset.TryParseExact(
            id.Length < 15 ? "" : id[..15], "yyyyMMdd-HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
            ? start : default;

    private string PlanPath(string id) => Path.Combine(Runs, id, "plan.json");

    private string JournalPath(string id) => Path.Combine(Runs, id, "journal.jsonl");

    private string ReportPath(string id) => Path.Combine(Runs, id, "report.json");
}
