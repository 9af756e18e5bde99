using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TuiSetup.Backends.DBus.Introspection;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>Reads objects whole. A property that cannot be read has its error in its place, and spoils nothing else.</summary>
public sealed class ObjectReader(IBus bus, string service, ExploreOptions options)
{
    private readonly Introspections _introspections = new();

    /// <summary>Asks an object what it has, and for the values of its properties.</summary>
    /// <exception cref="DBusException">It does not say what it has.</exception>
    public async Task<DescribedObject> ReadAsync(string path, CancellationToken cancel) => await ReadAsync(path, await NodeAsync(path, cancel), cancel);

    /// <summary>The same for an object that has said what it has.</summary>
    public async Task<DescribedObject> ReadAsync(string path, IntrospectedNode node, CancellationToken cancel)
        => new(path, [.. await Task.WhenAll(node.Interfaces.Select(one => ReadAsync(path, one, cancel)))]);

    /// <summary>All objects that a walk finds, many read at a time, in the order in which they are done.</summary>
    /// <exception cref="DBusException">The first object did not answer.</exception>
    public async IAsyncEnumerable<DescribedObject> ReadAllAsync(ObjectWalk walk, string root, [EnumeratorCancellation] CancellationToken cancel)
    {
        var done = Channel.CreateUnbounded<DescribedObject>();
        var reading = Task.Run(
            async () =>
            {
                var failure = default(Exception);
                try
                {
                    var found = walk.WalkAsync(root, cancel);
                    await Parallel.ForEachAsync(found, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = options.InFlight }, async (one, stop) =>
                        done.Writer.TryWrite(one.Node is { } node ? await ReadAsync(one.Path, node, stop) : new DescribedObject(one.Path, []) { Error = one.Error }));
                }
                catch (Exception failed)
                {
                    failure = failed;
                }

                done.Writer.TryComplete(failure);
            },
            cancel);
        await foreach (var one in done.Reader.ReadAllAsync(cancel))
        {
            yield return one;
        }

        await reading;
    }

    /// <summary>What an object says of itself.</summary>
    /// <exception cref="DBusException">Nothing, or nothing that can be read.</exception>
    public async Task<IntrospectedNode> NodeAsync(string path, CancellationToken cancel)
        => _introspections.Read((await bus.CallAsync(options.Call(service, path, BusNames.Introspectable, "Introspect"), cancel)).Value.AsText ?? "");

    /// <summary>One property, or why it has no value.</summary>
    public async Task<DescribedProperty> ReadAsync(string path, string @interface, IntrospectedProperty property, CancellationToken cancel)
    {
        try
        {
            var reply = await bus.CallAsync(options.Call(service, path, BusNames.Properties, "Get", DBusValue.Of(@interface), DBusValue.Of(property.Name)), cancel);
            return new(property, Inside(reply.Value), null);
        }
        catch (DBusException refused)
        {
            return new(property, null, refused);
        }
    }

    private async Task<DescribedInterface> ReadAsync(string path, IntrospectedInterface one, CancellationToken cancel)
    {
        var values = one.Properties.Any(property => property.CanRead) ? await AllAsync(path, one.Name, cancel) : ImmutableDictionary<string, DBusValue>.Empty;
        return new(one, [.. await Task.WhenAll(one.Properties.Select(async property =>
            !property.CanRead ? new(property, null, null)
            : values.TryGetValue(property.Name, out var value) ? new(property, value, null)
            : await ReadAsync(path, one.Name, property, cancel)))]);
    }

    /// <summary>All at once, as far as the service tells them so.</summary>
    private async Task<IReadOnlyDictionary<string, DBusValue>> AllAsync(string path, string @interface, CancellationToken cancel)
    {
        try
        {
            return Values((await bus.CallAsync(options.Call(service, path, BusNames.Properties, "GetAll", DBusValue.Of(@interface)), cancel)).Value);
        }
        catch (DBusException)
        {
            return ImmutableDictionary<string, DBusValue>.Empty;
        }
    }

    /// <summary>The values of an <c>a{sv}</c>, without their variants.</summary>
    public static IReadOnlyDictionary<string, DBusValue> Values(DBusValue properties)
    {
        var values = new Dictionary<string, DBusValue>(StringComparer.Ordinal);
        foreach (var entry in properties.Items.OfType<DBusEntry>())
        {
            values[entry.Key.AsText ?? ""] = Inside(entry.Value);
        }

        return values;
    }

    /// <summary>A property may itself be a variant, so one is taken away and no more.</summary>
    private static DBusValue Inside(DBusValue value) => value is DBusVariant variant ? variant.Inner : value;
}
