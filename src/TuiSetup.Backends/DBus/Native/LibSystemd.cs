using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>
/// The functions of sd-bus(3) that are used, with their own names. Handles are plain numbers: their reference counts
/// are not atomic, so nothing that a finalizer touches may own one. Texts that are returned belong to their object and
/// are numbers too. Functions with variable arguments cannot be called from here.
/// </summary>
internal static unsafe partial class LibSystemd
{
    private const string Library = "libsystemd.so.0";

    // A connection.
    [LibraryImport(Library)]
    public static partial int sd_bus_new(out nint bus);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sd_bus_set_address(nint bus, string address);

    [LibraryImport(Library)]
    public static partial int sd_bus_set_bus_client(nint bus, int flag);

    [LibraryImport(Library)]
    public static partial int sd_bus_set_monitor(nint bus, int flag);

    [LibraryImport(Library)]
    public static partial int sd_bus_negotiate_fds(nint bus, int flag);

    [LibraryImport(Library)]
    public static partial int sd_bus_start(nint bus);

    [LibraryImport(Library)]
    public static partial nint sd_bus_flush_close_unref(nint bus);

    [LibraryImport(Library)]
    public static partial nint sd_bus_close_unref(nint bus);

    [LibraryImport(Library)]
    public static partial int sd_bus_get_unique_name(nint bus, out nint name);

    // Its loop.
    [LibraryImport(Library)]
    public static partial int sd_bus_get_fd(nint bus);

    [LibraryImport(Library)]
    public static partial int sd_bus_get_events(nint bus);

    [LibraryImport(Library)]
    public static partial int sd_bus_get_timeout(nint bus, out ulong microseconds);

    [LibraryImport(Library)]
    public static partial int sd_bus_process(nint bus, nint none);

    [LibraryImport(Library)]
    public static partial int sd_bus_wait(nint bus, ulong microseconds);

    // Calls and matches.
    [LibraryImport(Library)]
    public static partial int sd_bus_call_async(
        nint bus, out nint slot, nint message, delegate* unmanaged[Cdecl]<nint, nint, nint, int> callback, nint userdata, ulong microseconds);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sd_bus_add_match_async(
        nint bus,
        out nint slot,
        string match,
        delegate* unmanaged[Cdecl]<nint, nint, nint, int> callback,
        delegate* unmanaged[Cdecl]<nint, nint, nint, int> installed,
        nint userdata);

    [LibraryImport(Library)]
    public static partial int sd_bus_add_filter(nint bus, out nint slot, delegate* unmanaged[Cdecl]<nint, nint, nint, int> callback, nint userdata);

    [LibraryImport(Library)]
    public static partial nint sd_bus_slot_unref(nint slot);

    // A message: made, owned, its header.
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sd_bus_message_new_method_call(
        nint bus, out nint message, string destination, string path, string? @interface, string member);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_unref(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_set_auto_start(nint message, int flag);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_set_allow_interactive_authorization(nint message, int flag);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_sensitive(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_expect_reply(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_auto_start(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_allow_interactive_authorization(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_type(nint message, out byte type);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_cookie(nint message, out ulong cookie);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_get_reply_cookie(nint message, out ulong cookie);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_signature(nint message, int complete);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_path(nint message);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_interface(nint message);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_member(nint message);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_sender(nint message);

    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_destination(nint message);

    [LibraryImport(Library)]
    public static partial BusError* sd_bus_message_get_error(nint message);

    /// <summary>The connection that it came by; no reference of its own.</summary>
    [LibraryImport(Library)]
    public static partial nint sd_bus_message_get_bus(nint message);

    /// <summary>0 from the moment on that the other side is gone.</summary>
    [LibraryImport(Library)]
    public static partial int sd_bus_is_open(nint bus);

    // Its body, written.
    [LibraryImport(Library)]
    public static partial int sd_bus_message_append_basic(nint message, byte type, void* value);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_append_array(nint message, byte type, void* data, nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int sd_bus_message_open_container(nint message, byte type, string contents);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_close_container(nint message);

    // Its body, read.
    [LibraryImport(Library)]
    public static partial int sd_bus_message_peek_type(nint message, out byte type, out nint contents);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_read_basic(nint message, byte type, void* value);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_read_array(nint message, byte type, out nint data, out nuint size);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_enter_container(nint message, byte type, nint contents);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_exit_container(nint message);

    [LibraryImport(Library)]
    public static partial int sd_bus_message_at_end(nint message, int complete);

    // Errors.
    [LibraryImport(Library)]
    public static partial int sd_bus_error_set_errno(ref BusError error, int number);

    [LibraryImport(Library)]
    public static partial void sd_bus_error_free(ref BusError error);

    public static string? Text(nint utf8) => Marshal.PtrToStringUTF8(utf8);

    /// <summary>Every function reports a failure as a negative errno.</summary>
    /// <exception cref="DBusException">It did.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Check(int result, [CallerArgumentExpression(nameof(result))] string call = "")
        => result < 0 ? throw Error(result, call[..Math.Max(0, call.IndexOf('(', StringComparison.Ordinal))]) : result;

    /// <summary>A negative errno under the name that sd-bus gives it on the wire.</summary>
    public static DBusException Error(int result, string function)
    {
        var error = default(BusError);
        try
        {
            sd_bus_error_set_errno(ref error, result);
            return new DBusException(Text(error.Name) ?? "org.freedesktop.DBus.Error.Failed", $"{function}: {Text(error.Message)}");
        }
        finally
        {
            sd_bus_error_free(ref error);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct BusError
    {
        public nint Name;
        public nint Message;
        private int _needsFree;
    }
}
