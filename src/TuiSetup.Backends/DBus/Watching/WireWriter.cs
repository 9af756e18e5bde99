using System.Buffers.Binary;
using System.Text;

namespace TuiSetup.Backends.DBus.Watching;

/// <summary>
/// A message as it is on the wire, little-endian (D-Bus Specification, "Message Format"). The library does not hand
/// out the bytes that came, so they are made again of what was read: the same but for byte order and padding.
/// </summary>
internal sealed class WireWriter : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private uint _handles;

    public static byte[] Write(DBusMessage message)
    {
        using var body = new WireWriter();
        foreach (var value in message.Body)
        {
            body.Append(value);
        }

        using var head = new WireWriter();
        head.Put((byte)'l', (byte)message.Type, message.Flags, 1);
        head.Number32((uint)body._bytes.Length);
        head.Number32((uint)message.Serial);
        head.Append(Fields(message, body._handles));
        head.Align(8);
        return [.. head._bytes.ToArray(), .. body._bytes.ToArray()];
    }

    public void Dispose() => _bytes.Dispose();

    private static DBusArray Fields(DBusMessage message, uint handles)
    {
        var fields = new List<(byte Code, DBusValue Value)>();
        Add(1, message.Path, DBusValue.Path);
        Add(2, message.Interface, DBusValue.Of);
        Add(3, message.Member, DBusValue.Of);
        Add(4, message.ErrorName, DBusValue.Of);
        if (message.ReplySerial != 0)
        {
            fields.Add((5, DBusValue.Of((uint)message.ReplySerial)));
        }

        Add(6, message.Destination, DBusValue.Of);
        Add(7, message.Sender, DBusValue.Of);
        Add(8, message.Signature.Length > 0 ? message.Signature : null, DBusValue.TypeSignature);
        if (handles > 0)
        {
            fields.Add((9, DBusValue.Of(handles)));
        }

        return DBusValue.Array("(yv)", fields.Select(field => DBusValue.Struct(DBusValue.Of(field.Code), DBusValue.Variant(field.Value))));

        void Add(byte code, string? text, Func<string, DBusValue> make)
        {
            if (text is not null)
            {
                fields.Add((code, make(text)));
            }
        }
    }

    private void Append(DBusValue value)
    {
        switch (value)
        {
            case DBusBasic basic:
                AppendBasic(basic);
                break;
            case DBusBytes bytes:
                Number32((uint)bytes.Data.Length);
                _bytes.Write(bytes.Data.AsSpan());
                break;
            case DBusArray array:
                AppendArray(array);
                break;
            case DBusVariant variant:
                AppendSignature(variant.Inner.Signature);
                Append(variant.Inner);
                break;
            default:
                Align(8);
                foreach (var item in value.Items)
                {
                    Append(item);
                }

                break;
        }
    }

    /// <summary>Its length counts neither itself nor the padding before its first element.</summary>
    private void AppendArray(DBusArray array)
    {
        Number32(0);
        var at = _bytes.Position - 4;
        Align(AlignmentOf(array.Element[0]));
        var start = _bytes.Position;
        foreach (var element in array.Elements)
        {
            Append(element);
        }

        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)(_bytes.Position - start));
        (var end, _bytes.Position) = (_bytes.Position, at);
        _bytes.Write(length);
        _bytes.Position = end;
    }

    private void AppendBasic(DBusBasic basic)
    {
        switch (basic.Content)
        {
            case string signature when basic.Code == 'g':
                AppendSignature(signature);
                break;
            case string text:
                var octets = Encoding.UTF8.GetBytes(text);
                Number32((uint)octets.Length);
                _bytes.Write(octets);
                Put(0);
                break;
            case byte number: Put(number); break;
            case bool truth: Number32(truth ? 1u : 0); break;
            case short number: Number16((ushort)number); break;
            case ushort number: Number16(number); break;
            case int number: Number32((uint)number); break;
            case uint number: Number32(number); break;
            case long number: Number64((ulong)number); break;
            case ulong number: Number64(number); break;
            case double number: Number64(BitConverter.DoubleToUInt64Bits(number)); break;
            default: Number32(_handles++); break;
        }
    }

    private void AppendSignature(string signature)
    {
        Put((byte)signature.Length);
        _bytes.Write(Encoding.ASCII.GetBytes(signature));
        Put(0);
    }

    private static int AlignmentOf(char code) => code switch
    {
        'y' or 'g' or 'v' => 1,
        'n' or 'q' => 2,
        'x' or 't' or 'd' or '(' or '{' => 8,
        _ => 4,
    };

    private void Number16(ushort number)
    {
        Align(2);
        Put((byte)number, (byte)(number >> 8));
    }

    private void Number32(uint number)
    {
        Align(4);
        Span<byte> octets = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(octets, number);
        _bytes.Write(octets);
    }

    private void Number64(ulong number)
    {
        Align(8);
        Span<byte> octets = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(octets, number);
        _bytes.Write(octets);
    }

    private void Align(int to)
    {
        while (_bytes.Position % to != 0)
        {
            Put(0);
        }
    }

    private void Put(params ReadOnlySpan<byte> octets) => _bytes.Write(octets);
}
