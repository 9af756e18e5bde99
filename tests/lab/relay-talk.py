#!/usr/bin/python3
"""relay-talk.py: the hosts of relay-lab.sh talk to each other.

  serve PORT..     echoes what comes over TCP and UDP, IPv4 and IPv6; says "ready" when it listens
  probe TARGET..   prints each target with yes or no: tcp:ADDRESS:PORT, udp:ADDRESS:PORT or icmp:ADDRESS, all at once
  advertise        eth0 announces itself to everyone as a router of IPv6 (RFC 4861), once
  drain PORT       takes in all that comes over TCP; says "ready" when it listens
  pour ADDRESS PORT SECONDS    sends as fast as it can, and prints the bytes a second
  ask SENDER TARGET    one ARP request of eth0, in the name of the sender
  claim ADDRESS        eth0 tells everyone, over ARP or neighbour discovery, that it has the address, in the address's name
  hold ADDRESS PORT    one connection over TCP, a word ten times a second, and the number of each that came back
"""
import os
import selectors
import socket
import struct
import subprocess
import sys
import threading
import time

PATIENCE = 1.5


def family_of(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def echo_tcp(listener):
    def answer(connection):
        with connection:
            while data := connection.recv(4096):
                connection.sendall(data)

    while True:
        threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()


def serve(ports):
    selector = selectors.DefaultSelector()
    for port in map(int, ports):
        listener = socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
        threading.Thread(target=echo_tcp, args=(listener,), daemon=True).start()
        for family in (socket.AF_INET, socket.AF_INET6):
            datagrams = socket.socket(family, socket.SOCK_DGRAM)
            if family == socket.AF_INET6:
                datagrams.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            datagrams.bind(("", port))
            selector.register(datagrams, selectors.EVENT_READ)
    print("ready", flush=True)
    while True:
        for key, _ in selector.select():
            data, sender = key.fileobj.recvfrom(4096)
            key.fileobj.sendto(data, sender)


def answers(target):
    protocol, rest = target.split(":", 1)
    if protocol == "icmp":
        ping = ["ping", "-q", "-n", "-c", "1", "-W", str(int(PATIENCE + 0.5)), rest]
        return subprocess.run(ping, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0
    address, port = rest.rsplit(":", 1)
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family_of(address), kind) as one:
        one.settimeout(PATIENCE)
        try:
            one.connect((address, int(port)))
            one.send(b"hello")
            return one.recv(16) == b"hello"
        except OSError:
            return False


def probe(targets):
    results = {}
    threads = [threading.Thread(target=lambda one=one: results.update({one: answers(one)})) for one in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for target in targets:
        print(target, "yes" if results[target] else "no")


def advertise():
    with socket.socket(socket.AF_INET6, socket.SOCK_RAW, socket.IPPROTO_ICMPV6) as raw:
        raw.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 255)
        advertisement = struct.pack("!BBHBBHII", 134, 0, 0, 64, 0, 1800, 0, 0)
        raw.sendto(advertisement, ("ff02::1", 0, 0, socket.if_nametoindex("eth0")))


def send_frame(receiver, protocol, payload):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as raw:
        raw.bind(("eth0", 0))
        raw.send(receiver + raw.getsockname()[4] + struct.pack("!H", protocol) + payload)


def own_mac():
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as raw:
        raw.bind(("eth0", 0))
        return raw.getsockname()[4]


def arp(operation, sender, target):
    header = struct.pack("!HHBBH", 1, 0x0800, 6, 4, operation)
    return header + own_mac() + socket.inet_aton(sender) + bytes(6) + socket.inet_aton(target)


def ask(sender, target):
    send_frame(b"\xff" * 6, 0x0806, arp(1, sender, target))


def claim(address):
    if family_of(address) == socket.AF_INET:
        send_frame(b"\xff" * 6, 0x0806, arp(1, address, address))
        send_frame(b"\xff" * 6, 0x0806, arp(2, address, address))
        return
    source, everyone = socket.inet_pton(socket.AF_INET6, address), socket.inet_pton(socket.AF_INET6, "ff02::1")
    override = 0x20000000
    body = struct.pack("!I", override) + source + b"\x02\x01" + own_mac()
    pseudo = source + everyone + struct.pack("!II", len(body) + 4, 58) + struct.pack("!BBH", 136, 0, 0) + body
    total = sum(struct.unpack(f"!{len(pseudo) // 2}H", pseudo))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    packet = struct.pack("!IHBB", 6 << 28, len(body) + 4, 58, 255) + source + everyone + struct.pack("!BBH", 136, 0, ~total & 0xFFFF) + body
    send_frame(b"\x33\x33\x00\x00\x00\x01", 0x86DD, packet)


def hold(address, port):
    with socket.socket(family_of(address), socket.SOCK_STREAM) as one:
        one.settimeout(10)
        one.connect((address, int(port)))
        number = 0
        while True:
            number += 1
            one.sendall(b"word\n")
            received = b""
            while len(received) < 5:
                received += one.recv(16)
            print(number, flush=True)
            time.sleep(0.1)


def drain(port):
    with socket.create_server(("", int(port)), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        print("ready", flush=True)
        buffer = bytearray(1 << 20)
        while True:
            connection = listener.accept()[0]
            with connection:
                while connection.recv_into(buffer):
                    pass


def pour(address, port, seconds):
    data = bytes(1 << 18)
    with socket.create_connection((address, int(port)), 10) as one:
        start, sent = time.monotonic(), 0
        while time.monotonic() - start < float(seconds):
            sent += one.send(data)
        print(int(sent / (time.monotonic() - start)))


command, arguments = sys.argv[1], sys.argv[2:]
try:
    {"serve": lambda: serve(arguments), "probe": lambda: probe(arguments), "advertise": advertise, "hold": lambda: hold(*arguments),
     "ask": lambda: ask(*arguments), "claim": lambda: claim(*arguments), "drain": lambda: drain(*arguments), "pour": lambda: pour(*arguments)}[command]()
except KeyboardInterrupt:
    os._exit(130)
