using TuiSetup.Backends.DBus;
using TuiSetup.Newt.Dialogs;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>An object path, of those that the service has, or typed.</summary>
internal static class PathPicker
{
    private static string Help => T("Enter takes the path. Those of the service are shown as they are found; what was typed already is the search. F4 types a path that is none of them.");

    /// <param name="session">Whose bus it is.</param>
    /// <param name="service">Whose objects they are.</param>
    /// <param name="begun">What was typed already.</param>
    /// <param name="cancel">Takes the list away.</param>
    /// <returns>The path; null when the user left.</returns>
    public static async Task<string?> PickAsync(ExplorerSession session, string service, string begun, CancellationToken cancel)
    {
        using var list = new LiveList<string>(session.Screen, T("Object"), (T("Take"), T("Cancel")), [], Help, T("F4 type it"), KeyCode.F4);
        list.Search(begun == "/" ? "" : begun);
        await using var beside = BesideScreen.Start(session, (work, stop) => ObjectFeed.WalkAsync(session, service, (rows, note) => work.Show(() => Tell(rows, note)), stop), cancel);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return null;
                case (_, KeyCode.F4) when await session.Screen.EntryAsync(T("Object"), T("An object path:"), begun, cancel) is { } typed:
                    if (BusNames.IsObjectPath(typed))
                    {
                        return typed;
                    }

                    await session.TellAsync(T("Please correct"), T($"'{typed}' is not an object path, such as /org/freedesktop/hostname1."), cancel);
                    break;
                case ({ } row, null):
                    return row.Value;
            }
        }

        void Tell(IReadOnlyList<ListItem<string>> rows, string note)
        {
            list.Note = SafeText.Clean(note);
            list.Show(rows);
        }
    }
}
