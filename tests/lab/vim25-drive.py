#!/usr/bin/python3
"""vim25-drive.py PORT USER PASSWORD <STEPS.json: does to a vCenter on loopback what each step says, by pyvmomi.

Prints a JSON list: "ok" for each step, or the name of the fault that it ended in.
"""
import json
import ssl
import sys

from pyVim import connect
from pyVmomi import vim, vmodl

port, user, password = sys.argv[1:4]
service = connect.SmartConnect(host="127.0.0.1", port=int(port), user=user, pwd=password, sslContext=ssl._create_unverified_context())
content = service.RetrieveContent()
types = vmodl.query.PropertyCollector
Dvs = vim.dvs.VmwareDistributedVirtualSwitch
Portgroup = vim.dvs.DistributedVirtualPortgroup


def find(kind, name):
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    walk = types.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    wanted = types.FilterSpec(
        objectSet=[types.ObjectSpec(obj=view, skip=True, selectSet=[walk])], propSet=[types.PropertySpec(type=kind, pathSet=["name"])])
    found = content.propertyCollector.RetrievePropertiesEx([wanted], types.RetrieveOptions(maxObjects=500)).objects
    view.DestroyView()
    return next(item.obj for item in found if item.propSet[0].val == name)


def read(one, path):
    wanted = types.FilterSpec(objectSet=[types.ObjectSpec(obj=one)], propSet=[types.PropertySpec(type=type(one), pathSet=[path])])
    return content.propertyCollector.RetrievePropertiesEx([wanted], types.RetrieveOptions()).objects[0].propSet[0].val


def wait(task):
    """Asks for updates until the task is over, with a filter of its own."""
    collector = content.propertyCollector.CreatePropertyCollector()
    spec = types.FilterSpec(
        objectSet=[types.ObjectSpec(obj=task)], propSet=[types.PropertySpec(type=vim.Task, pathSet=["info.state", "info.error", "info.result"])])
    collector.CreateFilter(spec, True)
    version, values = "", {}
    while values.get("info.state") not in ("success", "error"):
        update = collector.WaitForUpdatesEx(version, types.WaitOptions(maxWaitSeconds=20))
        if update:
            version = update.version
            for change in update.filterSet[0].objectSet[0].changeSet:
                values[change.name] = change.val
    collector.DestroyPropertyCollector()
    if values["info.state"] == "error":
        raise values["info.error"]
    return values.get("info.result")


def device(machine, key):
    return next(one for one in read(machine, "config.hardware.device") if one.key == key)


def card_port(name):
    machine, _, key = name.partition("/")
    return device(find(vim.VirtualMachine, machine), int(key or 4000)).backing.port.portKey


def pvlan(step):
    dvs = find(vim.DistributedVirtualSwitch, step["dvs"])
    changes = [Dvs.PvlanConfigSpec(
        operation=operation, pvlanEntry=Dvs.PvlanMapEntry(primaryVlanId=primary, secondaryVlanId=secondary, pvlanType=kind))
        for operation, primary, secondary, kind in step["changes"]]
    version = step.get("version", read(dvs, "config").configVersion)
    wait(dvs.ReconfigureDvs_Task(Dvs.ConfigSpec(configVersion=version, pvlanConfigSpec=changes)))


def truth(value):
    return vim.BoolPolicy(inherited=False, value=value)


def setting(step):
    made = Dvs.VmwarePortConfigPolicy()
    if "pvlan" in step:
        made.vlan = Dvs.PvlanSpec(inherited=step.get("inherited", False), pvlanId=step["pvlan"])
    elif "trunk" in step:
        made.vlan = Dvs.TrunkVlanSpec(inherited=False, vlanId=[vim.NumericRange(start=first, end=last) for first, last in step["trunk"]])
    elif "vlan" in step:
        made.vlan = Dvs.VlanIdSpec(inherited=False, vlanId=step["vlan"])
    if step.get("listening") == "macLearning":
        made.macManagementPolicy = Dvs.MacManagementPolicy(
            inherited=False, allowPromiscuous=False, macChanges=True, forgedTransmits=True,
            macLearningPolicy=Dvs.MacLearningPolicy(inherited=False, enabled=True, allowUnicastFlooding=True, limit=4096, limitPolicy="drop"))
    elif step.get("listening") == "promiscuous":
        made.securityPolicy = Dvs.SecurityPolicy(inherited=False, allowPromiscuous=truth(True), macChanges=truth(True), forgedTransmits=truth(True))
    return made


def add_portgroup(step):
    dvs = find(vim.DistributedVirtualSwitch, step["dvs"])
    spec = Portgroup.ConfigSpec(
        name=step["name"], numPorts=step.get("ports", 8), defaultPortConfig=setting(step), type="earlyBinding", autoExpand=step.get("grows", True))
    wait(dvs.CreateDVPortgroup_Task(spec) if step.get("how") == "create" else dvs.AddDVPortgroup_Task([spec]))


