#!/usr/bin/python3
"""pcap-messages.py FILE: reads a pcap file of D-Bus messages with GDBus, and prints a line for each: type, member, body."""
import struct
import sys

from gi.repository import Gio

with open(sys.argv[1], "rb") as file:
    magic, major, minor, _, _, _, link = struct.unpack("<IHHIIII", file.read(24))
    assert (magic, major, minor, link) == (0xA1B2C3D4, 2, 4, 231), (magic, major, minor, link)
    while head := file.read(16):
        _, _, length, whole = struct.unpack("<IIII", head)
        assert length == whole
        message = Gio.DBusMessage.new_from_blob(file.read(length), Gio.DBusCapabilityFlags.UNIX_FD_PASSING)
        body = message.get_body()
        print(message.get_message_type().value_nick, message.get_member(), body.print_(False) if body else "()")
