using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using TuiSetup.Backends.Fleet;
using TuiSetup.Newt.Text;

namespace TuiSetup.Commands;

/// <summary>Tells of jobs on the standard streams: for people, or as JSON lines and nothing else on standard output.</summary>
internal sealed class FleetOutput(Composition program, bool json)
{
    private readonly Lock _lock = new();

    public void Begin(FleetJob job)
    {
        if (json)
        {
            Line(new JObject { ["event"] = "job", ["job"] = job.Id, ["task"] = job.Template.Task, ["title"] = job.Template.Title, ["hosts"] = job.Hosts.Length });
        }
        else
        {
            program.Streams.Error.WriteLine(SafeText.Clean(T($"job {job.Id}: {job.Template.ShownTitle} on {job.Hosts.Length} hosts")));
        }
    }

    public void State(HostState state)
    {
        if (json)
        {
            var line = ToJson(state);
            line.AddFirst(new JProperty("event", "state"));
            Line(line);
        }
        else
        {
            Say(Text(state));
        }
    }

    public void Warn(string message) => Say($"tuisetup: {message}");

    public void Sent(JobProgress progress)
    {
        if (json)
        {
            Line(End(progress, "sent"));
        }
        else
        {
            program.Streams.Output.WriteLine(progress.Job.Id);
            Say(T($"sent; 'tuisetup jobs follow {progress.Job.Id}' tells what becomes of it"));
        }
    }

    /// <summary>The last word; the result is the exit code.</summary>
    public int End(JobProgress progress)
    {
        if (json)
        {
            Line(End(progress, progress.IsFinal ? progress.Failed == 0 ? "done" : "failed" : "waiting"));
        }
        else
        {
            Print(progress);
        }

        return program.Interruption.Happened ? ExitCodes.Interrupted : progress.ExitCode;
    }

    /// <summary>A job host by host, those that failed first.</summary>
    public void Print(JobProgress progress)
    {
        program.Streams.Output.WriteLine(Summary(progress));
        if (!progress.IsFinal)
        {
            Say(T($"'tuisetup jobs follow {progress.Job.Id}' goes on waiting; 'tuisetup jobs revoke {progress.Job.Id}' calls back what has not begun"));
        }
    }

    /// <summary>The hosts that are not done, those that failed first, and how many there are of each.</summary>
    public static string Summary(JobProgress progress)
    {
        var width = progress.Hosts.Max(host => host.Host.Length);
        var open = OpenIn(progress);
        return SafeText.Clean(string.Join('\n', progress.Hosts.Where(host => !host.IsGood).OrderBy(host => host.IsFinal ? 0 : 1)
            .Select(host => $"{host.Host.PadRight(width)}  {host.State,-8}  {host.Message}".TrimEnd())
            .Append(T($"{progress.Done} done, {progress.Failed} failed{(open > 0 ? T($", {open} not ended") : "")}"))));
    }

    /// <summary>Jobs, one a line, in columns no wider than they must be: a screen has room for little more.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyCollection<JobProgress> jobs)
    {
        var (done, failed, open) = (Width(jobs, job => job.Done), Width(jobs, job => job.Failed), Width(jobs, OpenIn));
        return [.. jobs.Select(job => SafeText.Clean(
            T($"{job.Job.Id}  {Padded(job.Done, done)} done  {Padded(job.Failed, failed)} failed  {Padded(OpenIn(job), open)} open  {job.Job.Template.ShownTitle}")))];
    }

    public static void Print(TextWriter output, IReadOnlyCollection<JobProgress> jobs)
    {
        foreach (var line in Lines(jobs))
        {
            output.WriteLine(line);
        }
    }

    private static int OpenIn(JobProgress job) => job.Job.Hosts.Length - job.Done - job.Failed;

    private static int Width(IEnumerable<JobProgress> jobs, Func<JobProgress, int> count) => jobs.Max(job => (int?)Digits(count(job)).Length) ?? 0;

    private static string Padded(int count, int width) => Digits(count).PadLeft(width);

    private static string Digits(int count) => count.ToString(CultureInfo.InvariantCulture);

    public void PrintJson(JobProgress progress) => program.Streams.Output.WriteLine(End(progress, null).ToString());

    public void PrintJson(IEnumerable<JobProgress> jobs) => program.Streams.Output.WriteLine(new JArray(jobs.Select(job => End(job, null))).ToString());

    /// <summary>The exit code is 6 only where a host has nowhere to keep it: else it holds, whether the worker is there or not.</summary>
    public int Revoked(Revocation revocation)
    {
        if (json)
        {
            Line(new JObject { ["revoked"] = new JArray(revocation.Heard), ["kept"] = new JArray(revocation.Kept), ["unheard"] = new JArray(revocation.Unknown) });
        }
        else
        {
            var all = revocation.Heard.Count + revocation.Kept.Count + revocation.Unknown.Count;
            program.Streams.Output.WriteLine(T($"{revocation.Heard.Count} of {all} hosts that had not ended have heard it"));
            Tell(revocation.Kept, T("its worker is not there, and reads it before it takes a task"));
            Tell(revocation.Unknown, T("no answer, and it has no queue of revocations: a worker older than this program would carry the task out"));
        }

        return revocation.Unknown.Count == 0 ? ExitCodes.Done : ExitCodes.Unreachable;
    }

    /// <summary>A state in one line.</summary>
    public static string Text(HostState state)
        => state.Total > 0 && !state.IsFinal ? $"{state.Host}  {state.State}  {state.Current}/{state.Total}  {state.Message}" : $"{state.Host}  {state.State}  {state.Message}".TrimEnd();

    private void Tell(IEnumerable<string> hosts, string what)
    {
        foreach (var host in hosts)
        {
            program.Streams.Output.WriteLine(SafeText.Clean($"{host}  {what}"));
        }
    }

    private static JObject End(JobProgress progress, string? outcome)
    {
        var end = new JObject
        {
            ["job"] = progress.Job.Id,
            ["task"] = progress.Job.Template.Task,
            ["title"] = progress.Job.Template.Title,
            ["created"] = progress.Job.Created.ToString("yyyy-MM-ddTHH:mm:ssZ"),
            ["done"] = progress.Done,
            ["failed"] = progress.Failed,
            ["hosts"] = new JArray(progress.Hosts.Select(ToJson)),
        };
        if (outcome is not null)
        {
            end.AddFirst(new JProperty("outcome", outcome));
            end.AddFirst(new JProperty("event", "end"));
        }

        return end;
    }

    private static JObject ToJson(HostState state) => new()
    {
        ["host"] = state.Host,
        ["state"] = state.State,
        ["message"] = state.Message,
        ["exception"] = state.Exception.Length > 0 ? state.Exception : null,
        ["run"] = state.Run.Length > 0 ? state.Run : null,
        ["current"] = state.Current,
        ["total"] = state.Total,
    };

    private void Say(string line)
    {
        lock (_lock)
        {
            program.Streams.Error.WriteLine(SafeText.Clean(line));
        }
    }

    private void Line(JObject line)
    {
        lock (_lock)
        {
            program.Streams.Output.WriteLine(line.ToString(Formatting.None));
        }
    }
}
