using System.Text;
using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Distributed switches, and the manager of them.</summary>
internal sealed class DvsOperations(Inventory inventory, TaskRunner tasks, Troubles troubles)
{
    public IEnumerable<(string, Operation)> All =>
    [
        ("ReconfigureDvs_Task", Operations.Now(Reconfigure)),
        ("FetchDVPorts", Operations.Now(FetchPorts)),
        ("QueryUsedVlanIdInDvs", Operations.Now(QueryUsedVlans)),
        ("RectifyDvsOnHost_Task", Operations.Now(Rectify)),
        ("DVSManagerExportEntity_Task", Operations.Now(Export)),
        ("QueryDvsByUuid", Operations.Now(call => inventory.Switches.Where(dvs => dvs.Uuid == call["uuid"]!.Value).Select(dvs => Vim.Ref("returnval", dvs.Ref)))),
    ];

    private XElement Reconfigure(Call call)
    {
        var dvs = inventory.Get<Dvs>(call.This);
        _ = call.Login;
        var spec = call["spec"]!;
        return tasks.Start(call.Method, dvs, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            if (spec.Value("configVersion") != $"{dvs.ConfigVersion}")
            {
                throw SimFault.Concurrent;
            }

            if (spec.TypeOf() != "VMwareDVSConfigSpec" && (spec.All("pvlanConfigSpec").Any() || spec.All("vspanConfigSpec").Any()))
            {
                throw SimFault.Argument("spec");
            }

            var pvlans = PvlanRules.Apply(dvs, spec.All("pvlanConfigSpec").Select(one => (one.Value("operation")!, PvlanEntry.From(one.At("pvlanEntry")!))));
            var sessions = VspanRules.Apply(dvs, spec.All("vspanConfigSpec"), () => inventory.NewId("session"));
            dvs.Pvlans.Clear();
            dvs.Pvlans.AddRange(pvlans);
            dvs.Sessions.Clear();
            dvs.Sessions.AddRange(sessions);
            dvs.MaxMtu = spec.Int("maxMtu") ?? dvs.MaxMtu;
            dvs.Name = spec.Value("name") ?? dvs.Name;
            dvs.ConfigVersion++;
            dvs.Push(dvs.Hosts);
            return null;
        });
    }

    private XElement Rectify(Call call)
    {
        _ = call.Login;
        return tasks.Start(call.Method, null, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            foreach (var host in call.Body.All("hosts").Select(host => inventory.Get<Host>(host.ToRef())))
            {
                foreach (var dvs in inventory.Switches.Where(dvs => dvs.Hosts.Contains(host)))
                {
                    dvs.Push([host]);
                }
            }

            return null;
        });
    }

    private IEnumerable<XElement> FetchPorts(Call call)
    {
        var dvs = inventory.Get<Dvs>(call.This);
        var criteria = call["criteria"];
        var groups = criteria.All("portgroupKey").Select(key => key.Value).ToHashSet();
        var keys = criteria.All("portKey").Select(key => key.Value).ToHashSet();
        return dvs.Ports
            .Where(port => groups.Count == 0 || groups.Contains(port.Portgroup.Id) == (criteria.Bool("inside") ?? true))
            .Where(port => keys.Count == 0 || keys.Contains(port.Key))
            .Where(port => criteria.Bool("connected") is not { } connected || connected == (port.Connectee is not null || port.Vmkernel is not null))
            .Select(port => Vim.New(
                "returnval",
                Vim.New("key", port.Key),
                Vim.New("config", Vim.New("configVersion", "1")),
                Vim.New("dvsUuid", dvs.Uuid),
                Vim.New("portgroupKey", port.Portgroup.Id),
                (port.Vmkernel ?? port.Connectee?.Machine.Host) is { } host ? Vim.Ref("proxyHost", host.Ref) : null,
                Connectee(port),
                Vim.New("conflict", false),
                port.Connectee is { } on ? Vim.New("state", Status(on.Machine, on.Card), Statistics()) : null,
                Vim.New("connectionCookie", port.Cookie),
                Vim.New("lastStatusChange", "2026-01-01T00:00:00Z")))
            .ToList();
    }

    private static XElement? Connectee(Port port) => port switch
    {
        { Vmkernel: { } host } => Vim.New("connectee", Vim.Ref("connectedEntity", host.Ref), Vim.New("nicKey", "vmk1"), Vim.New("type", "hostVmkVnic")),
        { Connectee: { } who } => Vim.New("connectee", Vim.Ref("connectedEntity", who.Machine.Ref), Vim.New("nicKey", $"{who.Card.Key}"), Vim.New("type", "vmVnic")),
        _ => null,
    };

    private static XElement Status(Machine machine, NetworkCard card) => Vim.New(
        "runtimeInfo",
        Vim.New("linkUp", machine.PowerState == "poweredOn" && card.Connected && !card.HasNoLink),
        Vim.New("blocked", card.IsBlocked),
        Vim.New("macAddress", card.Mac));

    private static XElement Statistics() => Vim.New(
        "stats",
        ((string[])["packetsInMulticast", "packetsOutMulticast", "bytesInMulticast", "bytesOutMulticast", "packetsInUnicast", "packetsOutUnicast", "bytesInUnicast", "bytesOutUnicast",
            "packetsInBroadcast", "packetsOutBroadcast", "bytesInBroadcast", "bytesOutBroadcast", "packetsInDropped", "packetsOutDropped", "packetsInException", "packetsOutException"])
            .Select(name => (object)Vim.New(name, 0)).ToArray());

    private IEnumerable<XElement> QueryUsedVlans(Call call)
        => inventory.Get<Dvs>(call.This).Portgroups.Select(group => group.VlanId).OfType<int>().Concat(inventory.Get<Dvs>(call.This).PortVlans).Distinct().Select(vlan => Vim.New("returnval", vlan)).ToList();

    private XElement Export(Call call)
    {
        _ = call.Login;
        return tasks.Start(call.Method, null, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            var configs = new List<object>();
            foreach (var selection in call.Body.All("selectionSet"))
            {
                var dvs = inventory.Switches.FirstOrDefault(one => one.Uuid == selection.Value("dvsUuid"))
                    ?? throw new SimFault("NotFound", "The switch was not found.");
                if (selection.TypeOf() == "DVSSelection")
                {
                    configs.Add(Backup("distributedVirtualSwitch", dvs.Id, dvs.Name, $"{dvs.ConfigVersion}", dvs.Get("config")!));
                }

                configs.AddRange(selection.All("portgroupKey").Select(key => inventory.Get<Portgroup>(("DistributedVirtualPortgroup", key.Value)))
                    .Select(group => Backup("distributedVirtualPortgroup", group.Id, group.Name, $"{group.ConfigVersion}", group.Get("config")!)));
            }

            return Vim.Typed("val", "ArrayOfEntityBackupConfig", [.. configs]);
        });
    }

    private static XElement Backup(string type, string key, string name, string version, XElement content) => Vim.New(
        "EntityBackupConfig",
        Vim.New("entityType", type),
        Vim.New("configBlob", Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ToString()))),
        Vim.New("key", key),
        Vim.New("name", name),
        Vim.New("configVersion", version));
}
