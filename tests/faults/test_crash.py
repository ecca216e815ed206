#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The kiosk is killed at every system call of an append, and its disk refuses at every one.

Whatever was acknowledged must be there afterwards with every file, no row may lack a file, no folder
may be left over once the outbox was opened again, and it must go on working.
"""
import collections
import concurrent.futures
import re
import subprocess
import sys
import tempfile

from outbox_under_test import ENVIRONMENT, Outbox, judge

KILLED_AT = ("write", "pwrite64", "fsync", "fdatasync", "rename", "openat", "ftruncate", "unlink",
             "mkdir", "flock")
FULL, IO = "0", "1"
COUNT = "2"


def count_calls(outbox, *words):
    """How often the driver makes each call."""
    with tempfile.NamedTemporaryFile("r") as log:
        said = outbox.run(*words, wrapper=("strace", "-f", "-qq", "-o", log.name,
                                           "-e", "trace=" + ",".join(KILLED_AT)))
        assert said.code == 0, said.errors
        return collections.Counter(re.findall(r"^\d+ +(\w+)\(", log.read(), re.M))


class Faults:
    def __init__(self, driver, folder):
        self.driver, self.folder = driver, folder
        self.keys = Outbox(driver, f"{folder}/keys").make_keys()
        self.before = count_calls(self.fresh("nothing"), "nothing")
        self.calls = count_calls(self.fresh("whole"), "append", COUNT)

    def fresh(self, name):
        return Outbox(self.driver, f"{self.folder}/{name}").copy_keys(self.keys)

    def points(self, calls):
        for call in calls:
            for number in range(self.before[call] + 1, self.calls[call] + 1):
                yield call, number

    def inject(self, call, number, what):
        outbox = self.fresh(f"{call}-{number}-{re.sub('[^a-z]', '', what.lower())}")
        said = outbox.run("append", COUNT, wrapper=(
            "strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}",
            "-e", f"inject={call}:{what}:when={number}"))
        return outbox, said

    def judge_afterwards(self, outbox, said):
        """The next citizen is served, and everything that was acknowledged is there."""
        resumed = outbox.run("resume")
        if resumed.code != 0 or len(resumed.of("ACK")) != 1:
            return [f"the next citizen gets {resumed.text!r} {resumed.errors}"]
        return judge(said.of("ACK") + resumed.of("ACK"), resumed)

    def kill(self, point):
        outbox, said = self.inject(*point, "signal=KILL")
        faults = [] if said.code in (-9, 137) else ["it was not killed"]
        faults += self.judge_afterwards(outbox, said)
        return [f"killed at {point[0]} #{point[1]}: {fault}" for fault in faults]

    def refuse(self, point):
        call, number, error, lasting = point
        outbox, said = self.inject(call, f"{number}{'+' if lasting else ''}", f"error={error}")
        faults = [f"untyped: {said.text!r}"] if ("untyped",) in said.of("ERR") else []
        allowed = {FULL, IO} if error == "ENOSPC" else {IO}
        faults += [f"error of the wrong kind: {e}" for (e,) in said.of("ERR") if e not in allowed]
        # 5: what is written to the test itself is refused as well.
        if said.code not in (0, 4) + ((5,) if call == "write" else ()):
            faults.append(f"it died: {said.code} {said.errors}")
        faults += self.judge_afterwards(outbox, said)
        return [f"{error} at {call} #{number}{' and on' if lasting else ''}: {f}" for f in faults]

    def refusals(self):
        for call, number in self.points(("fsync", "fdatasync")):
            yield call, number, "EIO", False
        for call, number in self.points(("write", "pwrite64")):
            yield call, number, "ENOSPC", number % 2 == 0


def check_strace():
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], capture_output=True,
                          env=ENVIRONMENT)
    if done.returncode != 0:
        print("SKIP: strace cannot trace here (ptrace is forbidden)")
        sys.exit(77)


def check_judge():
    """The judge itself must see a loss."""
    from outbox_under_test import Said
    assert judge([("a", "n1")], Said("HAVE a n1\n")) == []
    assert judge([("a", "n1")], Said("HAVE b n2\n"))
    assert judge([], Said("HOLE b n2\n"))
    assert judge([], Said("HAVE b n2\nHAVE c n2\n"))
    assert judge([], Said("ORPHAN 1\n"))


def main(driver):
    check_strace()
    check_judge()
    with tempfile.TemporaryDirectory(prefix="kiosk-crash-") as folder:
        faults = Faults(driver, folder)
        kills, refusals = list(faults.points(KILLED_AT)), list(faults.refusals())
        for call in ("write", "pwrite64", "fsync", "fdatasync", "rename", "mkdir"):
            assert faults.calls[call] > faults.before[call], f"an append makes no {call}"
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            found = [f for some in pool.map(faults.kill, kills) for f in some]
            found += [f for some in pool.map(faults.refuse, refusals) for f in some]
        print(f"killed at {len(kills)} system calls, refused at {len(refusals)}")
        print("\n".join(found) or "nothing acknowledged was lost")
        return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
