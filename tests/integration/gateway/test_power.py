# SPDX-License-Identifier: GPL-3.0-or-later
"""The power of the gateway is cut, or it is killed at any of its writes.

Whatever it has signed for must be there afterwards, with its chunks, once, and be handed on. Two
negative controls show that a cut is one: without fdatasync() rows must be lost, without fsync()
chunks must be.
"""

import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(os.environ["KIOSK_SOURCE"]) / "tests/faults"))

from gateway_under_test import Gateway, Submission
from small_disk import Disk, enter_own_namespace

PROGRAM, MAKER, NO_FSYNC, NO_FDATASYNC = sys.argv[1:5]
THREADS = 4


class Rounds:
    def __init__(self, folder, program, maker):
        self.folder = pathlib.Path(folder)
        self.gateway = Gateway(folder, program, maker)
        self.power_gone, self.late = threading.Event(), 0
        self.pool = [Submission(self.gateway) for _ in range(48)]

    def send_until_it_ends(self, stop):
        """Sends from several threads; says which were signed for, with their receipts."""
        signed = {}

        def send(batch):
            try:
                connection = self.gateway.connect()
                for submission in batch:
                    answer = self.gateway.send(submission, connection)
                    if answer.status != 201:
                        return
                    if self.power_gone.is_set():
                        # Said by a machine without power: a flush that the cut overtakes may
                        # still return, but its answer would not have left a real one.
                        self.late += 1
                        return
                    signed[submission.id] = answer.body
                    stop(len(signed))
            except Exception:
                pass  # cut off: that is the point

        threads = [threading.Thread(target=send, args=(self.pool[n::THREADS],)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        return signed

    def judge(self, signed):
        """Names what was signed for and is not as it was, or not whole."""
        faults = []
        kept = [s for s in self.pool if s.id in signed]
        for submission in kept:
            found = self.gateway.ask("GET", f"/v1/submissions/{submission.id}")
            again = self.gateway.put_submission(submission)
            if found.status != 200 or (again.status, again.body) != (200, signed[submission.id]):
                faults.append(f"{submission.id}: {found.status}, then {again.status}")
        self.gateway.work()
        for submission in kept:
            found = self.gateway.ask("GET", f"/v1/submissions/{submission.id}")
            if found.status == 200 and found.json["state"] != "delivered":
                faults.append(f"{submission.id}: {found.json['state']}")
        events = self.gateway.rows("SELECT count(*), count(DISTINCT submission) FROM event "
                                   "WHERE kind = 'received'")[0]
        rows = self.gateway.rows("SELECT count(*) FROM submission")[0][0]
        if events != (rows, rows):
            faults.append(f"{rows} submissions, {events[0]} events of {events[1]}")
        return faults

    def cut(self, after=None, moment=None, preload=None):
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            disk = Disk(place).mount()
            self.gateway.configure(data=str(disk.point / "data"), export=place + "/export")
            if preload:
                os.environ["LD_PRELOAD"] = preload
                os.environ["ASAN_OPTIONS"] = "verify_asan_link_order=0"
            self.gateway.start()
            os.environ.pop("LD_PRELOAD", None)
            self.power_gone.clear()

            def cut():
                if not self.power_gone.is_set():
                    self.power_gone.set()
                    disk.cut()

            def stop(count):
                if after is not None and count >= after:
                    cut()

            timer = threading.Timer(moment, cut) if moment is not None else None
            if timer:
                timer.start()
            signed = self.send_until_it_ends(stop)
            if timer:
                timer.join()
            self.gateway.stop(signal.SIGKILL)
            disk.unmount()
            disk.mount()
            try:
                self.gateway.start()
                faults = self.judge(signed)
            except AssertionError as why:
                faults = [f"{why}"] * len(signed)  # nothing is left that could be started
            self.gateway.stop(signal.SIGKILL)
            disk.unmount()
            return len(signed), len(faults), faults

    def kill_at(self, n):
        """Kills the gateway at its n-th write-out; whether it died of it."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            self.gateway.configure(data=place + "/data", export=place + "/export")
            calls = "fsync,fdatasync,rename,mkdir,ftruncate"
            self.gateway.start(["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}",
                                "-e", f"inject={calls}:signal=KILL:when={n}"])
            signed = self.send_until_it_ends(lambda count: None)
            killed = len(signed) < len(self.pool)
            self.gateway.kill_all()
            self.gateway.start()
            for submission in self.pool:
                status = self.gateway.send(submission).status
                assert status in ((200,) if submission.id in signed else (200, 201)), status
            everything = {s.id: self.gateway.put_submission(s).body for s in self.pool}
            for identifier, receipt in signed.items():
                assert everything[identifier] == receipt, "another receipt than was given"
            assert self.judge(everything) == []
            self.gateway.stop()
            return killed


def main():
    enter_own_namespace()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="gateway-power-", ignore_cleanup_errors=True) as folder:
        rounds = Rounds(folder, PROGRAM, MAKER)
        totals = {}

        def play(name, plan):
            results = [rounds.cut(**how) for how in plan]
            totals[name] = [sum(r[0] for r in results), sum(r[1] for r in results)]
            if name == "durable":
                print("\n".join(fault for result in results for fault in result[2]))
            print(f"{name}: {totals[name][0]} signed for in {len(plan)} cuts, {totals[name][1]} lost")

        play("durable", [dict(after=n) for n in (1, 3, 9, 20)]
             + [dict(moment=chance.uniform(0.1, 0.6)) for _ in range(4)])
        play("no-fdatasync", [dict(after=12, preload=NO_FDATASYNC)] * 2)
        play("no-fsync", [dict(after=12, preload=NO_FSYNC)] * 2)
        assert totals["durable"][0] > 30, "too few receipts to say anything"
        assert totals["durable"][1] == 0, "something that was signed for was lost"
        assert totals["no-fdatasync"][1] > 0, "rows without fdatasync survived: the cut is none"
        assert totals["no-fsync"][1] > 0, "files without fsync survived: the cut is none"

        rounds.power_gone.clear()
        rounds.pool = rounds.pool[:4]
        killed = sum(rounds.kill_at(n) for n in (*range(1, 30, 2), 40, 60))
        print(f"killed at {killed} writes, nothing lost")
        assert killed > 5, "it was not killed often enough to prove anything"
    return 0


if __name__ == "__main__":
    sys.exit(main())
