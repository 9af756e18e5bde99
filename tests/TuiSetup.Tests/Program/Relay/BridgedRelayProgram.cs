using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.Relay;

/// <summary>The real program, which gives both switches their roles and makes r a relay on layer 2; each place has a state folder of its own.</summary>
internal sealed class BridgedRelayProgram(BridgedRelayLab lab) : IDisposable
{
    public const string Rules = "any -> any icmp; any -> 10.81.0.12 tcp 80; any -> fd81::12 tcp 80; 10.81.0.11 -> 10.81.0.13 udp 53; fd81::11 -> fd81::13 udp 53";

    public Tuisetup Switch { get; } = new(lab.Lab);

    public Tuisetup Relay { get; } = new(lab.Lab);

    public async Task IsolateAsync()
    {
        foreach (var bridge in (string[])["br0", "br1"])
        {
            await OnSwitchAsync("run", "ovs-pvlan", "--yes", "--answers", Switch.AnswersFor("ovs-pvlan", BridgedRelayLab.Roles(bridge)));
        }
    }

    public Task<ProcessResult> RelayAsync(string rules) => OnRelayAsync("run", "relay", "--yes", "--answers", Answers(rules));

    public string Answers(string rules) => Relay.AnswersFor("relay", BridgedRelayLab.Relay(rules));

    public Task<ProcessResult> OnSwitchAsync(params string[] arguments) => RequireAsync(Switch, "sw", arguments);

    public Task<ProcessResult> OnRelayAsync(params string[] arguments) => RequireAsync(Relay, "r", arguments);

    public void Dispose()
    {
        Switch.Dispose();
        Relay.Dispose();
    }

    private static async Task<ProcessResult> RequireAsync(Tuisetup program, string host, string[] arguments)
    {
        var result = await program.RunInAsync(host, null, arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.ExitCode}\n{result.Stdout}{result.Stderr}");
        return result;
    }
}
