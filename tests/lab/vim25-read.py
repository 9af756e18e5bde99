#!/usr/bin/python3
"""vim25-read.py PORT USER PASSWORD: what a vCenter on loopback holds, as pyvmomi reads it, in JSON.

An independent client's word on what was set up: switches with PVLAN maps and mirror sessions, port groups, cards.
"""
import json
import ssl
import sys

from pyVim import connect
from pyVmomi import vim, vmodl

port, user, password = sys.argv[1:4]
service = connect.SmartConnect(host="127.0.0.1", port=int(port), user=user, pwd=password, sslContext=ssl._create_unverified_context())
content = service.RetrieveContent()


def objects(kind, paths):
    types = vmodl.query.PropertyCollector
    view = content.viewManager.CreateContainerView(content.rootFolder, [kind], True)
    walk = types.TraversalSpec(name="view", type=vim.view.ContainerView, path="view", skip=False)
    wanted = types.FilterSpec(
        objectSet=[types.ObjectSpec(obj=view, skip=True, selectSet=[walk])],
        propSet=[types.PropertySpec(type=kind, pathSet=paths)])
    answer = content.propertyCollector.RetrievePropertiesEx([wanted], types.RetrieveOptions(maxObjects=100))
    found = []
    while answer:
        found += [{one.name: one.val for one in item.propSet} for item in answer.objects]
        answer = content.propertyCollector.ContinueRetrievePropertiesEx(answer.token) if answer.token else None
    view.DestroyView()
    return found


def ports(role):
    return None if role is None else {
        "ports": list(role.portKey), "uplinks": list(role.uplinkPortName), "vlans": list(role.vlans), "addresses": list(role.ipAddress)}


def vlan(setting):
    spec = setting.vlan
    if isinstance(spec, vim.dvs.VmwareDistributedVirtualSwitch.PvlanSpec):
        return {"pvlan": spec.pvlanId, "inherited": spec.inherited}
    if isinstance(spec, vim.dvs.VmwareDistributedVirtualSwitch.TrunkVlanSpec):
        return {"trunk": [[one.start, one.end] for one in spec.vlanId]}
    return {"vlan": spec.vlanId}


def listening(setting):
    fresh, old = setting.macManagementPolicy, setting.securityPolicy
    return {
        "macLearning": bool(fresh and fresh.macLearningPolicy and fresh.macLearningPolicy.enabled),
        "promiscuous": bool(fresh and fresh.allowPromiscuous or old and old.allowPromiscuous and old.allowPromiscuous.value),
        "forged": bool(fresh and fresh.forgedTransmits or old and old.forgedTransmits and old.forgedTransmits.value)}


result = {"switches": {}, "portgroups": {}, "cards": {}, "hosts": {}}
groups = {}
for one in objects(vim.dvs.DistributedVirtualPortgroup, ["name", "key", "config"]):
    groups[one["key"]] = one["name"]
    result["portgroups"][one["name"]] = {
        **vlan(one["config"].defaultPortConfig), **listening(one["config"].defaultPortConfig), "type": one["config"].type,
        "ports": one["config"].numPorts}
for one in objects(vim.DistributedVirtualSwitch, ["name", "config"]):
    config = one["config"]
    result["switches"][one["name"]] = {
        "version": config.configVersion,
        "pvlan": sorted([e.primaryVlanId, e.secondaryVlanId, e.pvlanType] for e in config.pvlanConfig),
        "sessions": [{
            "key": s.key, "name": s.name, "description": s.description, "enabled": s.enabled, "type": s.sessionType,
            "sent": ports(s.sourcePortTransmitted), "received": ports(s.sourcePortReceived), "destination": ports(s.destinationPort),
            "vlan": s.encapsulationVlanId, "strip": s.stripOriginalVlan, "normal": s.normalTrafficAllowed,
            "length": s.mirroredPacketLength, "sampling": s.samplingRate, "encap": s.encapType, "erspanId": s.erspanId,
            "cos": s.erspanCOS, "nanoseconds": s.erspanGraNanosec} for s in config.vspanSession]}
for one in objects(vim.VirtualMachine, ["name", "config.hardware.device"]):
    for device in one["config.hardware.device"]:
        if isinstance(device, vim.vm.device.VirtualEthernetCard):
            port = getattr(device.backing, "port", None)
            result["cards"][one["name"] + "/" + str(device.key)] = {
                "network": groups.get(port.portgroupKey) if port else getattr(device.backing, "deviceName", None),
                "port": port.portKey if port else None, "mac": device.macAddress, "connected": device.connectable.connected}
for one in objects(vim.HostSystem, ["name", "config.network.portgroup"]):
    result["hosts"][one["name"]] = {
        p.spec.name: {"vlan": p.spec.vlanId, "switch": p.spec.vswitchName,
                      "promiscuous": bool(p.spec.policy.security and p.spec.policy.security.allowPromiscuous)}
        for p in one["config.network.portgroup"]}
connect.Disconnect(service)
json.dump(result, sys.stdout)
