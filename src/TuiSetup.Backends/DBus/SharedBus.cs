namespace TuiSetup.Backends.DBus;

/// <summary>
/// One connection for everyone who works on the same bus. It is opened when it is first needed, and again when it was
/// lost.
/// </summary>
internal sealed class SharedBus(IBusConnector connector, BusAddress address) : IBus
{
    private readonly SemaphoreSlim _gate = new(1);
    private IBus? _bus;

    public BusAddress Address => address;

    public string UniqueName => _bus?.UniqueName ?? "";

    public async Task<DBusMessage> CallAsync(DBusCall call, CancellationToken cancel)
        => await WithAsync(bus => bus.CallAsync(call, cancel), cancel);

    public async Task<ISignals> ListenAsync(MatchRule rule, CancellationToken cancel)
        => await WithAsync(bus => bus.ListenAsync(rule, cancel), cancel);

    public async ValueTask DisposeAsync()
    {
        if (_bus is { } open)
        {
            await open.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async Task<T> WithAsync<T>(Func<IBus, Task<T>> use, CancellationToken cancel)
    {
        var bus = await OpenAsync(cancel);
        try
        {
            return await use(bus);
        }
        catch (DBusException lost) when (lost.IsDisconnected)
        {
            await DropAsync(bus);
            throw;
        }
    }

    private async Task<IBus> OpenAsync(CancellationToken cancel)
    {
        await _gate.WaitAsync(cancel);
        try
        {
            return _bus ??= await connector.OpenAsync(address, cancel);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task DropAsync(IBus lost)
    {
        await _gate.WaitAsync();
        try
        {
            if (_bus == lost)
            {
                _bus = null;
                await lost.DisposeAsync();
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
