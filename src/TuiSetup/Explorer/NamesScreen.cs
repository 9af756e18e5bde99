using System.Globalization;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>The names on the bus; connections without a name of their own are folded away until asked for.</summary>
internal sealed class NamesScreen(ExplorerSession session)
{
    private static string Help => T("Enter shows the objects of a service. F2 shows connections too, F3 watches signals and messages, F4 takes a line of busctl or gdbus, F5 reads the names again, F6 searches all services for names, paths, members and values, F7 has favourites and the calls that were made, F9 turns read-only on and off. "
        + "What the bus could start is marked; it is not started by looking at it.");

    private bool _withConnections;

    public async Task RunAsync(CancellationToken cancel)
    {
        if (await ReadAsync(cancel) is not { } names)
        {
            return;
        }

        using var list = new LiveList<BusName>(session.Screen, T($"D-Bus: {SafeText.Clean(session.Place.ToString())}"), (T("Open"), T("Leave")), Rows(names), Help, T("F2 more  F3 watch  F4 paste  F6 search  F7 kept  F9 mode"), KeyCode.F2, KeyCode.F3, KeyCode.F4, KeyCode.F5, KeyCode.F6, KeyCode.F7, KeyCode.F9);
        while (true)
        {
            list.Note = $"{Counts.Services(names.Count(name => name.Kind == BusNameKind.WellKnown))}, {session.Mode}";
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case (_, KeyCode.F2):
                    _withConnections = !_withConnections;
                    list.Show(Rows(names));
                    break;
                case var (marked, key) when key == KeyCode.F3:
                    await WatchMenu.RunAsync(session, marked?.Value.Name, null, null, null, cancel);
                    break;
                case (_, KeyCode.F4):
                    await new CallScreen(session).PasteAsync(cancel);
                    break;
                case (_, KeyCode.F5):
                    names = await ReadAsync(cancel) ?? names;
                    list.Show(Rows(names));
                    break;
                case (_, KeyCode.F6) when await session.Screen.EntryAsync("Search", T("What is to be found in all services that run:"), "", cancel) is { } wanted:
                    if (wanted.Length > 0)
                    {
                        await new SearchScreen(session).RunAsync(wanted, cancel);
                    }

                    break;
                case (_, KeyCode.F7):
                    await new KeptScreen(session).RunAsync(cancel);
                    break;
                case (_, KeyCode.F6):
                    break;
                case (_, KeyCode.F9):
                    await session.ToggleAsync(cancel);
                    break;
                case ({ Value: { Kind: BusNameKind.Activatable } idle }, _):
                    await OpenIdleAsync(idle, cancel);
                    names = await ReadAsync(cancel) ?? names;
                    list.Show(Rows(names));
                    break;
                case ({ } row, _):
                    await new ObjectsScreen(session, row.Value.Name).RunAsync(cancel);
                    break;
            }
        }
    }

    private Task<IReadOnlyList<BusName>?> ReadAsync(CancellationToken cancel)
        => session.AskAsync(T("Reading the names on the bus..."), stop => new NameLister(session.Bus, session.Place).ListAsync(stop), cancel);

    private async Task OpenIdleAsync(BusName idle, CancellationToken cancel)
    {
        if (!await session.MayChangeAsync(T($"{SafeText.Clean(idle.Name)} does not run, and would have to be started. "), cancel))
        {
            return;
        }

        var started = await session.AskAsync(T("Starting it..."), stop => session.Bus.CallAsync(
            new("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "StartServiceByName", Backends.DBus.DBusValue.Of(idle.Name), Backends.DBus.DBusValue.Of(0u)), stop), cancel);
        if (started is not null)
        {
            await new ObjectsScreen(session, idle.Name).RunAsync(cancel);
        }
    }

    private List<ListItem<BusName>> Rows(IReadOnlyList<BusName> names)
        => [.. names.Where(name => _withConnections || name.Kind != BusNameKind.Unique).Select(name => new ListItem<BusName>(name, Row(name)))];

    private static string Row(BusName name)
    {
        var about = name.Kind == BusNameKind.Activatable ? T("(not running)")
            : string.Create(CultureInfo.InvariantCulture, $"{name.Process ?? ""} {name.Pid} {name.User} {name.Unit}").Trim();
        return $"{TextWidth.Fit(SafeText.Clean(name.Name), Math.Max(34, name.Name.Length))} {about}";
    }
}
