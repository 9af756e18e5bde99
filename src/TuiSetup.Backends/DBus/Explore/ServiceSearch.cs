using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>
/// One search over all services that run: names, paths, interfaces, members and values of properties. No service is
/// started by it, and one that does not answer holds nobody up.
/// </summary>
public sealed class ServiceSearch(IBus bus, ExploreOptions options)
{
    private const int ServicesAtOnce = 4;

    private int _services, _objects;

    /// <summary>Services that were searched to their end.</summary>
    public int Services => _services;

    /// <summary>Objects that were looked at.</summary>
    public int Objects => _objects;

    /// <summary>What contains the text, upper and lower case alike, as it is found.</summary>
    /// <exception cref="DBusException">The bus does not answer.</exception>
    public async IAsyncEnumerable<SearchHit> FindAsync(string text, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var names = (await bus.NamesAsync(cancel)).Where(name => !name.StartsWith(':')).Order(StringComparer.Ordinal).ToList();
        var hits = Channel.CreateBounded<SearchHit>(1024);
        var searching = SearchAsync(names, text, hits.Writer, over.Token);
        try
        {
            await foreach (var hit in hits.Reader.ReadAllAsync(cancel))
            {
                yield return hit;
            }
        }
        finally
        {
            await over.CancelAsync();
            await searching;
        }
    }

    private async Task SearchAsync(IReadOnlyList<string> names, string text, ChannelWriter<SearchHit> hits, CancellationToken cancel)
    {
        Exception? failure = null;
        try
        {
            await Parallel.ForEachAsync(names, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = ServicesAtOnce }, async (name, stop) =>
            {
                if (Contains(name, text))
                {
                    await hits.WriteAsync(new("name", name, null, name), stop);
                }

                await SearchAsync(name, text, hits, stop);
                Interlocked.Increment(ref _services);
            });
        }
        catch (OperationCanceledException)
        {
            // Whoever searched has enough.
        }
        catch (DBusException lost)
        {
            failure = lost;
        }

        hits.TryComplete(failure);
    }

    private async Task SearchAsync(string service, string text, ChannelWriter<SearchHit> hits, CancellationToken cancel)
    {
        var known = new HashSet<(string, string)>();
        try
        {
            var found = new ObjectReader(bus, service, options).ReadAllAsync(new ObjectWalk(bus, service, options) { AsksAll = true }, "/", cancel);
            await foreach (var one in found)
            {
                Interlocked.Increment(ref _objects);
                foreach (var hit in HitsIn(service, one, text).Where(hit => hit.Kind is "object" or "value" || known.Add((hit.Kind, hit.Text))))
                {
                    await hits.WriteAsync(hit, cancel);
                }
            }
        }
        catch (DBusException silent) when (!silent.IsDisconnected)
        {
            // It tells nothing of itself; its name was searched.
        }
    }

    private static IEnumerable<SearchHit> HitsIn(string service, DescribedObject found, string text)
    {
        if (Contains(found.Path, text))
        {
            yield return new("object", service, found.Path, found.Path);
        }

        foreach (var one in found.Interfaces.Where(one => !one.IsStandard))
        {
            if (Contains(one.Info.Name, text))
            {
                yield return new("interface", service, found.Path, one.Info.Name);
            }

            foreach (var (kind, name) in one.Info.Methods.Select(method => ("method", method.Name)).Concat(one.Info.Signals.Select(signal => ("signal", signal.Name)))
                .Concat(one.Properties.Select(property => ("property", property.Info.Name))).Where(member => Contains(member.Name, text)))
            {
                yield return new(kind, service, found.Path, $"{one.Info.Name}.{name}");
            }

            foreach (var property in one.Properties.Where(property => property.Value is { } value && Contains(value, text)))
            {
                yield return new("value", service, found.Path, $"{one.Info.Name}.{property.Info.Name}", property.Value);
            }
        }
    }

    private static bool Contains(DBusValue value, string text) => value switch
    {
        DBusBasic { Content: string own } => Contains(own, text),
        DBusBasic basic => string.Equals(basic.ToString(), text, StringComparison.OrdinalIgnoreCase),
        DBusVariant variant => Contains(variant.Inner, text),
        DBusBytes => false,
        _ => value.Items.Any(item => Contains(item, text)),
    };

    private static bool Contains(string whole, string text) => whole.Contains(text, StringComparison.OrdinalIgnoreCase);
}
