using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Busctl;
using TuiSetup.Backends.DBus.Lines;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>Calls and values as other programs write them: read, and run there.</summary>
public sealed class LinesTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    /// <summary>Values of all types, in busctl's words.</summary>
    public static TheoryData<string> Values =>
    [
        "y 255", "b true", "n -32768", "q 65535", "i -2147483648", "u 4294967295", "x -9223372036854775808", "t 18446744073709551615", "d 1.5", "d -0.1", "d 3", "s text",
        "s 'it'\\''s \"twice\" \\\\ ${x}'", "s ''", "s true", "s 5", "o /a/_1", "g 'a{sv}(iay)'", "v s inside", "v v as 1 deep", "as 0", "ay 3 0 7 255", "ay 0", "aas 2 1 a 0", "'(sib)' x 1 false",
        "'a(si)' 2 a 1 b 2", "'a{sv}' 2 name s x deep 'a{sv}' 1 list as 1 q", "'a{os}' 1 /x y", "'a{s(iu)}' 1 k 1 2", "'(s)' x", "sus a 1 b", "au 2 1 2", "'a{ts}' 1 5 x", "'a{sv}' 0",
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_line_of_gdbus_that_is_pasted_is_the_call_that_it_was_made_of(string words)
    {
        var call = Call(words);
        var pasted = PastedLine.Read(CallLines.Gdbus(new BusPlace(BusKind.User), call));
        Assert.Equal(call.Arguments, pasted.With(null).Arguments);
        Assert.Equal(call.Arguments, pasted.With([.. call.Arguments.Select(value => DBusType.Parse(value.Signature))]).Arguments);
        Assert.Equal((call.Destination, call.Path, call.Interface, call.Member), (pasted.Call.Destination, pasted.Call.Path, pasted.Call.Interface, pasted.Call.Member));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_line_of_busctl_that_is_pasted_is_the_call_that_it_was_made_of(string words)
        => Assert.Equal(Call(words).Arguments, PastedLine.Read(CallLines.Busctl(new BusPlace(BusKind.Host, "admin@switch7"), Call(words))).With(null).Arguments);

    [Theory]
    [InlineData("u", "5", "u 5")]
    [InlineData("s", "hello", "s \"hello\"")]
    [InlineData("s", "'5'", "s \"5\"")]
    [InlineData("o", "/org/example", "o \"/org/example\"")]
    [InlineData("a{sv}", "\"{'a': <5>, 'b': <'x'>}\"", "a{sv} 2 \"a\" i 5 \"b\" s \"x\"")]
    [InlineData("au", "'[1, 2]'", "au 2 1 2")]
    [InlineData("ay", "\"b'hi'\"", "ay 3 104 105 0")]
    [InlineData("d", "3", "d 3")]
    [InlineData("(su)", "\"('a', 1)\"", "(su) \"a\" 1")]
    [InlineData("s", @"""'\\u00e9\\n'""", @"s ""é\n""")]
    [InlineData("x", "0x10", "x 16")]
    public void Arguments_of_gdbus_have_the_types_of_the_method(string signature, string argument, string read)
        => Assert.Equal(read, BusctlWriter.Write(PastedLine.Read($"gdbus call -y -d com.example.Peer -o /peer -m com.example.Peer.Echo {argument}").With(DBusType.ParseAll(signature)).Arguments));

    [Theory]
    [InlineData("gdbus call --system --dest com.example.Peer", "no call of gdbus")]
    [InlineData("gdbus call -y -d com.example.Peer -o /peer -m com.example.Peer.Echo 1 2", "takes 1 arguments, and the line has 2")]
    [InlineData("gdbus call -y -d com.example.Peer -o /peer -m com.example.Peer.Echo '[1'", "cannot be read")]
    [InlineData("gdbus call -y -d com.example.Peer -o /peer -m com.example.Peer.Echo 300", "not a value of type y")]
    [InlineData("gdbus introspect --system", "no line of busctl")]
    public void What_is_no_call_says_why(string line, string reason)
        => Assert.Contains(reason, Assert.Throws<FormatException>(() => PastedLine.Read(line).With([DBusType.Parse("y")])).Message);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("just 5")]
    [InlineData("()")]
    [InlineData("<5")]
    [InlineData("'open")]
    [InlineData("uint32 -5")]
    [InlineData("[1, 'a']")]
    [InlineData("@u 'a'")]
    [InlineData("5 6")]
    [InlineData("")]
    public void Text_that_is_no_value_is_refused(string text) => Assert.Throws<FormatException>(() => GVariantReader.Read(text, null));

    [Fact]
    public void Nesting_has_an_end() => Assert.Contains("too deep", Assert.Throws<FormatException>(() => GVariantReader.Read(new string('<', 10_000), null)).Message);

    [Fact]
    public async Task The_call_in_Python_runs_and_is_the_same_call()
    {
        var arguments = Values.Select(row => row.Data).SelectMany(words => Call(words).Arguments).ToImmutableArray();
        var script = CallLines.Python(new BusPlace(BusKind.Address, fixture.Daemon.Address), BusFixture.Call("Echo") with { Arguments = arguments });
        script = script.Replace("print(bus", "reply = (bus", StringComparison.Ordinal) + "\nprint(reply.print_(True))";
        var ran = await ProcessRunner.RunAsync("/usr/bin/python3", ["-c", script], cancel: TestContext.Current.CancellationToken);

        Assert.Equal(arguments, ((DBusStruct)GVariantReader.Read(ran.Required("python3").TrimEnd('\n'), null)).Fields);
    }

    [Fact]
    public async Task A_reply_in_Python_is_read_by_Python_as_the_same_values()
    {
        var values = Values.Select(row => row.Data).SelectMany(words => Call(words).Arguments).Append(DBusValue.Of(double.NegativeInfinity)).ToList();
        var ran = await ProcessRunner.RunAsync("/usr/bin/python3", ["-c", $"v = {ProgramText.Python(values)}\nprint(len(v), v[1], v[12], v[21], v[26], v[-1])"], cancel: TestContext.Current.CancellationToken);
        Assert.Equal($"{values.Count} True it's \"twice\" \\\\ ${{x}} b'\\x00\\x07\\xff' {{'name': 'x', 'deep': {{'list': ['q']}}}} -inf\n", ran.Required("python3"));
    }

    [Fact]
    public void A_reply_in_C_sharp_reads_its_own_words()
        => Assert.Equal("""BusctlReader.Read("sa{sv}", ["a \"b\"", "1", "k", "u", "7"])""", ProgramText.CSharp(BusctlReader.Read("sa{sv}", ["a \"b\"", "1", "k", "u", "7"])));

    private static DBusCall Call(string words)
    {
        var split = ShellWords.Split(words);
        return BusFixture.Call("Echo") with { Arguments = [.. BusctlReader.Read(split[0], [.. split.Skip(1)])] };
    }
}
