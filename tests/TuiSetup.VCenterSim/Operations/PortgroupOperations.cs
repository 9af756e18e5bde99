using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Distributed port groups.</summary>
internal sealed class PortgroupOperations(Inventory inventory, TaskRunner tasks, Troubles troubles)
{
    /// <summary>Fields of a port setting in the schema's order.</summary>
    private static readonly string[] SettingOrder =
    [
        "blocked", "vmDirectPathGen2Allowed", "inShapingPolicy", "outShapingPolicy", "vendorSpecificConfig", "networkResourcePoolKey", "filterPolicy",
        "vlan", "qosTag", "uplinkTeamingPolicy", "securityPolicy", "ipfixEnabled", "txUplink", "lacpPolicy", "macManagementPolicy", "VNI",
    ];

    public IEnumerable<(string, Operation)> All =>
    [
        ("AddDVPortgroup_Task", Operations.Now(Add)),
        ("CreateDVPortgroup_Task", Operations.Now(Add)),
        ("ReconfigureDVPortgroup_Task", Operations.Now(Reconfigure)),
        ("Destroy_Task", Operations.Now(Destroy)),
    ];

    private XElement Add(Call call)
    {
        var dvs = inventory.Get<Dvs>(call.This);
        _ = call.Login;
        var specs = call.Body.All("spec").ToList();
        return tasks.Start(call.Method, dvs, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            var names = inventory.Objects.OfType<Portgroup>().Where(group => group.Datacenter == dvs.Datacenter).Select(group => group.Name).ToHashSet();
            foreach (var spec in specs)
            {
                if (!names.Add(spec.Value("name") ?? throw SimFault.Argument("spec.name")))
                {
                    throw new SimFault("DuplicateName", $"The name '{spec.Value("name")}' already exists.", ("name", spec.Value("name")!), ("object", Vim.Ref("object", dvs.Ref)));
                }

                CheckSetting(dvs, spec.At("defaultPortConfig"));
            }

            XElement? last = null;
            foreach (var spec in specs)
            {
                var group = inventory.AddPortgroup(dvs, spec.Value("name")!, spec.Int("numPorts") ?? 8);
                Merge(group, spec);
                dvs.ConfigVersion++;
                last = Vim.RefValue(group.Ref);
            }

            dvs.Push(dvs.Hosts);

            return call.Method == "CreateDVPortgroup_Task" ? last : null;
        });
    }

    private XElement Reconfigure(Call call)
    {
        var group = inventory.Get<Portgroup>(call.This);
        _ = call.Login;
        var spec = call["spec"]!;
        return tasks.Start(call.Method, group, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            if (spec.Value("configVersion") != $"{group.ConfigVersion}")
            {
                throw SimFault.Concurrent;
            }

            if (spec.At("policy") is not null && inventory.DeniedPrivileges.Contains("DVPortgroup.PolicyOp"))
            {
                throw new SimFault("NoPermission", "Permission to perform this operation was denied.", ("object", Vim.Ref("object", group.Ref)), ("privilegeId", "DVPortgroup.PolicyOp"));
            }

            CheckSetting(group.Dvs, spec.At("defaultPortConfig"));
            var (setting, was) = (new XElement(group.Setting), group.IsPromiscuous);
            Merge(group, spec);
            if (group.IsPromiscuous && !was && group.Ports.Exists(port => VspanRules.Forbidding(group.Dvs, port.Key) is not null))
            {
                group.Setting = setting;
                throw new SimFault("VspanPortgroupPromiscChangeFault", "The port group has a port in a mirror session.", ("portgroupName", group.Name));
            }

            group.ConfigVersion++;
            group.Dvs.Push(group.Dvs.Hosts);
            return null;
        });
    }

    private XElement Destroy(Call call)
    {
        var group = inventory.Get<Portgroup>(call.This);
        _ = call.Login;
        return tasks.Start(call.Method, group, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            if (group.Ports.Exists(port => port.Connectee is not null) || group == group.Dvs.UplinkPortgroup)
            {
                throw new SimFault("ResourceInUse", $"The resource '{group.Name}' is in use.", ("type", "DistributedVirtualPortgroup"), ("name", group.Name));
            }

            group.Dvs.Portgroups.Remove(group);
            group.Dvs.ConfigVersion++;
            inventory.Remove(group);
            return null;
        });
    }

    /// <summary>What a spec does not name stays as it is.</summary>
    private static void Merge(Portgroup group, XElement spec)
    {
        group.Name = spec.Value("name") ?? group.Name;
        group.Kind = spec.Value("type") ?? group.Kind;
        group.Description = spec.Value("description") ?? group.Description;
        group.AutoExpand = spec.Bool("autoExpand") ?? group.AutoExpand;
        if (spec.At("defaultPortConfig") is not { } setting)
        {
            return;
        }

        var fields = group.Setting.Elements().ToDictionary(field => field.Name.LocalName);
        foreach (var field in setting.Elements())
        {
            fields[field.Name.LocalName] = field;
        }

        group.Setting = new XElement(Vim.Namespace + "defaultPortConfig", group.Setting.Attributes(), SettingOrder.Select(fields.GetValueOrDefault));
    }

    private void CheckSetting(Dvs dvs, XElement? setting)
    {
        if (setting is null)
        {
            return;
        }

        // A VLAN that is "inherited" is taken from the switch in silence, whatever else it says.
        if (setting.At("vlan") is { } vlan && vlan.Bool("inherited") == true)
        {
            vlan.ReplaceWith(Portgroup.Vlan(0));
        }

        if (setting.Int("vlan", "pvlanId") is { } pvlan && dvs.Pvlans.TrueForAll(entry => entry.Secondary != pvlan))
        {
            throw SimFault.Argument("spec.defaultPortConfig.vlan.pvlanId");
        }

        // A trunk has ranges, each with its start and its end.
        if (setting.At("vlan").All("vlanId").SelectMany(vlan => vlan.HasElements ? vlan.Elements() : [vlan]).Any(vlan => vlan.Int() is < 0 or > 4094))
        {
            throw SimFault.Argument("spec.defaultPortConfig.vlan.vlanId");
        }

        if (setting.At("macManagementPolicy", "macLearningPolicy") is not null && !inventory.Profile.HasMacLearning)
        {
            throw SimFault.Argument("spec.defaultPortConfig.macManagementPolicy");
        }
    }
}
