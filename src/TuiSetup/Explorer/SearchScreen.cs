using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>What a search over all running services finds, as it is found.</summary>
internal sealed class SearchScreen(ExplorerSession session)
{
    private const int MostHits = 5000, MostObjects = 5000, ShownValue = 100;

    private static string Help => T("Enter goes to what was found. Services that run are searched: names, paths, interfaces, members, and values of properties. Nothing is started. Esc ends the search. What is typed here filters what was found.");

    private readonly Lock _gate = new();
    private readonly List<ListItem<SearchHit>> _rows = [];

    public async Task RunAsync(string text, CancellationToken cancel)
    {
        using var list = new LiveList<SearchHit>(session.Screen, SafeText.Clean(T($"Search: {text}")), (T("Open"), T("Back")), [], Help, "F9 read-only", KeyCode.F9);
        list.Note = T("Searching...");
        var end = "";
        var search = new ServiceSearch(session.Bus, ExplorerSession.Looking with { MaxObjects = MostObjects, InFlight = 16 });
        await using var beside = BesideScreen.Start(session, SearchAsync, cancel);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case (_, KeyCode.F9):
                    await session.ToggleAsync(cancel);
                    break;
                case ({ Value: { Path: { } path } hit }, _):
                    await new MembersScreen(session, hit.Service, path, hit.Text).RunAsync(cancel);
                    break;
                case ({ Value: var hit }, _):
                    await new ObjectsScreen(session, hit.Service).RunAsync(cancel);
                    break;
            }
        }

        async Task SearchAsync(BesideScreen work, CancellationToken stop)
        {
            end = await CollectAsync(search, text, () => work.ShowSoon(Show), stop);
            work.Show(Show);
        }

        void Show()
        {
            lock (_gate)
            {
                list.Show([.. _rows]);
                list.Note = SafeText.Clean(T($"{_rows.Count} found in {Counts.Services(search.Services)} with {Counts.Objects(search.Objects)}{(end.Length > 0 ? end : T(", searching..."))}"));
            }
        }
    }

    /// <returns>How it ended.</returns>
    private async Task<string> CollectAsync(ServiceSearch search, string text, Action show, CancellationToken cancel)
    {
        try
        {
            await foreach (var hit in search.FindAsync(text, cancel))
            {
                lock (_gate)
                {
                    if (_rows.Count == MostHits)
                    {
                        return T(", and more that are not shown");
                    }

                    _rows.Add(new(hit, Row(hit)));
                }

                show();
            }
        }
        catch (DBusException lost)
        {
            return $"; {lost.Name}: {lost.Message}";
        }
        catch (OperationCanceledException)
        {
            return T(", ended");
        }

        return T(", all searched");
    }

    private static string Row(SearchHit hit)
        => $"{TextWidth.Pad(hit.Kind, 9)} {hit.Text}{(hit.Value is { } value ? " = " + ShortValue.Of(value, ShownValue) : "")}{(hit.Kind is "name" or "object" ? "" : $"  {hit.Path}")}{(hit.Kind == "name" ? "" : $"  {hit.Service}")}";
}
