using System.Collections.Immutable;
using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>A port group of a standard switch.</summary>
internal sealed record StandardPortgroup(string Name, int Vlan, string Switch, bool Promiscuous);

/// <summary>An ESXi host with its standard switches.</summary>
internal sealed record HostRecord(
    MoRef Ref,
    string Name,
    MoRef? Parent,
    MoRef? NetworkSystem,
    ImmutableArray<string> Switches,
    ImmutableArray<StandardPortgroup> Portgroups);

/// <summary>What a distributed switch can do, as it says itself (capability.featuresSupported).</summary>
internal sealed record DvsFeatures(bool MacLearning, bool Vspan, Element? VspanCapability)
{
    public static DvsFeatures From(Element? features) => new(
        features?.Truth("macLearningSupported") ?? false,
        features?.Truth("vspanSupported") ?? false,
        features?.Child("vspanCapability"));
}

/// <summary>A distributed switch, by a name that no other has.</summary>
internal sealed record DvsRecord(
    MoRef Ref,
    string Name,
    string Datacenter,
    string Uuid,
    ImmutableArray<PvlanEntry> Pvlans,
    ImmutableArray<Element> Sessions,
    ImmutableHashSet<string> Hosts,
    ImmutableArray<string> Uplinks,
    ImmutableHashSet<string> UplinkPortgroups,
    DvsFeatures Features);

/// <summary>A distributed port group; raw is its default port setting as the server wrote it.</summary>
internal sealed record PortgroupRecord(
    MoRef Ref,
    string Key,
    string Name,
    string Dvs,
    string Type,
    bool AutoExpand,
    int NumPorts,
    bool IsNsx,
    PortSetting Setting,
    Element? Raw);

/// <summary>A cluster, or a host that is in none, by a name that no other has.</summary>
internal sealed record ClusterRecord(MoRef Ref, string Name);

/// <summary>A virtual machine.</summary>
internal sealed record MachineRecord(
    MoRef Ref,
    string Name,
    string PowerState,
    string Host,
    bool IsTemplate,
    bool HasSnapshot,
    string ManagedBy,
    string GuestHostName,
    string GuestAddress,
    ImmutableArray<NicRecord> Nics);

/// <summary>A network card, and what it is on.</summary>
/// <param name="Machine">MoRef of its machine.</param>
/// <param name="Key">Key of the device.</param>
/// <param name="Label">Such as <c>Network adapter 1</c>.</param>
/// <param name="Mac">MAC address.</param>
/// <param name="Connected">Whether its link is up, or will be when the machine is switched on.</param>
/// <param name="Backing">What it is on.</param>
internal sealed record NicRecord(MoRef Machine, int Key, string Label, string Mac, bool Connected, NicBacking Backing);
