using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>
/// TCP between two isolated hosts by the relay on layer 2, beside what the same switch carries without it. The switch is an
/// Open vSwitch in userspace, which each packet passes twice with the relay and once without.
/// </summary>
internal static class BridgedRelayBench
{
    private const int Port = 5001, Seconds = 2, Runs = 3;

    public static async Task RunAsync(Workspace workspace)
    {
        await using var lab = await BridgedRelayLab.StartAsync();
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await RunAsync(workspace, lab, "sw", "ovs-pvlan", BridgedRelayLab.Roles(bridge));
        }

        await RunAsync(workspace, lab, "r", "relay", BridgedRelayLab.Relay("any -> any tcp"));
        await lab.DrainAsync("i2", Port);
        var (plain, relay4, relay6) = (0.0, 0.0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            plain = double.Max(plain, await lab.PourAsync("gw", BridgedRelayLab.Ipv4("i2"), Port, Seconds));
            relay4 = double.Max(relay4, await lab.PourAsync("i1", BridgedRelayLab.Ipv4("i2"), Port, Seconds));
            relay6 = double.Max(relay6, await lab.PourAsync("i1", BridgedRelayLab.Ipv6("i2"), Port, Seconds));
        }

        Output.Heading($"Relay on layer 2, Open vSwitch in userspace: TCP for {Seconds} s, the best of {Runs}");
        var table = new TextTable("", "Gbit/s", "of the switch's");
        table.Add("the switch alone, from the gateway", $"{RelayBench.Gigabits(plain):0.00}", "1.00");
        table.Add("by the relay, IPv4", $"{RelayBench.Gigabits(relay4):0.00}", $"{relay4 / plain:0.00}");
        table.Add("by the relay, IPv6", $"{RelayBench.Gigabits(relay6):0.00}", $"{relay6 / plain:0.00}");
        table.Print();
    }

    private static async Task RunAsync(Workspace workspace, BridgedRelayLab lab, string place, string wizard, string answers)
    {
        var file = await workspace.WriteAsync("answers.json", $$"""{ "wizard": "{{wizard}}", "answers": {{answers}} }""");
        var (program, arguments) = lab.Lab.In(place, workspace.Program, "run", wizard, "--answers", file, "--yes");
        var environment = new Dictionary<string, string?>(lab.Lab.Environment) { [workspace.StateVariable.Name] = workspace.StateVariable.Value };
        (await ProcessRunner.RunAsync(program, arguments, environment)).Required($"tuisetup run {wizard}");
    }
}
