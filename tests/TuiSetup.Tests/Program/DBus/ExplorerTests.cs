using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The explorer on a terminal, on a bus with a service of ours.</summary>
public sealed class ExplorerTests : IAsyncLifetime
{
    private PrivateBus _bus = null!;
    private PtyProcess _terminal = null!;

    public async ValueTask InitializeAsync()
    {
        _bus = await PrivateBus.StartAsync();
        _terminal = PtyProcess.Start(
            Tuisetup.Executable, ["dbus", "explore", "--user"], new PtyOptions().With([("DBUS_SESSION_BUS_ADDRESS", _bus.Address)]));
    }

    public async ValueTask DisposeAsync()
    {
        await _terminal.DisposeAsync();
        await _bus.DisposeAsync();
    }

    [Fact]
    public async Task It_goes_from_names_to_objects_to_members_and_back()
    {
        await OpenPeerAsync();
        await Golden.CheckAsync(_terminal, "dbus-explore-members");
        await KeysAsync("\e\e", "4 objects");
        await KeysAsync("\e\e", "2 services");
        await KeysAsync("\e\e", null);
        Assert.Equal(0, await _terminal.WaitForExitAsync());
    }

    [Fact]
    public async Task A_call_is_made_by_a_form_once_read_only_was_turned_off_and_its_reply_is_a_tree()
    {
        await OpenPeerAsync();
        await KeysAsync("Echo\r", "Seconds to wait");
        await KeysAsync("\r", "Type of the value");
        await KeysAsync("\e[F\e[A\e[A\r", "Change");
        await KeysAsync("\e[17~", "v  \"\"");
        await KeysAsync("\r", "A value of type s");
        await KeysAsync("size\r", "s  \"size\"");
        await KeysAsync("\e[B\r", "Type of the value");
        await KeysAsync("\e[B\e[B\e[B\r", "A value of type u");
        await KeysAsync("\x15" + "7\r", "v  7");
        await KeysAsync("\e\e", "{sv}  \"size\": 7");
        await KeysAsync("\e\e", "1 size u 7");
        await Golden.CheckAsync(_terminal, "dbus-explore-call");

        await KeysAsync("\t\t\t\r", "Turn it off");
        await KeysAsync("\t\r", "Reply of Echo");
        await _terminal.WaitForScreenAsync(screen => screen.Text.Contains("- a{sv} [\"size\": 7]", StringComparison.Ordinal), "the reply");
        await KeysAsync("\e[17~", "The call for gdbus");
        await KeysAsync("\e[B\e[B\r", "Where to?");
        await KeysAsync("\r", "<uint32 7>}>");
    }

    [Fact]
    public async Task Nothing_is_called_while_it_is_read_only()
    {
        await OpenPeerAsync();
        await KeysAsync("Echo\r", "Seconds to wait");
        await KeysAsync("\t\t\t\r", "Turn it off");
        await KeysAsync("\r", "Seconds to wait");
        Assert.DoesNotContain("Reply", _terminal.Screen.Text);
    }

    [Fact]
    public async Task A_property_is_set_after_it_was_confirmed_and_read_back()
    {
        await OpenPeerAsync();
        await KeysAsync("Greeting\r", "s \"hello\"");
        await KeysAsync("\e[18~", "Turn it off");
        await KeysAsync("\t\r", "A value of type s");
        await KeysAsync("\x15salut\r", "+ \"salut\"");
        await KeysAsync("\t\r", "s \"salut\"");
        var value = await ProcessRunner.RunAsync(
            Tuisetup.Executable, ["dbus", "get", "--address", _bus.Address, PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Greeting"], cancel: TestContext.Current.CancellationToken);
        Assert.Equal("s \"salut\"\n", value.Required("get"));
    }

    [Fact]
    public async Task A_property_is_exported_as_a_wizard_file_without_mistakes()
    {
        using var folder = new TempFolder();
        await OpenPeerAsync();
        await KeysAsync("Greeting\r", "s \"hello\"");
        await KeysAsync("\e[19~", "Write the wizard");
        await KeysAsync(folder["set-greeting.json"] + "\r", "Written");
        var check = await ProcessRunner.RunAsync(Tuisetup.Executable, ["wizard", "check", folder["set-greeting.json"]], cancel: TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, check.Stderr + check.Stdout);
        Assert.Contains("\"default\": \"hello\"", await File.ReadAllTextAsync(folder["set-greeting.json"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pasted_line_of_busctl_fills_the_form()
    {
        await _terminal.WaitForScreenAsync(screen => screen.Text.Contains("2 services", StringComparison.Ordinal), "the names");
        await KeysAsync("\eOS", "A line of busctl");
        await KeysAsync("busctl --user call com.example.Peer /peer com.example.Peer Echo sas 'two words' 1 x\r", "Seconds to wait");
        await _terminal.WaitForScreenAsync(screen => screen.Text.Contains("two words", StringComparison.Ordinal) && screen.Text.Contains("[\"x\"]", StringComparison.Ordinal), "the form");
    }

    [Fact]
    public async Task Without_a_terminal_it_says_what_there_is_instead()
    {
        var refused = await ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", "explore", "--address", _bus.Address], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("tuisetup dbus list", refused.Stderr);
    }

    private async Task OpenPeerAsync()
    {
        await _terminal.WaitForScreenAsync(screen => screen.Text.Contains("2 services", StringComparison.Ordinal), "the names");
        await KeysAsync("Peer\r", "4 objects");
        await KeysAsync("/peer  com\r", "Happened");
    }

    private async Task KeysAsync(string keys, string? shows)
    {
        _terminal.Send(keys);
        if (shows is not null)
        {
            await _terminal.WaitForScreenAsync(screen => screen.Text.Contains(shows, StringComparison.Ordinal), shows);
        }
    }
}
