using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Keeping;
using TuiSetup.Backends.DBus.Setting;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>Calls that are kept: in files for their owner alone, bounded, and without secrets.</summary>
public sealed class KeepingTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly BusPlace System = new(BusKind.System);

    private readonly TempFolder _folder = new();

    private CallStore Store => new(_folder["state"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_history_has_the_latest_first_each_once_and_no_more_than_its_bound()
    {
        for (var number = 0; number <= CallStore.MostHistory; number++)
        {
            Store.Remember(Kept("s", $"call {number}"));
        }

        Store.Remember(Kept("s", "call 7"));
        var history = Store.History();
        Assert.Equal(CallStore.MostHistory, history.Length);
        Assert.Equal(["call 7"], history[0].Words);
        Assert.Equal(["call 200"], history[1].Words);
        Assert.Single(history, call => call.Words[0] == "call 7");
    }

    [Fact]
    public void Both_files_are_their_owners_alone_and_nothing_else_is_left_beside_them()
    {
        Store.Remember(Kept("s", "x"));
        Store.Keep(Kept("s", "${who}") with { Name = "greet" });
        Assert.Equal((Owner, Owner), (File.GetUnixFileMode(Store.HistoryFile), File.GetUnixFileMode(Store.FavouritesFile)));
        Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["state/dbus"]));
        Assert.Equal(["favourites.json", "history.json"], Directory.EnumerateFiles(_folder["state/dbus"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Favourites_are_read_as_they_were_kept_and_one_of_the_same_name_gives_way()
    {
        var first = Kept("a{sv}", "1", "key", "s", "${value}") with { Name = "b", Place = new(BusKind.Host, "admin@switch7") };
        Store.Keep(first);
        Store.Keep(Kept("", []) with { Name = "a" });
        Store.Keep(first with { Words = ["0"] });
        var (one, other) = (Store.Favourites()[0], Store.Favourites()[1]);
        Assert.Equal(("a", "b", 2), (one.Name, other.Name, Store.Favourites().Length));
        Assert.True(other.IsSame(first with { Words = ["0"] }));
        Store.Remove(one);
        Assert.Equal(["b"], Store.Favourites().Select(call => call.Name));
    }

    [Fact]
    public void A_file_with_mistakes_is_told_with_their_places_and_not_written_over()
    {
        Store.Remember(Kept("s", "x"));
        var damaged = File.ReadAllText(Store.HistoryFile).Replace("\"/peer\"", "\"peer\"", StringComparison.Ordinal);
        File.WriteAllText(Store.HistoryFile, damaged);
        var told = Assert.Throws<ProblemException>(() => Store.Remember(Kept("s", "y")));
        Assert.Matches(@"history\.json:[0-9]+:[0-9]+: 'peer' cannot be the object", told.Problems[0].ToString());
        Assert.Equal(damaged, File.ReadAllText(Store.HistoryFile));
    }

    [Fact]
    public void Variables_are_asked_each_once_and_filled_in_as_texts_and_numbers()
    {
        var kept = Kept("susv", "to ${who}", "${count}", "${who}", "s", "it's");
        Assert.Equal(["who", "count"], kept.Variables);
        Assert.Equal(
            "susv \"to a 'b' ${x}\" 3 \"a 'b' ${x}\" s \"it's\"",
            BusctlWriter.Write(kept.With(new Dictionary<string, string> { ["who"] = "a 'b' ${x}", ["count"] = "3" }).Arguments));
        Assert.Throws<FormatException>(() => kept.With(new Dictionary<string, string> { ["who"] = "", ["count"] = "many" }));
    }

    [Theory]
    [InlineData("SetPassword", "", "s", "hunter2", "${secret}")]
    [InlineData("Login", "user password", "ss", "me hunter2", "me ${password}")]
    [InlineData("AddConnection", "connection", "a{sa{sv}}", "1 wifi 2 psk s hunter2 ssid s lab", "1 wifi 2 psk s ${psk} ssid s lab")]
    [InlineData("Use", "tokens", "as", "2 hunter2 hunter3", "2 ${tokens} ${tokens-2}")]
    [InlineData("Use", "private_key", "ay", "3 1 2 3", "0")]
    [InlineData("Unlock", "pin", "u", "1234", "${pin}")]
    [InlineData("GetSecrets", "setting", "s", "wifi", "wifi")]
    [InlineData("Ping", "mapping", "s", "plain", "plain")]
    public void What_is_called_like_a_secret_is_not_kept(string member, string names, string signature, string words, string kept)
    {
        var call = new DBusCall("com.example.Peer", "/peer", "com.example.Peer", member, [.. BusctlReader.Read(signature, words.Split(' '))]);
        Assert.Equal(kept.Split(' '), KeptCall.Of(System, call, names.Split(' '), isSensitive: false, ImmutableDictionary<string, string>.Empty, default).Words);
    }

    [Fact]
    public void What_the_service_marks_and_what_was_typed_hidden_is_not_kept_either()
    {
        var call = new DBusCall("com.example.Peer", "/peer", "com.example.Peer", "Do", DBusValue.Of("x"), DBusValue.Of(7u));
        Assert.Equal(["${secret}", "${secret-2}"], KeptCall.Of(System, call, [], isSensitive: true, ImmutableDictionary<string, string>.Empty, default).Words);
        var typed = new DBusCall("com.example.Peer", "/peer", "com.example.Peer", "Do", DBusValue.Of("key=hunter2"));
        var odd = new DBusCall("com.example.Peer", "/peer", "com.example.Peer", "Do", DBusValue.Of("${a} is ${b"));
        Assert.Equal(["${dollar}{a} is ${psk}"], KeptCall.Of(System, odd, [], isSensitive: false, new Dictionary<string, string> { ["psk"] = "${b" }, default).Words);
        Assert.Equal(["key=${psk}"], KeptCall.Of(System, typed, [], isSensitive: false, new Dictionary<string, string> { ["psk"] = "hunter2" }, default).Words);
    }

    [Fact]
    public void A_property_that_is_called_like_a_secret_is_set_but_not_kept()
        => Assert.Equal(
            ["com.example.Peer", "Password", "s", "${Password}"],
            KeptCall.Of(System, new("com.example.Peer", "/peer", BusNames.Properties, "Set", DBusValue.Of("com.example.Peer"), DBusValue.Of("Password"), DBusValue.Variant(DBusValue.Of("hunter2"))), [], false, ImmutableDictionary<string, string>.Empty, default).Words);

    [Fact]
    public void A_text_that_looks_like_a_variable_stays_a_text()
    {
        var call = new DBusCall("com.example.Peer", "/peer", "com.example.Peer", "Do", DBusValue.Of("${HOME}"));
        var kept = KeptCall.Of(System, call, [], isSensitive: false, ImmutableDictionary<string, string>.Empty, default);
        Assert.Empty(kept.Variables);
        Assert.Equal("${HOME}", kept.With(ImmutableDictionary<string, string>.Empty).Arguments[0].AsText);
    }

    [Fact]
    public void A_secret_makes_no_step_of_a_wizard()
        => Assert.Contains("'psk' is called like a secret", Assert.Throws<FormatException>(() => StepWizard.Json("x", [new(Kept("s", "${psk}"))])).Message);

    [Fact]
    public void A_wizard_asks_what_its_steps_and_their_undo_ask_and_keeps_signs_that_ask_nothing()
    {
        var json = StepWizard.Json("x", [new(Kept("sss", "${who}", "it's ${who}", "${dollar}{HOME}"), Undo: "call com.example.Peer /peer com.example.Peer Undo s '${why}'")]);
        Assert.Contains("\"id\": \"ask.who\"", json);
        Assert.Contains("\"id\": \"ask.why\"", json);
        Assert.Contains(@"Do sss '${ask.who}' 'it'\\''s ${ask.who}' '$''{HOME}'""", json);
        Assert.Contains("Undo s '${ask.why}'", json);
    }

    private static KeptCall Kept(string signature, params ImmutableArray<string> words) => new(System, "com.example.Peer", "/peer", "com.example.Peer", "Do", signature, words);
}
