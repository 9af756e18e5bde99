using System.Buffers.Binary;
using System.Collections.Immutable;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>Flows as messages that change them, and as statistics that tell them (OpenFlow 1.4.1, 7.3.4.2 and 7.3.5.2).</summary>
internal static class FlowCodec
{
    public const byte AllTables = 0xff;
    private const byte Add = 0, Delete = 3, DeleteStrict = 4;
    private const uint Any = 0xffff_ffff;
    private const int StatsHeader = 48;

    public static void WriteAdd(WireWriter writer, Flow flow)
        => WriteMod(writer, Add, flow.Table, flow, flow.Cookie, 0);

    public static void WriteDelete(WireWriter writer, Flow flow)
        => WriteMod(writer, DeleteStrict, flow.Table, flow, 0, 0);

    /// <summary>Every flow of all tables whose cookie has these bits.</summary>
    public static void WriteDelete(WireWriter writer, ulong cookie, ulong mask)
        => WriteMod(writer, Delete, AllTables, null, cookie, mask);

    public static void WriteStatsRequest(WireWriter writer)
    {
        writer.Number16(1); // OFPMP_FLOW
        writer.Zeros(6);
        writer.Number8(AllTables);
        writer.Zeros(3);
        writer.Number32(Any);
        writer.Number32(Any);
        writer.Zeros(4);
        writer.Number64(0);
        writer.Number64(0);
        WriteMatch(writer, []);
    }

    /// <summary>The flows of one part of the answer. <exception cref="BackendException">It is cut off.</exception></summary>
    public static IEnumerable<Flow> ReadStats(ReadOnlyMemory<byte> part)
    {
        while (part.Length > 0)
        {
            var length = part.Length >= StatsHeader ? BinaryPrimitives.ReadUInt16BigEndian(part.Span) : 0;
            if (length < StatsHeader || length > part.Length)
            {
                throw Malformed();
            }

            yield return ReadFlow(part.Span[..length]);
            part = part[length..];
        }
    }

    private static Flow ReadFlow(ReadOnlySpan<byte> entry)
    {
        var matchLength = BinaryPrimitives.ReadUInt16BigEndian(entry[(StatsHeader + 2)..]);
        var instructions = StatsHeader + ((matchLength + 7) / 8 * 8);
        if (matchLength < 4 || instructions > entry.Length)
        {
            throw Malformed();
        }

        return new Flow
        {
            Table = entry[2],
            Priority = BinaryPrimitives.ReadUInt16BigEndian(entry[12..]),
            IdleTimeout = BinaryPrimitives.ReadUInt16BigEndian(entry[14..]),
            HardTimeout = BinaryPrimitives.ReadUInt16BigEndian(entry[16..]),
            Flags = BinaryPrimitives.ReadUInt16BigEndian(entry[18..]),
            Importance = BinaryPrimitives.ReadUInt16BigEndian(entry[20..]),
            Cookie = BinaryPrimitives.ReadUInt64BigEndian(entry[24..]),
            Match = ReadMatch(entry.Slice(StatsHeader + 4, matchLength - 4)),
            Instructions = [.. entry[instructions..]],
        };
    }

    public static ImmutableArray<MatchField> ReadMatch(ReadOnlySpan<byte> fields)
    {
        var found = new List<MatchField>();
        while (fields.Length >= 4)
        {
            var header = BinaryPrimitives.ReadUInt32BigEndian(fields);
            var (length, masked) = ((int)(header & 0xff), (header & 0x100) != 0);
            if (length > fields.Length - 4)
            {
                throw Malformed();
            }

            var value = masked ? length / 2 : length;
            found.Add(new MatchField((header & 0xffff_0000) | ((header >> 9) & 0x7f), [.. fields.Slice(4, value)], [.. fields[(4 + value)..(4 + length)]]));
            fields = fields[(4 + length)..];
        }

        return [.. found.OrderBy(field => field.Field)];
    }

    private static void WriteMod(WireWriter writer, byte command, int table, Flow? flow, ulong cookie, ulong mask)
    {
        writer.Number64(cookie);
        writer.Number64(mask);
        writer.Number8((byte)table);
        writer.Number8(command);
        writer.Number16(flow?.IdleTimeout ?? 0);
        writer.Number16(flow?.HardTimeout ?? 0);
        writer.Number16(flow?.Priority ?? 0);
        writer.Number32(Any); // no packet is buffered
        writer.Number32(Any);
        writer.Number32(Any);
        writer.Number16(command == Add ? flow!.Flags : 0);
        writer.Number16(command == Add ? flow!.Importance : 0);
        WriteMatch(writer, flow?.Match ?? []);
        if (command == Add)
        {
            writer.Bytes(flow!.Instructions.AsSpan());
        }
    }

    private static void WriteMatch(WireWriter writer, ImmutableArray<MatchField> fields)
    {
        var start = writer.Length;
        writer.Number16(1);
        writer.Number16(0);
        foreach (var field in fields)
        {
            field.Write(writer);
        }

        writer.Patch16(start + 2, writer.Length - start);
        writer.Pad8(start);
    }

    private static BackendException Malformed() => new(BackendFailure.Failed, T("The switch told its flows in a way that is not OpenFlow 1.4."));
}
