#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The power is cut: an ext4 on a loop device is shut down without writing its journal back.

What was acknowledged must be there after the next mount. Two negative controls show that the cut is
one: with synchronous=NORMAL rows must be lost, and without fsync files must be.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading

from outbox_under_test import ENVIRONMENT, Outbox, Said, judge
from small_disk import Disk, enter_own_namespace


def append_until_cut(disk, outbox, count, words=(), preload=None, after=None, moment=None):
    """Appends until the power goes: after so many acknowledgements, or at a moment."""
    environment = dict(ENVIRONMENT, **({"LD_PRELOAD": preload} if preload else {}))
    process = subprocess.Popen(outbox.command("append", str(count), *words), text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    if moment is not None:
        timer = threading.Timer(moment, disk.cut)
        timer.start()
    said = []
    for line in process.stdout:
        said.append(line)
        if moment is None and len(said) == after:
            disk.cut()
            break
    process.kill()
    process.communicate()
    if moment is not None:
        timer.join()
    # What was said after the cut, or while it happened, is said by a machine without power.
    return Said("".join(said))


def run_round(driver, keys, folder, **how):
    disk = Disk(folder).mount()
    outbox = Outbox(driver, disk.point / "kiosk").copy_keys(keys)
    (disk.point / "kiosk/outbox").mkdir()
    os.sync()
    said = append_until_cut(disk, outbox, **how)
    disk.unmount()
    disk.mount()
    try:
        left = outbox.verify() if (disk.point / "kiosk/device.key").exists() else Said("")
        return said.of("ACK"), left
    finally:
        disk.unmount()


def main(driver, no_fsync):
    enter_own_namespace()
    chance = random.Random(7)
    totals = {}
    with tempfile.TemporaryDirectory(prefix="kiosk-power-") as folder:
        keys = Outbox(driver, f"{folder}/keys").make_keys()

        def play(name, rounds):
            acknowledged = faults = 0
            for number, how in enumerate(rounds):
                place = pathlib.Path(folder, f"{name}-{number}")
                place.mkdir()
                given, left = run_round(driver, keys, str(place), **how)
                found = judge(given, left)
                acknowledged, faults = acknowledged + len(given), faults + len(found)
                (place / "disk.img").unlink()
                if found and name == "durable":
                    print(f"round {number} {how}: " + "; ".join(found))
            totals[name] = (acknowledged, faults)
            print(f"{name}: {acknowledged} acknowledged in {len(rounds)} cuts, {faults} lost")

        play("durable", [dict(count=12, after=n) for n in (1, 2, 3, 5, 8, 12)]
             + [dict(count=400, moment=chance.uniform(0.05, 0.6)) for _ in range(8)])
        play("forgetful", [dict(count=6, after=6, words=("forgetful",)) for _ in range(3)])
        play("no-fsync", [dict(count=6, after=6, preload=no_fsync) for _ in range(2)])

    assert totals["durable"][0] > 40, "too few acknowledgements to say anything"
    assert totals["durable"][1] == 0, "something acknowledged was lost"
    assert totals["forgetful"][1] > 0, "synchronous=NORMAL lost nothing: the cut is none"
    assert totals["no-fsync"][1] > 0, "files without fsync survived: the cut is none"
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
