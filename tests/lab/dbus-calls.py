#!/usr/bin/python3
"""dbus-calls.py dbus|gdbus ADDRESS TIMES: so many calls of the bus itself by python3-dbus or GDBus; prints calls per second."""
import sys
import time

library, address, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId")
if library == "dbus":
    import dbus
    import dbus.bus
    connection = dbus.bus.BusConnection(address)
    call = lambda: connection.call_blocking(*BUS, "", ())
else:
    from gi.repository import Gio
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    connection = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
    call = lambda: connection.call_sync(*BUS, None, None, 0, -1, None)
began = time.perf_counter()
for _ in range(times):
    call()
print(times / (time.perf_counter() - began))
