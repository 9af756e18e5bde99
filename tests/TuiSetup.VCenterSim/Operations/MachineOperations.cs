using System.Xml.Linq;
using TuiSetup.VCenterSim.Model;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim.Operations;

/// <summary>Network cards of machines.</summary>
internal sealed class MachineOperations(Inventory inventory, TaskRunner tasks, Troubles troubles)
{
    public IEnumerable<(string, Operation)> All =>
    [
        ("ReconfigVM_Task", Operations.Now(Reconfigure)),
        ("CancelTask", _ => throw new SimFault("NotSupported", "The operation is not supported on the object.")),
    ];

    private XElement Reconfigure(Call call)
    {
        var machine = inventory.Get<Machine>(call.This);
        _ = call.Login;
        if (machine.IsBusy)
        {
            throw new SimFault("TaskInProgress", "The operation is not allowed in the current state: another task is in progress.", ("task", Vim.Ref("task", ("Task", "task-1"))));
        }

        var spec = call["spec"]!;
        return tasks.Start(call.Method, machine, troubles.Take(call.Method + "/task")?.TaskFault, () =>
        {
            if (spec.Value("changeVersion") is { } version && version != machine.ChangeVersion)
            {
                throw SimFault.Concurrent;
            }

            if (machine.IsTemplate || machine.PowerState == "suspended")
            {
                throw new SimFault("InvalidState", "The operation is not allowed in the current state.");
            }

            var changes = spec.All("deviceChange").Select(change => (Card: Find(machine, change), Change: change)).ToList();
            changes.ForEach(change => Edit(machine, change.Card, change.Change.At("device")!));
            machine.Version++;
            return null;
        });
    }

    private static NetworkCard Find(Machine machine, XElement change)
        => change.Value("operation") == "edit" && machine.Cards.Find(card => card.Key == change.Int("device", "key")) is { } card
            && change.At("device").TypeOf() == card.CardType
            ? card
            : throw new SimFault("InvalidDeviceSpec", "Invalid configuration for device '0'.", ("property", "virtualDeviceSpec.device"), ("deviceIndex", 0));

    private void Edit(Machine machine, NetworkCard card, XElement device)
    {
        var backing = device.At("backing");
        switch (backing.TypeOf())
        {
            case "VirtualEthernetCardDistributedVirtualPortBackingInfo":
                ToPortgroup(machine, card, backing.At("port")!);
                break;
            case "VirtualEthernetCardNetworkBackingInfo":
                var network = backing.Value("deviceName")!;
                if (!machine.Host.Portgroups.Exists(group => group.Name == network))
                {
                    throw new SimFault("InvalidDeviceBacking", $"Invalid backing '{network}'.", ("property", "deviceChange"), ("deviceIndex", 0));
                }

                CheckMirrored(card);
                Inventory.Disconnect(card);
                card.Network = network;
                card.Opaque = null;
                break;
        }

        // What is left out of an edited card goes back to its default: that is how cards lose MAC addresses and links.
        card.AddressType = device.Value("addressType") ?? "assigned";
        card.Mac = device.Value("macAddress") ?? inventory.NewMac();
        card.StartConnected = device.Bool("connectable", "startConnected") ?? false;
        card.Connected = device.Bool("connectable", "connected") ?? false;
    }

    private void ToPortgroup(Machine machine, NetworkCard card, XElement port)
    {
        var dvs = inventory.Switches.FirstOrDefault(one => one.Uuid == port.Value("switchUuid")) ?? throw new SimFault("NotFound", "The switch was not found.");
        var group = dvs.Portgroups.Find(one => one.Id == port.Value("portgroupKey")) ?? throw SimFault.Argument("spec.deviceChange.device.backing.port.portgroupKey");
        if (!dvs.Hosts.Contains(machine.Host))
        {
            throw new SimFault(
                "CannotAccessNetwork",
                $"The host of '{machine.Name}' is not a member of the switch.",
                ("device", card.Label),
                ("backing", group.Name),
                ("connected", true),
                ("network", Vim.Ref("network", group.Ref)));
        }

        // An old port of the same switch wins over the port group, in silence.
        if (port.Value("portKey") is { } key && card.Port is { } old && old.Key == key)
        {
            return;
        }

        if (group == card.Port?.Portgroup)
        {
            return;
        }

        CheckMirrored(card);
        inventory.Connect(machine, card, group, port.Value("portKey"));
    }

    private static void CheckMirrored(NetworkCard card)
    {
        if (card.Port is { } port && VspanRules.Naming(port.Portgroup.Dvs, port.Key) is not null)
        {
            throw new SimFault(
                "VspanPortMoveFault",
                "The port is in a mirror session.",
                ("srcPortgroupName", port.Portgroup.Name),
                ("destPortgroupName", ""),
                ("portKey", port.Key));
        }
    }
}
