namespace TuiSetup.Backends.OpenVSwitch.OpenFlow;

/// <summary>
/// The instructions of one flow: actions (OpenFlow 1.4.1, 7.2.5, and Open vSwitch's own, ovs-actions(7)), and the table
/// to go on in. Encoded as Open vSwitch gives them back, so that what is read can be compared with what was written.
/// </summary>
internal sealed class FlowActions
{
    private const uint NiciraVendor = 0x0000_2320;
    private const int Experimenter = 0xffff, InPort16 = 0xfff8;

    /// <summary>NXM headers of the fields that are moved and learned.</summary>
    public const uint NxmInPort = 0x0000_0002, NxmEthDst = 0x0000_0206, NxmEthSrc = 0x0000_0406, NxmVlanTci = 0x0000_0802;

    private readonly WireWriter _actions = new();
    private int? _next;

    public FlowActions Output(uint port)
    {
        _actions.Number16(0);
        _actions.Number16(16);
        _actions.Number32(port);
        _actions.Number16(0);
        _actions.Zeros(6);
        return this;
    }

    /// <summary>Out of the port whose number is in the lower half of a register.</summary>
    public FlowActions OutputRegister(int register)
    {
        var start = BeginNicira(15);
        _actions.Number16(Bits(0, 16));
        _actions.Number32(RegisterHeader(register));
        _actions.Number16(0xffff);
        _actions.Zeros(6);
        return EndAction(start);
    }

    public FlowActions PushVlan()
    {
        _actions.Number16(17);
        _actions.Number16(8);
        _actions.Number16(0x8100);
        _actions.Zeros(2);
        return this;
    }

    public FlowActions PopVlan()
    {
        _actions.Number16(18);
        _actions.Number16(8);
        _actions.Zeros(4);
        return this;
    }

    public FlowActions SetRegister(int register, uint value) => Set(MatchField.Of32(MatchField.Register(register), value));

    public FlowActions SetVlan(int vlan) => Set(MatchField.Of16(MatchField.VlanVid, vlan | MatchField.TagPresent));

    /// <summary>The lower twelve bits of a register become the VLAN ID of the tag.</summary>
    public FlowActions MoveRegisterToVlan(int register)
        => Move(12, RegisterHeader(register), MatchField.Header(MatchField.VlanVid, 2));

    /// <summary>The packet counts as having come by the port whose number is in the lower half of a register, and goes out there no more.</summary>
    public FlowActions MoveRegisterToInPort(int register) => Move(16, RegisterHeader(register), NxmInPort);

    public FlowActions MoveRegister(int from, int to) => Move(32, RegisterHeader(from), RegisterHeader(to));

    /// <summary>Looks a packet up in another table as well, and comes back.</summary>
    public FlowActions Resubmit(int table)
    {
        var start = BeginNicira(14);
        _actions.Number16(InPort16);
        _actions.Number8((byte)table);
        _actions.Zeros(3);
        return EndAction(start);
    }

    /// <summary>Puts a flow into another table that is made of this packet.</summary>
    public FlowActions Learn(LearnedFlow flow)
    {
        var start = BeginNicira(45);
        flow.Write(_actions);
        _actions.Pad8(start);
        return EndAction(start);
    }

    /// <summary>As a switch with no flows but this one works: by its ports' VLANs and its MAC table.</summary>
    public FlowActions Normal() => Output(0xffff_fffa);

    public FlowActions GoTo(int table)
    {
        _next = table;
        return this;
    }

    /// <summary>Instructions with their headers; none at all drops the packet.</summary>
    public byte[] ToInstructions()
    {
        var writer = new WireWriter();
        if (_actions.Length > 0)
        {
            writer.Number16(4);
            writer.Number16(8 + _actions.Length);
            writer.Zeros(4);
            writer.Bytes(_actions.Written);
        }

        if (_next is { } table)
        {
            writer.Number16(1);
            writer.Number16(8);
            writer.Number8((byte)table);
            writer.Zeros(3);
        }

        return writer.Written.ToArray();
    }

    public static uint RegisterHeader(int register) => MatchField.Header(MatchField.Register(register), 4);

    private FlowActions Set(MatchField field)
    {
        var start = _actions.Length;
        _actions.Number16(25);
        _actions.Number16(0);
        field.Write(_actions);
        _actions.Pad8(start);
        return EndAction(start);
    }

    private FlowActions Move(int bits, uint from, uint to)
    {
        var start = BeginNicira(6);
        _actions.Number16(bits);
        _actions.Number16(0);
        _actions.Number16(0);
        _actions.Number32(from);
        _actions.Number32(to);
        return EndAction(start);
    }

    private int BeginNicira(int subtype)
    {
        var start = _actions.Length;
        _actions.Number16(Experimenter);
        _actions.Number16(0);
        _actions.Number32(NiciraVendor);
        _actions.Number16(subtype);
        return start;
    }

    private FlowActions EndAction(int start)
    {
        _actions.Patch16(start + 2, _actions.Length - start);
        return this;
    }

    private static int Bits(int offset, int count) => (offset << 6) | (count - 1);
}
