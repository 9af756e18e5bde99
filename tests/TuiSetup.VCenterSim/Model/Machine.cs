using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>A network card of a machine.</summary>
internal sealed class NetworkCard
{
    public required int Key { get; init; }

    public string CardType { get; init; } = "VirtualVmxnet3";

    public required string Label { get; init; }

    public string Mac { get; set; } = "";

    public string AddressType { get; set; } = "assigned";

    public bool StartConnected { get; set; } = true;

    public bool Connected { get; set; } = true;

    /// <summary>Whether its host lets no frame through, whatever the card's own settings.</summary>
    public bool IsBlocked { get; set; }

    /// <summary>Whether its link does not come up, whatever the card's own settings.</summary>
    public bool HasNoLink { get; set; }

    /// <summary>The distributed port that it is on; null on a standard or an opaque network.</summary>
    public Port? Port { get; set; }

    /// <summary>Name of the standard network that it is on.</summary>
    public string? Network { get; set; }

    /// <summary>ID of the opaque network of NSX that it is on.</summary>
    public string? Opaque { get; set; }

    public XElement ToXml(string element) => Vim.Typed(
        element,
        CardType,
        Vim.New("key", Key),
        Vim.New("deviceInfo", Vim.New("label", Label), Vim.New("summary", Network ?? "DVSwitch")),
        Backing(),
        Vim.New(
            "connectable",
            Vim.New("startConnected", StartConnected),
            Vim.New("allowGuestControl", true),
            Vim.New("connected", Connected),
            Vim.New("status", "ok")),
        Vim.New("controllerKey", 100),
        Vim.New("unitNumber", 7 + (Key % 100)),
        Vim.New("addressType", AddressType),
        Vim.New("macAddress", Mac),
        Vim.New("wakeOnLanEnabled", true));

    private XElement Backing() => this switch
    {
        { Port: { } port } => Vim.Typed(
            "backing",
            "VirtualEthernetCardDistributedVirtualPortBackingInfo",
            Vim.New(
                "port",
                Vim.New("switchUuid", port.Portgroup.Dvs.Uuid),
                Vim.New("portgroupKey", port.Portgroup.Id),
                Vim.New("portKey", port.Key),
                Vim.New("connectionCookie", port.Cookie))),
        { Opaque: { } opaque } => Vim.Typed("backing", "VirtualEthernetCardOpaqueNetworkBackingInfo", Vim.New("opaqueNetworkId", opaque), Vim.New("opaqueNetworkType", "nsx.LogicalSwitch")),
        _ => Vim.Typed("backing", "VirtualEthernetCardNetworkBackingInfo", Vim.New("deviceName", Network), Vim.New("useAutoDetect", false)),
    };
}

/// <summary>A virtual machine.</summary>
internal sealed class Machine(string id) : Managed("VirtualMachine", id)
{
    public required Host Host { get; set; }

    public List<NetworkCard> Cards { get; } = [];

    public string PowerState { get; set; } = "poweredOn";

    public bool IsTemplate { get; set; }

    public bool HasSnapshot { get; set; }

    /// <summary>Extension that manages it, such as the one of vCLS.</summary>
    public string? ManagedBy { get; set; }

    /// <summary>Version of its virtual hardware.</summary>
    public string HardwareVersion { get; set; } = "vmx-13";

    public string? EvcMode { get; set; }

    public string? GuestHostName { get; set; }

    public string? GuestAddress { get; set; }

    public int Version { get; set; } = 1;

    /// <summary>Whether a task of it is running.</summary>
    public bool IsBusy { get; set; }

    public string ChangeVersion => $"2026-01-01T00:00:00.{Version:000000}Z";

    protected override XElement? Property(string path) => path switch
    {
        "runtime.powerState" => Vim.Typed("val", "VirtualMachinePowerState", PowerState),
        "runtime.host" => Vim.RefValue(Host.Ref),
        "config" => Vim.Typed("val", "VirtualMachineConfigInfo", Config()),
        "config.template" => Vim.Truth(IsTemplate),
        "config.version" => Vim.Text(HardwareVersion),
        "runtime.minRequiredEVCModeKey" => EvcMode is null ? null : Vim.Text(EvcMode),
        "config.uuid" => Vim.Text("42000000-0000-0000-0000-" + Id.GetHashCode(StringComparison.Ordinal).ToString("x12", System.Globalization.CultureInfo.InvariantCulture)),
        "config.changeVersion" => Vim.Text(ChangeVersion),
        "config.managedBy" => ManagedBy is null ? null : Vim.Typed("val", "ManagedByInfo", Vim.New("extensionKey", ManagedBy), Vim.New("type", "cluster-agent")),
        "config.hardware.device" => Vim.Typed("val", "ArrayOfVirtualDevice", Devices("VirtualDevice")),
        "rootSnapshot" => HasSnapshot ? Vim.RefList([("VirtualMachineSnapshot", "snapshot-" + Id)]) : null,
        "guest.hostName" => GuestHostName is null ? null : Vim.Text(GuestHostName),
        "guest.ipAddress" => GuestAddress is null ? null : Vim.Text(GuestAddress),
        "network" => Vim.RefList(Cards.Select(card => card.Port?.Portgroup.Ref).OfType<(string, string)>().Distinct()),
        _ => throw Unknown(path),
    };

    private object[] Config() =>
    [
        Vim.New("changeVersion", ChangeVersion),
        Vim.New("modified", "2026-01-01T00:00:00Z"),
        Vim.New("name", Name),
        Vim.New("template", IsTemplate),
        Vim.New("hardware", Vim.New("numCPU", 2), Vim.New("memoryMB", 4096), Devices("device")),
    ];

    private object[] Devices(string element) =>
    [
        Vim.Typed(element, "VirtualIDEController", Vim.New("key", 200), Vim.New("busNumber", 0)),
        Vim.Typed(element, "VirtualPCIController", Vim.New("key", 100), Vim.New("busNumber", 0)),
        Vim.Typed(element, "VirtualLsiLogicController", Vim.New("key", 1000), Vim.New("busNumber", 0), Vim.New("sharedBus", "noSharing")),
        Vim.Typed(element, "VirtualDisk", Vim.New("key", 2000), Vim.New("controllerKey", 1000), Vim.New("unitNumber", 0), Vim.New("capacityInKB", 16777216)),
        .. Cards.Select(card => card.ToXml(element)),
    ];
}
