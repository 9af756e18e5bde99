namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>
/// The flow that a learn action makes of a packet (ovs-actions(7), learn): it matches what the packet's fields hold and
/// loads others into registers. It goes when the flow that learned it goes.
/// </summary>
internal sealed class LearnedFlow
{
    private const int DeleteLearned = 1 << 1, DestinationLoad = 1 << 11;

    private readonly WireWriter _parts = new();

    public required int Table { get; init; }

    public required int Priority { get; init; }

    public required ulong Cookie { get; init; }

    /// <summary>Seconds without a packet after which it is forgotten.</summary>
    public int IdleTimeout { get; init; }

    /// <summary>Seconds after which it is forgotten unless it is learned again.</summary>
    public int HardTimeout { get; init; }

    /// <summary>The most flows that are learned there; one that floods the switch with addresses gets no further.</summary>
    public required uint Limit { get; init; }

    /// <summary>Matches the value that a field of the packet has, in another field or the same.</summary>
    public LearnedFlow Match(uint nxmField, uint nxmFrom, int bits)
    {
        Part(bits, nxmFrom, nxmField);
        return this;
    }

    /// <summary>Loads the value that a field of the packet has.</summary>
    public LearnedFlow Load(uint nxmTo, uint nxmFrom, int bits)
    {
        Part(bits | DestinationLoad, nxmFrom, nxmTo);
        return this;
    }

    public void Write(WireWriter writer)
    {
        writer.Number16(IdleTimeout);
        writer.Number16(HardTimeout);
        writer.Number16(Priority);
        writer.Number64(Cookie);
        writer.Number16(DeleteLearned);
        writer.Number8((byte)Table);
        writer.Number8(0);
        writer.Number16(0);
        writer.Number16(0);
        writer.Number32(Limit);
        writer.Number16(0);
        writer.Number16(0);
        writer.Bytes(_parts.Written);
    }

    private void Part(int header, uint from, uint to)
    {
        _parts.Number16(header);
        _parts.Number32(from);
        _parts.Number16(0);
        _parts.Number32(to);
        _parts.Number16(0);
    }
}
