using System.Collections.Immutable;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Values;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Fleet;

/// <summary>Which hosts of a job are sent when, and what is known of them.</summary>
public sealed class JobTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static FleetJob Job { get; } = new(
        "job", default, JobTemplate.OfUndo("earlier"), [.. Enumerable.Range(1, 5).Select(number => new JobHost($"h{number}", ImmutableDictionary<string, string>.Empty.Add("host", $"h{number}")))]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Canaries_go_first_and_alone()
    {
        var (schedule, progress) = (new DispatchSchedule(Job, new DispatchOptions { Canary = 2, MaxParallel = 2 }), new JobProgress(Job));
        Assert.Equal(["h1", "h2"], Next(schedule, progress));
        End(progress, "h1");
        Assert.Empty(Next(schedule, progress));
        End(progress, "h2");
        Assert.Equal(["h3", "h4"], Next(schedule, progress));
        End(progress, "h3", "FAILURE");
        Assert.Equal(["h5"], Next(schedule, progress));
        Assert.False(schedule.IsOver(progress));
        End(progress, "h4");
        End(progress, "h5");
        Assert.True(schedule.IsOver(progress));
    }

    [Fact]
    public void A_canary_that_fails_stops_everything()
    {
        var (schedule, progress) = (new DispatchSchedule(Job, new DispatchOptions { Canary = 2 }), new JobProgress(Job));
        Next(schedule, progress);
        End(progress, "h1", "FAILURE");
        Assert.False(schedule.IsOver(progress));
        End(progress, "h2");
        Assert.True(schedule.IsOver(progress));
        Assert.Equal(["h3", "h4", "h5"], schedule.Left.Select(host => host.Name));
    }

    [Fact]
    public void So_many_failures_are_enough()
    {
        var (schedule, progress) = (new DispatchSchedule(Job, new DispatchOptions { MaxParallel = 1, StopAfterFailures = 2 }), new JobProgress(Job));
        Next(schedule, progress);
        End(progress, "h1", "FAILURE");
        Assert.Equal(["h2"], Next(schedule, progress));
        End(progress, "h2", "REVOKED");
        Assert.Empty(Next(schedule, progress));
        Assert.True(schedule.IsOver(progress));
    }

    [Fact]
    public void An_end_is_an_end_and_the_worst_host_tells_the_exit_code()
    {
        var progress = new JobProgress(Job);
        Assert.Equal(6, progress.ExitCode);
        Assert.True(progress.Take(new HostState("h1", "SUCCESS")));
        Assert.False(progress.Take(new HostState("h1", "STARTED")));
        Assert.False(progress.Take(new HostState("stranger", "SUCCESS")));
        progress.Take(new HostState("h2", "REVOKED"));
        progress.Take(new HostState("h3", "FAILURE") { Exception = "PlanRefused" });
        progress.Take(new HostState("h4", "FAILURE") { Exception = "BackendError" });
        Assert.Equal(6, progress.ExitCode);
        progress.Take(new HostState("h5", "FAILURE") { Exception = "PlanLeft" });
        Assert.Equal(5, progress.ExitCode);
        Assert.True(progress.IsFinal);
        Assert.Equal((1, 4), (progress.Done, progress.Failed));
    }

    [Fact]
    public void A_host_that_tells_of_no_steps_keeps_those_that_were_known()
    {
        var progress = new JobProgress(Job);
        progress.Take(new HostState("h1", "PROGRESS") { Current = 3, Total = 4 });
        progress.Take(new HostState("h1", "RETRY"));
        Assert.Equal((3, 4), (progress["h1"].Current, progress["h1"].Total));
    }

    [Fact]
    public void Jobs_of_one_second_are_listed_in_their_order_too()
    {
        var store = new JobStore(_folder.Path, TimeProvider.System);
        var ids = Enumerable.Range(0, 20).Select(_ => store.Create(JobTemplate.OfUndo("earlier"), Job.Hosts).Id).ToList();

        Assert.Equal(Enumerable.Reverse(ids), store.List().Select(job => job.Id));
    }

    [Fact]
    public void What_is_known_is_on_the_disk_and_a_line_that_was_cut_short_harms_nothing()
    {
        var store = new JobStore(_folder.Path, TimeProvider.System);
        var job = store.Create(JobTemplate.OfUndo("earlier"), Job.Hosts);
        store.Append(job, new HostState("h1", "FAILURE") { Exception = "PlanLeft", Message = "a\nb", Run = "run" });
        File.AppendAllText(Path.Combine(_folder.Path, "fleet", "jobs", job.Id, "states.jsonl"), "{\"host\": \"h2\", \"sta");

        var again = new JobStore(_folder.Path, TimeProvider.System);
        var found = Assert.Single(again.List());
        Assert.Equal((job.Id, FleetNames.UndoTask, 5), (found.Id, found.Template.Task, found.Hosts.Length));
        var progress = again.Progress(found);
        Assert.Equal(("FAILURE", "run", "PENDING"), (progress["h1"].State, progress["h1"].Run, progress["h2"].State));
        Assert.Null(again.Find("../" + job.Id));
        Assert.Equal("earlier.h1", (string?)found.Template.For(found.Hosts[0])["run"]);
    }

    [Fact]
    public void A_plan_goes_out_as_it_is()
    {
        var step = new Step { Id = "s", Backend = "b", Operation = "o", Target = "t", Action = StepAction.Create, Summary = "says ${host}", Before = Value.Nothing, After = Value.Nothing, Arguments = Value.Nothing, DependsOn = [] };
        var plan = new Plan { Wizard = "w", Backend = "b", Target = new PlanTarget("a", "i", Value.Nothing), Answers = [], FactsDigest = "", Steps = [step] };
        var sent = JobTemplate.OfPlan(FleetNames.ApplyTask, plan).For(Job.Hosts[0]);
        Assert.Equal("says ${host}", (string?)sent["plan"]!["steps"]![0]!["summary"]);
    }

    [Fact]
    public void Hosts_are_names_or_a_file_with_values()
    {
        Assert.Equal(["a", "b-1.example"], HostList.Read("a, b-1.example,").Select(host => host.Name));
        var hosts = HostList.Read(_folder.Write("hosts", "# ours\n\nsw1 port=v-h1 note=a=b\nsw2   # none\n"));
        Assert.Equal(["sw1", "sw2"], hosts.Select(host => host.Name));
        Assert.Equal(("v-h1", "a=b", "sw1"), (hosts[0].Variables["port"], hosts[0].Variables["note"], hosts[0].Variables["host"]));

        var problems = Assert.Throws<ProblemException>(() => HostList.Read(_folder.Write("bad", "a;b\nc d\ne host=f\n"))).Problems;
        Assert.Equal(3, problems.Count);
        Assert.Throws<ProblemException>(() => HostList.Read(""));
        Assert.Throws<ProblemException>(() => HostList.Read(_folder["missing/file"]));
    }

    private static IEnumerable<string> Next(DispatchSchedule schedule, JobProgress progress) => [.. schedule.Take(progress).Select(host => host.Name)];

    private static void End(JobProgress progress, string host, string state = "SUCCESS") => progress.Take(new HostState(host, state));
}
