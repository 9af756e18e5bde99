using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.OvsPvlan;

/// <summary>Roles that take the session in use from its switch are taken back by themselves.</summary>
[Collection(PvlanFixture.Name)]
public sealed class CutOffTests(PvlanFixture fixture) : IAsyncLifetime
{
    private const string Server = "10.78.0.200", Roles = """{ "bridge": "br0", "primary": 100, "isolated": 101, "persist": false, "roles": { "br0": "isolated", "v-i1": "isolated", "v-p1": "promiscuous" } }""";

    private readonly Tuisetup _program = new(fixture.Lab);

    public async ValueTask InitializeAsync()
    {
        await fixture.ResetAsync();
        await fixture.Lab.HostAsync("sw", "ip", "address", "replace", Server + "/24", "dev", "br0");
        await fixture.Lab.HostAsync("sw", "ip", "link", "set", "br0", "up");
    }

    public async ValueTask DisposeAsync()
    {
        await fixture.Lab.HostAsync("sw", "ip", "address", "del", Server + "/24", "dev", "br0");
        _program.Dispose();
    }

    [Fact]
    public async Task The_wizard_asks_for_the_ports_name_before_it_isolates_the_session_in_use()
    {
        var result = await RunAsync(Server, "run", "ovs-pvlan", "--answers", _program.AnswersFor("ovs-pvlan", Roles), "--yes");

        Assert.True(result.ExitCode == 3, result.Stdout + result.Stderr);
        Assert.Contains("Your own session runs through port 'br0'.", result.Stderr, StringComparison.Ordinal);
        Assert.Contains("taken back by itself", result.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cuts_the_session_off_is_taken_back_and_what_leaves_it_stays()
    {
        var before = await fixture.StateAsync();
        var answers = _program.AnswersFor("ovs-pvlan", Roles, """, "confirm": ["br0"]""");

        var lost = await RunAsync(Server, "run", "ovs-pvlan", "--answers", answers, "--yes", "--json", "--proof", "host:" + PvlanFixture.AddressOf("i1"), "--guard", "5");
        Assert.True(lost.ExitCode == 4, lost.Stdout + lost.Stderr);
        Assert.Equal("undone", (string?)Tuisetup.LastLine(lost)["outcome"]);
        Assert.Equal(before, await fixture.StateAsync());

        var kept = await RunAsync(Server, "run", "ovs-pvlan", "--answers", answers, "--yes", "--json", "--proof", "host:" + PvlanFixture.AddressOf("p1"));
        Assert.True(kept.ExitCode == 0, kept.Stdout + kept.Stderr);
        Assert.Equal(0, (await _program.RunAsync("undo")).ExitCode);
        Assert.Equal(before, await fixture.StateAsync());
    }

    private Task<TuiSetup.TestKit.ProcessResult> RunAsync(string? session, params string[] arguments) => _program.RunInAsync("sw", session, arguments);
}
