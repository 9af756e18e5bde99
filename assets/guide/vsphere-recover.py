#!/usr/bin/python3
"""Takes back by hand, through pyvmomi, what the wizards of tuisetup for vSphere have set up.

  vsphere-recover.py VCENTER[:PORT] USER card MACHINE KEY PORTGROUP   a network card back to a distributed port group;
                                                  KEY is the device's, often 4000 for the first card: nic in plan.json
  vsphere-recover.py ... delete-portgroup NAME    a distributed port group that nobody is on any more
  vsphere-recover.py ... delete-pvlan SWITCH PRIMARY      a primary VLAN of the PVLAN map with all of its secondary ones
  vsphere-recover.py ... delete-mirror SWITCH NAME        a mirror session

The password is asked for, or is the first line of the file that TUISETUP_VCENTER_PASSWORD_FILE names. The certificate is
checked against the system's authorities, or the PEM file that SSL_CERT_FILE names. It needs python3-pyvmomi.
"""
import getpass
import os
import ssl
import sys

from pyVim import connect
from pyVmomi import vim, vmodl

Collector = vmodl.query.PropertyCollector
Dvs = vim.dvs.VmwareDistributedVirtualSwitch
Portgroup = vim.dvs.DistributedVirtualPortgroup


def password():
    path = os.environ.get("TUISETUP_VCENTER_PASSWORD_FILE")
    if not path:
        return getpass.getpass()
    with open(path, encoding="utf-8") as file:
        return file.readline().rstrip("\n")


def read(one, path):
    wanted = Collector.FilterSpec(
        objectSet=[Collector.ObjectSpec(obj=one)], propSet=[Collector.PropertySpec(type=type(one), pathSet=[path])])
    return content.propertyCollector.RetrievePropertiesEx([wanted], Collector.RetrieveOptions()).objects[0].propSet[0].val


def find(kind, name):
    """The one object of a kind and a name; vCenter writes a slash of a name as %2f."""
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    walk = Collector.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    wanted = Collector.FilterSpec(
        objectSet=[Collector.ObjectSpec(obj=view, skip=True, selectSet=[walk])], propSet=[Collector.PropertySpec(type=kind, pathSet=["name"])])
    page, found = content.propertyCollector.RetrievePropertiesEx([wanted], Collector.RetrieveOptions()), []
    while page:
        found += [item.obj for item in page.objects if item.propSet[0].val.replace("%2f", "/") == name]
        page = content.propertyCollector.ContinueRetrievePropertiesEx(page.token) if page.token else None
    if len(found) != 1:
        sys.exit(f"There are {len(found)} of the name {name}; nothing was changed.")
    return found[0]


def finish(task):
    """Waits for a task by the updates of its state."""
    collector = content.propertyCollector.CreatePropertyCollector()
    collector.CreateFilter(Collector.FilterSpec(
        objectSet=[Collector.ObjectSpec(obj=task)],
        propSet=[Collector.PropertySpec(type=vim.Task, pathSet=["info.state", "info.error"])]), True)
    version, values = "", {}
    while values.get("info.state") not in ("success", "error"):
        update = collector.WaitForUpdatesEx(version, Collector.WaitOptions(maxWaitSeconds=20))
        if update:
            version = update.version
            values.update((change.name, change.val) for change in update.filterSet[0].objectSet[0].changeSet)
    if values["info.state"] == "error":
        sys.exit(f"vCenter refused it: {type(values['info.error']).__name__}: {values['info.error'].msg}")


def card(machine, key, portgroup):
    one, group = find(vim.VirtualMachine, machine), find(Portgroup, portgroup)
    device = next((device for device in read(one, "config.hardware.device") if device.key == int(key)), None)
    if device is None:
        sys.exit(f"{machine} has no device {key}; nothing was changed.")
    switch = read(group, "config").distributedVirtualSwitch
    device.backing = vim.vm.device.VirtualEthernetCard.DistributedVirtualPortBackingInfo(
        port=vim.dvs.PortConnection(switchUuid=read(switch, "uuid"), portgroupKey=read(group, "key")))
    finish(one.ReconfigVM_Task(vim.vm.ConfigSpec(
        changeVersion=read(one, "config.changeVersion"), deviceChange=[vim.vm.device.VirtualDeviceSpec(operation="edit", device=device)])))


def delete_portgroup(name):
    finish(find(Portgroup, name).Destroy_Task())


def delete_pvlan(switch, primary):
    dvs = find(vim.DistributedVirtualSwitch, switch)
    config = read(dvs, "config")
    ours = [entry for entry in config.pvlanConfig if entry.primaryVlanId == int(primary)]
    if not ours:
        sys.exit(f"{switch} has no primary VLAN {primary}; nothing was changed.")
    ours.sort(key=lambda entry: entry.pvlanType == "promiscuous")
    finish(dvs.ReconfigureDvs_Task(Dvs.ConfigSpec(
        configVersion=config.configVersion, pvlanConfigSpec=[Dvs.PvlanConfigSpec(pvlanEntry=entry, operation="remove") for entry in ours])))


def delete_mirror(switch, name):
    dvs = find(vim.DistributedVirtualSwitch, switch)
    config = read(dvs, "config")
    sessions = [session for session in config.vspanSession if session.name == name]
    if len(sessions) != 1:
        sys.exit(f"{switch} has {len(sessions)} mirror sessions {name}; nothing was changed.")
    finish(dvs.ReconfigureDvs_Task(Dvs.ConfigSpec(
        configVersion=config.configVersion, vspanConfigSpec=[Dvs.VspanConfigSpec(vspanSession=sessions[0], operation="remove")])))


COMMANDS = {"card": (card, 3), "delete-portgroup": (delete_portgroup, 1), "delete-pvlan": (delete_pvlan, 2), "delete-mirror": (delete_mirror, 2)}

if len(sys.argv) < 4 or sys.argv[3] not in COMMANDS or len(sys.argv[4:]) != COMMANDS[sys.argv[3]][1]:
    sys.exit(__doc__.strip())
host, _, port = sys.argv[1].partition(":")
try:
    service = connect.SmartConnect(
        host=host, port=int(port or 443), user=sys.argv[2], pwd=password(), sslContext=ssl.create_default_context())
except (OSError, vim.fault.InvalidLogin) as failed:
    sys.exit(f"{sys.argv[1]} was not reached, or let nobody in: {getattr(failed, 'msg', failed)}")
content = service.RetrieveContent()
COMMANDS[sys.argv[3]][0](*sys.argv[4:])
connect.Disconnect(service)
