using System.Globalization;
using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>The property collector: reading in pages, and waiting for changes.</summary>
internal sealed class PropertyOperations(Inventory inventory, TimeProvider time)
{
    /// <summary>Objects in one answer, whatever a client asks for.</summary>
    public int PageSize { get; set; } = 500;

    public IEnumerable<(string, Operation)> All =>
    [
        ("RetrievePropertiesEx", Operations.Now(Retrieve)),
        ("ContinueRetrievePropertiesEx", Operations.Now(call => NextPage(call.Login, call["token"]!.Value))),
        ("CancelRetrievePropertiesEx", Operations.Now(call =>
        {
            if (!call.Login.Pages.Remove(call["token"]!.Value))
            {
                throw new SimFault("InvalidProperty", "The token is not known.", ("name", "token"));
            }
        })),
        ("CreatePropertyCollector", Operations.Now(CreateCollector)),
        ("DestroyPropertyCollector", Operations.Now(DestroyCollector)),
        ("CreateFilter", Operations.Now(CreateFilter)),
        ("DestroyPropertyFilter", Operations.Now(call => call.Login.Filters.Remove(call.This.Id) ? (IEnumerable<XElement>)[] : throw SimFault.Gone(call.This))),
        ("WaitForUpdatesEx", WaitAsync),
        ("CancelWaitForUpdates", Operations.Now(_ => inventory.Pulse())),
    ];

    private IEnumerable<XElement> Retrieve(Call call)
    {
        var session = call.Login;
        var objects = new Queue<XElement>();
        foreach (var spec in call.Body.All("specSet"))
        {
            foreach (var (one, paths) in Select(session, spec))
            {
                objects.Enqueue(Vim.New("objects", [Vim.Ref("obj", one.Ref), .. paths.Select(path => Property(one, path)).OfType<object>()]));
            }
        }

        if (objects.Count == 0)
        {
            return [];
        }

        var token = (session.Pages.Count + 1).ToString(CultureInfo.InvariantCulture);
        session.Pages[token] = objects;
        return [NextPage(session, token, call.Body.Int("options", "maxObjects"))];
    }

    private XElement NextPage(Session session, string token, int? wanted = null)
    {
        if (!session.Pages.TryGetValue(token, out var rest))
        {
            throw new SimFault("InvalidProperty", "The token is not known.", ("name", "token"));
        }

        var page = new List<object>();
        for (var left = Math.Min(PageSize, wanted ?? int.MaxValue); left > 0 && rest.Count > 0; left--)
        {
            page.Add(rest.Dequeue());
        }

        if (rest.Count == 0)
        {
            session.Pages.Remove(token);
            return Vim.New("returnval", [.. page]);
        }

        return Vim.New("returnval", [Vim.New("token", token), .. page]);
    }

    private static XElement? Property(Managed one, string path)
        => one.Get(path) is { } value ? Vim.New("propSet", Vim.New("name", path), value) : null;

    private IEnumerable<(Managed One, IReadOnlyList<string> Paths)> Select(Session session, XElement spec)
    {
        foreach (var set in spec.All("objectSet"))
        {
            var start = set.At("obj")!.ToRef();
            var skip = set.Bool("skip") == true;
            var members = session.Views.TryGetValue(start.Id, out var view) ? view.Members : skip ? [] : [inventory.Get<Managed>(start)];
            if (view is null && start.Type.EndsWith("View", StringComparison.Ordinal))
            {
                throw SimFault.Gone(start);
            }

            foreach (var one in members.ToList())
            {
                var paths = spec.All("propSet").Where(property => ViewOperations.Is(one, property.Value("type")!))
                    .SelectMany(property => property.All("pathSet")).Select(path => path.Value).Distinct().ToList();
                if (paths.Count > 0)
                {
                    yield return (one, paths);
                }
            }
        }
    }

    private static XElement CreateCollector(Call call)
    {
        var id = call.Login.NewId();
        call.Login.Collectors.Add(id);
        return Vim.Ref("returnval", ("PropertyCollector", id));
    }

