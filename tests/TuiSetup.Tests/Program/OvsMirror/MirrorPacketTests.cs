using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsMirror;

/// <summary>What arrives at the monitor proves each option; the counts are those of real packets.</summary>
[Collection(OvsFixture.Name)]
public sealed class MirrorPacketTests(OvsFixture fixture) : IAsyncLifetime
{
    private readonly Tuisetup _program = new(fixture.Lab);

    private OvsLab Lab => fixture.Lab;

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Select_all_copies_both_directions_of_every_port()
    {
        var copies = await CopiesAsync("""{ "bridge": "br0", "name": "m", "select_all": true, "output_port": "v-mon" }""", "h1", "10.77.0.2", 3, copies: 6);

        Assert.Equal(3, copies.Count(IsRequest));
        Assert.Equal(3, copies.Count(IsReply));
    }

    [Fact]
    public async Task Select_src_port_copies_only_what_the_guest_sends()
    {
        var copies = await CopiesAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-mon" }""", "h1", "10.77.0.2", 3);

        Assert.Equal(3, copies.Count(IsRequest));
        Assert.Equal(0, copies.Count(IsReply));
    }

    [Fact]
    public async Task Select_dst_port_copies_only_what_the_guest_receives()
    {
        var copies = await CopiesAsync("""{ "bridge": "br0", "name": "m", "select_dst_port": ["v-h1"], "output_port": "v-mon" }""", "h1", "10.77.0.2", 3);

        Assert.Equal(0, copies.Count(IsRequest));
        Assert.Equal(3, copies.Count(IsReply));
    }

    [Fact]
    public async Task Select_vlan_narrows_the_ports_down()
    {
        await Lab.SetVlanAsync("h1", 10);
        await Lab.SetVlanAsync("h2", 10);
        await using var capture = await Lab.StartCaptureAsync("mon", "icmp or vlan");
        await _program.ApplyAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1", "v-h2", "v-h3"], "select_vlan": [10], "output_port": "v-mon" }""");
        await PingAsync("h1", "10.77.0.2", 3);
        await capture.WaitForPacketsAsync(6);
        await Lab.SetVlanAsync("h1", null);
        await Lab.SetVlanAsync("h2", null);
        await PingAsync("h3", "10.77.0.2", 3);

        Assert.Equal(6, (await capture.StopAsync()).Count(packet => IsRequest(packet) || IsReply(packet)));
        Assert.All(capture.Packets.Where(IsRequest), packet => Assert.Contains("vlan 10", packet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Output_vlan_sends_the_copies_in_that_vlan_without_their_own_tag()
    {
        await Lab.SetVlanAsync("h1", 10);
        await Lab.SetVlanAsync("h2", 10);
        await Lab.VsctlAsync("set", "port", "v-mon", "trunks=999");
        var copies = await CopiesAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_vlan": 999 }""", "h1", "10.77.0.2", 3, "vlan 999");
        await Lab.VsctlAsync("clear", "port", "v-mon", "trunks");

        Assert.Equal(3, copies.Count(IsRequest));
        Assert.All(copies, packet => Assert.DoesNotContain("vlan 10,", packet, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Snaplen_cuts_the_copies()
    {
        var copies = await CopiesAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-mon", "snaplen": 64 }""", "h1", "10.77.0.2", 3, "icmp and less 64", null, "-s", "1000");

        Assert.Equal(3, copies.Count);
    }

    [Fact]
    public async Task A_flow_that_never_pauses_is_copied_at_once_and_no_longer_after_the_undo()
    {
        await using var traffic = await Lab.StartTrafficAsync("h1", "10.77.0.2", 20);
        await traffic.WaitForAnswersAsync(5);
        await using var capture = await Lab.StartCaptureAsync("mon", "icmp");
        await _program.ApplyAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-mon" }""");
        await capture.WaitForPacketsAsync(10, TimeSpan.FromSeconds(5));
        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);

        // ovs-vswitchd looks at active flows again within half a second; without the undo they would be copied for ever.
        var copied = -1;
        for (var window = 0; window < 8 && copied != capture.Packets.Count; window++)
        {
            copied = capture.Packets.Count;
            await traffic.WaitForAnswersAsync(traffic.Received + 20);
        }

        Assert.Equal(copied, capture.Packets.Count);
    }

    [Fact]
    public async Task A_mirror_that_changes_reaches_active_flows_too()
    {
        await using var traffic = await Lab.StartTrafficAsync("h1", "10.77.0.2", 20);
        await using var capture = await Lab.StartCaptureAsync("mon", "icmp");
        await _program.ApplyAsync("""{ "bridge": "br0", "name": "m", "select_src_port": ["v-h1"], "output_port": "v-mon" }""");
        await capture.WaitForPacketAsync(IsRequest, TimeSpan.FromSeconds(5));
        Assert.DoesNotContain(capture.Packets, IsReply);
        await _program.ApplyAsync("""{ "bridge": "br0", "name": "m", "select_dst_port": ["v-h1"], "output_port": "v-mon" }""");

        await capture.WaitForPacketAsync(IsReply, TimeSpan.FromSeconds(5));
    }

    private static bool IsRequest(string packet) => packet.Contains("echo request", StringComparison.Ordinal);

    private static bool IsReply(string packet) => packet.Contains("echo reply", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> CopiesAsync(string answers, string from, string to, int count, string filter = "icmp", int? copies = null, params string[] options)
    {
        await _program.ApplyAsync(answers);
        await using var capture = await Lab.StartCaptureAsync("mon", filter);
        await PingAsync(from, to, count, options);
        await capture.WaitForPacketsAsync(copies ?? count);
        return await capture.StopAsync();
    }

    /// <summary>Neighbours are known, so that nothing but the pings moves.</summary>
    private async Task PingAsync(string from, string to, int count, params string[] options)
        => await Lab.HostAsync(from, ["ping", "-q", "-c", $"{count}", "-i", "0.05", "-W", "5", .. options, to]);
}
