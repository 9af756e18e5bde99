using System.Collections.Immutable;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Backends.DBus.Introspection;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>The properties of an object as they change. What changed since is marked, with what it was.</summary>
internal sealed class PropertiesScreen(ExplorerSession session, string service, string path, ImmutableArray<DescribedInterface> interfaces)
{
    private const int ShownValue = 100;

    private static string Help => T("The service tells of changes; what changed is marked by > and has its value of the beginning behind it. F6 begins again from now, F7 shows what changed alone. "
        + "Properties marked by ? are not told of: F5 reads all again. Enter shows a property whole.");

    private readonly Lock _gate = new();
    private readonly ImmutableArray<(DescribedInterface Info, PropertyChanges Changes)> _watched =
        [.. interfaces.Where(one => one.Properties.Any(property => property.Info.CanRead)).OrderBy(one => one.Info.Name, StringComparer.Ordinal).Select(one => (one, new PropertyChanges()))];

    private bool _isChangedAlone;
    private string _end = "";

    public async Task RunAsync(CancellationToken cancel)
    {
        using var list = new LiveList<Row>(session.Screen, SafeText.Clean(T($"Live: {path}")), (T("Open"), T("Back")), [], Help, T("F5 again  F6 from now  F7 changed alone"), KeyCode.F5, KeyCode.F6, KeyCode.F7);
        list.Note = T("Reading...");
        await using var beside = BesideScreen.Start(session, (work, stop) => Task.WhenAll(_watched.Select(one => FollowAsync(one, () => work.ShowSoon(Show), stop))), cancel);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case (_, KeyCode.F5):
                    await ReadAgainAsync(cancel);
                    break;
                case (_, KeyCode.F6):
                    lock (_gate)
                    {
                        _watched.ToList().ForEach(one => one.Changes.BeginAgain());
                    }

                    break;
                case (_, KeyCode.F7):
                    _isChangedAlone = !_isChangedAlone;
                    break;
                case ({ Value: { Property: { } property } row }, _):
                    await new PropertyScreen(session, service, path, row.Interface).RunAsync(property, cancel);
                    break;
            }

            Show();
        }

        void Show()
        {
            lock (_gate)
            {
                list.Show([.. _watched.SelectMany(Rows)]);
                var changed = _watched.Sum(one => one.Changes.Properties.Count(property => property.Changes > 0));
                list.Note = SafeText.Clean(T($"{service}: {changed} changed{(_isChangedAlone ? T(", shown alone") : "")}{_end}"));
            }
        }
    }

    private async Task FollowAsync((DescribedInterface Info, PropertyChanges Changes) one, Action show, CancellationToken cancel)
    {
        try
        {
            await foreach (var now in new PropertyWatch(session.Bus, service, path, one.Info.Info.Name, ExplorerSession.Looking).FollowAsync(cancel))
            {
                Take(one.Changes, now);
                show();
            }
        }
        catch (DBusException refused)
        {
            _end = $"; {refused.Name}: {refused.Message}";
            show();
        }
        catch (OperationCanceledException)
        {
            // The user left.
        }
    }

    private async Task ReadAgainAsync(CancellationToken cancel)
    {
        foreach (var (info, changes) in _watched)
        {
            if (await session.AskAsync(T("Reading..."), async stop => ObjectReader.Values((await session.Bus.CallAsync(
                new(service, path, BusNames.Properties, "GetAll", DBusValue.Of(info.Info.Name)) { AutoStart = false, Timeout = ExplorerSession.Looking.Timeout }, stop)).Value), cancel) is not { } now)
            {
                return;
            }

            Take(changes, now);
        }
    }

    private void Take(PropertyChanges changes, IReadOnlyDictionary<string, DBusValue>? now)
    {
        lock (_gate)
        {
            changes.Take(now);
        }
    }

    private IEnumerable<ListItem<Row>> Rows((DescribedInterface Info, PropertyChanges Changes) one)
    {
        var (info, changes) = one;
        yield return new(new(info, null), $"{info.Info.Name}{(changes.IsThere ? "" : T("  (not there now)"))}");
        foreach (var property in changes.Properties.Where(property => !_isChangedAlone || property.Changes > 0))
        {
            var known = info.Properties.FirstOrDefault(other => other.Info.Name == property.Name);
            yield return new(new(info, Described(property, known)), Text(property, known?.Info, info.Info));
        }
    }

    private static DescribedProperty? Described(WatchedProperty property, DescribedProperty? known)
        => (property.Now ?? property.Before) is not { } value ? null
            : new(known?.Info ?? new(property.Name, DBusType.Parse(value.Signature), CanRead: true, CanWrite: false, ImmutableDictionary<string, string>.Empty), property.Now, null);

    private static string Text(WatchedProperty property, IntrospectedProperty? info, IntrospectedInterface one)
    {
        var mark = (property.Changes > 0 ? ">" : " ") + (info is null || MemberFlags.Of(info, one).Any(flag => flag is "emits-change" or "emits-invalidation" or "const") ? " " : "?");
        var now = property.Now is { } value ? ShortValue.Of(value, ShownValue) : "(gone)";
        var was = property.Changes == 0 ? "" : property.Before == property.Now ? T("  changed and back") : T($"  was {(property.Before is { } before ? ShortValue.Of(before, ShownValue) : T("(not there)"))}");
        return $"{mark} {property.Name} = {now}{was}";
    }

    /// <summary>A row: an interface, or a property of it.</summary>
    private sealed record Row(DescribedInterface Interface, DescribedProperty? Property);
}
