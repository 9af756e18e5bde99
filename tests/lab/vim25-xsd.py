#!/usr/bin/python3
"""vim25-xsd.py OUT.xsd: an XML Schema of the calls that TuiSetup makes, out of what python3-pyvmomi knows of the API.

It is how a test finds an element that is out of order, unknown, missing or of the wrong type, without a file of the SDK.
"""
import collections
import sys
from xml.sax.saxutils import quoteattr

from pyVmomi import VmomiSupport as types
from pyVmomi import vmodl

METHODS = """
ServiceInstance.RetrieveServiceContent ServiceInstance.CurrentTime
SessionManager.Login SessionManager.Logout SessionManager.SessionIsActive
AuthorizationManager.HasPrivilegeOnEntities
ViewManager.CreateContainerView ViewManager.CreateListView ListView.ModifyListView View.DestroyView
PropertyCollector.RetrievePropertiesEx PropertyCollector.ContinueRetrievePropertiesEx PropertyCollector.CancelRetrievePropertiesEx
PropertyCollector.CreatePropertyCollector PropertyCollector.DestroyPropertyCollector PropertyCollector.CreateFilter
PropertyCollector.WaitForUpdatesEx PropertyCollector.CancelWaitForUpdates PropertyFilter.DestroyPropertyFilter
Task.CancelTask ManagedEntity.Destroy_Task
DistributedVirtualSwitch.ReconfigureDvs_Task DistributedVirtualSwitch.AddDVPortgroup_Task
DistributedVirtualSwitch.CreateDVPortgroup_Task DistributedVirtualSwitch.FetchDVPorts DistributedVirtualSwitch.QueryUsedVlanIdInDvs
DistributedVirtualPortgroup.ReconfigureDVPortgroup_Task
DistributedVirtualSwitchManager.QueryDvsByUuid DistributedVirtualSwitchManager.DVSManagerExportEntity_Task
DistributedVirtualSwitchManager.RectifyDvsOnHost_Task
VirtualMachine.ReconfigVM_Task
HostNetworkSystem.AddPortGroup HostNetworkSystem.UpdatePortGroup HostNetworkSystem.RemovePortGroup
""".split()

SIMPLE = {
    bool: "boolean", types.byte: "byte", types.short: "short", int: "int", types.long: "long", float: "float",
    types.double: "double", str: "string", types.datetime: "dateTime", types.binary: "base64Binary", types.URI: "anyURI",
    object: "anyType", type: "string", types.PropertyPath: "string", types.ManagedMethod: "string",
}

# Types that every schema needs, and that pyvmomi treats as part of itself.
BUILT_IN = """
<xsd:complexType name="ManagedObjectReference"><xsd:simpleContent><xsd:extension base="xsd:string">
<xsd:attribute name="type" type="xsd:string"/></xsd:extension></xsd:simpleContent></xsd:complexType>
<xsd:complexType name="DynamicData"><xsd:sequence>
<xsd:element name="dynamicType" type="xsd:string" minOccurs="0"/></xsd:sequence></xsd:complexType>
<xsd:complexType name="MethodFault"><xsd:sequence>
<xsd:element name="faultCause" type="LocalizedMethodFault" minOccurs="0"/>
<xsd:element name="faultMessage" type="LocalizableMessage" minOccurs="0" maxOccurs="unbounded"/></xsd:sequence></xsd:complexType>
<xsd:complexType name="LocalizedMethodFault"><xsd:sequence><xsd:element name="fault" type="MethodFault"/>
<xsd:element name="localizedMessage" type="xsd:string" minOccurs="0"/></xsd:sequence></xsd:complexType>
"""
BUILT_IN_NAMES = {"ManagedObjectReference", "DynamicData", "MethodFault", "LocalizedMethodFault"}


class Schema:
    def __init__(self):
        self.waiting, self.known, self.written = [], set(BUILT_IN_NAMES), {}
        self.children = collections.defaultdict(list)
        for space, name in list(types._wsdlDefMap):
            if space == "urn:vim25":
                found = types.GetWsdlType(space, name)
                if issubclass(found, (types.DataObject, Exception)) and found.__bases__:
                    self.children[found.__bases__[0]].append(found)
        self.name(types.GetWsdlType("urn:vim25", "LocalizableMessage"))

    def name(self, kind):
        """The schema's name of a type, which is written later if it has to be."""
        if kind in SIMPLE:
            return "xsd:" + SIMPLE[kind]
        if isinstance(kind, type) and issubclass(kind, types.ManagedObject):
            return "ManagedObjectReference"
        if kind is vmodl.MethodFault or kind is Exception:
            return "LocalizedMethodFault"
        name = types.GetWsdlName(kind)
        if name == "anyType":
            return "xsd:anyType"
        if name not in self.known:
            self.known.add(name)
            self.waiting.append(kind)
        return name

    def element(self, name, kind, optional):
        is_list = isinstance(kind, type) and issubclass(kind, types.Array)
        kind_name = self.name(kind.Item if is_list else kind)
        limits = (' minOccurs="0"' if optional else "") + (' maxOccurs="unbounded"' if is_list else "")
        return f"<xsd:element name={quoteattr(name)} type={quoteattr(kind_name)}{limits}/>"

    def fields(self, properties):
        return "".join(self.element(one.name, one.type, one.flags & types.F_OPTIONAL) for one in properties)

    def method(self, name):
        owner, method = name.split(".")
        info = getattr(types.GetWsdlType("urn:vim25", owner), method).info
        call = '<xsd:element name="_this" type="ManagedObjectReference"/>' + self.fields(info.params)
        return (f"<xsd:element name={quoteattr(info.wsdlName)}><xsd:complexType><xsd:sequence>{call}"
                "</xsd:sequence></xsd:complexType></xsd:element>")

    def define(self, kind):
        name = types.GetWsdlName(kind)
        if issubclass(kind, types.Enum):
            values = "".join(f"<xsd:enumeration value={quoteattr(value)}/>" for value in kind.values if value != "unknown")
            return f"<xsd:simpleType name={quoteattr(name)}><xsd:restriction base=\"xsd:string\">{values}</xsd:restriction></xsd:simpleType>"
        # Where a base type is declared, any of its descendants may stand.
        for child in self.children[kind]:
            if types.GetWsdlName(child) not in self.known:
                self.name(child)
        base = kind.__bases__[0]
        base_name = "MethodFault" if base in (vmodl.MethodFault, Exception) else self.name(base)
        own = [one for one in kind._GetPropertyList(False)]
        return (f"<xsd:complexType name={quoteattr(name)}><xsd:complexContent><xsd:extension base={quoteattr(base_name)}>"
                f"<xsd:sequence>{self.fields(own)}</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>")

    def write(self):
        lines = [self.method(name) for name in METHODS]
        while self.waiting:
            lines.append(self.define(self.waiting.pop()))
        return ('<?xml version="1.0" encoding="UTF-8"?>\n<xsd:schema targetNamespace="urn:vim25" xmlns="urn:vim25" '
                'xmlns:xsd="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified">'
                + BUILT_IN + "\n".join(lines) + "\n</xsd:schema>\n")


if __name__ == "__main__":
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write(Schema().write())
