using System.Security.Cryptography;
using System.Text;
using TuiSetup.Backends.VSphere.Mirrors;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Backends.VSphere.Steps;
using TuiSetup.Backends.VSphere.Vlans;
using TuiSetup.Core;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.VSphere;

/// <summary>A vCenter's inventory, the lists that wizards choose from, and the session to ask more with.</summary>
internal sealed class VSphereFacts(VCenterSession session, VSphereInventory inventory, ProtectedMachines protectedMachines) : Facts
{
    public const string SwitchList = "switches", NicList = "nics", PortgroupList = "portgroups", UplinkList = "uplinks", SessionList = "sessions", ClusterList = "clusters",
        SecondaryList = "secondaries", ChosenList = "chosen", PortList = "ports";

    private readonly Dictionary<string, IReadOnlyList<Choice>> _lists = [];

    public VCenterSession Session => session;

    public VSphereInventory Inventory => inventory;

    public ProtectedMachines Protected => protectedMachines;

    public override PlanTarget Target { get; } = session.Endpoint.ToTarget(session.Client.Content.InstanceUuid);

    public override string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public override IReadOnlyList<Choice> List(string name, AnswerSheet answers)
    {
        // These depend on other answers than the switch.
        if (name is SecondaryList or ChosenList)
        {
            return Pvlan.PvlanLists.Make(name, answers, inventory);
        }

        var dvs = inventory.Switch(answers[SwitchField].AsText ?? "");
        var key = $"{name} {dvs?.Ref}";
        lock (_lists)
        {
            return _lists.TryGetValue(key, out var list) ? list : _lists[key] = Make(name, dvs);
        }
    }

    public const string SwitchField = "dvs";

    public override Value Present(string field, AnswerSheet answers)
        => field == VlanRequest.VlansField ? FreeVlans.Propose(VlanRequest.From(answers), inventory) : SessionAnswers.Present(field, answers, inventory);

    private IReadOnlyList<Choice> Make(string name, DvsRecord? dvs) => name switch
    {
        SwitchList => [.. inventory.Switches.Select(one => new Choice(
            one.Name, one.Name, T($"{one.Datacenter}: {inventory.PortgroupsOf(one).Count()} port groups, {one.Hosts.Count} hosts, {one.Pvlans.Length} PVLAN entries, {one.Sessions.Length} mirrors")))],
        NicList => [.. inventory.Machines.Where(machine => !machine.IsTemplate && machine.ManagedBy.Length == 0)
            .SelectMany(machine => machine.Nics.Select(nic => new Choice(inventory.NameOf(nic), inventory.NameOf(nic), Describe(machine, nic))))],
        PortgroupList when dvs is not null => [.. inventory.PortgroupsOf(dvs).Where(group => !dvs.UplinkPortgroups.Contains(group.Ref.Value))
            .Select(group => new Choice(group.Name, group.Name, T($"VLAN {group.Setting.Vlan}, {Cards(group)} cards")))],
        UplinkList when dvs is not null => [.. dvs.Uplinks.Select(uplink => new Choice(uplink, uplink))],
        SessionList when dvs is not null => [.. dvs.Sessions.GroupBy(one => one["name"] ?? "").SelectMany(same => same.Select(one => new Choice(
            same.Key.Length > 0 && same.Count() == 1 ? same.Key : one["key"] ?? "", same.Key, new SessionText(inventory, dvs).Line(SessionValue.From(one)))))],
        PortList when dvs is not null => [.. Ports(dvs)],
        ClusterList => [.. inventory.Clusters.Select(one => new Choice(one.Name, one.Name))],
        _ => [],
    };

    /// <summary>Cards of a switch, and ports that sessions name though no card is on them.</summary>
    private IEnumerable<Choice> Ports(DvsRecord dvs)
    {
        var cards = inventory.Machines.SelectMany(machine => machine.Nics.Select(nic => (Machine: machine, Nic: nic)))
            .Where(pair => pair.Nic.Backing is NicBacking.Distributed port && port.SwitchUuid == dvs.Uuid).ToList();
        var taken = cards.Select(pair => SessionBuilder.PortKey(pair.Nic)).ToHashSet();
        return
        [
            .. cards.Select(pair => new Choice(inventory.NameOf(pair.Nic), inventory.NameOf(pair.Nic), Describe(pair.Machine, pair.Nic))),
            .. SessionBuilder.Named(dvs).Where(key => !taken.Contains(key)).Select(SessionBuilder.NameOfPort).Select(name => new Choice(name, name, T("no machine is on it"))),
        ];
    }

    private string Describe(MachineRecord machine, NicRecord nic)
        => $"{inventory.NetworkOf(nic.Backing)}, {inventory.HostName(machine.Host)}{(machine.PowerState == "poweredOn" ? "" : $", {machine.PowerState}")}";

    private int Cards(PortgroupRecord group) => inventory.Nics.Count(nic => nic.Backing is NicBacking.Distributed port && port.PortgroupKey == group.Key);

    /// <summary>What plans depend on, in one order.</summary>
    private string Canonical()
    {
        var text = new StringBuilder(session.Client.Content.InstanceUuid);
        foreach (var dvs in inventory.Switches)
        {
            text.Append('\n').Append(dvs.Ref).Append(' ').AppendJoin(',', dvs.Pvlans).Append(' ').AppendJoin(',', dvs.Sessions.Select(one => one["key"]));
        }

        foreach (var group in inventory.Portgroups)
        {
            text.Append('\n').Append(group.Ref).Append(' ').Append(group.Name).Append(' ').Append(PortgroupValue.Of(group));
        }

        foreach (var nic in inventory.Nics)
        {
            text.Append('\n').Append(nic.Machine).Append(' ').Append(nic.Key).Append(' ').Append(nic.Backing).Append(' ').Append(nic.Mac);
        }

        return text.ToString();
    }
}
