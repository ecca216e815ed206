# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs append-driver and judges what it says against what is left afterwards."""

import os
import pathlib
import shutil
import subprocess

# LeakSanitizer cannot work under strace, and a preloaded library comes before it.
ENVIRONMENT = dict(os.environ, G_DEBUG="fatal-criticals",
                   ASAN_OPTIONS="detect_leaks=0:verify_asan_link_order=0")


class Outbox:
    def __init__(self, driver, folder):
        self.driver, self.folder = driver, pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def make_keys(self):
        self.run("keys")
        return self

    def copy_keys(self, other):
        for name in ("intake.key", "device.key"):
            shutil.copy(other.folder / name, self.folder / name)
        return self

    def command(self, *words):
        return [self.driver, words[0], str(self.folder), *words[1:]]

    def run(self, *words, wrapper=(), preload=None):
        environment = dict(ENVIRONMENT, **({"LD_PRELOAD": preload} if preload else {}))
        done = subprocess.run([*wrapper, *self.command(*words)], capture_output=True, text=True,
                              env=environment, timeout=60)
        return Said(done.stdout, done.returncode, done.stderr)

    def verify(self):
        said = self.run("verify")
        assert said.code == 0, f"the outbox cannot be opened any more: {said.text} {said.errors}"
        return said


class Said:
    def __init__(self, text, code=0, errors=""):
        self.text, self.code, self.errors = text, code, errors
        self.words = [line.split() for line in text.splitlines() if line.strip()]

    def of(self, kind):
        return [tuple(words[1:]) for words in self.words if words[0] == kind]


def judge(acknowledged, left):
    """What is wrong, in words; nothing when all is well."""
    have = set(left.of("HAVE"))
    faults = [f"acknowledged and lost: {number}" for number in acknowledged if number not in have]
    faults += [f"a row without its files: {hole}" for hole in left.of("HOLE")]
    faults += [f"folders that nobody owns: {n[0]}" for n in left.of("ORPHAN")]
    numbers = [number for _, number in list(left.of("HAVE")) + list(left.of("HOLE"))]
    if len(set(numbers)) != len(numbers):
        faults.append("a number was given twice")
    return faults
