using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.VSphere.Vlans;

/// <summary>The isolation that the answers ask for. While pages are still to come, parts of it are missing.</summary>
internal sealed record VlanRequest
{
    public const string KindField = "switch", ClusterField = "cluster", VswitchField = "vswitch", VlansField = "vlans", PrefixField = "prefix", NicsField = "nics",
        RelayField = "relay", TrunkField = "trunk";

    public const string Distributed = "distributed", Standard = "standard";

    /// <summary>On a standard switch it leaves the tags to the guest.</summary>
    public const int GuestTagging = 4095;

    public static ImmutableArray<string> Fields { get; } =
        [VSphereFacts.SwitchField, KindField, ClusterField, VswitchField, VlansField, PrefixField, NicsField, RelayField, TrunkField];

    public bool IsStandard { get; init; }
    public string Switch { get; init; } = "";
    public string Cluster { get; init; } = "";
    public string Vswitch { get; init; } = "";
    public ImmutableArray<int> Vlans { get; init; } = [];
    public string Prefix { get; init; } = "";
    public ImmutableArray<string> Nics { get; init; } = [];
    public string? Relay { get; init; }
    public string Trunk { get; init; } = "";

    public string PortgroupOf(int vlan) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}-{vlan}");

    /// <summary>The whole range, so that a later run with more machines finds the trunk as it needs it.</summary>
    public VlanSetting.Trunk TrunkSetting
    {
        get
        {
            var ranges = new List<(int First, int Last)>();
            foreach (var vlan in Vlans.Order())
            {
                if (ranges.Count > 0 && ranges[^1].Last == vlan - 1)
                {
                    ranges[^1] = (ranges[^1].First, vlan);
                }
                else
                {
                    ranges.Add((vlan, vlan));
                }
            }

            return new VlanSetting.Trunk([.. ranges]);
        }
    }

    public PortSetting RelaySetting(DvsRecord dvs)
        => new(TrunkSetting, dvs.Features.MacLearning ? Listening.MacLearning : Listening.Promiscuous, ForgedTransmits: true);

    public IReadOnlyList<HostRecord> Hosts(VSphereInventory inventory)
        => [.. inventory.Hosts.Where(host => inventory.Clusters.Any(cluster => cluster.Name == Cluster && cluster.Ref.Value == host.Parent?.Value))];

    /// <summary>The port groups of a distributed switch that it needs: one a card, and the relay's. None of the first when VLANs are short.</summary>
    public IReadOnlyList<PortgroupWish> Wishes(DvsRecord dvs, VSphereInventory inventory)
    {
        var assignment = new VlanAssignment(this, inventory);
        return
        [
            .. assignment.Short > 0 ? [] : assignment.Cards.Select(nic => new PortgroupWish(
                PortgroupOf(assignment.Of(nic)),
                new PortSetting(new VlanSetting.Id(assignment.Of(nic)), Listening.None, false),
                [nic],
                T($"a network of its own for {inventory.NameOf(nic)}"),
                PrefixField)),
            .. Relay is not null && Trunk.Length > 0
                ? (PortgroupWish[])[new PortgroupWish(Trunk, RelaySetting(dvs), inventory.Nic(Relay) is { } relay ? [relay] : [], T("carries all of these VLANs to the relay"), TrunkField)]
                : [],
        ];
    }

    public static VlanRequest From(AnswerSheet answers) => new()
    {
        IsStandard = answers[KindField].AsText == Standard,
        Switch = answers[VSphereFacts.SwitchField].AsText ?? "",
        Cluster = answers[ClusterField].AsText ?? "",
        Vswitch = answers[VswitchField].AsText ?? "",
        Vlans = [.. answers[VlansField].Items.Select(item => (int?)item.AsNumber).OfType<int>()],
        Prefix = answers[PrefixField].AsText ?? "",
        Nics = [.. answers[NicsField].Texts],
        Relay = answers[RelayField].AsText is { Length: > 0 } relay ? relay : null,
        Trunk = answers[TrunkField].AsText ?? "",
    };
}
