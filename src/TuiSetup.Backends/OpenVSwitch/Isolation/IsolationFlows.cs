using System.Collections.Immutable;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// Derives the flows of a bridge from its private VLANs. Table 0 gets what sends a frame of a port with a role, or of a
/// VLAN that is private, into tables of ours; all else there stays as it is. MAC addresses are learned for the whole
/// private VLAN, those behind promiscuous ports apart from those of hosts, so that no host can pass for a gateway.
/// </summary>
/// <remarks>
/// Registers: 0 the frame's VLAN, 1 the primary VLAN, 2 the promiscuous port that has the address, 3 the host's port that
/// has it, 4 the VLAN of that host, 5 a part of a flood, 6 the port of the host whom a relay speaks for. The number of
/// flows grows by one for each port with a role.
/// </remarks>
internal sealed partial class IsolationFlows
{
    /// <summary>Begins every cookie of ours.</summary>
    public const ulong Cookie = 0x7475_6953_0000_0000, CookieMask = 0xffff_ffff_0000_0000;

    /// <summary>Priorities in table 0, above what others use.</summary>
    public const int FramePriority = 61000, OtherPortPriority = 60990;

    public const ulong LearnedCookie = Cookie | 2;

    private const ulong StaticCookie = Cookie | 1;
    private const int MacAging = 300, MacLimit = 8192, FloodPart = 2048;

    private readonly BridgeIsolation _isolation;
    private readonly Func<string, long?> _ofport;
    private readonly ImmutableArray<Flow>.Builder _flows = ImmutableArray.CreateBuilder<Flow>();

    private IsolationFlows(BridgeIsolation isolation, Func<string, long?> ofport)
    {
        _isolation = isolation;
        _ofport = ofport;
    }

    private int Promiscuous => _isolation.Table + 1;

    private int Hosts => _isolation.Table + 2;

    private int Policy => _isolation.Table + 3;

    private int Egress => _isolation.Table + 4;

    private int Flood => _isolation.Table + 5;

    /// <summary>Tables that private VLANs need, in a row; a relay on layer 2 takes one more.</summary>
    public static int TablesFor(IEnumerable<PrivateVlan> vlans) => vlans.Any(vlan => vlan.HasRelay) ? 7 : 6;

    public static bool IsOurs(Flow flow) => (flow.Cookie & CookieMask) == Cookie;

    /// <summary>Whether a learn action made it: it comes and goes with the traffic.</summary>
    public static bool IsLearned(Flow flow) => flow.Cookie == LearnedCookie;

    /// <param name="isolation">What is declared.</param>
    /// <param name="ofport">OpenFlow's number of a port; null when the port has none yet.</param>
    public static ImmutableArray<Flow> Of(BridgeIsolation isolation, Func<string, long?> ofport)
    {
        var flows = new IsolationFlows(isolation, ofport);
        if (!isolation.Vlans.IsEmpty)
        {
            flows.AddShared();
            foreach (var vlan in isolation.Vlans)
            {
                flows.Add(vlan);
            }
        }

        return flows._flows.ToImmutable();
    }

    private void AddShared()
    {
        if (_isolation.FallsThrough)
        {
            Add(0, 0, [], new FlowActions().Normal());
        }

        // Sources that cannot be, and frames that a bridge must not forward (IEEE 802.1D, 7.12.6).
        Add(_isolation.Table, 200, [Mac(MatchField.EthSrc, [1, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0])], new FlowActions());
        Add(_isolation.Table, 190, [Mac(MatchField.EthDst, [1, 0x80, 0xc2, 0, 0, 0], [255, 255, 255, 255, 255, 0xf0])], new FlowActions());
        Add(_isolation.Table, 110, [MatchField.Of16(MatchField.VlanVid, MatchField.TagPresent)], new FlowActions().PopVlan().Resubmit(_isolation.Table));
        Add(_isolation.Table, 90, [Untagged], Lookup(Hosts, learnsVlan: true));
        Add(Policy, 100, [Register(2, 0)], new FlowActions());
        Add(Policy, 0, [], new FlowActions().GoTo(Egress));
        Add(Egress, 0, [], new FlowActions().OutputRegister(2));
        foreach (var trunk in _isolation.Vlans.SelectMany(vlan => vlan.Ports).Where(port => port.Value.IsTagged).DistinctBy(port => port.Key))
        {
            if (Number(trunk.Key) is { } port)
            {
                Add(Egress, 100, [Register(2, port & 0xffff)], Tag(new FlowActions().PushVlan(), trunk.Value).Output(port));
            }
        }
    }

    private void Add(PrivateVlan vlan)
    {
        foreach (var (name, role) in vlan.Ports)
        {
            if (Number(name) is { } port)
            {
                AddIngress(vlan, port, role);
            }
        }

        foreach (var id in vlan.Vlans)
        {
            // A port without a role must not reach the hosts by naming their VLAN.
            Add(0, OtherPortPriority, [Tagged(id)], new FlowActions());
        }

        Add(_isolation.Table, 100, [Untagged, Register(0, vlan.Primary), Register(1, vlan.Primary)], Lookup(Promiscuous, learnsVlan: false));
        Add(Policy, 200, [Register(0, vlan.Primary), Register(1, vlan.Primary), Register(2, 0)], new FlowActions().MoveRegister(3, 2).GoTo(Egress));
        foreach (var community in vlan.Communities)
        {
            Add(Policy, 200, [Register(0, community), Register(1, vlan.Primary), Register(2, 0), Register(4, community)], new FlowActions().MoveRegister(3, 2).GoTo(Egress));
        }

        foreach (var id in vlan.Vlans.Where(id => id != vlan.RelayVlan))
        {
            AddFlood(vlan, id);
        }

        if (vlan.HasRelay)
        {
            AddRelay(vlan, vlan.Isolated!.Value);
        }
    }

