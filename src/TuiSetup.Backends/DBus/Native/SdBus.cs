using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>A connection by sd-bus(3).</summary>
internal sealed class SdBus(BusThread thread) : IBus
{
    public string UniqueName { get; private set; } = "";

    public async Task<DBusMessage> CallAsync(DBusCall call, CancellationToken cancel)
    {
        var pending = new PendingCall(thread, call);
        thread.Post(pending.Start);
        await using var registration = cancel.Register(() => thread.Post(_ => pending.Cancel(cancel)));
        return await pending.Reply;
    }

    public async Task<ISignals> ListenAsync(MatchRule rule, CancellationToken cancel)
    {
        var match = new SignalMatch(thread, rule.ToString());
        thread.Post(match.Start);
        try
        {
            await match.Installed.WaitAsync(cancel);
            return match;
        }
        catch
        {
            await match.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await thread.StopAsync();

    /// <summary>Waits until the bus has answered the library's hello, by a first call of its own.</summary>
    public async Task GreetAsync(CancellationToken cancel)
    {
        await CallAsync(new DBusCall(BusNames.Bus, BusNames.BusPath, BusNames.Bus, "GetId"), cancel);
        var named = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        thread.Post(bus => named.SetResult(bus != 0 && sd_bus_get_unique_name(bus, out var name) >= 0 ? Text(name)! : ""));
        UniqueName = await named.Task;
    }
}
