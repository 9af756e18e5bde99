using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.DBus;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>A service that does not keep to what it says.</summary>
public sealed class DistortionTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private static readonly string[] Peer = [PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer];

    private static readonly string[] Distorted = [PrivateBus.Peer, "/distorted", PrivateBus.Peer];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_of_other_types_than_were_said_is_shown_as_it_is()
        => Assert.Equal("uas 7 4 \"not\" \"what\" \"was\" \"said\"\n", (await RunAsync("call", [.. Peer, "Lie"])).Required("Lie"));

    [Fact]
    public async Task An_error_without_a_text_has_its_name()
    {
        var refused = await RunAsync("call", [.. Peer, "Speechless"]);
        Assert.Equal(7, refused.ExitCode);
        Assert.StartsWith("tuisetup: com.example.Speechless: ", refused.Stderr);
    }

    [Fact]
    public async Task An_error_of_the_longest_name_is_told_whole()
    {
        var refused = await RunAsync("call", ["--json", .. Peer, "FailLong"]);
        Assert.Equal(7, refused.ExitCode);
        Assert.Equal(255, ((string)JObject.Parse(refused.Stdout)["error"]!["name"]!).Length);
    }

    [Fact]
    public async Task A_variant_that_is_cut_off_ends_in_an_error_and_not_in_waiting()
    {
        await using var bus = await PrivateBus.StartAsync();
        var refused = await ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", "call", "--address", bus.Address, "--timeout", "600", .. Peer, "Cut"], cancel: Stop);
        Assert.Equal(8, refused.ExitCode);
        Assert.Contains("org.freedesktop.DBus.Error.NoReply", refused.Stderr);
    }

    [Fact]
    public async Task Texts_that_a_terminal_could_obey_are_shown_and_not_obeyed()
    {
        var shown = (await RunAsync("call", [.. Peer, "Control"])).Required("Control");
        Assert.DoesNotContain(shown, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202e', shown);
        var json = (await RunAsync("call", ["--json", .. Peer, "Control"])).Required("Control");
        Assert.Equal("\x1b[2J\x07red\u202e", (string?)JObject.Parse(json)["data"]![0]);
    }

    [Fact]
    public async Task Members_and_objects_with_names_that_are_none_are_left_out()
    {
        var found = JObject.Parse((await RunAsync("introspect", ["--json", .. Distorted[..2]])).Required("introspect"));
        Assert.Equal(["com.example.Peer"], found["interfaces"]!.Select(one => (string)one["name"]!));
        Assert.Equal(["Lie"], found["interfaces"]![0]!["methods"]!.Select(method => (string)method["name"]!));
    }

    [Fact]
    public async Task Properties_that_come_as_no_dictionary_have_their_errors_in_their_places()
    {
        var found = JObject.Parse((await RunAsync("introspect", ["--json", .. Distorted[..2]])).Required("introspect"));
        Assert.Equal("com.example.Error.Unreadable", (string?)found.SelectToken("$..properties[?(@.name=='Twisted')].error.name"));
        var all = await RunAsync("get", Distorted);
        Assert.True(all.ExitCode is 0 or 7, all.Stderr);
        Assert.DoesNotContain("Unhandled", all.Stderr);
    }

    [Fact]
    public async Task The_screens_go_on_whatever_the_service_does()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, "Control");
        await explorer.KeysAsync("\t\t\t\r", "Turn it off");
        await explorer.KeysAsync("\t\r", "Reply of Control");
        await explorer.ShowsAsync("[2J");
        await explorer.KeysAsync("\e\e\e\e", "2 services");
        await PasteAsync(explorer, "Speechless");
        await explorer.KeysAsync("\t\t\t\r", "┤ com.example.Speechless ├");
        await explorer.KeysAsync("\r", "Seconds to wait");
        await explorer.KeysAsync("\e\e", "2 services");
        await PasteAsync(explorer, "FailLong");
        await explorer.KeysAsync("\t\t\t\r", "com.example.EEEE");
        await explorer.KeysAsync("\r", "Seconds to wait");
        await explorer.KeysAsync("\e\e", "2 services");
        await PasteAsync(explorer, "Leave");
        await explorer.KeysAsync("\t\t\t\r", "NoReply");
        await explorer.KeysAsync("\r", "Seconds to wait");
        await explorer.KeysAsync("\r", "ServiceUnknown");
        await explorer.KeysAsync("\r", "Seconds to wait");
        await explorer.KeysAsync("\e\e", "2 services");
        await explorer.KeysAsync("Peer\r", "NameHasNoOwner");
        await explorer.KeysAsync("\e\e\e[15~", "1 service,");
    }

    private static async Task PasteAsync(ExplorerTerminal explorer, string member)
    {
        await explorer.KeysAsync("\eOS", "or gdbus");
        await explorer.KeysAsync($"busctl --user call com.example.Peer /peer com.example.Peer {member}\r", "Seconds to wait");
    }

    private Task<ProcessResult> RunAsync(string verb, string[] arguments)
        => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", verb, "--address", fixture.Daemon.Address, .. arguments], cancel: Stop);
}
