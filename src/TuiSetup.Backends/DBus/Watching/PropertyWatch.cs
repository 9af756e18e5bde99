using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using TuiSetup.Backends.DBus.Explore;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>Follows the properties of an interface of an object, also when the service goes and comes again.</summary>
public sealed class PropertyWatch(IBus bus, string service, string path, string @interface, ExploreOptions options)
{
    /// <summary>
    /// The properties now, and again after each change. Null while nobody has the service's name, or the object is not
    /// there.
    /// </summary>
    /// <exception cref="DBusException">The connection was lost, or the bus refuses to tell of changes.</exception>
    public async IAsyncEnumerable<IReadOnlyDictionary<string, DBusValue>?> FollowAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var news = await MergedSignals.ListenAsync(bus, cancel, MatchRule.PropertiesChanged(service, path, @interface), NameOwners.Rule(service));
        var now = await AllAsync(cancel);
        yield return now;
        await foreach (var message in news.ReadAllAsync(cancel))
        {
            now = message.Member == "PropertiesChanged" && now is not null ? await WithAsync(now, message, cancel) : await AllAsync(cancel);
            yield return now;
        }
    }

    private async Task<ImmutableDictionary<string, DBusValue>?> AllAsync(CancellationToken cancel)
    {
        try
        {
            var all = await bus.CallAsync(options.Call(service, path, BusNames.Properties, "GetAll", DBusValue.Of(@interface)), cancel);
            return ObjectReader.Values(all.Value).ToImmutableDictionary();
        }
        catch (DBusException gone) when (gone.IsServiceMissing || gone.IsUnknownMember || gone.Name == "org.freedesktop.DBus.Error.NoReply")
        {
            return null;
        }
    }

    /// <summary>What is told with its value is taken; what is only said to have changed is asked for.</summary>
    private async Task<ImmutableDictionary<string, DBusValue>?> WithAsync(ImmutableDictionary<string, DBusValue> now, DBusMessage changed, CancellationToken cancel)
    {
        now = now.SetItems(ObjectReader.Values(changed[1]));
        foreach (var name in changed[2].Texts)
        {
            try
            {
                var value = await bus.CallAsync(options.Call(service, path, BusNames.Properties, "Get", DBusValue.Of(@interface), DBusValue.Of(name)), cancel);
                now = now.SetItem(name, value.Value is DBusVariant variant ? variant.Inner : value.Value);
            }
            catch (DBusException refused) when (!refused.IsDisconnected)
            {
                now = now.Remove(name);
            }
        }

        return now;
    }
}
