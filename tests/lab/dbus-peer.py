#!/usr/bin/python3
"""dbus-peer.py ADDRESS: a service for tests of a D-Bus client. It says "ready" when it has its name.

Everything is below com.example.Peer /peer, and the interface is the same as the name:
  Echo        answers with its arguments, whatever they are
  Fail        answers with the error that its first argument names
  Silence     never answers
  Broken      introspection that is no XML is at /broken
  Emit        sends the signal Happened with its arguments
  Leave       ends without an answer
  Greeting    a property; Unreadable is one whose getter fails
"""
import sys

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
from gi.repository import GLib

NAME = "com.example.Peer"
loop = GLib.MainLoop()
properties = {"Greeting": dbus.String("hello", variant_level=1), "Count": dbus.UInt32(3, variant_level=1)}


def body(message):
    return message.get_args_list(byte_arrays=True)


def answer(connection, message, *values, signature=None):
    reply = dbus.lowlevel.MethodReturnMessage(message)
    reply.append(*values, signature=signature)
    connection.send_message(reply)


def refuse(connection, message, name, text):
    connection.send_message(dbus.lowlevel.ErrorMessage(message, name, text))


def echo(connection, message):
    answer(connection, message, *message.get_args_list(), signature=message.get_signature())


def fail(connection, message):
    refuse(connection, message, str(body(message)[0]), "as you wished")


def emit(connection, message):
    signal = dbus.lowlevel.SignalMessage(message.get_path(), NAME, "Happened")
    signal.append(*message.get_args_list(), signature=message.get_signature())
    connection.send_message(signal)
    answer(connection, message)


def get(connection, message):
    _, name = body(message)
    if name in properties:
        answer(connection, message, properties[name], signature="v")
    else:
        refuse(connection, message, "com.example.Error.Unreadable", "this one cannot be read")


def get_all(connection, message):
    answer(connection, message, properties, signature="a{sv}")


def set_one(connection, message):
    _, name, value = message.get_args_list()
    properties[str(name)] = value
    changed = dbus.lowlevel.SignalMessage(message.get_path(), "org.freedesktop.DBus.Properties", "PropertiesChanged")
    changed.append(NAME, {str(name): value}, [], signature="sa{sv}as")
    connection.send_message(changed)
    answer(connection, message)


def introspect(connection, message):
    xml = {
        "/": "<node><node name='peer'/><node name='broken'/></node>",
        "/peer": f"""<node><interface name='{NAME}'>
            <method name='Echo'><arg name='what' type='v' direction='in'/><arg type='v' direction='out'/>
              <annotation name='org.freedesktop.DBus.Deprecated' value='true'/></method>
            <property name='Greeting' type='s' access='readwrite'>
              <annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='true'/></property>
            <property name='Unreadable' type='s' access='read'/>
            <signal name='Happened'><arg name='what' type='s'/></signal></interface><node name='child'/></node>""",
    }.get(message.get_path(), "<node><interface name='broken")
    answer(connection, message, xml, signature="s")


METHODS = {"Echo": echo, "Fail": fail, "Emit": emit, "Get": get, "GetAll": get_all, "Set": set_one, "Introspect": introspect,
           "Silence": lambda *_: None, "Leave": lambda *_: loop.quit()}


def dispatch(connection, message):
    if message.get_type() != 1 or message.get_member() not in METHODS or message.get_destination() == "org.freedesktop.DBus":
        return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
    METHODS[message.get_member()](connection, message)
    return dbus.lowlevel.HANDLER_RESULT_HANDLED


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
bus.add_message_filter(dispatch)
name = dbus.service.BusName(NAME, bus) if hasattr(dbus, "service") else bus.request_name(NAME)
print("ready", flush=True)
loop.run()
