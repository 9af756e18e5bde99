using System.Globalization;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>The objects of a service as rows, as they are found. Sorting and making rows happens off the screen's thread.</summary>
internal static class ObjectFeed
{
    /// <summary>How often what was found is shown; a tree that takes long to sort is shown less often.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private const int PausesForSorting = 5;

    /// <param name="session">Whose bus it is.</param>
    /// <param name="service">The service.</param>
    /// <param name="tell">Is told the rows, and a line about them.</param>
    /// <param name="cancel">Ends the walk.</param>
    public static async Task WalkAsync(ExplorerSession session, string service, Action<IReadOnlyList<ListItem<string>>, string> tell, CancellationToken cancel)
    {
        var found = new List<FoundObject>();
        var walk = new ObjectWalk(session.Bus, service, ExplorerSession.Looking);
        var time = session.Screen.Time;
        var (told, pause) = (time.GetTimestamp(), Pause);
        try
        {
            await foreach (var one in walk.WalkAsync("/", cancel))
            {
                found.Add(one);
                if (time.GetElapsedTime(told) > pause)
                {
                    var began = time.GetTimestamp();
                    tell(Rows(found), T($"{Counts.Objects(found.Count)} so far..."));
                    told = time.GetTimestamp();
                    pause = TimeSpan.FromTicks(Math.Max(Pause.Ticks, PausesForSorting * time.GetElapsedTime(began, told).Ticks));
                }
            }

            tell(Rows(found), $"{Counts.Objects(found.Count)}{(walk.IsCut ? T(", and more that are not shown") : "")}, {session.Mode}");
        }
        catch (DBusException refused)
        {
            // What cannot be introspected can be called all the same.
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
