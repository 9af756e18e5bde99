using System.Collections.Immutable;
using System.Globalization;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.VSphere.Pvlan;

/// <summary>The isolation that the answers ask for. While pages are still to come, parts of it are missing.</summary>
internal sealed record PvlanRequest
{
    public const string PrimaryField = "primary", IsolatedField = "isolated", CommunitiesField = "communities", IsolatedPortgroupField = "isolated_portgroup",
        CommunityPortgroupField = "community_portgroup", PromiscuousPortgroupField = "promiscuous_portgroup", MoveField = "move", NicsField = "nics",
        PortgroupsField = "portgroups", IntoField = "into", RelayField = "relay", ListeningField = "relay_listening", CanaryField = "canary";

    public const string IsolatedTarget = "isolated";

    public static ImmutableArray<string> Fields { get; } =
    [
        VSphereFacts.SwitchField, PrimaryField, IsolatedField, CommunitiesField, IsolatedPortgroupField, CommunityPortgroupField, PromiscuousPortgroupField,
        MoveField, NicsField, PortgroupsField, IntoField, RelayField, ListeningField, CanaryField,
    ];

    public int? Primary { get; init; }
    public int? Isolated { get; init; }
    public ImmutableArray<int> Communities { get; init; } = [];
    public string IsolatedPortgroup { get; init; } = "";
    public string CommunityPortgroup { get; init; } = "";
    public string PromiscuousPortgroup { get; init; } = "";
    public ImmutableArray<string> Nics { get; init; } = [];
    public ImmutableArray<string> Portgroups { get; init; } = [];
    public string Into { get; init; } = IsolatedTarget;
    public string? Relay { get; init; }
    public string RelayListening { get; init; } = "";
    public string? Canary { get; init; }

    /// <summary>The entries of the map that it needs, the promiscuous one first.</summary>
    public IReadOnlyList<PvlanEntry> Entries => Primary is not { } primary ? [] :
    [
        new PvlanEntry(primary, primary, PvlanEntry.Promiscuous),
        .. Isolated is { } isolated ? (PvlanEntry[])[new PvlanEntry(primary, isolated, PvlanEntry.Isolated)] : [],
        .. Communities.Select(community => new PvlanEntry(primary, community, PvlanEntry.Community)),
    ];

    /// <summary>Name of the port group of a secondary VLAN.</summary>
    public string PortgroupOf(int secondary) => secondary == Isolated ? IsolatedPortgroup : string.Create(CultureInfo.InvariantCulture, $"{CommunityPortgroup}-{secondary}");

    /// <summary>The secondary VLAN that cards go to; null when the answer names none.</summary>
    public int? Target => Into == IsolatedTarget ? Isolated
        : int.TryParse(Into, NumberStyles.None, CultureInfo.InvariantCulture, out var community) && Communities.Contains(community) ? community : null;

    public Listening Listening(DvsRecord dvs) => RelayListening switch
    {
        "promiscuous" => Model.Listening.Promiscuous,
        "none" => Model.Listening.None,
        "mac-learning" => Model.Listening.MacLearning,
        _ => dvs.Features.MacLearning ? Model.Listening.MacLearning : Model.Listening.Promiscuous,
    };

    public PortSetting RelaySetting(DvsRecord dvs)
    {
        var listening = Listening(dvs);
        return new PortSetting(new VlanSetting.Pvlan(Primary ?? 0), listening, listening != Model.Listening.None);
    }

    /// <summary>The port groups that it needs, as far as they have names.</summary>
    public IReadOnlyList<PortgroupWish> Wishes(DvsRecord dvs, VSphereInventory inventory)
    {
        var cards = Cards(dvs, inventory);
        var secondaries = Entries.Where(entry => entry.Type != PvlanEntry.Promiscuous).Select(entry => new PortgroupWish(
            PortgroupOf(entry.Secondary),
            new PortSetting(new VlanSetting.Pvlan(entry.Secondary), Model.Listening.None, false),
            entry.Secondary == Target ? cards : [],
            entry.Type == PvlanEntry.Isolated ? T("its ports see the promiscuous port alone") : T("its ports see each other and the promiscuous port"),
            entry.Type == PvlanEntry.Isolated ? IsolatedPortgroupField : CommunityPortgroupField));
        return
        [
            .. secondaries.Where(wish => wish.Name.Length > 0),
            .. Primary is not null && Relay is not null && PromiscuousPortgroup.Length > 0
                ? (PortgroupWish[])[new PortgroupWish(
                    PromiscuousPortgroup, RelaySetting(dvs), inventory.Nic(Relay) is { } relay ? [relay] : [], T("its ports see everyone; the relay is there"), PromiscuousPortgroupField)]
                : [],
        ];
    }

    /// <summary>The cards to move: those that are named, and those on the port groups that are named.</summary>
    public IReadOnlyList<NicRecord> Cards(DvsRecord dvs, VSphereInventory inventory)
    {
        var keys = Portgroups.Select(name => inventory.Portgroup(dvs, name)?.Key).OfType<string>().ToHashSet();
        return [.. Nics.Select(inventory.Nic).OfType<NicRecord>()
            .Concat(keys.Count == 0 ? [] : inventory.Nics.Where(nic => nic.Backing is NicBacking.Distributed port && keys.Contains(port.PortgroupKey)))
            .DistinctBy(nic => (nic.Machine, nic.Key))
            .Where(nic => Relay is null || inventory.Nic(Relay) is not { } relay || (relay.Machine, relay.Key) != (nic.Machine, nic.Key))];
    }

    public static PvlanRequest From(AnswerSheet answers) => new()
    {
        Primary = (int?)answers[PrimaryField].AsNumber,
        Isolated = (int?)answers[IsolatedField].AsNumber,
        Communities = [.. answers[CommunitiesField].Items.Select(item => (int?)item.AsNumber).OfType<int>()],
        IsolatedPortgroup = answers[IsolatedPortgroupField].AsText ?? "",
        CommunityPortgroup = answers[CommunityPortgroupField].AsText ?? "",
        PromiscuousPortgroup = answers[PromiscuousPortgroupField].AsText ?? "",
        Nics = [.. answers[NicsField].Texts],
        Portgroups = [.. answers[PortgroupsField].Texts],
        Into = answers[IntoField].AsText is { Length: > 0 } into ? into : IsolatedTarget,
        Relay = answers[RelayField].AsText is { Length: > 0 } relay ? relay : null,
        RelayListening = answers[ListeningField].AsText ?? "",
        Canary = answers[CanaryField].AsText is { Length: > 0 } canary ? canary : null,
    };
}
