using TuiSetup.Backends.DBus.Explore;
using TuiSetup.Flow;

namespace TuiSetup.Explorer;

/// <summary>What can be watched from where the user is, as one question.</summary>
internal static class WatchMenu
{
    /// <param name="session">Whose screen it is.</param>
    /// <param name="service">The service; null where none is marked.</param>
    /// <param name="path">Its object; null where none is marked.</param>
    /// <param name="found">What the object has; null where that is not known.</param>
    /// <param name="interface">An interface of it; null where none is marked.</param>
    /// <param name="cancel">Takes the question away.</param>
    public static async Task RunAsync(ExplorerSession session, string? service, string? path, DescribedObject? found, string? @interface, CancellationToken cancel)
    {
        (string Text, bool IsThere, Func<Task> Watch)[] all =
        [
            (T("The properties of this object, live"), found is not null, () => new PropertiesScreen(session, service!, path!, found!.Interfaces).RunAsync(cancel)),
            (T($"Signals of {@interface} of this object"), @interface is not null, () => new MessagesScreen(session).SignalsAsync(service, path, @interface, cancel)),
            (T("Signals of this object"), path is not null, () => new MessagesScreen(session).SignalsAsync(service, path, null, cancel)),
            (T($"Signals of {service}"), service is not null, () => new MessagesScreen(session).SignalsAsync(service, null, null, cancel)),
            (T($"Messages from and to {service}"), service is not null, () => new MessagesScreen(session).MonitorAsync(service, cancel)),
            (T("All messages on the bus"), service is null || path is null, () => new MessagesScreen(session).MonitorAsync(null, cancel)),
        ];
        var ways = all.Where(way => way.IsThere).ToList();
        if (await session.Ui.ChooseAsync(new ListQuestion(T("Watch"), "", [.. ways.Select(way => way.Text)], T("Watch"), T("Cancel")), cancel) is { } chosen)
        {
            await ways[chosen].Watch();
        }
    }
}
