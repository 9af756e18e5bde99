using System.Text;
using Microsoft.Win32.SafeHandles;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Native;
using TuiSetup.Core.Problems;
using TuiSetup.TestKit;
using static TuiSetup.Backends.DBus.DBusValue;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>The connection, on a real dbus-daemon, with a service that others wrote the library of.</summary>
public sealed class BusTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IBus Bus => fixture.Bus;

    public static TheoryData<string, int> Values => new(AllValues.Select((value, index) => (value.Signature, index)));

    private static DBusValue[] AllValues =>
    [
        Of(byte.MaxValue), Of(true), Of(false), Of(short.MinValue), Of(ushort.MaxValue), Of(int.MinValue), Of(uint.MaxValue), Of(long.MinValue), Of(ulong.MaxValue),
        Of(-0.1), Of("Grüße, 世界 'quoted' \"twice\" \n"), Of(""), DBusValue.Path("/"), DBusValue.Path("/a/_1"), TypeSignature("a{sv}(iay)"), TypeSignature(""),
        Array("y", []), new DBusBytes([0, 1, 255]), Strings("a", "", "b"), Array("i"), Array("{sv}"), Array("(sv)"),
        Variant(Of("inside")), Variant(Variant(Variant(Of(7u)))), Variant(Array("s")),
        Struct(Of(1), Struct(Of("two"), Array("ai", Array("i", Of(3)), Array("i")))),
        Properties(("name", Of("x")), ("deep", Properties(("list", Strings("q")), ("empty", Array("aai"))))),
        Array("{os}", new DBusEntry(DBusValue.Path("/x"), Of("y"))), Array("{t(sb)}", new DBusEntry(Of(5UL), Struct(Of("f"), Of(true)))),
    ];

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_comes_back_exactly_as_it_went(string signature, int index)
    {
        var reply = await Bus.CallAsync(BusFixture.Call("Echo", AllValues[index]), Stop);

        Assert.Equal(signature, reply.Signature);
        Assert.Equal(AllValues[index] is DBusArray { Element: "y" } ? new DBusBytes([]) : AllValues[index], reply.Value);
    }

    [Fact]
    public async Task All_values_together_come_back_in_order()
    {
        var reply = await Bus.CallAsync(BusFixture.Call("Echo", AllValues), Stop);

        Assert.Equal(string.Concat(AllValues.Select(value => value.Signature)), reply.Signature);
        Assert.Equal(AllValues.Length, reply.Body.Length);
    }

    [Fact]
    public async Task A_file_descriptor_is_received_and_reads_what_was_written_to_the_other_end()
    {
        using var folder = new Support.TempFolder();
        using var sent = File.OpenHandle(folder.Write("passed.txt", "through the bus"));

        var reply = await Bus.CallAsync(BusFixture.Call("Echo", Handle(sent)), Stop);
        using var received = (SafeFileHandle)((DBusBasic)reply.Value).Content;

        var buffer = new byte[64];
        Assert.NotEqual(sent.DangerousGetHandle(), received.DangerousGetHandle());
        Assert.Equal("through the bus", Encoding.UTF8.GetString(buffer, 0, RandomAccess.Read(received, buffer, 0)));
    }

    [Fact]
    public async Task An_error_has_the_name_that_the_service_gave_it()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.CallAsync(BusFixture.Call("Fail", Of("com.example.Error.NoSuchThing")), Stop));

        Assert.Equal("com.example.Error.NoSuchThing", error.Name);
        Assert.Equal("as you wished", error.Message);
        Assert.Equal(BackendFailure.Failed, error.Failure);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_told_by_its_error()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.GetAsync("com.example.Nobody", "/", "com.example.Nobody", "X", Stop));

        Assert.True(error.IsServiceMissing);
        Assert.Equal(BackendFailure.Unreachable, error.Failure);
    }

    [Fact]
    public async Task A_method_that_the_bus_forbids_is_access_denied()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.CallAsync(BusFixture.Call("Denied"), Stop));

        Assert.True(error.IsAccessDenied);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_runs_into_the_timeout()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.CallAsync(BusFixture.Call("Silence") with { Timeout = TimeSpan.FromMilliseconds(50) }, Stop));

        Assert.True(error.IsTimeout);
    }

    [Fact]
    public async Task A_cancelled_call_ends_at_once_and_the_connection_goes_on()
    {
        using var cancel = new CancellationTokenSource();
        var silent = Bus.CallAsync(BusFixture.Call("Silence"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);
        Assert.Equal("still here", (await Bus.CallAsync(BusFixture.Call("Echo", Of("still here")), Stop)).Value.AsText);
    }

    [Theory]
    [InlineData("no path", "com.example.Peer", "Echo")]
    [InlineData("/peer", "no interface", "Echo")]
    [InlineData("/peer", "com.example.Peer", "no member")]
    public async Task What_has_no_place_in_a_message_is_refused_before_it_is_sent(string path, string @interface, string member)
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.CallAsync(new DBusCall(PrivateBus.Peer, path, @interface, member), Stop));

        Assert.Equal("org.freedesktop.DBus.Error.InvalidArgs", error.Name);
    }

    [Fact]
    public async Task A_text_with_a_zero_in_it_is_refused_and_not_cut()
        => await Assert.ThrowsAsync<DBusException>(() => Bus.CallAsync(BusFixture.Call("Echo", Of("a\0b")), Stop));

    [Fact]
    public async Task Many_calls_at_once_get_their_own_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number => (number, (await Bus.CallAsync(BusFixture.Call("Echo", Of(number)), Stop)).Value.AsNumber)));

        Assert.All(answers, pair => Assert.Equal(pair.number, pair.Item2));
    }

    [Fact]
    public async Task Signals_that_match_are_received_in_order_and_others_are_not()
    {
        await using var signals = await Bus.ListenAsync(MatchRule.Signal(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Happened") with { Arg0 = "yes" }, Stop);
        foreach (var (word, number) in ((string, int)[])[("yes", 1), ("no", 2), ("yes", 3)])
        {
            await Bus.CallAsync(BusFixture.Call("Emit", Of(word), Of(number)), Stop);
        }

        Assert.Equal([1L, 3L], (await signals.Take(2).ToListAsync(Stop)).Select(signal => signal[1].AsNumber!.Value));
    }

    [Fact]
    public async Task A_match_that_the_bus_refuses_is_an_error_and_the_connection_goes_on()
    {
        await Assert.ThrowsAsync<DBusException>(() => Bus.ListenAsync(new MatchRule { Path = "no path" }, Stop));

        Assert.NotEmpty(await Bus.NamesAsync(Stop));
    }

    [Fact]
    public async Task Properties_are_read_and_set_and_their_change_is_told()
    {
        Assert.Equal(3, (await Bus.GetAsync(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Count", Stop)).AsNumber);
        await using var changes = await Bus.ListenAsync(MatchRule.PropertiesChanged(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer), Stop);

        await Bus.SetAsync(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Greeting", Of("good day"), Stop);

        Assert.Equal("good day", (await changes.FirstAsync(Stop))[1]["Greeting"]?.AsText);
        Assert.Equal("good day", (await Bus.GetAllAsync(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, Stop))["Greeting"]?.AsText);
    }

    [Fact]
    public async Task A_getter_that_fails_says_why()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => Bus.GetAsync(PrivateBus.Peer, PrivateBus.PeerPath, PrivateBus.Peer, "Unreadable", Stop));

        Assert.Equal("com.example.Error.Unreadable", error.Name);
    }

    [Fact]
    public async Task The_names_on_the_bus_and_their_owners_are_known()
    {
        Assert.StartsWith(":", Bus.UniqueName);
        Assert.Contains(PrivateBus.Peer, await Bus.NamesAsync(Stop));
        Assert.StartsWith(":", await Bus.OwnerAsync(PrivateBus.Peer, Stop));
        Assert.Null(await Bus.OwnerAsync("com.example.Nobody", Stop));
        Assert.False(await Bus.IsThereAsync("com.example.Nobody", Stop));
    }

    [Fact]
    public async Task A_monitor_sees_the_call_and_the_reply_of_others()
    {
        await using var monitor = await new SdBusConnector().MonitorAsync(
            new BusAddress(fixture.Daemon.Address), [new MatchRule { Type = null, Destination = PrivateBus.Peer }, new MatchRule { Type = DBusMessageType.MethodReturn }], Stop);

        await Bus.CallAsync(BusFixture.Call("Echo", Of("seen by others")), Stop);

        var seen = new List<DBusMessage>();
        await foreach (var message in monitor)
        {
            seen.Add(message);
            if (message.Type == DBusMessageType.MethodReturn && seen.Any(call => call.Type == DBusMessageType.MethodCall && call.Member == "Echo" && call.Serial == message.ReplySerial))
            {
                break;
            }
        }

        Assert.Equal("seen by others", seen[^1].Value.AsText);
        Assert.Contains(seen, call => call.Sender == Bus.UniqueName && call.Path == PrivateBus.PeerPath);
    }

    [Fact]
    public async Task An_address_where_nothing_listens_is_unreachable()
    {
        var error = await Assert.ThrowsAsync<DBusException>(() => new SdBusConnector().OpenAsync(new BusAddress("unix:path=/nonexistent/bus"), Stop));

        Assert.Equal(BackendFailure.Unreachable, error.Failure);
        Assert.Contains("unix:path=/nonexistent/bus", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("unix:path")]
    public async Task An_address_that_is_none_is_an_error(string address)
        => await Assert.ThrowsAsync<DBusException>(() => new SdBusConnector().OpenAsync(new BusAddress(address), Stop));
}
