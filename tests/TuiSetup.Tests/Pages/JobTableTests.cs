using System.Collections.Immutable;
using TuiSetup.Backends.Fleet;
using TuiSetup.Pages;

namespace TuiSetup.Tests.Pages;

/// <summary>The table of a job's hosts.</summary>
public sealed class JobTableTests
{
    private readonly JobProgress _progress = new(new FleetJob(
        "job", default, JobTemplate.OfUndo("x"), [.. ((string[])["done", "waits", "works", "failed", "fresh"]).Select(name => new JobHost(name, ImmutableDictionary<string, string>.Empty))]));

    public JobTableTests()
    {
        _progress.Take(new HostState("done", "SUCCESS") { Message = "done" });
        _progress.Take(new HostState("works", "PROGRESS") { Current = 3, Total = 4, Message = "applying\nBridge \u001b[31mbr0" });
        _progress.Take(new HostState("failed", "FAILURE") { Message = "PlanUndone: no bridge" });
        _progress.Take(new HostState("fresh", "STARTED"));
    }

    [Fact]
    public void Hosts_that_failed_stand_first_and_nothing_of_what_they_say_reaches_the_terminal_as_a_command()
        => Assert.Equal(
            """
            failed [..........] FAILURE  PlanUndone: no bridge
            works  [#######...] PROGRESS applying Bridge ^[[31mbr0
            fresh  [..........] STARTED
            waits  [..........] PENDING
            done   [##########] SUCCESS  done
            """,
            JobTable.Of(_progress));

    [Fact]
    public void How_many_there_are_of_each_is_told() => Assert.Equal("1 done, 1 failed, 2 at work, 1 waiting", JobTable.Summary(_progress));
}
