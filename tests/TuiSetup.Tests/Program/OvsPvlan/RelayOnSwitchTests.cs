using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>Isolated hosts of two switches reach each other by a relay on a promiscuous port, and by nothing else.</summary>
[Collection(PvlanFixture.Name)]
public sealed class RelayOnSwitchTests(PvlanFixture fixture) : IAsyncLifetime
{
    private const string Relay = "p1";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_relay_adds_exactly_what_its_policy_allows_over_both_switches()
    {
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await RequireAsync("sw", "run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", PvlanFixture.Answers(bridge)), "--yes");
        }

        var (i1, i2, i3) = (PvlanFixture.AddressOf("i1"), PvlanFixture.AddressOf("i2"), PvlanFixture.AddressOf("i3"));
        await RequireAsync(Relay, "run", "relay", "--yes", "--answers", _program.AnswersFor(
            "relay", $$"""{ "interface": "eth0", "isolated": ["{{i1}}", "{{i2}}", "{{i3}}"], "rules": ["{{i1}} -> {{i3}} icmp", "{{i3}} -> {{i2}} icmp"] }"""));

        try
        {
            Assert.Equal([.. PvlanFixture.Everyone.Where(pair => PvlanFixture.Allowed.Contains(pair) || pair is "i1>i3" or "i3>i2")], await fixture.ReachedAsync());
        }
        finally
        {
            await RequireAsync(Relay, "undo");
        }

        Assert.Equal(PvlanFixture.Allowed, await fixture.ReachedAsync());
    }

    private async Task RequireAsync(string host, params string[] arguments)
    {
        var result = await _program.RunInAsync(host, null, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
    }
}
