#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is truly full: the refusal is typed, nothing half is kept, and room mends it."""
import os
import pathlib
import sys
import tempfile

from outbox_under_test import Outbox, judge
from small_disk import Disk, enter_own_namespace

FULL = "0"


def main(driver):
    enter_own_namespace()
    with tempfile.TemporaryDirectory(prefix="kiosk-full-") as folder:
        keys = Outbox(driver, f"{folder}/keys").make_keys()
        disk = Disk(folder, megabytes=8).mount()
        try:
            outbox = Outbox(driver, disk.point / "kiosk").copy_keys(keys)
            ballast = pathlib.Path(disk.point, "ballast")
            ballast.write_bytes(bytes(1 << 20))
            said = outbox.run("append", "200")
            kept, refused = said.of("ACK"), said.of("ERR")
            assert kept and refused and len(kept) + len(refused) == 200, said.text
            assert {code for (code,) in refused} == {FULL}, set(refused)
            # Opening it takes no room that is not there.
            faults = judge(kept, outbox.verify())

            ballast.unlink()
            again = outbox.run("append", "1")
            faults += [] if again.of("ACK") else [f"with room again: {again.text!r}"]
            faults += judge(kept + again.of("ACK"), outbox.verify())
            print(f"{len(kept)} kept, {len(refused)} refused")
            print("\n".join(faults) or "nothing half was kept")
            return 1 if faults else 0
        finally:
            os.sync()
            disk.unmount()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
