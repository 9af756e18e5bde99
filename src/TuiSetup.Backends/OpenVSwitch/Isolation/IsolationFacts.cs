using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.OpenVSwitch.OpenFlow;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.OpenVSwitch.Isolation;

/// <summary>An Open vSwitch, and the flows of the bridge that was chosen.</summary>
/// <param name="ovs">Its database.</param>
/// <param name="flows">Flows by bridge; none where they cannot be reached.</param>
internal sealed class IsolationFacts(OvsFacts ovs, IReadOnlyDictionary<string, IReadOnlyList<Flow>> flows) : Facts
{
    public const string RoleList = "roles";

    /// <summary>The last table that OpenFlow gives to programs; Open vSwitch has its own beyond.</summary>
    private const int LastTable = 253;

    public static ImmutableArray<string> Lists { get; } = [.. OvsFacts.Lists, RoleList];

    public static ImmutableArray<string> Current { get; } =
        [IsolationRequest.PrimaryField, IsolationRequest.IsolatedField, IsolationRequest.CommunitiesField, IsolationRequest.RelayVlanField, IsolationRequest.RolesField, IsolationRequest.MethodField];

    private readonly Dictionary<string, BridgeIsolation> _declared = new(StringComparer.Ordinal);

    public OvsFacts Ovs => ovs;

    /// <summary>Whether flows that are lost can be made again by units.</summary>
    public bool CanKeep { get; init; }

    public override PlanTarget Target => ovs.Target;

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public BridgeIsolation DeclaredOn(OvsBridge bridge)
    {
        if (!_declared.TryGetValue(bridge.Name, out var declared))
        {
            declared = Declaration.Read(bridge, ovs.Snapshot);
            _declared.Add(bridge.Name, declared);
        }

        return declared;
    }

    /// <summary>Whether the flows of a bridge could be read.</summary>
    public bool HasFlows(string bridge) => flows.ContainsKey(bridge);

    public IEnumerable<Flow> OthersOn(string bridge) => flows.GetValueOrDefault(bridge, []).Where(flow => !IsolationFlows.IsOurs(flow));

    /// <summary>The first table of so many in a row that nobody uses; null when there is no room.</summary>
    public int? FreeTable(string bridge, int count)
    {
        var used = OthersOn(bridge).Select(flow => flow.Table).ToHashSet();
        return Enumerable.Range(BridgeIsolation.UsualTable, LastTable - BridgeIsolation.UsualTable - count + 2)
            .Concat(Enumerable.Range(1, BridgeIsolation.UsualTable - 1).Reverse())
            .Where(first => first + count - 1 <= LastTable)
            .Select(first => (int?)first)
            .FirstOrDefault(first => Enumerable.Range(first!.Value, count).All(table => !used.Contains(table)));
    }

    /// <summary>Whether what nobody's flow names goes the NORMAL way only because the bridge is in standalone mode.</summary>
    public bool IsStandaloneNormal(OvsBridge bridge) => bridge.FailMode != "secure" && OthersOn(bridge.Name).Any(IsolationSwitch.IsDefault);

    /// <summary>The private VLANs whose flows the bridge has, in a plan's words; nothing when it has none of ours.</summary>
    public Value Installed(OvsBridge bridge)
    {
        var ours = flows.GetValueOrDefault(bridge.Name, []).Where(flow => IsolationFlows.IsOurs(flow) && !IsolationFlows.IsLearned(flow)).ToList();
        if (ours.Count == 0)
        {
            return Value.Nothing;
        }

        var declared = DeclaredOn(bridge);
        var differences = FlowDifferences.Of(IsolationFlows.Of(declared, name => ovs.Snapshot.FindPort(bridge, name)?.Ofport), ours);
        return differences.AreNone ? declared.ToValue() : Value.Map(("found", Value.Of(differences.ToString())), (FoundKey, Value.Of(IsolationSwitch.Digest(ours))));
    }

