using System.Collections.Immutable;

namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>One entry of a flow table, as it is on the wire.</summary>
internal sealed record Flow
{
    public required int Table { get; init; }

    public required int Priority { get; init; }

    public required ulong Cookie { get; init; }

    /// <summary>Fields in the order of their numbers, which says nothing but makes matches comparable.</summary>
    public required ImmutableArray<MatchField> Match { get; init; }

    /// <summary>Instructions with their headers.</summary>
    public required ImmutableArray<byte> Instructions { get; init; }

    /// <summary>Seconds; 0 is for ever.</summary>
    public int IdleTimeout { get; init; }

    /// <summary>Seconds; 0 is for ever.</summary>
    public int HardTimeout { get; init; }

    public int Flags { get; init; }

    public int Importance { get; init; }

    /// <summary>What tells one entry of a switch from any other: table, priority and match.</summary>
    public FlowKey Key => new(Table, Priority, Match);

    /// <summary>The port that packets must come from; null is any.</summary>
    public uint? InPort
        => Match.FirstOrDefault(part => part.Field == MatchField.InPort) is { } port ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(port.Value.AsSpan()) : null;

    /// <summary>Whether it does the same with the same packets.</summary>
    public bool DoesTheSameAs(Flow other)
        => Key.Equals(other.Key) && Cookie == other.Cookie && IdleTimeout == other.IdleTimeout && HardTimeout == other.HardTimeout
            && Instructions.AsSpan().SequenceEqual(other.Instructions.AsSpan());
}

internal readonly record struct FlowKey(int Table, int Priority, ImmutableArray<MatchField> Match)
{
    public bool Equals(FlowKey other) => other.Table == Table && other.Priority == Priority && other.Match.AsSpan().SequenceEqual(Match.AsSpan());

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Table);
        hash.Add(Priority);
        foreach (var field in Match)
        {
            hash.Add(field);
        }

        return hash.ToHashCode();
    }
}
