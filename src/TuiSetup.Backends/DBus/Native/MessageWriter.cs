using System.Text;
using Microsoft.Win32.SafeHandles;
using static TuiSetup.Backends.DBus.Native.LibSystemd;

namespace TuiSetup.Backends.DBus.Native;

/// <summary>Appends values to a message. One that failed leaves the message useless.</summary>
internal static unsafe class MessageWriter
{
    /// <exception cref="DBusException">A value has no place on the wire, such as a text with a zero in it.</exception>
    public static void Append(nint message, IEnumerable<DBusValue> values)
    {
        foreach (var value in values)
        {
            Append(message, value);
        }
    }

    private static void Append(nint message, DBusValue value)
    {
        switch (value)
        {
            case DBusBasic basic:
                AppendBasic(message, basic);
                break;
            case DBusBytes bytes:
                fixed (byte* data = bytes.Data.AsSpan())
                {
                    Check(sd_bus_message_append_array(message, (byte)'y', data, (nuint)bytes.Data.Length));
                }

                break;
            case DBusArray array:
                AppendContainer(message, 'a', array.Element, array.Elements);
                break;
            case DBusStruct fields:
                AppendContainer(message, 'r', fields.Signature[1..^1], fields.Fields);
                break;
            case DBusEntry entry:
                AppendContainer(message, 'e', entry.Signature[1..^1], [entry.Key, entry.Value]);
                break;
            case DBusVariant variant:
                AppendContainer(message, 'v', variant.Inner.Signature, [variant.Inner]);
                break;
        }
    }

    private static void AppendContainer(nint message, char type, string contents, IEnumerable<DBusValue> values)
    {
        Check(sd_bus_message_open_container(message, (byte)type, contents));
        Append(message, values);
        Check(sd_bus_message_close_container(message));
    }

    private static void AppendBasic(nint message, DBusBasic basic)
    {
        switch (basic.Content)
        {
            case string text:
                AppendText(message, basic.Code, text);
                break;
            case SafeFileHandle handle:
                AppendHandle(message, handle);
                break;
            default:
                var bits = Bits(basic.Content);
                Check(sd_bus_message_append_basic(message, (byte)basic.Code, &bits));
                break;
        }
    }

    /// <summary>Here the argument is the text itself, not a pointer to it.</summary>
    private static void AppendText(nint message, char code, string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new DBusException("org.freedesktop.DBus.Error.InvalidArgs", T("A text for D-Bus cannot have a zero character in it."));
        }

        var octets = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, octets);
        fixed (byte* data = octets)
        {
            Check(sd_bus_message_append_basic(message, (byte)code, data));
        }

        Array.Clear(octets);
    }

    /// <summary>The message makes a descriptor of its own of it.</summary>
    private static void AppendHandle(nint message, SafeFileHandle handle)
    {
        var held = false;
        try
        {
            handle.DangerousAddRef(ref held);
            var descriptor = (int)handle.DangerousGetHandle();
            Check(sd_bus_message_append_basic(message, (byte)'h', &descriptor));
        }
        finally
        {
            if (held)
            {
                handle.DangerousRelease();
            }
        }
    }

    /// <summary>The value's bits from the lowest byte on; on a big-endian machine, where its first bytes are.</summary>
    private static ulong Bits(object content)
    {
        var (bits, size) = content switch
        {
            bool truth => (truth ? 1UL : 0, 4),
            byte number => (number, 1),
            short number => (unchecked((ushort)number), 2),
            ushort number => (number, 2),
            int number => (unchecked((uint)number), 4),
            uint number => (number, 4),
            long number => (unchecked((ulong)number), 8),
            ulong number => (number, 8),
            double number => (BitConverter.DoubleToUInt64Bits(number), 8),
            _ => throw new DBusException("org.freedesktop.DBus.Error.InvalidArgs", T($"D-Bus has no type for {content.GetType().Name}.")),
        };
        return BitConverter.IsLittleEndian ? bits : bits << (64 - (8 * size));
    }
}
