using TuiSetup.Backends.OpenVSwitch.OpenFlow;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>
/// What a relay on layer 2 adds. Frames between isolated hosts, which are dropped without one, go to its port, or over the
/// trunks to the switch that has it. What comes back is in a VLAN of its own: it teaches no addresses, goes to isolated
/// ports and trunks alone, never out of the port that its sender is behind, and never over the trunk that it came by.
/// </summary>
internal sealed partial class IsolationFlows
{
    /// <summary>Beyond all VLAN IDs.</summary>
    private const long NoVlan = 0x1000;

    /// <summary>By whose address, the port of each isolated host.</summary>
    private int Origins => _isolation.Table + 6;

    /// <summary>What register 0 says of a frame that a relay has passed on: the VLAN that it has on trunks.</summary>
    private static long PassedOn(PrivateVlan vlan) => vlan.RelayVlan ?? NoVlan | vlan.Isolated!.Value;

    private void AddRelay(PrivateVlan vlan, long isolated)
    {
        var (relays, trunks) = (Numbers(vlan, role => role.Kind == PortRoleKind.Relay), Numbers(vlan, role => role.Kind == PortRoleKind.Trunk));
        Add(_isolation.Table, 100, [Untagged, Register(0, isolated), Register(1, vlan.Primary)], new FlowActions().Learn(Place(Hosts, learnsVlan: true)).Learn(Origin()).Resubmit(Promiscuous).Resubmit(Hosts).GoTo(Policy));
        Add(
            Policy, 200, [Register(0, isolated), Register(1, vlan.Primary), Register(2, 0), Register(4, isolated)],
            relays.Length > 0 ? Output(new FlowActions(), relays) : OutputTagged(new FlowActions(), trunks));

        var passedOn = PassedOn(vlan);
        Add(_isolation.Table, 100, [Untagged, Register(0, passedOn), Register(1, vlan.Primary)], new FlowActions().Resubmit(Origins).Resubmit(Hosts).GoTo(Policy));
        foreach (var relay in relays)
        {
            // To everyone it speaks only for a host whose port is known: the frame would come back to that.
            Add(Policy, 400, [InPort(relay), Register(0, passedOn), Register(1, vlan.Primary), Register(2, 0), Register(3, 0), Register(6, 0)], new FlowActions());
        }

        Add(Policy, 200, [Register(0, passedOn), Register(1, vlan.Primary), Register(2, 0), Register(4, isolated)], new FlowActions().MoveRegister(3, 2).GoTo(Egress));
        Add(Egress, 50, [Register(0, passedOn), Register(1, vlan.Primary)], new FlowActions().MoveRegisterToInPort(6).OutputRegister(2));
        Add(
            Policy, 300, [Register(0, passedOn), Register(1, vlan.Primary), Register(2, 0), Register(3, 0)],
            OutputAll(OutputTagged(new FlowActions(), trunks).MoveRegisterToInPort(6), Numbers(vlan, role => role.Kind == PortRoleKind.Isolated), vlan, passedOn));
    }

    private static FlowActions OutputTagged(FlowActions actions, uint[] trunks)
        => trunks.Length > 0 ? Output(actions.PushVlan().MoveRegisterToVlan(0), trunks).PopVlan() : actions;

    /// <summary>It is forgotten when its host has said nothing for so long, whatever others send to it.</summary>
    private LearnedFlow Origin()
        => new LearnedFlow { Table = Origins, Priority = 100, Cookie = LearnedCookie, HardTimeout = MacAging, Limit = MacLimit }
            .Match(FlowActions.RegisterHeader(1), FlowActions.RegisterHeader(1), 32)
            .Match(FlowActions.NxmEthSrc, FlowActions.NxmEthSrc, 48)
            .Load(FlowActions.RegisterHeader(6), FlowActions.NxmInPort, 16);
}