    private static IEnumerable<XElement> DestroyCollector(Call call)
    {
        if (!call.Login.Collectors.Remove(call.This.Id))
        {
            throw SimFault.Gone(call.This);
        }

        foreach (var filter in call.Login.Filters.Values.Where(filter => filter.Collector == call.This.Id).ToList())
        {
            call.Login.Filters.Remove(filter.Id);
        }

        return [];
    }

    private static XElement CreateFilter(Call call)
    {
        NeedCollector(call);
        var filter = new Filter(call.Login.NewId(), call.This.Id, call["spec"]!);
        call.Login.Filters[filter.Id] = filter;
        return Vim.Ref("returnval", ("PropertyFilter", filter.Id));
    }

    private static void NeedCollector(Call call)
    {
        if (!call.Login.Collectors.Contains(call.This.Id))
        {
            throw SimFault.Gone(call.This);
        }
    }

    private async Task<IEnumerable<XElement>> WaitAsync(Call call)
    {
        var seconds = call.Body.Int("options", "maxWaitSeconds") ?? 600;
        var limit = call.Body.Int("options", "maxObjectUpdates") ?? int.MaxValue;
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel, end.Token);
        while (true)
        {
            Task changed;
            lock (inventory.Gate)
            {
                NeedCollector(call);
                CheckVersion(call);
                changed = inventory.Changed;
                if (Updates(call, limit) is { } updates)
                {
                    return [updates];
                }
            }

            try
            {
                await changed.WaitAsync(both.Token);
            }
            catch (OperationCanceledException)
            {
                return [];
            }
        }
    }

    private static void CheckVersion(Call call)
    {
        var version = call["version"]?.Value ?? "";
        if (version.Length == 0)
        {
            foreach (var filter in call.Login.Filters.Values.Where(filter => filter.Collector == call.This.Id))
            {
                filter.Told.Clear();
            }
        }
        else if (version != call.Login.Versions.GetValueOrDefault(call.This.Id).ToString(CultureInfo.InvariantCulture))
        {
            throw new SimFault("InvalidCollectorVersion", "The version is not known.");
        }
    }

    private XElement? Updates(Call call, int limit)
    {
        var sets = new List<object>();
        var truncated = false;
        foreach (var filter in call.Login.Filters.Values.Where(filter => filter.Collector == call.This.Id))
        {
            var updates = ObjectUpdates(call.Login, filter, ref limit, ref truncated).ToList();
            if (updates.Count > 0)
            {
                sets.Add(Vim.New("filterSet", [Vim.Ref("filter", ("PropertyFilter", filter.Id)), .. updates]));
            }
        }

        if (sets.Count == 0)
        {
            return null;
        }

        var version = call.Login.Versions[call.This.Id] = call.Login.Versions.GetValueOrDefault(call.This.Id) + 1;
        return Vim.New("returnval", [Vim.New("version", $"{version}"), .. sets, truncated ? Vim.New("truncated", true) : null]);
    }

    private List<XElement> ObjectUpdates(Session session, Filter filter, ref int limit, ref bool truncated)
    {
        var updates = new List<XElement>();
        foreach (var (one, paths) in Select(session, filter.Spec))
        {
            var isNew = !filter.Told.TryGetValue(one.Id, out var told);
            told ??= [];
            var changes = new List<object>();
            var fresh = new List<(string Path, string Text)>();
            foreach (var path in paths)
            {
                var value = one.Get(path);
                var text = value?.ToString() ?? "";
                if (isNew || told.GetValueOrDefault(path, "") != text)
                {
                    changes.Add(Vim.New("changeSet", Vim.New("name", path), Vim.New("op", "assign"), value));
                    fresh.Add((path, text));
                }
            }

            if (changes.Count == 0)
            {
                continue;
            }

            if (limit-- <= 0)
            {
                truncated = true;
                break;
            }

            fresh.ForEach(change => told[change.Path] = change.Text);
            filter.Told[one.Id] = told;
            updates.Add(Vim.New("objectSet", [Vim.New("kind", isNew ? "enter" : "modify"), Vim.Ref("obj", one.Ref), .. changes]));
        }

        return updates;
    }
}
