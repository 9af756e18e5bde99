using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>The explorer's history and favourites on a terminal, and the wizards that are made of them.</summary>
public sealed class KeptTests
{
    private const string Call = "busctl --user call com.example.Peer /peer com.example.Peer Echo sv 'to Anna' s x\r";

    [Fact]
    public async Task A_favourite_asks_for_its_variables_and_a_call_is_in_the_history()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, Call, "'to Anna' s x");
        await explorer.KeysAsync("\t\t\t\t\t\t\t\r", "Its name");
        await explorer.KeysAsync("\x15greet\r", "Signature and arguments");
        await explorer.KeysAsync("\x15sv 'to ${who}' u '${count}'\r", "F8 keep nothing");
        await explorer.KeysAsync("\e\e", "2 services");

        await explorer.KeysAsync("\e[18~", "1 favourite, 0 calls");
        await Golden.CheckAsync(explorer.Terminal, "dbus-explore-kept");
        await explorer.KeysAsync("\r", "who:");
        await explorer.KeysAsync("Bert\r", "count:");
        await explorer.KeysAsync("7\r", "'to Bert' u 7");
        await explorer.KeysAsync("\t\t\t\t\t\r", "Turn it off");
        await explorer.KeysAsync("\t\r", "Reply of Echo");
        await explorer.KeysAsync("\e\e", "Seconds to wait");
        await explorer.KeysAsync("\e\e", "1 favourite, 1 call");

        var kept = JObject.Parse(await File.ReadAllTextAsync(Path.Combine(explorer.State, "dbus", "favourites.json"), TestContext.Current.CancellationToken))["calls"]!.Single();
        Assert.Equal(("greet", "user", "sv", "to ${who} u ${count}"), ((string?)kept["name"], (string?)kept["bus"], (string?)kept["signature"], string.Join(' ', kept["arguments"]!)));
        Assert.Equal(["to Bert", "u", "7"], History(explorer).Single()["arguments"]!.Select(word => (string)word!));
    }

    [Fact]
    public async Task What_is_called_like_a_secret_is_asked_hidden_and_kept_nowhere()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, "busctl --user call com.example.Peer /peer com.example.Peer Echo 'a{sv}' 1 psk s hunter2\r", "Seconds to wait");
        await explorer.KeysAsync("\t\t\t\t\r", "Turn it off");
        await explorer.KeysAsync("\t\r", "Reply of Echo");
        await explorer.KeysAsync("\e\e", "Seconds to wait");
        await explorer.KeysAsync("\e\e", "2 services");
        Assert.Equal(["1", "psk", "s", "${psk}"], History(explorer).Single()["arguments"]!.Select(word => (string)word!));

        await explorer.KeysAsync("\e[18~", "0 favourites, 1 call");
        await explorer.KeysAsync("\r", "psk:");
        await explorer.KeysAsync("hunter3", "*******");
        Assert.DoesNotContain("hunter3", explorer.Terminal.Screen.Text);
        await explorer.KeysAsync("\r", "Seconds to wait");
        await explorer.KeysAsync("\t\t\t\t\r", "Reply of Echo");
        Assert.All(Directory.EnumerateFiles(explorer.State, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("hunter", File.ReadAllText(file)));
    }

    [Fact]
    public async Task A_call_that_is_to_be_kept_nowhere_is_not()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, Call, "Seconds to wait");
        await explorer.KeysAsync("\e[19~", "Turn it off");
        await explorer.KeysAsync("\t\r", "Reply of Echo");
        Assert.False(Directory.Exists(Path.Combine(explorer.State, "dbus")));
    }

    [Fact]
    public async Task A_favourite_gives_way_to_another_of_its_name_only_when_the_user_says_so()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, Call, "Seconds to wait");
        foreach (var words in (string[])["s first", "s second"])
        {
            await explorer.KeysAsync("\t\t\t\t\t\t\t\r", "Its name");
            await explorer.KeysAsync("\r", words == "s first" ? "Signature and arguments" : "There is a favourite 'Echo' already");
            await explorer.KeysAsync(words == "s first" ? $"\x15{words}\r" : "\r", "F8 keep nothing");
            await explorer.KeysAsync("\e\e", "F7 kept");
            await explorer.KeysAsync("\e[18~", "1 favourite");
            await explorer.ShowsAsync("com.example.Peer.Echo s first");
            await explorer.KeysAsync("\e\e", "F7 kept");
            await PasteAsync(explorer, Call, "Seconds to wait");
        }
    }

    [Fact]
    public async Task Several_calls_become_one_wizard_without_mistakes()
    {
        await using var explorer = await ExplorerTerminal.OpenAsync();
        await PasteAsync(explorer, Call, "Seconds to wait");
        await explorer.KeysAsync("\t\t\t\t\t\t\t\r", "Its name");
        await explorer.KeysAsync("\x15greet\r", "Signature and arguments");
        await explorer.KeysAsync("\x15sv 'to ${who}' s x\r", "F8 keep nothing");
        await explorer.KeysAsync("\e\e", "2 services");
        await PasteAsync(explorer, "busctl --user set-property com.example.Peer /peer com.example.Peer Greeting s salut\r", "Seconds to wait");
        await explorer.KeysAsync("\t\t\t\t\t\t\t\t\r", "Its name");
        await explorer.KeysAsync("\x15say\r", "Signature and arguments");
        await explorer.KeysAsync("\r", "F8 keep nothing");
        await explorer.KeysAsync("\e\e", "2 services");

        await explorer.KeysAsync("\e[18~", "2 favourites");
        await explorer.KeysAsync("\e[B\e[15~", "1 * say");
        await explorer.KeysAsync("\e[A\e[15~", "2 * greet");
        await explorer.KeysAsync("\e[19~", "A property that is read");
        await explorer.KeysAsync("Greeting\r", "The call that undoes it");
        await explorer.KeysAsync("Echo s back\r", "Write the wizard");
        await explorer.KeysAsync(explorer["both.json"] + "\r", "Written");

        var wizard = JObject.Parse(await File.ReadAllTextAsync(explorer["both.json"], TestContext.Current.CancellationToken));
        var presets = wizard.SelectTokens("$.pages[*].fields[*]").Select(field => $"{field["id"]}={field["default"]}");
        Assert.Equal(
            [
                "ask.who=", "step.1=set-property com.example.Peer /peer com.example.Peer Greeting s salut",
                "step.2=call com.example.Peer /peer com.example.Peer Echo sv 'to ${ask.who}' s x",
                "step.2.reads=com.example.Peer /peer com.example.Peer Greeting", "step.2.undo=call com.example.Peer /peer com.example.Peer Echo s back",
            ],
            presets);
        var check = await ProcessRunner.RunAsync(Tuisetup.Executable, ["wizard", "check", explorer["both.json"]], cancel: TestContext.Current.CancellationToken);
        Assert.True(check.ExitCode == 0, check.Stderr + check.Stdout);
    }

    private static JToken History(ExplorerTerminal explorer) => JObject.Parse(File.ReadAllText(Path.Combine(explorer.State, "dbus", "history.json")))["calls"]!;

    private static async Task PasteAsync(ExplorerTerminal explorer, string line, string shows)
    {
        await explorer.KeysAsync("\eOS", "or gdbus");
        await explorer.KeysAsync(line, shows);
    }
}
