using System.Buffers.Binary;
using System.Collections.Immutable;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>One field of a match: its OXM or NXM header (class and field, without the mask bit and the length), value and mask.</summary>
/// <param name="Field">Class in the upper 16 bits, number of the field in the lower.</param>
/// <param name="Value">In network order.</param>
/// <param name="Mask">Empty: the whole field.</param>
internal sealed record MatchField(uint Field, ImmutableArray<byte> Value, ImmutableArray<byte> Mask)
{
    public const uint InPort = 0x8000_0000, EthDst = 0x8000_0003, EthSrc = 0x8000_0004, VlanVid = 0x8000_0006;

    /// <summary>Set in a VLAN ID's value when there is a tag (OFPVID_PRESENT).</summary>
    public const int TagPresent = 0x1000;

    /// <summary>A register of Open vSwitch (NXM_NX_REG0 and so on, ovs-fields(7)).</summary>
    public static uint Register(int number) => 0x0001_0000u + (uint)number;

    public static MatchField Of32(uint field, uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return new MatchField(field, [.. bytes], []);
    }

    public static MatchField Of16(uint field, int value, int? mask = null)
        => new(field, Bytes16(value), mask is { } bits ? Bytes16(bits) : []);

    /// <summary>Header as the wire has it: class, field, whether masked, length.</summary>
    public static uint Header(uint field, int length, bool masked = false)
        => (field & 0xffff_0000) | ((field & 0x7f) << 9) | (masked ? 0x100u : 0) | (uint)(masked ? length * 2 : length);

    public void Write(WireWriter writer)
    {
        writer.Number32(Header(Field, Value.Length, Mask.Length > 0));
        writer.Bytes(Value.AsSpan());
        writer.Bytes(Mask.AsSpan());
    }

    public bool Equals(MatchField? other)
        => other is not null && other.Field == Field && other.Value.AsSpan().SequenceEqual(Value.AsSpan()) && other.Mask.AsSpan().SequenceEqual(Mask.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Field, Value.Length > 0 ? Value[^1] : 0, Value.Length > 1 ? Value[^2] : 0);

    private static ImmutableArray<byte> Bytes16(int value) => [(byte)(value >> 8), (byte)value];
}
