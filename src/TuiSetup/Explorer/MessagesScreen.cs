using System.Runtime.CompilerServices;
using TuiSetup.Backends.DBus;
using TuiSetup.Backends.DBus.Watching;
using TuiSetup.Flow;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Explorer;

/// <summary>Messages as they come: signals, or all that a bus lets be seen. What is typed filters; the latest are kept.</summary>
internal sealed class MessagesScreen(ExplorerSession session)
{
    private const int MostMessages = 10_000;

    private const long MostOctets = 64 * 1024 * 1024;

    private static string Help => T("Enter shows a message whole. F6 pauses the list and goes on with it; what comes meanwhile is kept. F8 saves what is kept: as pcap, which Wireshark reads, or as lines of JSON. "
        + "On the last row, the list follows what comes. The latest 10000 messages are kept, or 64 MiB of them.");

    private readonly Lock _gate = new();
    private readonly BoundedLog<ListItem<PairedMessage>> _log = new(MostMessages, MostOctets);
    private readonly CallPairs _pairs = new();
    private ISignals? _monitor;
    private string _notice = "", _end = "";
    private long _droppedOfShown, _shown;
    private bool _isPaused;

    /// <summary>Signals, also when the service goes and comes again.</summary>
    public Task SignalsAsync(string? service, string? path, string? @interface, CancellationToken cancel)
        => RunAsync(T($"Signals: {@interface ?? path ?? service ?? "all"}"), stop => new SignalWatch(session.Bus, service, path, @interface).FollowAsync(stop), cancel);

    /// <summary>All that a service sends and receives, or everybody.</summary>
    public Task MonitorAsync(string? service, CancellationToken cancel) => RunAsync(T($"Messages: {service ?? session.Place.ToString()}"), stop => WatchAsync(service, stop), cancel);

    private async Task RunAsync(string title, Func<CancellationToken, IAsyncEnumerable<DBusMessage>> follow, CancellationToken cancel)
    {
        using var list = new LiveList<PairedMessage>(session.Screen, SafeText.Clean(title), (T("Open"), T("Back")), [], Help, T("F6 pause  F8 save"), KeyCode.F6, KeyCode.F8) { Follows = true };
        list.Note = T("Connecting...");
        await using var beside = BesideScreen.Start(session, (work, stop) => CollectAsync(follow, () => work.ShowSoon(Show), stop), cancel);
        while (true)
        {
            switch (await list.RunAsync(cancel))
            {
                case (null, null):
                    return;
                case (_, KeyCode.F6):
                    _isPaused = !_isPaused;
                    Show();
                    break;
                case (_, KeyCode.F8):
                    await SaveAsync(cancel);
                    break;
                case ({ } row, _):
                    await new MessageScreen(session).RunAsync(row.Value, cancel);
                    break;
            }
        }

        void Show()
        {
            lock (_gate)
            {
                if (!_isPaused)
                {
                    list.Show(_log.Kept, gone: (int)Math.Min(_log.Dropped - _droppedOfShown, int.MaxValue));
                    (_droppedOfShown, _shown) = (_log.Dropped, _log.Seen);
                }

                list.Note = SafeText.Clean(Note());
            }
        }
    }

    private string Note()
    {
        var dropped = _log.Dropped + (_monitor?.Dropped ?? 0);
        return T($"{_log.Seen} seen")
            + (dropped > 0 ? T($", the oldest {dropped} dropped") : "")
            + (_isPaused ? T($"; paused, {_log.Seen - _shown} not shown") : "")
            + _notice + _end;
    }

    private async Task CollectAsync(Func<CancellationToken, IAsyncEnumerable<DBusMessage>> follow, Action show, CancellationToken cancel)
    {
        show();
        try
        {
            await foreach (var message in follow(cancel))
            {
                lock (_gate)
                {
                    var seen = _pairs.Take(message);
                    var row = new ListItem<PairedMessage>(seen, MessageRow.Of(seen));
                    _log.Add(row, row.Text.Length + message.Body.Sum(ValueSize.Of));
                }

                show();
            }
        }
        catch (DBusException lost)
        {
            _end = T($"; ended: {lost.Name}: {lost.Message}");
            show();
        }
        catch (OperationCanceledException)
        {
            // The user left.
        }
    }

    /// <summary>As a monitor where the bus allows it; else what match rules bring, which is signals.</summary>
    private async IAsyncEnumerable<DBusMessage> WatchAsync(string? service, [EnumeratorCancellation] CancellationToken cancel)
    {
        MatchRule[] rules = service is null ? [] : [new() { Type = null, Sender = service }, new() { Type = null, Destination = service }];
        try
        {
            _monitor = await session.Place.MonitorAsync(rules, session.Context, cancel);
        }
        catch (DBusException refused) when (!refused.IsBusMissing && !refused.IsDisconnected)
        {
            _notice = T("; signals alone: the bus lets nobody but root see the rest");
        }

        await using var monitor = _monitor;
        var messages = monitor is not null ? (IAsyncEnumerable<DBusMessage>)monitor : new SignalWatch(session.Bus, service, null, null).FollowAsync(cancel);
        await foreach (var message in messages.WithCancellation(cancel))
        {
            yield return message;
        }
    }

    private async Task SaveAsync(CancellationToken cancel)
    {
        IReadOnlyList<PairedMessage> kept;
        lock (_gate)
        {
            kept = [.. _log.Kept.Select(row => row.Value)];
        }

        var text = T($"{Counts.Messages(kept.Count)}. As what?");
        Action<string, IEnumerable<PairedMessage>>? write = await session.Ui.DecideAsync(new Decision(T("Save"), text, "pcap", T("JSON lines"), T("Cancel")), cancel) switch
        {
            0 => MessageFile.WritePcap,
            1 => MessageFile.WriteJson,
            _ => null,
        };
        if (write is not null && await FilePrompt.SaveAsync(session, T("Write them to the file:"), file => write(file, kept), cancel) is { } written)
        {
            await session.Ui.TellAsync(T("Save"), SafeText.Clean(T($"{Counts.Messages(kept.Count)} written to {written}, which only you can read.")), cancel);
        }
    }
}
