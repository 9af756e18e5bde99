using System.Globalization;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Model;

/// <summary>Everything that a vCenter manages, and the signal that something changed. Whoever looks or changes holds its lock.</summary>
internal sealed class Inventory
{
    private readonly Dictionary<string, Managed> _objects = [];
    private int _next = 20;
    private int _nextMac;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Inventory(Profile profile)
    {
        Profile = profile;
        Root = Add(new Place("Folder", "group-d1") { Name = "Datacenters" });
    }

    public Profile Profile { get; }

    public Lock Gate { get; } = new();

    public Place Root { get; }

    /// <summary>Privileges that the user lacks everywhere.</summary>
    public HashSet<string> DeniedPrivileges { get; } = [];

    public IEnumerable<Managed> Objects => _objects.Values;

    public IEnumerable<Dvs> Switches => _objects.Values.OfType<Dvs>();

    public IEnumerable<Machine> Machines => _objects.Values.OfType<Machine>();

    /// <summary>Completed by the next change.</summary>
    public Task Changed => Volatile.Read(ref _changed).Task;

    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++_next}");

    public T Add<T>(T added)
        where T : Managed
    {
        _objects[added.Id] = added;
        return added;
    }

    public void Remove(Managed gone) => _objects.Remove(gone.Id);

    public Managed? Find(string id) => _objects.GetValueOrDefault(id);

    /// <exception cref="SimFault">There is no such object.</exception>
    public T Get<T>((string Type, string Id) target)
        where T : Managed
        => _objects.GetValueOrDefault(target.Id) as T ?? throw SimFault.Gone(target);

    public void Pulse() => Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    public Place AddPlace(string type, string prefix, string name, Managed parent) => Add(new Place(type, NewId(prefix)) { Name = name, Parent = parent });

    public Host AddHost(string name, Managed parent) => Add(new Host(NewId("host")) { Name = name, Parent = parent });

    /// <summary>A switch with an uplink port group that carries every VLAN.</summary>
    public Dvs AddDvs(string name, Managed folder, params IEnumerable<Host> hosts)
    {
        var id = NewId("dvs");
        var dvs = Add(new Dvs(id, string.Create(CultureInfo.InvariantCulture, $"50 1d 2a 3b 4c 5d 6e 7f-80 91 a2 b3 c4 d5 {_next:x4}")) { Name = name, Parent = folder, Profile = Profile });
        dvs.Hosts.AddRange(hosts);
        var uplink = AddPortgroup(dvs, name + "-DVUplinks", 2 * Math.Max(1, dvs.Hosts.Count));
        uplink.Setting = Vim.Typed("defaultPortConfig", "VMwareDVSPortSetting", Vim.Typed(
            "vlan", "VmwareDistributedVirtualSwitchTrunkVlanSpec", Vim.New("inherited", false), Vim.New("vlanId", Vim.New("start", 0), Vim.New("end", 4094))));
        dvs.UplinkPortgroup = uplink;
        return dvs;
    }

    public Portgroup AddPortgroup(Dvs dvs, string name, int ports = 8, int? vlan = null)
    {
        var group = Add(new Portgroup(NewId("dvportgroup"), dvs) { Name = name, Parent = dvs.Parent });
        if (vlan is { } id)
        {
            group.Setting = Vim.Typed("defaultPortConfig", "VMwareDVSPortSetting", Portgroup.Vlan(id));
        }

        dvs.Portgroups.Add(group);
        AddPorts(group, ports);
        return group;
    }

    public void AddPorts(Portgroup group, int count)
    {
        for (var number = 0; number < count; number++)
        {
            group.Ports.Add(new Port(group, string.Create(CultureInfo.InvariantCulture, $"{++_next}")));
        }
    }

    /// <summary>A machine with a card on each of the networks: a port group, or the name of a standard one.</summary>
    public Machine AddMachine(string name, Managed folder, Host host, params IReadOnlyList<object> networks)
    {
        var machine = Add(new Machine(NewId("vm")) { Name = name, Parent = folder, Host = host });
        for (var index = 0; index < networks.Count; index++)
        {
            var card = new NetworkCard { Key = 4000 + index, Label = $"Network adapter {index + 1}", Mac = NewMac() };
            machine.Cards.Add(card);
            if (networks[index] is Portgroup group)
            {
                Connect(machine, card, group, null);
            }
            else
            {
                card.Network = (string)networks[index];
            }
        }

        return machine;
    }

    public string NewMac() => string.Create(CultureInfo.InvariantCulture, $"00:50:56:{(++_nextMac >> 16) & 0x3f:x2}:{(_nextMac >> 8) & 0xff:x2}:{_nextMac & 0xff:x2}");

    /// <summary>Puts a card on a port, which gets a new cookie.</summary>
    /// <exception cref="SimFault">There is no free port, or the wanted one is taken.</exception>
    public void Connect(Machine machine, NetworkCard card, Portgroup group, string? portKey)
    {
        var port = portKey is null
            ? group.Ports.Find(one => one.Connectee is null)
            : group.Ports.Find(one => one.Key == portKey) ?? throw SimFault.Argument("spec.deviceChange.device.backing.port");
        if (port is null && group.AutoExpand)
        {
            AddPorts(group, 8);
            port = group.Ports.Find(one => one.Connectee is null);
        }

        if (port?.Connectee is not null)
        {
            throw new SimFault("ResourceInUse", "The port is in use.", ("type", "DistributedVirtualPort"), ("name", port.Key));
        }

        if (port is null)
        {
            throw new SimFault("ResourceNotAvailable", "No free port is available.", ("containerType", "DistributedVirtualPortgroup"), ("containerName", group.Name), ("type", "DistributedVirtualPort"));
        }

        Disconnect(card);
        port.Connectee = (machine, card);
        port.Cookie = ++_next;
        card.Port = port;
        card.Network = null;
        card.Opaque = null;
    }

    public static void Disconnect(NetworkCard card)
    {
        if (card.Port is { } old)
        {
            old.Connectee = null;
            card.Port = null;
        }
    }
}
