using TuiSetup.TestKit;
using TuiSetup.Tests.Program.Relay;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Guides;

/// <summary>The commands by which the guide of relay takes one on layer 3 back without the program.</summary>
[Collection(RelayFixture.Name)]
public sealed class RelayRecoveryTests(RelayFixture fixture) : IAsyncLifetime
{
    private readonly RelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Filter_settings_and_neighbours_are_as_they_were_and_hosts_are_isolated_again()
    {
        var before = await fixture.Lab.StateAsync();
        await _program.ApplyAsync(RelayProgram.Relay("any -> any icmp; any -> 10.79.0.12 tcp 80"));
        Assert.Equal(["icmp:10.79.0.12", "icmp:fd79::12"], await ReachedAsync());

        await fixture.Lab.HostAsync("relay", "sh", "-e", "-c", Guide.Of("relay").Recovery("l3", ("LINK", "eth0")));

        Assert.Equal(before, await fixture.Lab.StateAsync());
        Assert.Empty(await ReachedAsync());
    }

    private Task<IReadOnlyList<string>> ReachedAsync() => fixture.Lab.ReachesAsync("i1", "icmp:10.79.0.12", "icmp:fd79::12");
}

/// <summary>The same of one on layer 2.</summary>
[Collection(BridgedRelayFixture.Name)]
public sealed class BridgedRelayRecoveryTests(BridgedRelayFixture fixture) : IAsyncLifetime
{
    private readonly BridgedRelayProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.Lab.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Filter_and_bridge_are_gone_and_the_interface_is_its_own_again()
    {
        await _program.IsolateAsync();
        var before = await fixture.Lab.RelayStateAsync();
        await _program.RelayAsync("any -> any icmp");
        Assert.NotEqual(before, await fixture.Lab.RelayStateAsync());

        await fixture.Lab.Lab.HostAsync("r", "sh", "-e", "-c", Guide.Of("relay").Recovery("l2", ("LINK", "eth0")));

        Assert.Equal(before, await fixture.Lab.RelayStateAsync());
    }
}
