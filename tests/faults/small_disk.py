# SPDX-License-Identifier: GPL-3.0-or-later
"""A small ext4 of the test's own, whose power can be cut."""

import fcntl
import os
import pathlib
import struct
import subprocess
import sys
import time

EXT4_IOC_SHUTDOWN = (2 << 30) | (4 << 16) | (ord("X") << 8) | 125  # _IOR ('X', 125, __u32)
NOLOGFLUSH = struct.pack("I", 2)
SKIP = 77


def skip(why):
    print(f"SKIP: {why}")
    sys.exit(SKIP)


def enter_own_namespace():
    """Mounts of this test vanish with it, however it ends."""
    if os.geteuid() != 0:
        skip("this needs root, to mount a file system of its own")
    if os.environ.get("KIOSK_OWN_NAMESPACE") is None:
        os.environ["KIOSK_OWN_NAMESPACE"] = "1"
        if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode != 0:
            skip("mount namespaces are not allowed here")
        os.execvp("unshare", ["unshare", "--mount", "--propagation", "private",
                              sys.executable, *sys.argv])


class Disk:
    def __init__(self, folder, megabytes=64):
        self.image, self.point = f"{folder}/disk.img", pathlib.Path(folder, "disk")
        self.point.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(megabytes << 20)
        # Blocks as on a kiosk; a smaller disk would get smaller ones, and SQLite a SIGBUS from them:
        # it reserves its shared memory by one byte in each 4 KiB.
        subprocess.run(["mkfs.ext4", "-q", "-F", "-b", "4096", self.image], check=True, capture_output=True)

    def mount(self):
        done = subprocess.run(["mount", "-o", "loop", "-t", "ext4", self.image,
                               str(self.point)], capture_output=True, text=True)
        if done.returncode != 0:
            skip(f"loop mounts are impossible here: {done.stderr.strip()}")
        return self

    def cut(self):
        fd = os.open(self.point, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, EXT4_IOC_SHUTDOWN, NOLOGFLUSH)
        finally:
            os.close(fd)

    def unmount(self):
        for _ in range(100):
            if subprocess.run(["umount", str(self.point)], capture_output=True).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError("the disk is still in use")
