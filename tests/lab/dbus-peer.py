#!/usr/bin/python3
"""dbus-peer.py ADDRESS [NAME]: a service for tests of a D-Bus client. It says "ready" when it has its name.

Everything is below com.example.Peer /peer, and the interface is the same as the name:
  Echo        answers with its arguments, whatever they are
  Fail        answers with the error that its first argument names
  Silence     never answers
  Broken      introspection that is no XML is at /broken
  Emit        sends the signal Happened with its arguments
  Leave       ends without an answer
  Greeting    a property; Unreadable is one whose getter fails
  Big         answers with so many bytes twice; Texts with so many texts of 90 letters twice
  Lie         says that it answers with s, and answers with u and as
  Speechless  fails without a text; FailLong with an error name of 255 letters
  Cut         answers with a variant that ends in the middle of its text, which costs it the connection
  Control     answers with texts that a terminal could obey
Below /distorted is what is not as the interface says. Under the name com.example.Many there is an object manager with
100,000 objects at /, and under com.example.Wide introspection that tells of as many.
"""
import os
import struct
import sys

import dbus
import dbus.lowlevel
import dbus.mainloop.glib
from gi.repository import GLib

NAME = "com.example.Peer"
MANY = 100_000
ROOTS = {
    "com.example.Many": "<node><interface name='org.freedesktop.DBus.ObjectManager'/></node>",
    "com.example.Wide": "<node>%s</node>" % "".join(f"<node name='o{number}'/>" for number in range(MANY)),
}
own = sys.argv[2] if len(sys.argv) > 2 else NAME
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


def big(connection, message):
    """Twice: an array has 64 MiB at most."""
    half = dbus.ByteArray(b"x" * int(body(message)[0]))
    answer(connection, message, half, half, signature="ayay")


def texts(connection, message):
    half = ["%090d" % number for number in range(int(body(message)[0]))]
    answer(connection, message, half, half, signature="asas")


def lie(connection, message):
    answer(connection, message, 7, ["not", "what", "was", "said"], signature="uas")


def speechless(connection, message):
    connection.send_message(dbus.lowlevel.ErrorMessage(message, "com.example.Speechless", None))


def fail_long(connection, message):
    refuse(connection, message, ("com.example." + "E" * 255)[:255], "")


def cut(connection, message):
    """The bytes of a reply, for a library does not write what is wrong."""
    connection.flush()
    variant = b"\x01s\x00" + b"\x00" + struct.pack("<I", 100) + b"cut"
    fields = struct.pack("<BBBBI", 5, 1, ord("u"), 0, message.get_serial()) + struct.pack("<BBBBI", 6, 1, ord("s"), 0, len(message.get_sender()))
    fields += message.get_sender().encode() + b"\x00"
    fields += b"\x00" * (-len(fields) % 8) + struct.pack("<BBBB", 8, 1, ord("g"), 0) + b"\x01v\x00"
    head = struct.pack("<cBBBIII", b"l", 2, 1, 1, len(variant), 77777, len(fields)) + fields
    os.write(connection.get_unix_fd(), head + b"\x00" * (-len(head) % 8) + variant)


def control(connection, message):
    answer(connection, message, "\x1b[2J\x07red\u202e", {"key\x1b]0;owned\x07": dbus.String("\x9b31m", variant_level=1)}, signature="sa{sv}")


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
    if message.get_path() == "/distorted":
        answer(connection, message, "no dictionary", signature="s")
    else:
        answer(connection, message, properties, signature="a{sv}")


def managed(connection, message):
    objects = {dbus.ObjectPath(f"/many/o{number}"): {NAME: {"Number": dbus.UInt32(number, variant_level=1)}} for number in range(MANY)}
    answer(connection, message, objects, signature="a{oa{sa{sv}}}")


def set_one(connection, message):
    _, name, value = message.get_args_list()
    properties[str(name)] = value
    changed = dbus.lowlevel.SignalMessage(message.get_path(), "org.freedesktop.DBus.Properties", "PropertiesChanged")
    changed.append(NAME, {str(name): value}, [], signature="sa{sv}as")
    connection.send_message(changed)
    answer(connection, message)


def introspect(connection, message):
    xml = {
        "/": ROOTS.get(own, "<node><node name='peer'/><node name='broken'/></node>"),
        "/distorted": f"""<node><interface name='{NAME}'><property name='Twisted' type='s' access='read'/>
            <method name='Lie'><arg type='s' direction='out'/></method><method name='no name'/><method name='Ev&#x202E;il'/>
            <method name='Typeless'><arg type='z' direction='in'/></method></interface>
            <interface name='&#x202E;'/><node name='../up'/><node name='a&#x202E;b'/><node name=''/></node>""",
        "/peer": f"""<node><interface name='{NAME}'>
            <method name='Echo'><arg name='what' type='v' direction='in'/><arg type='v' direction='out'/>
              <annotation name='org.freedesktop.DBus.Deprecated' value='true'/></method>
            <property name='Greeting' type='s' access='readwrite'>
              <annotation name='org.freedesktop.DBus.Property.EmitsChangedSignal' value='true'/></property>
            <property name='Unreadable' type='s' access='read'/>
            <signal name='Happened'><arg name='what' type='s'/></signal></interface><node name='child'/></node>""",
    }.get(message.get_path(), "<node/>" if own in ROOTS else "<node><interface name='broken")
    answer(connection, message, xml, signature="s")


METHODS = {"Big": big, "Texts": texts, "Lie": lie, "Speechless": speechless, "FailLong": fail_long, "Cut": cut, "Control": control, "GetManagedObjects": managed, "Echo": echo, "Fail": fail, "Emit": emit, "Get": get, "GetAll": get_all, "Set": set_one, "Introspect": introspect,
           "Silence": lambda *_: None, "Leave": lambda *_: loop.quit()}


def dispatch(connection, message):
    if message.get_type() != 1 or message.get_member() not in METHODS or message.get_destination() == "org.freedesktop.DBus":
        return dbus.lowlevel.HANDLER_RESULT_NOT_YET_HANDLED
    METHODS[message.get_member()](connection, message)
    return dbus.lowlevel.HANDLER_RESULT_HANDLED


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.bus.BusConnection(sys.argv[1])
bus.add_message_filter(dispatch)
name = dbus.service.BusName(own, bus) if hasattr(dbus, "service") else bus.request_name(own)
print("ready", flush=True)
loop.run()
