# SPDX-License-Identifier: GPL-3.0-or-later
"""pcscd with a virtual reader, private to the process that asks for it.

    with Pcsc("build/tests/virtual/card/virtual-card", scratch) as pcsc:
        card = pcsc.insert(folder, fault="gone", after=20)
        ...
        card.remove()

The socket of pcscd and the ports of vpcd have no choice of place, so the process goes into a mount
namespace with an empty /run and a network namespace of its own: it must have no threads yet, and what
it starts afterwards sees the same. Two readers are always there, as vpcd has two slots: slot 0 and 1.
"""
import ctypes
import fcntl
import os
import pathlib
import signal
import socket
import struct
import subprocess
import time

from winscard import Context

NEW_MOUNTS, NEW_USER, NEW_NETWORK = 0x20000, 0x10000000, 0x40000000
PRIVATE = 1 << 18 | 1 << 14  # MS_PRIVATE | MS_REC
SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 1
DIE_WITH_PARENT = 1
FIRST_PORT = 0x8C7B
DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
LIBC = ctypes.CDLL(None, use_errno=True)
entered = False


def must(result, what):
    if result != 0:
        error = ctypes.get_errno()
        raise OSError(error, f"{what}: {os.strerror(error)}")


def enter_namespaces():
    """Goes where /run is empty and no port is taken. Once a process."""
    global entered
    if entered:
        return
    user, group = os.getuid(), os.getgid()
    must(LIBC.unshare(NEW_MOUNTS | NEW_NETWORK | (NEW_USER if user else 0)), "unshare")
    if user:
        pathlib.Path("/proc/self/setgroups").write_text("deny")
        pathlib.Path("/proc/self/uid_map").write_text(f"0 {user} 1")
        pathlib.Path("/proc/self/gid_map").write_text(f"0 {group} 1")
    must(LIBC.mount(b"none", b"/", None, PRIVATE, None), "mount")
    must(LIBC.mount(b"tmpfs", b"/run", b"tmpfs", 0, None), "mount /run")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        request = struct.pack("16sh22x", b"lo", 0)
        flags = struct.unpack("16sh22x", fcntl.ioctl(handle, SIOCGIFFLAGS, request))[1]
        fcntl.ioctl(handle, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", flags | IFF_UP))
    entered = True


def start(*command, log):
    # Whatever happens to the test, nothing of it stays behind.
    return subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                            preexec_fn=lambda: LIBC.prctl(DIE_WITH_PARENT, signal.SIGKILL))


def end(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


def listening():
    rows = pathlib.Path("/proc/self/net/tcp").read_text().splitlines()[1:]
    return {int(row.split()[1].split(":")[1], 16) for row in rows if row.split()[3] == "0A"}


def wait_until(condition, what, seconds=20):
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            raise TimeoutError(what)
        time.sleep(0.02)


class Card:
    """A card that lies on a reader."""

    def __init__(self, pcsc, folder, slot, changes):
        self.pcsc, self.folder, self.slot, self.changes = pcsc, folder, slot, changes
        self.reader = pcsc.reader(slot)
        pcsc.count += 1
        self.trace_file = pcsc.scratch / f"card-{pcsc.count}.trace"
        settings = [part for key, value in changes.items() for part in ("--set", f"{key.replace('_', '-')}={value}")]
        self.process = start(pcsc.program, "--port", FIRST_PORT + slot, "--trace", self.trace_file, *settings,
                             folder, log=pcsc.log)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()

    def remove(self, wait=True):
        """Takes the card away, if it is not already gone."""
        if self not in self.pcsc.cards:
            return
        self.pcsc.cards.remove(self)
        end(self.process)
        if wait:
            with Context() as context:
                context.wait(self.reader, False)

    def trace(self):
        """(INS, P1P2, "plain" or "secure", SW, what was selected) of each command."""
        rows = [line.split() for line in self.trace_file.read_text().splitlines()] if self.trace_file.exists() else []
        return [tuple(row + [""] * (5 - len(row))) for row in rows]


class Pcsc:
    def __init__(self, program, scratch, readers=True):
        self.program, self.scratch, self.with_readers = program, pathlib.Path(scratch), readers
        self.cards, self.count, self.daemon, self.names = [], 0, None, []
        self.log = None

    def __enter__(self):
        enter_namespaces()
        self.scratch.mkdir(parents=True, exist_ok=True)
        self.log = open(self.scratch / "pcscd.log", "ab")
        self.start_daemon()
        return self

    def __exit__(self, *_):
        for card in list(self.cards):
            card.remove(wait=False)
        self.stop_daemon()
        self.log.close()

    def start_daemon(self):
        config = self.scratch / "reader.conf"
        config.write_text(f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{FIRST_PORT:#06x}\nLIBPATH {DRIVER}\n'
                          f"CHANNELID {FIRST_PORT:#06x}\n" if self.with_readers else "")
        # Never with -a or -d: they write down what cards say.
        self.daemon = start("pcscd", "--foreground", "--config", config, log=self.log)
        wait_until(lambda: pathlib.Path("/run/pcscd/pcscd.comm").exists() or self.daemon.poll() is not None, "pcscd")
        if self.daemon.poll() is not None:
            raise RuntimeError(f"pcscd ended: {self.log.name}")
        if self.with_readers:
            wait_until(lambda: {FIRST_PORT, FIRST_PORT + 1} <= listening(), "ports of vpcd")
        with Context() as context:
            wait_until(lambda: len(context.readers()) == (2 if self.with_readers else 0), "readers")
            self.names = sorted(context.readers())

    def stop_daemon(self):
        if self.daemon is not None:
            end(self.daemon)
        self.daemon = None
        # Killed, pcscd leaves these behind, and the next one would believe them.
        for name in ("pcscd.comm", "pcscd.pid"):
            pathlib.Path("/run/pcscd", name).unlink(missing_ok=True)

    def reader(self, slot=0):
        return self.names[slot]

    def insert(self, folder, slot=0, wait=True, **changes):
        card = Card(self, folder, slot, changes)
        self.cards.append(card)
        if wait:
            with Context() as context:
                context.wait(card.reader, True)
        return card

    def restart(self, gap=0.0):
        """pcscd goes away and comes back after so many seconds; the cards stay where they lie."""
        lying = [(card.folder, card.slot, card.changes) for card in self.cards]
        for card in list(self.cards):
            card.remove(wait=False)
        self.stop_daemon()
        time.sleep(gap)
        self.start_daemon()
        return [self.insert(folder, slot, **changes) for folder, slot, changes in lying]