    /// <summary>Digest of flows that are not as they were declared.</summary>
    public const string FoundKey = "sha256";

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
        => name switch
        {
            RoleList when answers[IsolationRequest.MethodField].AsText == IsolationRequest.Protected =>
            [
                new Choice("promiscuous", T("promiscuous"), T("reaches every port")),
                new Choice("isolated", T("isolated"), T("reaches promiscuous ports alone")),
            ],
            RoleList => RolesOf(IsolationRequest.From(answers)),
            OvsFacts.PortList when BridgeIn(answers) is { } bridge =>
                [.. ovs.List(name, answers).Select(choice => choice with { Detail = choice.Detail + (DeclaredRoles(bridge).GetValueOrDefault(choice.Value) is { } role ? $", {role}" : "") })],
            _ => ovs.List(name, answers),
        };

    public override Value Present(string field, AnswerSheet answers)
    {
        if (BridgeIn(answers) is not { } bridge)
        {
            return Value.Nothing;
        }

        var declared = DeclaredOn(bridge);
        if (answers[IsolationRequest.MethodField].AsText == IsolationRequest.Protected)
        {
            return field == IsolationRequest.RolesField ? ProtectedRoles(bridge) : Value.Nothing;
        }

        var vlan = answers[IsolationRequest.PrimaryField].AsNumber is { } primary ? declared.Find(primary) : declared.Vlans.FirstOrDefault();
        return vlan is null ? Value.Nothing : field switch
        {
            IsolationRequest.PrimaryField => Value.Of(vlan.Primary),
            IsolationRequest.IsolatedField => vlan.Isolated is { } isolated ? Value.Of(isolated) : Value.Nothing,
            IsolationRequest.CommunitiesField => Value.List(vlan.Communities),
            IsolationRequest.RelayVlanField => vlan.RelayVlan is { } relay ? Value.Of(relay) : Value.Nothing,
            IsolationRequest.RolesField => Value.Map(vlan.Ports.Select(port => (port.Key, Value.Of(port.Value.ToString())))),
            _ => Value.Nothing,
        };
    }

    private OvsBridge? BridgeIn(AnswerSheet answers) => ovs.Snapshot.Bridges.GetValueOrDefault(answers[IsolationRequest.BridgeField].AsText ?? "");

    private Dictionary<string, PortRole> DeclaredRoles(OvsBridge bridge)
        => DeclaredOn(bridge).Vlans.SelectMany(vlan => vlan.Ports).DistinctBy(port => port.Key).ToDictionary(port => port.Key, port => port.Value);

    private Value ProtectedRoles(OvsBridge bridge)
        => Value.Map(ovs.Snapshot.PortsOf(bridge).Where(port => port.IsProtected).Select(port => (port.Name, Value.Of("isolated"))));

    private static IReadOnlyList<Choice> RolesOf(IsolationRequest request) =>
    [
        new Choice("promiscuous", T("promiscuous"), T("reaches every port: the gateway, a relay on layer 3")),
        .. request.Isolated is null ? (Choice[])[] : [new Choice("isolated", T("isolated"), T("reaches promiscuous ports alone"))],
        .. request.Communities.Select(id => new Choice($"community {id}", T($"community {id}"), T("reaches promiscuous ports and its own community"))),
        new Choice("trunk", T("trunk"), T("to a switch with the same private VLAN, tagged")),
        new Choice("promiscuous trunk", T("promiscuous trunk"), T("to a plain network, tagged")),
        .. request.Isolated is null ? (Choice[])[] : [new Choice("relay", T("relay"), T("a relay on layer 2 between isolated hosts"))],
    ];

    private string Canonical()
    {
        var text = new StringBuilder(ovs.Digest);
        foreach (var bridge in ovs.Snapshot.Bridges.Values)
        {
            text.Append('\n').Append(bridge.Name).Append(' ').Append(bridge.FailMode).Append(' ').Append(DeclaredOn(bridge).ToValue());
            text.AppendJoin(' ', ovs.Snapshot.PortsOf(bridge).Where(port => port.IsProtected).Select(port => port.Name));
        }

        return text.ToString();
    }
}
