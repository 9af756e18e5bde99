using System.Runtime.InteropServices;
using System.Threading.Channels;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>Messages that the library hands over by a slot, until that is given up or the connection is lost.</summary>
internal abstract class Subscription(BusThread thread, Channel<DBusMessage> messages) : IBusWork, ISignals
{
    private readonly TaskCompletionSource _installed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GCHandle _self;
    private nint _slot;

    /// <summary>Done when messages are on their way.</summary>
    public Task Installed => _installed.Task;

    public virtual long Dropped => 0;

    public IAsyncEnumerator<DBusMessage> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        => messages.Reader.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    public abstract ValueTask DisposeAsync();

    public void Start(nint bus)
    {
        if (bus == 0)
        {
            Fail(DBusException.Disconnected());
            return;
        }

        _self = GCHandle.Alloc(this);
        thread.Open(this);
        var result = Install(bus, GCHandle.ToIntPtr(_self), out _slot);
        if (result < 0)
        {
            Release();
            Fail(Error(result, GetType().Name));
        }
    }

    public void Lose()
    {
        Drop();
        Fail(DBusException.Disconnected());
    }

    /// <summary>Asks the library for the messages. A negative result is its error.</summary>
    protected abstract int Install(nint bus, nint userdata, out nint slot);

    protected void Confirm() => _installed.TrySetResult();

    protected void Fail(Exception reason)
    {
        _installed.TrySetException(reason);
        messages.Writer.TryComplete(reason);
    }

    /// <summary>No more is taken; what came already can still be read.</summary>
    protected void Complete() => messages.Writer.TryComplete();

    protected void Release()
    {
        thread.Close(this);
        Drop();
    }

    protected virtual DBusMessage Read(nint message) => MessageReader.Read(message);

    protected static Subscription Of(nint userdata) => (Subscription)GCHandle.FromIntPtr(userdata).Target!;

    /// <summary>Nothing may be thrown into the library.</summary>
    protected void Receive(nint message)
    {
        try
        {
            messages.Writer.TryWrite(Read(message));
        }
        catch (Exception failed)
        {
            messages.Writer.TryComplete(failed);
        }
    }

    private void Drop()
    {
        if (_slot != 0)
        {
            sd_bus_slot_unref(_slot);
            _slot = 0;
        }

        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }
}
