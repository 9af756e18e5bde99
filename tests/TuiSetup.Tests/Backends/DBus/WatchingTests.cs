using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.TestKit;

namespace TuiSetup.Tests.Backends.DBus;

/// <summary>What is followed: properties since a beginning, and signals of a name on a real bus.</summary>
public sealed class WatchingTests(BusFixture fixture) : IClassFixture<BusFixture>
{
    [Fact]
    public void What_changed_since_the_beginning_is_counted_with_what_it_was()
    {
        var changes = new PropertyChanges();
        changes.Take(Values(("A", 1), ("B", 2)));
        changes.Take(Values(("A", 1), ("B", 3), ("C", 4)));
        changes.Take(Values(("B", 2), ("C", 4)));

        Assert.Equal(
            [new("A", null, DBusValue.Of(1), 1), new("B", DBusValue.Of(2), DBusValue.Of(2), 2), new WatchedProperty("C", DBusValue.Of(4), null, 1)],
            changes.Properties);
        changes.BeginAgain();
        Assert.Equal([new("B", DBusValue.Of(2), DBusValue.Of(2), 0), new WatchedProperty("C", DBusValue.Of(4), DBusValue.Of(4), 0)], changes.Properties);
    }

    [Fact]
    public void An_object_that_is_away_keeps_what_was_known_of_it()
    {
        var changes = new PropertyChanges();
        changes.Take(Values(("A", 1)));
        changes.Take(null);
        Assert.False(changes.IsThere);
        Assert.Equal(new WatchedProperty("A", DBusValue.Of(1), DBusValue.Of(1), 0), changes.Properties.Single());
        changes.Take(Values(("A", 2)));
        Assert.Equal((true, 1), (changes.IsThere, changes.Properties.Single().Changes));
    }

    [Theory]
    [InlineData(PrivateBus.PeerPath, PrivateBus.Peer)]
    [InlineData(null, null)]
    public async Task A_name_is_followed_and_others_are_not(string? path, string? @interface)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var other = await fixture.OpenAsync();
        await using var signals = new SignalWatch(fixture.Bus, PrivateBus.Peer, path, @interface).FollowAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        var next = signals.MoveNextAsync();

        // Another name comes and goes; and the bus answers in order, so the rules are there when this is answered.
        await using var third = await fixture.OpenAsync();
        await fixture.Bus.CallAsync(BusFixture.Call("Echo"), patience.Token);
        await other.CallAsync(BusFixture.Call("Emit", DBusValue.Of("followed")), patience.Token);

        Assert.True(await next);
        Assert.Equal(("Happened", "followed"), (signals.Current.Member, signals.Current.Value.AsText));
        Assert.NotEqual(default, signals.Current.Received);
    }

    private static Dictionary<string, DBusValue> Values(params (string Name, int Value)[] values) => values.ToDictionary(one => one.Name, one => (DBusValue)DBusValue.Of(one.Value));
}
