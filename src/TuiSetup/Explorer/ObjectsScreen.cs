using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>The objects of a service. They are looked for while the screen is used, and shown as they are found.</summary>
internal sealed class ObjectsScreen(ExplorerSession session, string service)
{
    private const string Help = "Enter shows what an object has. Objects are shown as they are found; the search looks at their paths and at the names of their interfaces. F9 turns read-only on and off.";

    /// <summary>How often what was found is shown.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(CancellationToken cancel)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var list = new LiveList<string>(session.Screen, SafeText.Clean(service), ("Open", "Back"), [], Help, "F9 read-only", KeyCode.F9);
        list.Note = "Looking for objects...";
        var screen = SynchronizationContext.Current!;
        var isOpen = true;
        var walking = Task.Run(() => WalkAsync(Tell, leaving.Token), CancellationToken.None);
        try
        {
            while (await list.RunAsync(cancel) is ({ } row, var key))
            {
                if (key == KeyCode.F9)
                {
                    await session.ToggleAsync(cancel);
                }
                else
                {
                    await new MembersScreen(session, service, row.Value).RunAsync(cancel);
                }
            }
        }
        finally
        {
            isOpen = false;
            await leaving.CancelAsync();
            await walking;
        }

        void Tell(IReadOnlyList<ListItem<string>> rows, string note) => screen.Post(
            _ =>
            {
                if (isOpen)
                {
                    list.Note = note;
                    list.Show(rows);
                }
            },
            null);
    }

    /// <summary>Sorting and making rows happens here, off the screen's thread.</summary>
    private async Task WalkAsync(Action<IReadOnlyList<ListItem<string>>, string> tell, CancellationToken cancel)
    {
        var found = new List<FoundObject>();
        var walk = new ObjectWalk(session.Bus, service, ExplorerSession.Looking);
        var time = session.Screen.Time;
        var told = time.GetTimestamp();
        try
        {
            await foreach (var one in walk.WalkAsync("/", cancel))
            {
                found.Add(one);
                if (time.GetElapsedTime(told) > Pause)
                {
                    tell(Rows(found), string.Create(CultureInfo.InvariantCulture, $"{found.Count} objects so far..."));
                    told = time.GetTimestamp();
                }
            }

            tell(Rows(found), string.Create(CultureInfo.InvariantCulture, $"{found.Count} objects{(walk.IsCut ? ", and more that are not shown" : "")}, {session.Mode}"));
        }
        catch (DBusException refused)
        {
            // What cannot be introspected can be called all the same, by a line.
            tell(Rows(found), SafeText.Clean($"{refused.Name}: {refused.Message}"));
        }
        catch (OperationCanceledException)
        {
            // The user left.
        }
    }

    private static List<ListItem<string>> Rows(List<FoundObject> found)
        => [.. found.OrderBy(one => one.Path, PathOrder.Instance).Select(one => new ListItem<string>(one.Path, Row(one)))];

    private static string Row(FoundObject one)
        => one.Error is { } error ? $"{one.Path}  ({error.Name})"
            : one.Interfaces.IsEmpty ? one.Path
            : $"{one.Path}  {one.Interfaces[0]}{(one.Interfaces.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" +{one.Interfaces.Length - 1}") : "")}";
}
