using System.Collections.Immutable;
using TuiSetup.Backends.VSphere.Soap;

namespace TuiSetup.Backends.VSphere.Model;

/// <summary>What a vCenter had at one moment, with ways to find things in it.</summary>
internal sealed class VSphereInventory
{
    private readonly Dictionary<string, HostRecord> _hosts;
    private readonly Dictionary<string, MachineRecord> _machines;
    private readonly Dictionary<string, PortgroupRecord> _portgroups;
    private readonly Dictionary<string, DvsRecord> _switchByUuid;
    private readonly Dictionary<string, NicRecord?> _nics;
    private readonly Dictionary<(MoRef, int), string> _nicNames = [];

    public VSphereInventory(
        ImmutableArray<HostRecord> hosts,
        ImmutableArray<ClusterRecord> clusters,
        ImmutableArray<DvsRecord> switches,
        ImmutableArray<PortgroupRecord> portgroups,
        ImmutableArray<MachineRecord> machines)
    {
        Hosts = hosts;
        Clusters = clusters;
        Switches = switches;
        Portgroups = portgroups;
        Machines = machines;
        _hosts = hosts.ToDictionary(host => host.Ref.Value);
        _machines = machines.ToDictionary(machine => machine.Ref.Value);
        _portgroups = portgroups.ToDictionary(group => group.Key);
        _switchByUuid = switches.DistinctBy(dvs => dvs.Uuid).ToDictionary(dvs => dvs.Uuid);
        _nics = NameNics();
    }

    public ImmutableArray<HostRecord> Hosts { get; }

    public ImmutableArray<ClusterRecord> Clusters { get; }

    public ImmutableArray<DvsRecord> Switches { get; }

    public ImmutableArray<PortgroupRecord> Portgroups { get; }

    public ImmutableArray<MachineRecord> Machines { get; }

    public IEnumerable<NicRecord> Nics => Machines.SelectMany(machine => machine.Nics);

    /// <summary>Whether ports have keys: a simulator may have none, and then none can be expected of a move.</summary>
    public bool HasPortKeys => Nics.Any(nic => nic.Backing is NicBacking.Distributed { PortKey.Length: > 0 });

    public DvsRecord? Switch(string name) => Switches.FirstOrDefault(dvs => dvs.Name == name);

    public DvsRecord? SwitchByUuid(string uuid) => _switchByUuid.GetValueOrDefault(uuid);

    public MachineRecord Machine(MoRef reference) => _machines[reference.Value];

    public string HostName(string reference) => _hosts.TryGetValue(reference, out var host) ? host.Name : reference;

    public HostRecord? Host(string reference) => _hosts.GetValueOrDefault(reference);

    public PortgroupRecord? Portgroup(string key) => _portgroups.GetValueOrDefault(key);

    public IEnumerable<PortgroupRecord> PortgroupsOf(DvsRecord dvs) => Portgroups.Where(group => group.Dvs == dvs.Ref.Value);

    public PortgroupRecord? Portgroup(DvsRecord dvs, string name) => PortgroupsOf(dvs).FirstOrDefault(group => group.Name == name);

    /// <summary>
    /// A card by its name in lists and answer files: the machine's name where it has one card, else
    /// <c>MACHINE/Network adapter 2</c>; of machines with the same name, <c>NAME [vm-57]</c>.
    /// </summary>
    public NicRecord? Nic(string name) => _nics.GetValueOrDefault(name);

    /// <summary>The name of a card in lists.</summary>
    public string NameOf(NicRecord nic) => _nicNames[(nic.Machine, nic.Key)];

    /// <summary>The network that a card is on, as people call it.</summary>
    public string NetworkOf(NicBacking backing) => backing switch
    {
        NicBacking.Distributed port => Portgroup(port.PortgroupKey)?.Name ?? port.PortgroupKey,
        NicBacking.Standard standard => standard.Name,
        NicBacking.Other other => other.Type,
        _ => "",
    };

    private Dictionary<string, NicRecord?> NameNics()
    {
        var names = new Dictionary<string, NicRecord?>(StringComparer.Ordinal);
        foreach (var same in Machines.GroupBy(machine => machine.Name))
        {
            var isAlone = same.Count() == 1;
            foreach (var machine in same)
            {
                var name = isAlone ? machine.Name : $"{machine.Name} [{machine.Ref.Value}]";
                foreach (var nic in machine.Nics)
                {
                    var full = $"{name}/{nic.Label}";
                    var listed = machine.Nics.Length == 1 ? name : full;
                    _nicNames[(nic.Machine, nic.Key)] = listed;
                    names.TryAdd(listed, nic);
                    names.TryAdd(full, nic);
                }
            }
        }

        return names;
    }
}
