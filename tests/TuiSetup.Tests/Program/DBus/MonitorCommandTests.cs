using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.DBus;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>tuisetup dbus monitor and wait, on a bus of their own.</summary>
public sealed class MonitorCommandTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private const string Peer = PrivateBus.Peer, Path = PrivateBus.PeerPath;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_are_told_with_their_call_as_json_lines_and_kept_for_Wireshark()
    {
        using var folder = new TempFolder();
        await using var monitor = await StartAsync("monitor", "--json", "--pcap", folder["all.pcap"], "--count", "4", Peer);
        await CallAsync("Echo", "a{sv}(yd)", "1", "k", "ax", "2", "5", "-6", "1", "2.5");
        await CallAsync("Fail", "s", "com.example.E");

        Assert.Equal(0, await monitor.WaitForExitAsync(cancel: Stop));
        var lines = monitor.StdoutLines.Select(JObject.Parse).ToList();
        Assert.Equal(["method_call", "method_return", "method_call", "error"], lines.Select(line => (string)line["type"]!));
        Assert.Equal(("Echo", (ulong?)lines[0]["cookie"]), ((string?)lines[1]["call"]!["member"], (ulong?)lines[1]["reply_cookie"]));
        Assert.True((long)lines[1]["microseconds"]! >= 0);
        Assert.Equal("com.example.E", (string?)lines[3]["error_name"]);
        Assert.Equal(lines[0]["payload"], lines[1]["payload"]);

        var read = await ProcessRunner.RunAsync("/usr/bin/python3", [SourceTree.PathOf("tests", "lab", "pcap-messages.py"), folder["all.pcap"]], cancel: Stop);
        Assert.Equal(
            ["method-call Echo ({'k': <[int64 5, -6]>}, (0x01, 2.5))", "method-return None ({'k': <[int64 5, -6]>}, (0x01, 2.5))", "method-call Fail ('com.example.E',)", "error None ('as you wished',)"],
            read.Required("pcap-messages.py").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_match_rule_says_what_is_shown()
    {
        await using var monitor = await StartAsync("monitor", "--count", "1", "--match", $"type='signal',interface='{Peer}',member='Happened'");
        await CallAsync("Echo", "s", "not this");
        await CallAsync("Emit", "s", "but this");

        Assert.Equal(0, await monitor.WaitForExitAsync(cancel: Stop));
        Assert.Matches($"signal :1\\.[0-9]+  {Path} {Peer}.Happened  s \"but this\"$", monitor.StdoutLines.Single());
    }

    [Fact]
    public async Task A_match_rule_that_is_none_is_bad_input()
    {
        var refused = await RunAsync("monitor", "--match", "sort='signal'");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'sort' is no key of a match rule", refused.Stderr);
    }

    [Theory]
    [InlineData("wait", "Seconds to wait for it; for ever unless said.")]
    [InlineData("monitor", "Seconds after which it ends; it goes on unless said.")]
    [InlineData("call", "Seconds to wait for an answer; 25 unless said.")]
    public async Task Help_tells_what_the_time_is_for(string verb, string says)
    {
        var help = await ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", verb, "--help"], cancel: Stop);
        Assert.Contains(says, string.Join(' ', help.Stdout.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task It_ends_by_its_time()
        => Assert.Equal(0, (await RunAsync("monitor", "--timeout", "0.2", Peer)).ExitCode);

    [Fact]
    public async Task A_signal_that_is_waited_for_is_printed()
    {
        await using var waiting = await StartAsync("wait", "--timeout", "30", Peer, Path, Peer, "Happened");
        await CallAsync("Emit", "si", "at last", "7");

        Assert.Equal(0, await waiting.WaitForExitAsync(cancel: Stop));
        Assert.Equal(["si \"at last\" 7"], waiting.StdoutLines);
    }

    [Fact]
    public async Task What_does_not_come_in_time_is_told_apart()
    {
        Assert.Equal(8, (await RunAsync("wait", "--timeout", "0.2", Peer, Path, Peer, "Happened")).ExitCode);
        Assert.Equal(8, (await RunAsync("wait", "--timeout", "0.2", Peer, Path, Peer, "Greeting", "never this")).ExitCode);
        Assert.Equal(0, (await RunAsync("wait", "--timeout", "30", Peer, Path, Peer, "Count", "--value-json", "3")).ExitCode);
    }

    [Fact]
    public async Task A_service_that_comes_later_is_waited_for()
    {
        await using var bus = await PrivateBus.StartAsync();
        await RunAtAsync(bus, "call", "--timeout", "5", Peer, Path, Peer, "Leave");
        await using var waiting = ProcessRunner.Start(Tuisetup.Executable, ["dbus", "wait", "--address", bus.Address, "--timeout", "30", Peer, Path, Peer, "Count", "3"]);
        await bus.StartPeerAsync();
        Assert.Equal(0, await waiting.WaitForExitAsync(cancel: Stop));
    }

    private async Task<RunningProcess> StartAsync(string verb, params string[] arguments)
    {
        var process = ProcessRunner.Start(Tuisetup.Executable, ["dbus", verb, "--address", fixture.Daemon.Address, .. arguments]);
        await process.WaitForStderrLine(line => line.StartsWith("tuisetup: ", StringComparison.Ordinal));
        return process;
    }

    private Task<ProcessResult> CallAsync(string member, params string[] arguments) => RunAsync("call", ["--", Peer, Path, Peer, member, .. arguments]);

    private Task<ProcessResult> RunAsync(string verb, params string[] arguments) => RunAtAsync(fixture.Daemon, verb, arguments);

    private static Task<ProcessResult> RunAtAsync(PrivateBus bus, string verb, params string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", verb, "--address", bus.Address, .. arguments], cancel: Stop);
}
