using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>What a relay on layer 2 changes is replaced, found and taken back as a whole.</summary>
[Collection(BridgedRelayFixture.Name)]
public sealed class BridgedRelayChangeTests(BridgedRelayFixture fixture) : IAsyncLifetime
{
    private readonly BridgedRelayLab _lab = fixture.Lab;
    private readonly BridgedRelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await _lab.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Undo_leaves_switches_and_relay_as_they_were()
    {
        await _lab.Lab.HostAsync("r", "ip", "link", "set", "eth0", "down");
        var before = await _lab.StateAsync();
        await _program.IsolateAsync();
        await _program.RelayAsync(BridgedRelayProgram.Rules);
        Assert.NotEqual(before, await _lab.StateAsync());

        await _program.OnRelayAsync("undo");
        foreach (var run in JArray.Parse((await _program.Switch.RunAsync("history", "--json")).Stdout))
        {
            await _program.OnSwitchAsync("undo", (string)run["run"]!);
        }

        Assert.Equal(before, await _lab.StateAsync());
    }

    [Fact]
    public async Task A_second_policy_takes_the_place_of_the_first_and_undo_brings_it_back()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any tcp 80");
        var first = await _lab.RelayStateAsync();
        Assert.Equal(["tcp:10.81.0.13:80"], await _lab.ReachesAsync("i1", "tcp:10.81.0.13:80", "icmp:10.81.0.13"));

        await _program.RelayAsync("any -> any icmp");
        Assert.Equal(["icmp:10.81.0.13"], await _lab.ReachesAsync("i1", "tcp:10.81.0.13:80", "icmp:10.81.0.13"));

        await _program.OnRelayAsync("undo");
        Assert.Equal(first, await _lab.RelayStateAsync());
        Assert.Contains("Nothing to do", (await _program.OnRelayAsync("run", "relay", "--yes", "--answers", _program.Answers("any -> any tcp 80"))).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_the_new_policy_allows_too_goes_on_while_it_is_replaced_and_one_that_it_does_not_ends()
    {
        await _program.IsolateAsync();
        await _program.RelayAsync("any -> any tcp 80,23");
        await using var stays = _lab.Hold("i1", BridgedRelayLab.Ipv4("i3"), 80);
        await using var ends = _lab.Hold("i1", BridgedRelayLab.Ipv6("i3"), 23);
        await stays.WaitForStdout(lines => lines.Count >= 3, "three words");
        await ends.WaitForStdout(lines => lines.Count >= 3, "three words");

        await _program.RelayAsync("10.81.0.11 -> 10.81.0.13 tcp 80");
        var (before, last) = (stays.StdoutLines.Count, ends.StdoutLines.Count);

        await stays.WaitForStdout(lines => lines.Count >= before + 10, "ten more words");
        Assert.InRange(ends.StdoutLines.Count, last, last + 1);
    }

    [Fact]
    public async Task Its_keeper_closes_it_when_the_policy_goes_and_opens_it_when_all_of_it_is_there_again()
    {
        await _program.RelayAsync("any -> any icmp");
        var policy = await _lab.Lab.HostAsync("r", "nft", "list", "ruleset");
        await using var keeper = _lab.Start("r", Tuisetup.Executable, "keep-relay", "--bridge", "eth0");
        await keeper.WaitForStderr(lines => lines.Count == 1, "that it is open");
        Assert.Equal("on", await HairpinAsync());

        await _lab.Lab.HostAsync("r", "nft", "flush", "ruleset");
        await keeper.WaitForStderr(lines => lines.Count == 2, "that it is closed");
        Assert.Equal("off", await HairpinAsync());

        await _lab.Lab.HostAsync("r", "ip", "link", "delete", "tuisetup-relay");
        await _lab.Lab.HostAsync("r", "sh", "-c", $"echo '{policy}' | nft -f -");
        await keeper.WaitForStderr(lines => lines.Count == 3, "that it is open again");
        Assert.Equal("on", await HairpinAsync());
    }

    [Theory]
    [InlineData("nft insert rule bridge tuisetup_relay relay accept", "chain relay")]
    [InlineData("nft add element bridge tuisetup_relay isolated4 { 10.81.0.1 }", "set isolated4")]
    [InlineData("nft delete table bridge tuisetup_relay", "table bridge tuisetup_relay")]
    [InlineData("ip link set eth0 type bridge_slave hairpin off", "relay on eth0")]
    [InlineData("ip link set eth0 type bridge_slave learning on", "bridge tuisetup-relay")]
    [InlineData("ip link set eth0 nomaster", "bridge tuisetup-relay")]
    public async Task What_someone_changed_is_found(string change, string where)
    {
        var plan = Path.Combine(_program.Relay.Folder, "plan.json");
        await _program.OnRelayAsync("plan", "relay", "--answers", _program.Answers(BridgedRelayProgram.Rules), "--out", plan);
        await _program.OnRelayAsync("apply", plan, "--yes");
        await _program.OnRelayAsync("verify", plan);

        await _lab.Lab.HostAsync("r", change.Split(' '));

        var found = await _program.Relay.RunInAsync("r", null, "verify", plan);
        Assert.Equal(3, found.ExitCode);
        Assert.Contains(where, found.Stdout + found.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_with_an_address_is_refused_and_nothing_is_changed()
    {
        await _lab.Lab.HostAsync("r", "ip", "address", "add", "10.81.0.2/24", "dev", "eth0");
        var before = await _lab.StateAsync();

        var refused = await _program.Relay.RunInAsync("r", null, "run", "relay", "--yes", "--answers", _program.Answers(BridgedRelayProgram.Rules));

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("interface: eth0 has the address 10.81.0.2 in use, and a relay on layer 2 takes the whole interface", refused.Stderr, StringComparison.Ordinal);
        Assert.Equal(before, await _lab.StateAsync());
    }

    private async Task<string?> HairpinAsync()
        => (string?)JArray.Parse(await _lab.Lab.HostAsync("r", "ip", "-d", "-json", "link", "show", "eth0"))[0]["linkinfo"]?["info_slave_data"]?["hairpin"] is "True" ? "on" : "off";
}
