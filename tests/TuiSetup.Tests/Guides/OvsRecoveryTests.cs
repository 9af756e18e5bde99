using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Guides;

/// <summary>The commands by which the guide of ovs-mirror recovers without the program leave nothing of a mirror.</summary>
[Collection(OvsFixture.Name)]
public sealed class MirrorRecoveryTests(OvsFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_mirror_is_gone_and_a_flow_that_never_pauses_is_copied_no_longer()
    {
        var guide = Guide.Of("ovs-mirror");
        var before = await StateAsync();
        await using var traffic = await fixture.Lab.StartTrafficAsync("h1", "10.77.0.2", 20);
        await using var capture = await fixture.Lab.StartCaptureAsync("mon", "icmp");
        var applied = await _program.AnswerAsync(guide.Blocks(Guide.Unattended, "json"), "run", "ovs-mirror", "--answers", "-", "--yes");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        Assert.NotEqual(before, await StateAsync());
        await capture.WaitForPacketsAsync(10, TimeSpan.FromSeconds(5));

        await OvsShell.RunAsync(fixture.Lab, guide.Recovery("", ("BRIDGE", "br0"), ("MIRROR", "ids")));

        Assert.Equal(before, await StateAsync());
        var copied = -1;
        for (var window = 0; window < 8 && copied != capture.Packets.Count; window++)
        {
            copied = capture.Packets.Count;
            await traffic.WaitForAnswersAsync(traffic.Received + 20);
        }

        Assert.Equal(copied, capture.Packets.Count);
    }

    private async Task<string> StateAsync()
        => await fixture.Lab.VsctlAsync("--columns=name,mirrors,flood_vlans", "list", "bridge") + await fixture.Lab.VsctlAsync("--columns=name,select_all,select_src_port", "list", "mirror");
}

/// <summary>The same of ovs-pvlan, with flows of someone else beside ours.</summary>
[Collection(PvlanFixture.Name)]
public sealed class PvlanRecoveryTests(PvlanFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public async ValueTask DisposeAsync()
    {
        await fixture.ResetAsync();
        _program.Dispose();
    }

    [Fact]
    public async Task Ports_bridge_and_flows_are_as_they_were_and_everyone_is_reached_again()
    {
        await fixture.Lab.OfctlAsync("add-flow", "br0", "cookie=0x77,priority=5,ip,nw_dst=10.9.9.9,actions=drop");
        var before = await fixture.StateAsync();
        foreach (var bridge in (string[])["br0", "br1"])
        {
            var applied = await _program.RunAsync("run", "ovs-pvlan", "--yes", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers(bridge)));
            Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        }

        Assert.Equal(PvlanFixture.Allowed, await fixture.ReachedAsync());

        foreach (var bridge in (string[])["br0", "br1"])
        {
            await OvsShell.RunAsync(fixture.Lab, Guide.Of("ovs-pvlan").Recovery("", ("BRIDGE", bridge), ("PRIMARY", "100")));
        }

        Assert.Equal(before, await fixture.StateAsync());
        Assert.Equal(PvlanFixture.Everyone, await fixture.ReachedAsync());
    }
}

/// <summary>A shell beside a lab's Open vSwitch, as an admin has it on the switch's machine.</summary>
internal static class OvsShell
{
    public static async Task RunAsync(OvsLab lab, string commands)
        => (await ProcessRunner.RunAsync("sh", ["-e", "-c", commands], lab.Environment, cancel: TestContext.Current.CancellationToken)).Required(commands);
}
