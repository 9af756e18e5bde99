using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>The objects of a service. They are looked for while the screen is used, and shown as they are found.</summary>
internal sealed class ObjectsScreen(ExplorerSession session, string service)
{
    private static string Help => T("Enter shows what an object has. Objects are shown as they are found; the search looks at their paths and at the names of their interfaces. "
        + "F3 watches signals and messages. F4 calls a method by its names, which needs no introspection. F9 turns read-only on and off.");

    public async Task RunAsync(CancellationToken cancel)
    {
        using var list = new LiveList<string>(session.Screen, SafeText.Clean(service), (T("Open"), T("Back")), [], Help, T("F3 watch  F4 call by name  F9 read-only"), KeyCode.F3, KeyCode.F4, KeyCode.F9);
        list.Note = T("Looking for objects...");
        await using var beside = BesideScreen.Start(session, (work, stop) => ObjectFeed.WalkAsync(session, service, (rows, note) => work.Show(() => Tell(rows, note)), stop), cancel);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case var (marked, key) when key == KeyCode.F3:
                    await WatchMenu.RunAsync(session, service, marked?.Value, null, null, cancel);
                    break;
                case var (marked, key) when key == KeyCode.F4:
                    await new NamedCallScreen(session).RunAsync(service, marked?.Value ?? "/", cancel);
                    break;
                case (_, KeyCode.F9):
                    await session.ToggleAsync(cancel);
                    break;
                case ({ } row, _):
                    await new MembersScreen(session, service, row.Value).RunAsync(cancel);
                    break;
            }
        }

        void Tell(IReadOnlyList<ListItem<string>> rows, string note)
        {
            list.Note = note;
            list.Show(rows);
        }
    }
}
