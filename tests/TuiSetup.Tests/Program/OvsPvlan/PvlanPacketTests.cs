using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>Real packets between real hosts prove who reaches whom.</summary>
[Collection(PvlanFixture.Name)]
public sealed class PvlanPacketTests(PvlanFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Roles_decide_who_reaches_whom_over_two_switches_until_they_are_undone()
    {
        var before = await fixture.StateAsync();
        Assert.Equal(PvlanFixture.Everyone, await fixture.ReachedAsync());

        var plans = new List<string>();
        foreach (var bridge in (string[])["br0", "br1"])
        {
            plans.Add(Path.Combine(_program.Folder, bridge + ".json"));
            await RequireAsync(0, "plan", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers(bridge)), "--out", plans[^1]);
            await RequireAsync(0, "apply", plans[^1], "--yes");
        }

        Assert.Equal(PvlanFixture.Allowed, await fixture.ReachedAsync());

        // All flows are gone after a restart: nothing passes, and what is kept brings it back.
        fixture.Lab.Kill("ovs-vswitchd");
        await fixture.Lab.RestoreAsync();
        Assert.Empty(await fixture.ReachedAsync());
        await RequireAsync(3, "verify", plans[0]);
        foreach (var plan in plans)
        {
            await RequireAsync(0, "apply", plan, "--yes");
            await RequireAsync(0, "verify", plan);
        }

        Assert.Equal(PvlanFixture.Allowed, await fixture.ReachedAsync());
        foreach (var run in JArray.Parse((await _program.RunAsync("history", "--json")).Stdout))
        {
            await RequireAsync(0, "undo", (string)run["run"]!);
        }

        Assert.Equal(before, await fixture.StateAsync());
        Assert.Equal(PvlanFixture.Everyone, await fixture.ReachedAsync());
    }

    private async Task RequireAsync(int exitCode, params string[] arguments)
    {
        var result = await _program.RunAsync(arguments);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
    }
}
