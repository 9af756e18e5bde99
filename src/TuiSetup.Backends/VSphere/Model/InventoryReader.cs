using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>Reads what wizards choose from: hosts, switches, port groups and machines, page by page.</summary>
internal static class InventoryReader
{
    private static readonly PropertySpec[] Specs =
    [
        new("HostSystem", "name", "parent", "configManager.networkSystem", "config.network.vswitch", "config.network.portgroup"),
        new("Datacenter", "name"),
        new("Folder", "parent"),
        new("ComputeResource", "name", "parent"),
        new("DistributedVirtualSwitch", "name", "parent", "uuid", "config", "summary.hostMember", "capability.featuresSupported"),
        new("DistributedVirtualPortgroup", "name", "key", "config"),
        new(
            "VirtualMachine",
            "name", "runtime.powerState", "runtime.host", "config.template", "config.managedBy", "config.hardware.device", "rootSnapshot", "guest.hostName", "guest.ipAddress"),
    ];

    /// <param name="session">Where.</param>
    /// <param name="progress">Is told with each page how many objects there are so far.</param>
    /// <param name="cancel">Stops reading, in the middle of a page too.</param>
    public static async Task<VSphereInventory> ReadAsync(VCenterSession session, IProgress<string> progress, CancellationToken cancel)
        => Build(await session.Properties.ReadAllAsync(Specs, new Counted(progress), cancel).ConfigureAwait(false));

    /// <summary>The network cards of a machine.</summary>
    public static IEnumerable<Element> Cards(Element? devices)
        => (devices?.Children ?? []).Where(device => device.Child("macAddress") is not null || device.Child("addressType") is not null);

    public static NicRecord ReadNic(MoRef machine, Element card, bool isOn) => new(
        machine,
        card.Number("key") ?? 0,
        card.At("deviceInfo", "label")?.Text ?? $"device {card["key"]}",
        (card["macAddress"] ?? "").ToLowerInvariant(),
        card.Child("connectable")?.Truth(isOn ? "connected" : "startConnected") ?? true,
        NicBacking.From(card.Child("backing")));

    public static PortgroupRecord ReadPortgroup(ManagedObject one)
    {
        var config = one["config"];
        return new PortgroupRecord(
            one.Ref,
            one["key"]?.Text ?? one.Ref.Value,
            EntityName.Decode(one.Text("name")),
            config?.Ref("distributedVirtualSwitch")?.Value ?? "",
            config?["type"] ?? "",
            config?.Truth("autoExpand") ?? false,
            config?.Number("numPorts") ?? 0,
            string.Equals(config?["backingType"], "nsx", StringComparison.OrdinalIgnoreCase),
            PortSetting.From(config?.Child("defaultPortConfig")),
            config?.Child("defaultPortConfig"));
    }

    private static VSphereInventory Build(IReadOnlyList<ManagedObject> objects)
    {
        var byType = objects.ToLookup(one => one.Ref.Type switch
        {
            "VmwareDistributedVirtualSwitch" => "DistributedVirtualSwitch",
            "ClusterComputeResource" => "ComputeResource",
            var type => type,
        });
        var datacenters = new Datacenters(byType["Datacenter"].Concat(byType["Folder"]));
        var (clusters, switches) = (datacenters.Name(byType["ComputeResource"]), datacenters.Name(byType["DistributedVirtualSwitch"]));
        return new VSphereInventory(
            [.. byType["HostSystem"].Select(ReadHost)],
            [.. byType["ComputeResource"].Select(one => new ClusterRecord(one.Ref, clusters[one.Ref.Value]))],
            [.. byType["DistributedVirtualSwitch"].Select(one => ReadDvs(one, switches[one.Ref.Value], datacenters.Of(one))).OrderBy(dvs => dvs.Name, StringComparer.Ordinal)],
            [.. byType["DistributedVirtualPortgroup"].Select(ReadPortgroup).OrderBy(group => group.Name, StringComparer.Ordinal)],
            [.. byType["VirtualMachine"].Select(ReadMachine).OrderBy(machine => machine.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Port groups of a host's standard switches, from config.network.portgroup.</summary>
    public static IEnumerable<StandardPortgroup> ReadStandard(Element? portgroups) => (portgroups?.Children ?? []).Select(one => one.Child("spec")).OfType<Element>()
        .Select(spec => new StandardPortgroup(
            spec["name"] ?? "",
            spec.Number("vlanId") ?? 0,
            spec["vswitchName"] ?? "",
            spec.At("policy", "security")?.Truth("allowPromiscuous") ?? false));

    private static HostRecord ReadHost(ManagedObject one) => new(
        one.Ref,
        EntityName.Decode(one.Text("name")),
        one["parent"]?.ToRef(),
        one["configManager.networkSystem"]?.ToRef(),
        [.. (one["config.network.vswitch"]?.Children ?? []).Select(vswitch => vswitch["name"] ?? "")],
        [.. ReadStandard(one["config.network.portgroup"])]);

    private static DvsRecord ReadDvs(ManagedObject one, string name, string datacenter)
    {
        var config = one["config"];
        return new DvsRecord(
            one.Ref,
            name,
            datacenter,
            one["uuid"]?.Text ?? config?["uuid"] ?? "",
            [.. (config?.All("pvlanConfig") ?? []).Select(PvlanEntry.From)],
            [.. config?.All("vspanSession") ?? []],
            [.. (one["summary.hostMember"]?.Children ?? []).Select(host => host.Text)],
            [.. (config?.Child("uplinkPortPolicy")?.All("uplinkPortName") ?? []).Select(name => name.Text)],
            [.. (config?.All("uplinkPortgroup") ?? []).Select(group => group.Text)],
            DvsFeatures.From(one["capability.featuresSupported"]));
    }

    private static MachineRecord ReadMachine(ManagedObject one)
    {
        var power = one.Text("runtime.powerState");
        return new MachineRecord(
            one.Ref,
            EntityName.Decode(one.Text("name")),
            power,
            one["runtime.host"]?.Text ?? "",
            one["config.template"]?.Text is "true" or "1",
            one["rootSnapshot"]?.Children.Count > 0,
            one["config.managedBy"]?["extensionKey"] ?? "",
            one.Text("guest.hostName"),
            one.Text("guest.ipAddress"),
            [.. Cards(one["config.hardware.device"]).Select(card => ReadNic(one.Ref, card, power == "poweredOn"))]);
    }

    private sealed class Counted(IProgress<string> words) : IProgress<int>
    {
        public void Report(int value) => words.Report(T($"{value:N0} objects so far"));
    }
}
