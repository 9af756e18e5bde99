using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace TuiSetup.Backends.Relay;

/// <summary>Addresses of one family in a row: one, a range, or a prefix.</summary>
/// <param name="IsIpv6">The family.</param>
/// <param name="First">The first, as a number.</param>
/// <param name="Last">The last.</param>
internal readonly record struct AddressRange(bool IsIpv6, UInt128 First, UInt128 Last)
{
    private int Bits => IsIpv6 ? 128 : 32;

    /// <summary>Null, and why, when it is none: <c>192.0.2.7</c>, <c>192.0.2.7-192.0.2.20</c> or <c>192.0.2.0/28</c>, and so in IPv6.</summary>
    public static AddressRange? Parse(string text, out string reason)
    {
        reason = T($"'{text}' is neither an address, nor a range such as 192.0.2.7-192.0.2.20, nor a prefix such as 192.0.2.0/28.");
        if (text.Split('-') is [var from, var to])
        {
            if (Address(from) is not { } first || Address(to) is not { } last)
            {
                return null;
            }

            if (first.IsIpv6 != last.IsIpv6 || first.First > last.First)
            {
                reason = T($"'{text}' ends before it begins.");
                return null;
            }

            return first with { Last = last.First };
        }

        if (text.Split('/') is not [var address, var length])
        {
            return Address(text);
        }

        if (Address(address) is not { } one || !int.TryParse(length, out var bits) || bits < 0 || bits > one.Bits)
        {
            return null;
        }

        var hosts = one.Bits - bits;
        var mask = hosts == 128 ? UInt128.MaxValue : (UInt128.One << hosts) - 1;
        if ((one.First & mask) != 0)
        {
            reason = T($"'{text}' has bits set behind its prefix; the prefix is {ToAddress(one.First & ~mask, one.IsIpv6)}/{bits}.");
            return null;
        }

        return one with { Last = one.First | mask };
    }

    public static AddressRange Of(IPAddress address)
    {
        var number = ToNumber(address);
        return new AddressRange(address.AddressFamily == AddressFamily.InterNetworkV6, number, number);
    }

    /// <summary>The same addresses in order, first IPv4, with as few ranges as can be.</summary>
    public static IEnumerable<AddressRange> Join(IEnumerable<AddressRange> ranges)
    {
        AddressRange? open = null;
        foreach (var next in ranges.OrderBy(range => range.IsIpv6).ThenBy(range => range.First))
        {
            if (open is { } one && one.IsIpv6 == next.IsIpv6 && (one.Last >= next.First || one.Last + 1 == next.First))
            {
                open = one with { Last = UInt128.Max(one.Last, next.Last) };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = next;
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    public bool Contains(AddressRange other) => IsIpv6 == other.IsIpv6 && First <= other.First && other.Last <= Last;

    public bool Overlaps(AddressRange other) => IsIpv6 == other.IsIpv6 && First <= other.Last && other.First <= Last;

    /// <summary>The addresses one by one.</summary>
    public IEnumerable<IPAddress> Addresses()
    {
        for (var number = First; ; number++)
        {
            yield return ToAddress(number, IsIpv6);
            if (number == Last)
            {
                yield break;
            }
        }
    }

    /// <summary>As nft(8) writes it: an address, a prefix where it is one, or a range.</summary>
    public override string ToString()
    {
        if (First == Last)
        {
            return ToAddress(First, IsIpv6).ToString();
        }

        var span = Last - First;
        return (span & (span + 1)) == 0 && (First & span) == 0
            ? $"{ToAddress(First, IsIpv6)}/{Bits - (int)UInt128.PopCount(span)}"
            : $"{ToAddress(First, IsIpv6)}-{ToAddress(Last, IsIpv6)}";
    }

    /// <summary>Dotted quads of four and IPv6 without a zone; not the short forms that parsers also take.</summary>
    private static AddressRange? Address(string text)
        => IPAddress.TryParse(text, out var address) && text.AsSpan().IndexOfAny("[]%") < 0 && (text.Contains(':', StringComparison.Ordinal) || address.ToString() == text)
            ? Of(address) : null;

    private static UInt128 ToNumber(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return bytes.Length == 16 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static IPAddress ToAddress(UInt128 number, bool isIpv6)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(isIpv6 ? bytes : bytes[12..]);
    }
}
