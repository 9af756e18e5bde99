using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>A relay is taken back as one, is found changed, and does not overwrite what others did.</summary>
[Collection(RelayFixture.Name)]
public sealed class UndoTests(RelayFixture fixture) : IAsyncLifetime
{
    private static readonly string Some = RelayProgram.Relay("any -> any icmp; any -> 10.79.0.12-10.79.0.13 tcp 80,443,8000-8010; 10.79.0.11 -> any udp; any -> any tcp 22");

    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Undo_leaves_filter_settings_and_neighbours_as_they_were()
    {
        await NftAsync("table inet theirs { chain input { type filter hook input priority 5; policy accept; tcp dport 9 drop; }; }");
        await SetAsync("net.ipv4.conf.all.accept_redirects=0");
        var before = await fixture.Lab.StateAsync();

        await _program.ApplyAsync(Some);
        Assert.NotEqual(before, await fixture.Lab.StateAsync());
        await _program.UndoAsync();

        Assert.Equal(before, await fixture.Lab.StateAsync());
    }

    [Fact]
    public async Task A_second_relay_changes_the_first_and_undo_brings_the_first_back()
    {
        await _program.ApplyAsync(Some);
        var first = await fixture.Lab.StateAsync();

        await _program.ApplyAsync(RelayProgram.Relay("any -> any udp 53", "10.79.0.11-10.79.0.12"));
        await _program.UndoAsync();

        Assert.Equal(first, await fixture.Lab.StateAsync());
    }

    [Fact]
    public async Task The_same_relay_again_is_nothing_to_do()
    {
        await _program.ApplyAsync(Some);

        var again = await _program.TryAsync(Some);

        Assert.Equal(0, again.ExitCode);
        Assert.Contains("Nothing to do", again.Stdout);
    }

    [Theory]
    [InlineData("nft insert rule inet tuisetup_relay relay accept", "chain relay")]
    [InlineData("nft add element inet tuisetup_relay isolated4 { 10.79.0.1 }", "set isolated4")]
    [InlineData("nft delete table arp tuisetup_relay", "table arp tuisetup_relay")]
    [InlineData("sysctl -q -w net.ipv4.conf.eth0.send_redirects=1", "how eth0 answers")]
    [InlineData("sysctl -q -w net.ipv4.conf.eth0.forwarding=0", "relay on eth0")]
    [InlineData("ip -6 neighbour delete proxy fd79::12 dev eth0", "proxy neighbours of eth0")]
    public async Task What_someone_changed_is_found(string change, string where)
    {
        var (plan, _) = await _program.PlanAsync(Some);
        Assert.Equal(0, (await _program.RunAsync("apply", plan, "--yes")).ExitCode);
        Assert.Equal(0, (await _program.RunAsync("verify", plan)).ExitCode);

        await fixture.Lab.HostAsync("relay", change.Split(' '));

        var found = await _program.RunAsync("verify", plan);
        Assert.Equal(3, found.ExitCode);
        Assert.Contains(where, found.Stdout + found.Stderr);
    }

    [Fact]
    public async Task Undo_does_not_overwrite_what_someone_else_added_to_the_table()
    {
        await _program.ApplyAsync(Some);
        await fixture.Lab.HostAsync("relay", "nft", "add", "rule", "inet", "tuisetup_relay", "relay", "tcp", "dport", "9", "accept");

        var undone = await _program.RunAsync("undo");

        Assert.Equal(3, undone.ExitCode);
        Assert.Contains("changed by someone else", undone.Stderr);
    }

    [Fact]
    public async Task A_policy_that_cannot_be_loaded_opens_nothing()
    {
        var (file, plan) = await _program.PlanAsync(Some);
        var before = await fixture.Lab.StateAsync();
        var table = plan["steps"]!.AsArray().First(step => (string)step!["target"]! == "table inet tuisetup_relay")!;
        table["after"]!["chain relay"]!.AsArray().Add("no such statement");
        await File.WriteAllTextAsync(file, plan.ToJsonString(), TestContext.Current.CancellationToken);

        var result = await _program.RunAsync("apply", file, "--yes");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("nftables refused it", result.Stderr);
        Assert.Equal(before, await fixture.Lab.StateAsync());
    }

    private Task<string> NftAsync(string commands) => fixture.Lab.HostAsync("relay", "nft", commands);

    private Task<string> SetAsync(string setting) => fixture.Lab.HostAsync("relay", "sysctl", "-q", "-w", setting);
}
