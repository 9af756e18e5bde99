using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>One method call, from its sending to its reply. All but the task is touched where the connection is.</summary>
internal sealed unsafe class PendingCall(IBusWorks works, DBusCall call) : IBusWork
{
    private readonly TaskCompletionSource<DBusMessage> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private GCHandle _self;
    private nint _slot;

    public Task<DBusMessage> Reply => _reply.Task;

    public void Start(nint bus)
    {
        if (_reply.Task.IsCompleted)
        {
            return;
        }

        if (bus == 0)
        {
            _reply.TrySetException(DBusException.Disconnected());
            return;
        }

        nint message = 0;
        try
        {
            Check(sd_bus_message_new_method_call(bus, out message, call.Destination, call.Path, call.Interface, call.Member));
            SetFlags(message);
            MessageWriter.Append(message, call.Arguments);
            _self = GCHandle.Alloc(this);
            works.Open(this);
            Check(sd_bus_call_async(bus, out _slot, message, &OnReply, GCHandle.ToIntPtr(_self), (ulong)(call.Timeout?.TotalMicroseconds ?? 0)));
        }
        catch (DBusException failed)
        {
            Release();
            _reply.TrySetException(failed);
        }
        finally
        {
            if (message != 0)
            {
                sd_bus_message_unref(message);
            }
        }
    }

    public void Cancel(CancellationToken cancel)
    {
        Release();
        _reply.TrySetCanceled(cancel);
    }

    public void Lose()
    {
        Drop();
        _reply.TrySetException(DBusException.Disconnected());
    }

    private void SetFlags(nint message)
    {
        if (!call.AutoStart)
        {
            Check(sd_bus_message_set_auto_start(message, 0));
        }

        if (call.AllowInteractiveAuthorization)
        {
            Check(sd_bus_message_set_allow_interactive_authorization(message, 1));
        }

        if (call.IsSensitive && HasSensitive)
        {
            Check(sd_bus_message_sensitive(message));
        }
    }

    /// <summary>Only newer versions erase (245 and later).</summary>
    private static bool HasSensitive { get; }
        = NativeLibrary.TryLoad("libsystemd.so.0", out var library) && NativeLibrary.TryGetExport(library, nameof(sd_bus_message_sensitive), out _);

    private void Release()
    {
        works.Close(this);
        Drop();
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

    /// <summary>Nothing may be thrown into the library that calls this.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnReply(nint message, nint userdata, nint unused)
    {
        var call = (PendingCall)GCHandle.FromIntPtr(userdata).Target!;
        try
        {
            var error = sd_bus_message_get_error(message);
            if (error is null)
            {
                call._reply.TrySetResult(MessageReader.Read(message));
            }
            else if (sd_bus_is_open(sd_bus_message_get_bus(message)) <= 0)
            {
                // What is open when the connection ends the library answers itself, with the name of a time-out.
                call._reply.TrySetException(DBusException.Disconnected());
            }
            else
            {
                call._reply.TrySetException(new DBusException(Text(error->Name) ?? "", Text(error->Message) ?? ""));
            }
        }
        catch (Exception failed)
        {
            call._reply.TrySetException(failed);
        }

        call.Release();
        return 1;
    }
}
