using System.Collections.Immutable;
using TuiSetup.Backends.OpenVSwitch.Isolation;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;

namespace TuiSetup.Tests.Backends.OpenVSwitch.Isolation;

public sealed class IsolationFlowsTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void Each_port_adds_one_flow(int ports)
    {
        // Those that do not depend on the number of ports, and one more for each part of a flood that is too long for one.
        var others = FlowsOf(ports).Length - ports;

        Assert.InRange(others, 1, FlowsOf(1).Length + (ports / 2048 * 3));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(5000)]
    public void A_relay_adds_the_same_few_flows_whatever_the_number_of_ports(int ports)
        => Assert.InRange(IsolationFlows.Of(WithRelay(ports), Number).Length - FlowsOf(ports).Length, 1, 12 + (ports / 2048));

    [Fact]
    public void What_a_relay_adds_is_in_flows_of_its_own_but_for_the_floods_that_go_to_it()
    {
        var with = IsolationFlows.Of(WithRelay(9), Number).ToDictionary(flow => flow.Key);

        var changed = FlowsOf(9).Where(flow => !with[flow.Key].DoesTheSameAs(flow)).ToList();

        Assert.Equal("reg0=101", Assert.Single(changed).Match.Where(field => field.Field == MatchField.Register(0)).Select(field => $"reg0={field.Value[^1]}").Single());
    }

    [Fact]
    public void Without_roles_there_are_no_flows() => Assert.Empty(IsolationFlows.Of(BridgeIsolation.None, _ => 1));

    [Fact]
    public void A_port_that_has_no_number_yet_gets_no_flow()
        => Assert.Equal(FlowsOf(3).Length - 1, IsolationFlows.Of(Isolation(3), name => name == "p1" ? null : Number(name)).Length);

    [Fact]
    public void All_of_them_are_known_as_ours_and_none_twice()
    {
        var flows = FlowsOf(50);

        Assert.All(flows, flow => Assert.True(IsolationFlows.IsOurs(flow)));
        Assert.Equal(flows.Length, flows.Select(FlowText.Write).Distinct().Count());
    }

    private static ImmutableArray<TuiSetup.Backends.OpenVSwitch.OpenFlow.Flow> FlowsOf(int ports) => IsolationFlows.Of(Isolation(ports), Number);

    private static long? Number(string port) => long.Parse(port[1..]) + 1;

    /// <summary>One port more, for the relay.</summary>
    private static BridgeIsolation WithRelay(int ports)
    {
        var plain = Isolation(ports);
        return plain.With(plain.Vlans[0] with { Ports = plain.Vlans[0].Ports.Add($"p{ports}", new PortRole(PortRoleKind.Relay)) });
    }

    private static BridgeIsolation Isolation(int ports)
        => new(BridgeIsolation.UsualTable, true, [new PrivateVlan(100, 101, [102], ImmutableSortedDictionary.CreateRange(Enumerable.Range(0, ports).Select(number => KeyValuePair.Create(
            $"p{number}", new PortRole(number % 3 == 0 ? PortRoleKind.Promiscuous : number % 3 == 1 ? PortRoleKind.Isolated : PortRoleKind.Community, number % 3 == 2 ? 102 : 0)))))]);
}