    private void AddIngress(PrivateVlan vlan, uint port, PortRole role)
    {
        if (role.Kind == PortRoleKind.Relay)
        {
            Add(0, FramePriority, [InPort(port)], vlan.HasRelay ? Enter(new FlowActions(), PassedOn(vlan), vlan) : new FlowActions());
            return;
        }

        if (role.VlanIn(vlan) is { } own)
        {
            Add(0, FramePriority, [InPort(port)], Enter(new FlowActions(), own, vlan));
            return;
        }

        foreach (var id in role.Kind == PortRoleKind.Trunk ? vlan.Vlans : [vlan.Primary])
        {
            Add(0, FramePriority, [InPort(port), Tagged(id)], Enter(new FlowActions().PopVlan(), id, vlan));
        }
    }

    private FlowActions Enter(FlowActions actions, long own, PrivateVlan vlan)
        => actions.SetRegister(0, (uint)own).SetRegister(1, (uint)vlan.Primary).GoTo(_isolation.Table);

    /// <summary>Learns where the sender is, and looks for the receiver among both.</summary>
    private FlowActions Lookup(int learnsInto, bool learnsVlan)
        => new FlowActions().Learn(Place(learnsInto, learnsVlan)).Resubmit(Promiscuous).Resubmit(Hosts).GoTo(Policy);

    private static LearnedFlow Place(int learnsInto, bool learnsVlan)
    {
        var learned = new LearnedFlow { Table = learnsInto, Priority = 100, Cookie = LearnedCookie, IdleTimeout = MacAging, Limit = MacLimit }
            .Match(FlowActions.RegisterHeader(1), FlowActions.RegisterHeader(1), 32)
            .Match(FlowActions.NxmEthDst, FlowActions.NxmEthSrc, 48)
            .Load(FlowActions.RegisterHeader(learnsVlan ? 3 : 2), FlowActions.NxmInPort, 16);
        if (learnsVlan)
        {
            learned.Load(FlowActions.RegisterHeader(4), FlowActions.RegisterHeader(0), 32);
        }

        return learned;
    }

    /// <summary>Frames for everyone, and for an address that nobody has been seen with.</summary>
    private void AddFlood(PrivateVlan vlan, long id)
    {
        var plain = Numbers(vlan, role => role.Kind == PortRoleKind.Relay ? id == vlan.Isolated : !role.IsTagged && (id == vlan.Primary || role.Kind == PortRoleKind.Promiscuous || role == new PortRole(PortRoleKind.Community, id)));
        var trunks = Numbers(vlan, role => role.Kind == PortRoleKind.Trunk);
        var uplinks = Numbers(vlan, role => role.Kind == PortRoleKind.PromiscuousTrunk);
        ImmutableArray<MatchField> match = [Register(0, id), Register(1, vlan.Primary), Register(2, 0), Register(3, 0)];
        var actions = OutputAll(new FlowActions(), plain, vlan, id);
        if (trunks.Length + uplinks.Length > 0)
        {
            actions.PushVlan();
        }

        if (trunks.Length > 0)
        {
            Output(actions.MoveRegisterToVlan(0), trunks);
        }

        if (uplinks.Length > 0)
        {
            Output(actions.MoveRegisterToVlan(1), uplinks);
        }

        Add(Policy, 300, match, actions);
    }

    private FlowActions OutputAll(FlowActions actions, uint[] ports, PrivateVlan vlan, long id)
    {
        var parts = ports.Chunk(FloodPart).ToList();
        for (var part = 0; part < parts.Count && parts.Count > 1; part++)
        {
            // A message of OpenFlow has room for about 4,000 outputs.
            Add(Flood, 100, [Register(0, id), Register(1, vlan.Primary), Register(5, part)], Output(new FlowActions(), parts[part]));
            actions.SetRegister(5, (uint)part).Resubmit(Flood);
        }

        return parts.Count == 1 ? Output(actions, parts[0]) : actions;
    }

    private static FlowActions Tag(FlowActions actions, PortRole role) => actions.MoveRegisterToVlan(role.Kind == PortRoleKind.Trunk ? 0 : 1);

    private static FlowActions Output(FlowActions actions, IEnumerable<uint> ports) => ports.Aggregate(actions, (all, port) => all.Output(port));

    private uint[] Numbers(PrivateVlan vlan, Func<PortRole, bool> which)
        => [.. vlan.Ports.Where(port => which(port.Value)).Select(port => Number(port.Key)).OfType<uint>()];

    /// <summary>OpenFlow 1.1 made numbers of ports longer, and moved those that are reserved.</summary>
    private uint? Number(string port) => _ofport(port) is > 0 and var number ? (number >= 0xff00 ? 0xffff_0000u | (uint)number : (uint)number) : null;

    private void Add(int table, int priority, ImmutableArray<MatchField> match, FlowActions actions)
        => _flows.Add(new Flow
        {
            Table = table,
            Priority = priority,
            Cookie = StaticCookie,
            Match = [.. match.OrderBy(field => field.Field)],
            Instructions = [.. actions.ToInstructions()],
        });

    private static MatchField Untagged { get; } = MatchField.Of16(MatchField.VlanVid, 0);

    private static MatchField Tagged(long vlan) => MatchField.Of16(MatchField.VlanVid, (int)vlan | MatchField.TagPresent);

    private static MatchField InPort(uint port) => MatchField.Of32(MatchField.InPort, port);

    private static MatchField Register(int number, long value) => MatchField.Of32(MatchField.Register(number), (uint)value);

    private static MatchField Mac(uint field, ImmutableArray<byte> value, ImmutableArray<byte> mask) => new(field, value, mask);
}
