using Newtonsoft.Json.Linq;

namespace TuiSetup.Tests.Program.Fleet;

/// <summary>The package's unit under the real systemd, and changes of the very network that its broker is reached by.</summary>
public sealed class ApplianceTests
{
    private const string Slow = "--proof host:10.90.0.99:22 --guard 8";

    [Fact]
    public async Task The_unit_becomes_ready_answers_comes_back_after_a_crash_and_stops_in_order()
    {
        await using var fleet = await FleetAppliance.StartAsync(Slow);
        Assert.Equal("notify", await fleet.ShowAsync("Type"));
        Assert.Equal("active", await fleet.ShowAsync("ActiveState"));
        Assert.Equal(0, await PingAsync(fleet));

        var pid = await fleet.ShowAsync("MainPID");
        await fleet.Machine.RunAsync("systemctl", "kill", "--kill-whom=main", "--signal=KILL", FleetAppliance.Unit);
        await FleetAppliance.UntilAsync(async () => await fleet.ShowAsync("NRestarts") == "1", "systemd starts it again");
        await fleet.UntilItTakesTasksAsync();
        Assert.NotEqual(pid, await fleet.ShowAsync("MainPID"));
        Assert.Equal(0, await PingAsync(fleet));

        await StopsInOrderAsync(fleet);
    }

    /// <summary>A change is in hand, for its proof fails for some seconds, and a task waits behind it.</summary>
    private static async Task StopsInOrderAsync(FleetAppliance fleet)
    {
        var answers = fleet.Operator.Write("slow.json", $$"""{ "wizard": "network", "answers": {{Ethernet("eth1", "10.91.0.2/24")}} }""");
        await using var change = fleet.Operator.Start("dispatch", "network", "--answers", answers, "--hosts", FleetAppliance.Host, "--json");
        await change.WaitForStdoutLine(line => line.Contains("PROGRESS", StringComparison.Ordinal));
        var sent = await fleet.Operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", FleetAppliance.Host, "--timeout", "1");
        Assert.Equal(6, sent.ExitCode);

        await fleet.Machine.RunAsync("systemctl", "stop", FleetAppliance.Unit);
        Assert.Equal(("inactive", "success"), (await fleet.ShowAsync("ActiveState"), await fleet.ShowAsync("Result")));
        Assert.Equal(4, await change.WaitForExitAsync(cancel: TestContext.Current.CancellationToken));
        Assert.Equal("", await fleet.AddressesAsync("eth1"));
        var waiting = (await fleet.Broker.CtlAsync("list_queues", "name", "messages_ready")).Split('\n').Single(line => line.StartsWith("tuisetup.host.", StringComparison.Ordinal));
        Assert.EndsWith("\t1", waiting.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_of_the_network_is_kept_or_taken_back_by_its_proof_though_the_broker_is_lost_in_the_middle()
    {
        await using var fleet = await FleetAppliance.StartAsync("--proof gateway --guard 10");

        // Another card: nothing is lost.
        var (exit, host) = await fleet.ChangeNetworkAsync(Ethernet("eth1", "10.91.0.2/24"));
        Assert.Equal((0, "SUCCESS"), (exit, (string?)host["state"]));
        Assert.Equal("10.91.0.2/24", await fleet.AddressesAsync("eth1"));

        // The card that the broker is reached by, to where nobody answers: taken back, and told once the broker is there again.
        (exit, host) = await fleet.ChangeNetworkAsync(Ethernet("eth0", "10.99.0.2/24", "10.99.0.1"));
        Assert.Equal((4, "FAILURE", "PlanUndone"), (exit, (string?)host["state"], (string?)host["exception"]));
        Assert.Equal(FleetAppliance.Address, await fleet.AddressesAsync("eth0"));

        // The same card to another address of the same network: kept, though the connection with the broker is not.
        (exit, host) = await fleet.ChangeNetworkAsync(Ethernet("eth0", "10.90.0.3/24", FleetAppliance.Gateway));
        Assert.Equal((0, "SUCCESS"), (exit, (string?)host["state"]));
        Assert.Equal("10.90.0.3/24", await fleet.AddressesAsync("eth0"));

        var history = JArray.Parse(await fleet.Machine.RunAsync("tuisetup", "history", "--json"));
        Assert.Equal(["done", "undone", "done"], history.Select(run => (string?)run["status"]));
        Assert.Equal("0", await fleet.ShowAsync("NRestarts"));
    }

    private static async Task<int> PingAsync(FleetAppliance fleet) => (await fleet.Operator.RunAsync("jobs", "send", "tuisetup.ping", "--to", FleetAppliance.Host)).ExitCode;

    private static string Ethernet(string device, string address, string? gateway = null)
    {
        var answers = new JObject { ["type"] = "ethernet", ["device"] = device, ["ipv4_method"] = "manual", ["ipv4_addresses"] = address, ["ipv6_method"] = "disabled" };
        if (gateway is not null)
        {
            answers["ipv4_gateway"] = gateway;
        }

        return answers.ToString(Newtonsoft.Json.Formatting.None);
    }
}
