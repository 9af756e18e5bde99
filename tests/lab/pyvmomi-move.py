#!/usr/bin/python3
"""pyvmomi-move.py PORT USER PASSWORD PORTGROUP COUNT: moves cards to a port group, all tasks started before any is waited for."""
import ssl
import sys

from pyVim import connect, task
from pyVmomi import vim, vmodl

port, user, password, target, count = sys.argv[1:6]
types = vmodl.query.PropertyCollector
service = connect.SmartConnect(host="127.0.0.1", port=int(port), user=user, pwd=password, sslContext=ssl._create_unverified_context())
content = service.RetrieveContent()
view = content.viewManager.CreateContainerView(
    content.rootFolder, [vim.DistributedVirtualSwitch, vim.dvs.DistributedVirtualPortgroup, vim.VirtualMachine], True)
walk = types.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
wanted = types.FilterSpec(
    objectSet=[types.ObjectSpec(obj=view, skip=True, selectSet=[walk])],
    propSet=[
        types.PropertySpec(type=vim.DistributedVirtualSwitch, pathSet=["uuid"]),
        types.PropertySpec(type=vim.dvs.DistributedVirtualPortgroup, pathSet=["name", "key"]),
        types.PropertySpec(type=vim.VirtualMachine, pathSet=["name", "config.hardware.device"])])
objects = content.propertyCollector.RetrievePropertiesEx([wanted], types.RetrieveOptions()).objects
values = [(item.obj, {one.name: one.val for one in item.propSet}) for item in objects]
uuid = next(one["uuid"] for _, one in values if "uuid" in one)
key = next(one["key"] for _, one in values if one.get("name") == target and "key" in one)
tasks = []
for machine, one in values:
    if "config.hardware.device" not in one or len(tasks) == int(count):
        continue
    card = next(device for device in one["config.hardware.device"] if isinstance(device, vim.vm.device.VirtualEthernetCard))
    if card.backing.port.portgroupKey == key:
        continue
    card.backing = vim.vm.device.VirtualEthernetCard.DistributedVirtualPortBackingInfo(
        port=vim.dvs.PortConnection(switchUuid=uuid, portgroupKey=key))
    change = vim.vm.device.VirtualDeviceSpec(operation="edit", device=card)
    tasks.append(machine.ReconfigVM_Task(vim.vm.ConfigSpec(deviceChange=[change])))
task.WaitForTasks(tasks, si=service)
assert len(tasks) == int(count), len(tasks)
connect.Disconnect(service)
