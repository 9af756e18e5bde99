using Newtonsoft.Json.Linq;
using TuiSetup.TestKit;
using TuiSetup.Tests.Backends.DBus;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>Every basic and container type, through a service that gives back what it is given, beside busctl.</summary>
public sealed class EchoTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private readonly string[] _echo = [PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Echo"];

    [Theory]
    [InlineData("y", "255")]
    [InlineData("b", "true")]
    [InlineData("n", "-32768")]
    [InlineData("q", "65535")]
    [InlineData("i", "-2147483648")]
    [InlineData("u", "4294967295")]
    [InlineData("x", "-9223372036854775808")]
    [InlineData("t", "18446744073709551615")]
    [InlineData("d", "1.5")]
    [InlineData("d", "-0.1")]
    [InlineData("d", "1e300")]
    [InlineData("d", "inf")]
    [InlineData("s", "Grüße, 世界 \"twice\" \\ \n end")]
    [InlineData("s", "")]
    [InlineData("o", "/a/_1")]
    [InlineData("g", "a{sv}(iay)")]
    [InlineData("v", "s", "inside")]
    [InlineData("v", "v", "as", "1", "deep")]
    [InlineData("as", "0")]
    [InlineData("ay", "3", "0", "7", "255")]
    [InlineData("aas", "2", "1", "a", "0")]
    [InlineData("(sib)", "x", "1", "false")]
    [InlineData("a(si)", "2", "a", "1", "b", "2")]
    [InlineData("a{sv}", "2", "name", "s", "x", "deep", "a{sv}", "1", "list", "as", "1", "q")]
    [InlineData("a{os}", "1", "/x", "y")]
    [InlineData("a{gs}", "1", "s", "y")]
    [InlineData("a{s(iu)}", "1", "k", "1", "2")]
    [InlineData("(s(ia(sv)))", "x", "1", "1", "y", "t", "5")]
    [InlineData("sus", "a", "1", "b")]
    public async Task What_goes_by_words_comes_back_as_busctl_shows_it_and_goes_again_as_json(string signature, params string[] words)
    {
        string[] call = ["--", .. _echo, signature, .. words];
        var theirs = (await BusctlAsync(["--json=short", .. call[..1], "call", .. call[1..]])).Required("busctl");
        var ours = (await OursAsync(["--json", .. call])).Required("tuisetup");
        Assert.True(JToken.DeepEquals(JToken.Parse(theirs), JToken.Parse(ours)), theirs + ours);

        var again = await OursAsync(["--json", .. _echo, signature, "--args-json", JObject.Parse(ours)["data"]!.ToString() is var data && data.Contains("null", StringComparison.Ordinal) ? "[\"inf\"]" : data]);
        Assert.Equal(ours, again.Required("tuisetup"));
    }

    [Theory]
    [InlineData("a{us}", "{\"type\":\"a{us}\",\"data\":[{\"7\":\"x\"}]}", "1", "7", "x")]
    [InlineData("a{bs}", "{\"type\":\"a{bs}\",\"data\":[{\"true\":\"x\"}]}", "1", "true", "x")]
    [InlineData("a{xv}", "{\"type\":\"a{xv}\",\"data\":[{\"-5\":{\"type\":\"y\",\"data\":1}}]}", "1", "-5", "y", "1")]
    public async Task Dictionaries_whose_keys_are_no_texts_have_a_json_form_too_which_busctl_lacks(string signature, string json, params string[] words)
    {
        Assert.Equal(json + "\n", (await OursAsync(["--json", "--", .. _echo, signature, .. words])).Required("tuisetup"));
        Assert.Equal(json + "\n", (await OursAsync(["--json", .. _echo, signature, "--args-json", JObject.Parse(json)["data"]!.ToString()])).Required("tuisetup"));
    }

    [Fact]
    public async Task A_file_descriptor_is_a_file_that_is_opened_and_comes_back_by_its_name()
    {
        using var folder = new TempFolder();
        var file = folder.Write("passed.txt", "x");
        Assert.Equal(file, (string?)JObject.Parse((await OursAsync(["--json", .. _echo, "h", file])).Required("tuisetup"))["data"]![0]);
        Assert.Equal(2, (await OursAsync([.. _echo, "h", folder["none"]])).ExitCode);
    }

    [Fact]
    public async Task Plain_json_values_are_variants_where_a_variant_is_wanted()
        => Assert.Equal(
            "a{sv} 4 \"a\" s \"x\" \"b\" b true \"c\" i 5 \"d\" x 5000000000\n",
            (await OursAsync([.. _echo, "a{sv}", "--args-json", """[{"a": "x", "b": true, "c": 5, "d": 5000000000}]"""])).Required("tuisetup"));

    [Theory]
    [InlineData("u", "[-1]", "too large")]
    [InlineData("as", "[[1]]", "[0][0]")]
    [InlineData("s", "{}", "must be a list")]
    [InlineData("s", "[", "not JSON")]
    [InlineData("si", "[\"x\"]", "2 types")]
    [InlineData("(si)", "[[\"x\"]]", "2 fields")]
    [InlineData("o", "[\"x\"]", "'x' is not a value of type o")]
    public async Task Json_that_does_not_fit_is_refused_with_its_place(string signature, string json, string said)
    {
        var refused = await OursAsync([.. _echo, signature, "--args-json", json]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(said, refused.Stderr);
    }

    [Fact]
    public async Task A_refusal_has_its_name_as_json_too()
        => Assert.Equal(
            """{"error":{"name":"com.example.E","message":"as you wished"}}""" + "\n",
            (await OursAsync(["--json", .. _echo[..3], "Fail", "s", "com.example.E"])).Stdout);

    [Fact]
    public async Task Text_that_a_terminal_could_obey_is_escaped_in_json()
        => Assert.Equal("""{"type":"s","data":["a\u001b[2J\u0085\u202e"]}""" + "\n", (await OursAsync(["--json", .. _echo, "s", "a\x1b[2J\u0085\u202e"])).Stdout);

    [Fact]
    public async Task A_property_that_was_set_is_read_back()
    {
        string[] greeting = [.. _echo[..3], "Greeting"];
        Assert.Equal((0, ""), Ended(await RunAsync(["set", .. Bus, .. greeting, "s", "salut"])));
        Assert.Equal((0, "s \"salut\"\n"), Ended(await RunAsync(["get", .. Bus, .. greeting])));
        Assert.Equal((0, "u 3\n"), Ended(await RunAsync(["get", .. Bus, .. greeting[..3], "Count"])));
        Assert.Equal(0, (await RunAsync(["set", .. Bus, .. greeting, "s", "--args-json", "[\"hello\"]"])).ExitCode);
        Assert.Equal(7, (await RunAsync(["get", .. Bus, .. greeting[..3], "Unreadable"])).ExitCode);
    }

    [Fact]
    public async Task Two_buses_at_once_and_names_that_are_none_are_refused()
    {
        Assert.Equal(2, (await RunAsync(["get", "--user", .. Bus, .. _echo[..3]])).ExitCode);
        Assert.Contains("'peer' is not an object path", (await OursAsync([_echo[0], "peer", .. _echo[2..]])).Stderr);
    }

    private string[] Bus => ["--address", fixture.Daemon.Address];

    private static (int, string) Ended(ProcessResult result) => (result.ExitCode, result.Stdout);

    private Task<ProcessResult> OursAsync(string[] arguments) => RunAsync(["call", .. Bus, .. arguments]);

    private static Task<ProcessResult> RunAsync(string[] arguments) => ProcessRunner.RunAsync(Tuisetup.Executable, ["dbus", .. arguments], cancel: TestContext.Current.CancellationToken);

    private Task<ProcessResult> BusctlAsync(string[] arguments)
        => ProcessRunner.RunAsync("busctl", ["--address=" + fixture.Daemon.Address, .. arguments], cancel: TestContext.Current.CancellationToken);
}
