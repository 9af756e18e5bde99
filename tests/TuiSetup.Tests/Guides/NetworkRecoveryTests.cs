using System.Text.Json.Nodes;
using TuiSetup.TestKit;
using TuiSetup.Tests.Program.Network;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Guides;

/// <summary>The commands by which the guide of network brings back what was active before, without the program.</summary>
[Collection(NetworkManagerFixture.Name)]
public sealed class NetworkRecoveryTests(NetworkManagerFixture fixture) : IAsyncLifetime
{
    private readonly NetworkProgram _program = new(fixture.Lab);

    public async ValueTask InitializeAsync() => await fixture.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _program.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_bridge_is_gone_and_its_port_has_its_address_again()
    {
        await fixture.Lab.NmcliAsync("connection", "add", "type", "ethernet", "ifname", "eth0", "con-name", "uplink", "ipv4.method", "manual", "ipv4.addresses", "10.80.0.9/24", "connection.zone", "trusted");
        await fixture.Lab.NmcliAsync("connection", "up", "uplink");
        var before = await ProfilesAsync();
        var plan = await ApplyAsync("""{ "type": "bridge", "interface": "br7", "ports": ["eth0"], "stp": false, "ipv4_method": "manual", "ipv4_addresses": "10.80.0.9/24", "ipv6_method": "disabled" }""");
        Assert.Equal(("", "10.80.0.9/24"), (await _program.AddressesAsync("eth0"), await _program.AddressesAsync("br7")));

        await ShellAsync(Guide.Of("network").Recovery("made", ("UUID", UuidOf(plan, "connection br7"))));
        await ShellAsync(Guide.Of("network").Recovery("changed", ("UUID", UuidOf(plan, "connection eth0")), ("METHOD", "manual"), ("ADDRESSES", "10.80.0.9/24")));

        Assert.Equal(before, await ProfilesAsync());
        Assert.Equal("10.80.0.9/24", await _program.AddressesAsync("eth0"));
        Assert.DoesNotContain("br7", await fixture.Lab.HostAsync("ip", "-br", "link"));
    }

    /// <summary>Applies answers; the result is the plan that was kept of it.</summary>
    private async Task<JsonNode> ApplyAsync(string answers)
    {
        var applied = await _program.ApplyAsync(answers, "--json");
        Assert.True(applied.ExitCode == 0, applied.Stdout + applied.Stderr);
        var run = (string)JsonNode.Parse(applied.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!["run"]!;
        return JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_program.State, "runs", run, "plan.json"), TestContext.Current.CancellationToken))!;
    }

    private static string UuidOf(JsonNode plan, string target)
        => (string)plan["steps"]!.AsArray().Single(step => (string)step!["target"]! == target)!["arguments"]!["uuid"]!;

    private async Task ShellAsync(string commands)
        => (await ProcessRunner.RunAsync("sh", ["-e", "-c", commands], fixture.Lab.Environment, cancel: TestContext.Current.CancellationToken)).Required(commands);

    private Task<string> ProfilesAsync() => fixture.Lab.NmcliAsync("-t", "-f", "connection.id,connection.uuid,connection.master,connection.zone,ipv4.method,ipv4.addresses,ipv6.method", "connection", "show", "uplink");
}
