using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The explorer on a terminal, on a bus with a service of ours.</summary>
public sealed class ExplorerTests : IAsyncLifetime
{
    private ExplorerTerminal _explorer = null!;

    private PtyProcess Screen => _explorer.Terminal;

    public async ValueTask InitializeAsync() => _explorer = await ExplorerTerminal.OpenAsync();

    public ValueTask DisposeAsync() => _explorer.DisposeAsync();

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
    public async Task It_goes_from_names_to_objects_to_members_and_back()
    {
        await Screenshot.CheckAsync(Screen, "dbus-explore-names", "The D-Bus explorer: who is on the bus", Masks.Processes);
        await OpenPeerAsync();
        await Screenshot.CheckAsync(Screen, "dbus-explore-members", "What an object has");
        await KeysAsync("\e\e", "4 objects");
        await KeysAsync("\e\e", "2 services");
        await KeysAsync("\e\e", null);
        Assert.Equal(0, await Screen.WaitForExitAsync());
    }

    [Fact, Trait(Screenshot.Trait, Screenshot.Pictures)]
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
        await Screenshot.CheckAsync(Screen, "dbus-explore-call", "A call by a form, and its command line");

        await KeysAsync("\t\t\t\t\r", "Turn it off");
        await KeysAsync("\t\r", "Reply of Echo");
        await Screen.WaitForScreenAsync(screen => screen.Text.Contains("- a{sv} [\"size\": 7]", StringComparison.Ordinal), "the reply");
        await KeysAsync("\e[17~", "The call for gdbus");
        await KeysAsync("\e[B\e[B\e[B\e[B\e[B\r", "Where to?");
        await KeysAsync("\r", "<uint32 7>}>");
    }

    [Fact]
    public async Task Nothing_is_called_while_it_is_read_only()
    {
        await OpenPeerAsync();
        await KeysAsync("Echo\r", "Seconds to wait");
        await KeysAsync("\t\t\t\t\r", "Turn it off");
        await KeysAsync("\r", "Seconds to wait");
        Assert.DoesNotContain("Reply", Screen.Screen.Text);
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
            Tuisetup.Executable, ["dbus", "get", "--address", _explorer.Bus.Address, PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Greeting"], cancel: TestContext.Current.CancellationToken);
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
        await KeysAsync("\eOS", "A line of busctl");
        await KeysAsync("busctl --user call com.example.Peer /peer com.example.Peer Echo sas 'two words' 1 x\r", "Seconds to wait");
        await Screen.WaitForScreenAsync(screen => screen.Text.Contains("two words", StringComparison.Ordinal) && screen.Text.Contains("[\"x\"]", StringComparison.Ordinal), "the form");
    }

    [Fact]
    public async Task A_pasted_line_of_gdbus_has_the_types_that_the_service_tells()
    {
        await KeysAsync("\eOS", "or gdbus");
        await KeysAsync("gdbus call -e -d com.example.Peer -o /peer -m com.example.Peer.Echo \"<'two words'>\"\r", "Seconds to wait");
        await _explorer.ShowsAsync("what v             <\"two words\">");
    }

    [Fact]
    public async Task An_object_path_is_completed_from_the_tree()
    {
        await KeysAsync("\eOS", "or gdbus");
        await KeysAsync("busctl --user call com.example.Peer /peer com.example.Peer Echo o /\r", "Seconds to wait");
        await KeysAsync("\x15/peer/c\eOQ", "4 objects");
        await _explorer.ShowsAsync("/peer/child");
        await KeysAsync("\r", "│ o                  /peer/child");
    }

    [Fact]
    public async Task A_service_without_introspection_is_called_by_its_names()
    {
        await KeysAsync("Peer\r", "4 objects");
        await KeysAsync("/broken\eOS", "Call by name");
        await KeysAsync("com.example.Peer\tEcho\tsu\t\r", "Seconds to wait");
        await KeysAsync("words\t7\t", "su words 7");
        await KeysAsync("\t\t\t\r", "Turn it off");
        await KeysAsync("\t\r", "Reply of Echo");
        await _explorer.ShowsAsync("s \"words\"");
    }

    [Fact]
    public async Task A_reply_goes_to_the_clipboard_and_into_files_in_all_its_forms()
    {
        await KeysAsync("\eOS", "or gdbus");
        await KeysAsync("busctl --user call com.example.Peer /peer com.example.Peer Echo as 2 a b\r", "Seconds to wait");
        await KeysAsync("\t\t\t\t\r", "Turn it off");
        await KeysAsync("\t\r", "Reply of Echo");
        string[] forms = ["{\"type\":\"as\",\"data\":[[\"a\",\"b\"]]}", "as 2 \"a\" \"b\"", "BusctlReader.Read(\"as\", [\"2\", \"a\", \"b\"])", "([\"a\", \"b\"],)"];
        foreach (var (index, form) in forms.Index())
        {
            await KeysAsync("\e[17~", "The reply in Python");
            await KeysAsync(string.Concat(Enumerable.Repeat("\e[B", index)) + "\r", "Where to?");
            await KeysAsync("\t\t\r", "Write it to the file");
            await KeysAsync(_explorer[$"form{index}"] + "\r", "It is in ");
            await KeysAsync("\r", null);
            await Screen.WaitForScreenAsync(screen => !screen.Text.Contains("It is in ", StringComparison.Ordinal), "the reply");
            Assert.Equal(form + "\n", await File.ReadAllTextAsync(_explorer[$"form{index}"], TestContext.Current.CancellationToken));
        }

        await KeysAsync("\e[17~", "The reply in Python");
        await KeysAsync("\r", "Where to?");
        await KeysAsync("\t\r", "was sent to the terminal");
        var clipboard = "\e]52;c;" + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(forms[0])) + "\a";
        await Screen.WaitForScreenAsync(_ => System.Text.Encoding.Latin1.GetString(Screen.RawOutput).Contains(clipboard, StringComparison.Ordinal), "the clipboard's sequence");
    }

    [Fact]
    public async Task Whether_the_service_may_ask_for_authorization_is_the_users_to_say()
    {
        await using var monitor = ProcessRunner.Start(Tuisetup.Executable, ["dbus", "monitor", "--json", "--address", _explorer.Bus.Address, "--match", "type='method_call',member='Echo'"]);
        await monitor.WaitForStderrLine(line => line.StartsWith("tuisetup: ", StringComparison.Ordinal));
        await KeysAsync("\eOS", "or gdbus");
        await KeysAsync("busctl --user call com.example.Peer /peer com.example.Peer Echo s x\r", "Seconds to wait");
        await KeysAsync("\t\t\t\t\r", "Turn it off");
        await KeysAsync("\t\r", "Reply of Echo");
        await KeysAsync("\e\e", "Seconds to wait");
        await KeysAsync("\t\t\t\t\t\t \t\t\r", "Reply of Echo");
        await monitor.WaitForStdout(lines => lines.Count == 2, "both calls");
        Assert.Equal([4, 0], monitor.StdoutLines.Select(line => (int)Newtonsoft.Json.Linq.JObject.Parse(line)["flags"]! & 4));
    }

    [Fact]
    public async Task One_search_finds_names_paths_members_and_values_and_goes_there()
    {
        await KeysAsync("\e[17~", "in all services");
        await KeysAsync("hello\r", "all searched");
        await _explorer.ShowsAsync("value     com.example.Peer.Greeting = \"hello\"  /peer  com.example.Peer");
        await KeysAsync("\e\e", "F6 search");
        await KeysAsync("\e[17~", "in all services");
        await KeysAsync("PEER\r", "all searched");
        Assert.Matches("name      com.example.Peer *│(.*\n)*.*object    /peer  com.example.Peer(.*\n)*.*interface com.example.Peer  /peer  com.example.Peer", Screen.Screen.Text);
        await KeysAsync("interface\r", "*Greeting s = ");
        await KeysAsync("\e\e", "Search: interface");
        await KeysAsync("\e\e", "F6 search");
        await KeysAsync("\e[17~", "in all services");
        await KeysAsync("greeting\r", "1 found in 2 services with 6 objects, all searched");
        await Golden.CheckAsync(Screen, "dbus-explore-search");
    }

    [Fact]
    public async Task Without_a_terminal_it_says_what_there_is_instead()
    {
        var refused = await ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", "explore", "--address", _explorer.Bus.Address], cancel: TestContext.Current.CancellationToken);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("tuisetup dbus list", refused.Stderr);
    }

    private Task OpenPeerAsync() => _explorer.OpenPeerAsync();

    private Task KeysAsync(string keys, string? shows) => _explorer.KeysAsync(keys, shows);
}
