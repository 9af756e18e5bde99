using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>Makes a message that stays when the library's own is gone.</summary>
internal static unsafe class MessageReader
{
    /// <summary>What the specification allows for containers in containers.</summary>
    private const int MaxDepth = 64;

    public static DBusMessage Read(nint message)
    {
        Check(sd_bus_message_get_type(message, out var type));
        var error = sd_bus_message_get_error(message);
        return new DBusMessage
        {
            Type = (DBusMessageType)type,
            Serial = sd_bus_message_get_cookie(message, out var cookie) < 0 ? 0 : cookie,
            ReplySerial = sd_bus_message_get_reply_cookie(message, out var reply) < 0 ? 0 : reply,
            Sender = Text(sd_bus_message_get_sender(message)),
            Destination = Text(sd_bus_message_get_destination(message)),
            Path = Text(sd_bus_message_get_path(message)),
            Interface = Text(sd_bus_message_get_interface(message)),
            Member = Text(sd_bus_message_get_member(message)),
            ErrorName = error is null ? null : Text(error->Name),
            Signature = Text(sd_bus_message_get_signature(message, 1)) ?? "",
            Body = ReadAll(message, complete: true, depth: 0),
        };
    }

    private static ImmutableArray<DBusValue> ReadAll(nint message, bool complete, int depth)
    {
        var values = ImmutableArray.CreateBuilder<DBusValue>();
        while (Check(sd_bus_message_at_end(message, complete ? 1 : 0)) == 0)
        {
            values.Add(ReadOne(message, depth));
        }

        return values.DrainToImmutable();
    }

    private static DBusValue ReadOne(nint message, int depth)
    {
        if (depth > MaxDepth)
        {
            throw DBusException.Unexpected(T("its values are nested too deep"));
        }

        Check(sd_bus_message_peek_type(message, out var type, out var contents));
        switch ((char)type)
        {
            case 'a' when Text(contents) == "y":
                Check(sd_bus_message_read_array(message, (byte)'y', out var data, out var size));
                return new DBusBytes([.. new ReadOnlySpan<byte>((void*)data, checked((int)size))]);
            case 'a':
                return new DBusArray(Text(contents)!, ReadContainer(message, type, contents, depth));
            case 'r':
                return new DBusStruct(ReadContainer(message, type, contents, depth));
            case 'e':
                return ReadContainer(message, type, contents, depth) is [var key, var value] ? new DBusEntry(key, value) : throw DBusException.Unexpected(T("an entry has not two parts"));
            case 'v':
                return ReadContainer(message, type, contents, depth) is [var inner] ? new DBusVariant(inner) : throw DBusException.Unexpected(T("a variant has not one value"));
            default:
                return ReadBasic(message, (char)type);
        }
    }

    private static ImmutableArray<DBusValue> ReadContainer(nint message, byte type, nint contents, int depth)
    {
        Check(sd_bus_message_enter_container(message, type, contents));
        var values = ReadAll(message, complete: false, depth + 1);
        Check(sd_bus_message_exit_container(message));
        return values;
    }

    private static DBusBasic ReadBasic(nint message, char type)
    {
        ulong place = 0;
        Check(sd_bus_message_read_basic(message, (byte)type, &place));
        var at = &place;
        return new DBusBasic(type, type switch
        {
            's' or 'o' or 'g' => Text(*(nint*)at)!,
            'b' => *(int*)at != 0,
            'y' => *(byte*)at,
            'n' => *(short*)at,
            'q' => *(ushort*)at,
            'i' => *(int*)at,
            'u' => *(uint*)at,
            'x' => *(long*)at,
            't' => *at,
            'd' => *(double*)at,
            'h' => Duplicate(*(int*)at),
            _ => throw DBusException.Unexpected(T($"it has a value of unknown type '{type}'")),
        });
    }

    /// <summary>The message owns its descriptor, and it will be gone.</summary>
    private static SafeFileHandle Duplicate(int descriptor)
    {
        var own = LibC.fcntl(descriptor, LibC.DuplicateCloseOnExec, 3);
        return own < 0
            ? throw new DBusException("org.freedesktop.DBus.Error.LimitsExceeded", T($"A file descriptor could not be kept: {Marshal.GetLastPInvokeErrorMessage()}."))
            : new SafeFileHandle(own, ownsHandle: true);
    }
}
