using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace TuiSetup.Backends.DBus.Explore;

/// <summary>
/// Finds the objects of a service, many at a time and no more than was said. Where there is an object manager
/// (org.freedesktop.DBus.ObjectManager), one call of it tells what is below. An object that fails is told as such, and
/// the walk goes on.
/// </summary>
public sealed class ObjectWalk(IBus bus, string service, ExploreOptions options)
{
    private static readonly string[] Everywhere = [BusNames.Properties, BusNames.Introspectable, BusNames.Peer];

    private readonly Introspections _introspections = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _toDo = new();

    /// <summary>Whether there is more than the options let it look at.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether each object is asked what it has, also where an object manager told of it.</summary>
    public bool AsksAll { get; init; }

    /// <summary>The objects in the order in which they answered.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="cancel">Ends the walk.</param>
    /// <exception cref="DBusException">The first object did not answer.</exception>
    public async IAsyncEnumerable<FoundObject> WalkAsync(string root, [EnumeratorCancellation] CancellationToken cancel)
    {
        var answers = Channel.CreateUnbounded<Answer>();
        var running = 0;
        Enqueue(root);
        for (; ; running--)
        {
            for (; running < options.InFlight && _toDo.TryDequeue(out var next); running++)
            {
                _ = AskAsync(next, answers.Writer, cancel);
            }

            if (running == 0)
            {
                yield break;
            }

            var answer = await answers.Reader.ReadAsync(cancel);
            if (answer.Found.Error is { } failed && answer.Found.Path == root)
            {
                throw failed;
            }

            yield return answer.Found;
            foreach (var managed in Spread(answer))
            {
                yield return managed;
            }
        }
    }

    /// <summary>Notes what is below an object; the result is what is known of it without asking.</summary>
    private List<FoundObject> Spread(Answer answer)
    {
        var found = new List<FoundObject>();
        var managed = answer.Managed?.Items ?? [];
        foreach (var entry in managed)
        {
            var (path, interfaces) = (entry.Items[0].AsText ?? "", entry.Items[1]);
            if (AsksAll)
            {
                Enqueue(path);
            }
            else if (Note(path))
            {
                found.Add(new FoundObject(path) { Managed = interfaces, Interfaces = [.. interfaces.Items.Select(one => one.Items[0].AsText!).Where(IsOwn)] });
            }
        }

        foreach (var above in managed.SelectMany(entry => Above(entry.Items[0].AsText ?? "", answer.Found.Path)))
        {
            if (AsksAll)
            {
                Enqueue(above);
            }
            else if (Note(above))
            {
                found.Add(new FoundObject(above));
            }
        }

        foreach (var child in answer.Found.Node?.Children ?? [])
        {
            var path = ObjectPaths.Child(answer.Found.Path, child);
            if (BusNames.IsObjectPath(path))
            {
                Enqueue(path);
            }
        }

        return found;
    }

    /// <summary>The objects between one and its manager.</summary>
    private static IEnumerable<string> Above(string path, string manager)
    {
        for (var above = ObjectPaths.Parent(path); above is not null && above != manager && ObjectPaths.IsBelow(above, manager); above = ObjectPaths.Parent(above))
        {
            yield return above;
        }
    }

    private void Enqueue(string path)
    {
        if (Note(path))
        {
            _toDo.Enqueue(path);
        }
    }

    private bool Note(string path)
    {
        if (_known.Contains(path))
        {
            return false;
        }

        if (_known.Count >= options.MaxObjects || ObjectPaths.Depth(path) > options.MaxDepth)
        {
            IsCut = true;
            return false;
        }

        return _known.Add(path);
    }

    private static bool IsOwn(string name) => !Everywhere.Contains(name);

    private async Task AskAsync(string path, ChannelWriter<Answer> answers, CancellationToken cancel)
    {
        try
        {
            var xml = (await bus.CallAsync(options.Call(service, path, BusNames.Introspectable, "Introspect"), cancel)).Value.AsText ?? "";
            var node = _introspections.Read(xml);
            var found = new FoundObject(path) { Node = node, Interfaces = [.. node.Interfaces.Select(one => one.Name).Where(IsOwn)] };
            answers.TryWrite(new(found, found.Interfaces.Contains(BusNames.ObjectManager) ? await ManagedAsync(path, cancel) : null));
        }
        catch (DBusException failed)
        {
            answers.TryWrite(new(new FoundObject(path) { Error = failed }, null));
        }
        catch (OperationCanceledException)
        {
            answers.TryComplete();
        }
    }

    /// <summary>A manager that fails leaves the objects to be found one by one.</summary>
    private async Task<DBusValue?> ManagedAsync(string path, CancellationToken cancel)
    {
        try
        {
            var call = options.Call(service, path, BusNames.ObjectManager, "GetManagedObjects") with { Timeout = options.ManagerTimeout ?? options.Timeout };
            var managed = (await bus.CallAsync(call, cancel)).Value;
            return managed.Signature == "a{oa{sa{sv}}}" ? managed : null;
        }
        catch (DBusException)
        {
            return null;
        }
    }

    private sealed record Answer(FoundObject Found, DBusValue? Managed);
}
