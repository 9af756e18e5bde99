using TuiSetup.TestKit;

namespace TuiSetup.Bench;

/// <summary>TCP between two isolated hosts by the relay, beside two hosts of the same kernel bridge with nothing between them.</summary>
internal static class RelayBench
{
    private const int Port = 5001, Seconds = 2, Runs = 3;
    private const string Wanted = "the relay's throughput is measured beside a plain bridge's";

    public static async Task<IReadOnlyList<Target>> RunAsync(Workspace workspace)
    {
        if (!workspace.IsBuilt)
        {
            return [new(Wanted, workspace.NotBuilt, null)];
        }

        await using var lab = await RelayLab.StartAsync();
        var answers = await workspace.WriteAsync(
            "relay.json", """{ "wizard": "relay", "answers": { "interface": "eth0", "isolated": ["10.79.0.11-10.79.0.13", "fd79::11-fd79::13"], "rules": ["any -> any tcp"] } }""");
        var (file, arguments) = lab.Inside("relay", workspace.Program, "run", "relay", "--answers", answers, "--yes");
        (await ProcessRunner.RunAsync(file, arguments, new Dictionary<string, string?> { [workspace.StateVariable.Name] = workspace.StateVariable.Value })).Required("tuisetup run relay");
        await using var drain = await lab.DrainAsync("i2", Port);
        var (bridge, relay4, relay6) = (0.0, 0.0, 0.0);
        for (var run = 0; run < Runs; run++)
        {
            bridge = double.Max(bridge, await lab.PourAsync("gw", "10.79.0.12", Port, Seconds));
            relay4 = double.Max(relay4, await lab.PourAsync("i1", "10.79.0.12", Port, Seconds));
            relay6 = double.Max(relay6, await lab.PourAsync("i1", "fd79::12", Port, Seconds));
        }

        Output.Heading($"Relay: TCP for {Seconds} s, the best of {Runs}");
        var table = new TextTable("", "Gbit/s", "of the bridge's");
        table.Add("the kernel's bridge alone", $"{Gigabits(bridge):0.0}", "1.00");
        table.Add("by the relay, IPv4", $"{Gigabits(relay4):0.0}", $"{relay4 / bridge:0.00}");
        table.Add("by the relay, IPv6", $"{Gigabits(relay6):0.0}", $"{relay6 / bridge:0.00}");
        table.Print();
        await BridgedRelayBench.RunAsync(workspace);
        return [new(Wanted, $"{relay4 / bridge:0.00} and {relay6 / bridge:0.00} of it", true)];
    }

    public static double Gigabits(double bytes) => bytes * 8 / 1e9;
}
