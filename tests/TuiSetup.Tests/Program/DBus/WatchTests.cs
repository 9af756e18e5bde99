using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The explorer's screens for what changes: properties, signals, messages.</summary>
public sealed class WatchTests
{
    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task Properties_are_marked_when_they_change_and_show_what_they_were()
    {
        await using var explorer = await OpenAsync();
        await explorer.KeysAsync("\eOR", "properties of this object, live");
        await explorer.KeysAsync("\r", "Greeting = \"hello\"");
        await explorer.ShowsAsync("Peer: 0 changed");
        Assert.Contains("│    Greeting", explorer.Terminal.Screen.Text);

        (await explorer.RunAsync("set", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Greeting", "s", "salut")).Required("set");
        await explorer.ShowsAsync("1 changed");
        await Screenshot.CheckAsync(explorer.Terminal, "dbus-explore-live", "Properties as they change");

        (await explorer.RunAsync("set", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Greeting", "s", "hello")).Required("set");
        await explorer.ShowsAsync("changed and back");
        await explorer.KeysAsync("\e[17~", ": 0 changed");
        await explorer.KeysAsync("\e[18~", "shown alone");
        await explorer.Terminal.WaitForScreenAsync(screen => !screen.Text.Contains("Count = 3", StringComparison.Ordinal), "nothing but changes");
    }

    [Fact]
    public async Task Properties_go_with_their_service_and_come_again_with_it()
    {
        await using var explorer = await OpenAsync();
        await explorer.KeysAsync("\eOR", "properties of this object, live");
        await explorer.KeysAsync("\r", "Greeting = \"hello\"");
        await explorer.RunAsync("call", "--timeout", "5", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Leave");
        await explorer.ShowsAsync("not there now");
        await explorer.Bus.StartPeerAsync();
        await explorer.Terminal.WaitForScreenAsync(screen => !screen.Text.Contains("not there now", StringComparison.Ordinal), "the service");
    }

    [Fact]
    public async Task Signals_are_followed_across_owners_and_a_change_of_the_owner_is_a_line_of_its_own()
    {
        await using var explorer = await OpenAsync();
        await explorer.KeysAsync("Happened\r", "0 seen");
        await explorer.CallAsync("Emit", "s", "before");
        await explorer.ShowsAsync("s \"before\"");
        await explorer.RunAsync("call", "--timeout", "5", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Leave");
        await explorer.ShowsAsync("com.example.Peer has gone, it was :1.");
        await explorer.Bus.StartPeerAsync();
        await explorer.ShowsAsync("com.example.Peer has come, as :1.");
        await explorer.CallAsync("Emit", "s", "after");
        await explorer.ShowsAsync("s \"after\"");
        await explorer.ShowsAsync("4 seen");
    }

    [Fact]
    public async Task Messages_are_paired_filtered_paused_opened_and_saved()
    {
        await using var explorer = await OpenAsync();
        await explorer.KeysAsync("\eOR", "Messages from and to");
        await explorer.KeysAsync("\e[B\e[B\e[B\e[B\r", "0 seen");
        await explorer.CallAsync("Echo", "s", "one");
        await explorer.ShowsAsync("2 seen");
        Assert.Matches(@"call   Echo  :1\.[0-9]+ > com.example.Peer  /peer", explorer.Terminal.Screen.Text);
        Assert.Matches(@"return Echo [0-9.]+ ms  :1\.[0-9]+ > :1\.[0-9]+  s ""one""", explorer.Terminal.Screen.Text);

        await explorer.KeysAsync("\e[17~", "paused, 0 not shown");
        await explorer.RunAsync("call", PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Fail", "s", "com.example.E");
        await explorer.ShowsAsync("paused, 2 not shown");
        Assert.DoesNotContain("com.example.E ", explorer.Terminal.Screen.Text);
        await explorer.KeysAsync("\e[17~", "error  Fail");
        await explorer.KeysAsync("error", "Search: error");
        await explorer.Terminal.WaitForScreenAsync(screen => !screen.Text.Contains("Echo", StringComparison.Ordinal), "the errors alone");
        await explorer.KeysAsync("\r", "Answers this call");
        await explorer.ShowsAsync("Error        com.example.E");
        await explorer.KeysAsync("\e\e", "4 seen");

        await SaveAsync(explorer, "\r", "seen.pcap");
        await SaveAsync(explorer, "\t\r", "seen.jsonl");
        var lines = (await File.ReadAllLinesAsync(explorer["seen.jsonl"], TestContext.Current.CancellationToken)).Select(JObject.Parse).ToList();
        Assert.Equal(["method_call", "method_return", "method_call", "error"], lines.Select(line => (string)line["type"]!));
        Assert.Equal("Fail", (string?)lines[3]["call"]!["member"]);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(explorer["seen.jsonl"]));
        var read = await ProcessRunner.RunAsync("/usr/bin/python3", [SourceTree.PathOf("tests", "lab", "pcap-messages.py"), explorer["seen.pcap"]], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(4, read.Required("pcap-messages.py").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Where_nobody_may_monitor_signals_are_shown_and_that_is_told()
    {
        await using var explorer = await OpenAsync(canMonitor: false);
        await explorer.KeysAsync("\eOR", "Messages from and to");
        await explorer.KeysAsync("\e[B\e[B\e[B\e[B\r", "signals alone");
        await explorer.CallAsync("Emit", "s", "all the same");
        await explorer.ShowsAsync("signal Happened");
    }

    private static async Task SaveAsync(ExplorerTerminal explorer, string form, string file)
    {
        await explorer.KeysAsync("\e[19~", "4 messages. As what?");
        await explorer.KeysAsync(form, "Write them to the file");
        await explorer.KeysAsync(explorer[file] + "\r", "only you can read");
        await explorer.KeysAsync("\r", "4 seen");
    }

    private static async Task<ExplorerTerminal> OpenAsync(bool canMonitor = true)
    {
        var explorer = await ExplorerTerminal.OpenAsync(canMonitor);
        await explorer.OpenPeerAsync();
        return explorer;
    }
}