def change_portgroup(step):
    group = find(Portgroup, step["name"])
    spec = Portgroup.ConfigSpec(configVersion=step.get("version", read(group, "config").configVersion), defaultPortConfig=setting(step))
    spec.description = step.get("description")
    wait(group.ReconfigureDVPortgroup_Task(spec))


def remove_portgroup(step):
    wait(find(Portgroup, step["name"]).Destroy_Task())


def move(step):
    machine = find(vim.VirtualMachine, step["vm"])
    card = device(machine, step.get("key", 4000))
    cards = vim.vm.device.VirtualEthernetCard
    if "network" in step:
        card.backing = cards.NetworkBackingInfo(deviceName=step["network"])
    else:
        group = find(Portgroup, step["portgroup"])
        uuid = read(read(group, "config").distributedVirtualSwitch, "uuid")
        card.backing = cards.DistributedVirtualPortBackingInfo(
            port=vim.dvs.PortConnection(switchUuid=uuid, portgroupKey=step.get("portgroupKey", read(group, "key"))))
    change = vim.vm.device.VirtualDeviceSpec(operation=step.get("operation", "edit"), device=card)
    version = step.get("version", read(machine, "config.changeVersion"))
    wait(machine.ReconfigVM_Task(vim.vm.ConfigSpec(changeVersion=version, deviceChange=[change])))


def ports(step):
    return None if step is None else Dvs.VspanPorts(
        portKey=[card_port(name) for name in step.get("cards", [])], uplinkPortName=step.get("uplinks", []), vlans=step.get("vlans", []),
        ipAddress=step.get("addresses", []))


def mirror(step):
    dvs = find(vim.DistributedVirtualSwitch, step["dvs"])
    config = read(dvs, "config")
    session = Dvs.VspanSession(enabled=True, stripOriginalVlan=False, normalTrafficAllowed=False)
    if step["do"] != "add":
        session = next(one for one in config.vspanSession if one.name == step["name"])
    session.name = step["name"]
    for field in ("sessionType", "enabled", "stripOriginalVlan", "normalTrafficAllowed", "encapsulationVlanId", "mirroredPacketLength", "samplingRate",
                  "encapType", "erspanId", "erspanCOS", "erspanGraNanosec", "description"):
        if field in step:
            setattr(session, field, step[field])
    for field in ("sourcePortTransmitted", "sourcePortReceived", "destinationPort"):
        if field in step:
            setattr(session, field, ports(step[field]))
    change = Dvs.VspanConfigSpec(operation=step["do"], vspanSession=session)
    wait(dvs.ReconfigureDvs_Task(Dvs.ConfigSpec(configVersion=step.get("version", config.configVersion), vspanConfigSpec=[change])))


def standard(step):
    system = read(find(vim.HostSystem, step["host"]), "configManager.networkSystem")
    policy = vim.host.NetworkPolicy()
    if step.get("promiscuous"):
        policy.security = vim.host.NetworkPolicy.SecurityPolicy(allowPromiscuous=True, macChanges=True, forgedTransmits=True)
    spec = vim.host.PortGroup.Specification(name=step["name"], vlanId=step.get("vlan", 0), vswitchName=step.get("vswitch", "vSwitch0"), policy=policy)
    if step["do"] == "add":
        system.AddPortGroup(spec)
    elif step["do"] == "update":
        system.UpdatePortGroup(step["name"], spec)
    else:
        system.RemovePortGroup(step["name"])


def rectify(step):
    wait(content.dvSwitchManager.RectifyDvsOnHost_Task([find(vim.HostSystem, name) for name in step["hosts"]]))


def export(step):
    dvs = find(vim.DistributedVirtualSwitch, step["dvs"])
    made = wait(content.dvSwitchManager.DVSManagerExportEntity_Task([vim.dvs.DistributedVirtualSwitchSelection(dvsUuid=read(dvs, "uuid"))]))
    assert [one.entityType for one in made] == ["distributedVirtualSwitch"] and made[0].name == step["dvs"], made


def look(step):
    dvs = find(vim.DistributedVirtualSwitch, step["dvs"])
    key = card_port(step["card"])
    found = dvs.FetchDVPorts(vim.dvs.PortCriteria(portKey=[key]))
    assert [one.key for one in found] == [key] and found[0].connectee.type == "vmVnic", found
    assert found[0].state.runtimeInfo.linkUp == step["linkUp"], found
    assert set(step["usedVlans"]) <= set(dvs.QueryUsedVlanIdInDvs())


KINDS = {
    "pvlan": pvlan, "add-portgroup": add_portgroup, "change-portgroup": change_portgroup, "remove-portgroup": remove_portgroup, "move": move,
    "mirror": mirror, "standard": standard, "rectify": rectify, "export": export, "look": look}
results = []
for one in json.load(sys.stdin):
    try:
        KINDS[one["step"]](one)
        results.append("ok")
    except vmodl.MethodFault as fault:
        results.append(type(fault).__name__.split(".")[-1])
connect.Disconnect(service)
json.dump(results, sys.stdout)
