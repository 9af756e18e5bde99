#!/usr/bin/python3
"""pyvmomi-list.py PORT USER PASSWORD: every switch, port group and network card, as fast as pyvmomi can tell them."""
import ssl
import sys

from pyVim import connect
from pyVmomi import vim, vmodl

port, user, password = sys.argv[1:4]
types = vmodl.query.PropertyCollector
service = connect.SmartConnect(host="127.0.0.1", port=int(port), user=user, pwd=password, sslContext=ssl._create_unverified_context())
content = service.RetrieveContent()
view = content.viewManager.CreateContainerView(
    content.rootFolder, [vim.DistributedVirtualSwitch, vim.dvs.DistributedVirtualPortgroup, vim.VirtualMachine], True)
walk = types.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
wanted = types.FilterSpec(
    objectSet=[types.ObjectSpec(obj=view, skip=True, selectSet=[walk])],
    propSet=[
        types.PropertySpec(type=vim.DistributedVirtualSwitch, pathSet=["name", "uuid", "config"]),
        types.PropertySpec(type=vim.dvs.DistributedVirtualPortgroup, pathSet=["name", "key", "config"]),
        types.PropertySpec(type=vim.VirtualMachine, pathSet=["name", "runtime.powerState", "runtime.host", "config.hardware.device"])])
answer = content.propertyCollector.RetrievePropertiesEx([wanted], types.RetrieveOptions(maxObjects=500))
found = list(answer.objects)
while answer.token:
    answer = content.propertyCollector.ContinueRetrievePropertiesEx(answer.token)
    found += answer.objects
names, cards = {}, []
for item in found:
    values = {one.name: one.val for one in item.propSet}
    if "key" in values:
        names[values["key"]] = values["name"]
    for device in values.get("config.hardware.device", []):
        if isinstance(device, vim.vm.device.VirtualEthernetCard):
            cards.append((values["name"], device))
for name, device in cards:
    network = getattr(device.backing, "port", None)
    print(name, names.get(network.portgroupKey) if network else getattr(device.backing, "deviceName", ""))
connect.Disconnect(service)
