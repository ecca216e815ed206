#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command beside a virtual reader with a virtual card on it, and ends as the command does.

    with-card.py --build BUILD [--card DIR]... [--set KEY=VALUE]... -- COMMAND...

The second --card lies on the second reader. Without --card the readers are empty.
"""
import argparse
import pathlib
import subprocess
import sys
import tempfile

from pcsc import Pcsc


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--build", default="build")
    parser.add_argument("--card", action="append", default=[])
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    program = pathlib.Path(options.build, "tests/virtual/card/virtual-card").resolve()
    changes = dict(change.split("=", 1) for change in options.set)
    with tempfile.TemporaryDirectory() as scratch, Pcsc(program, scratch) as pcsc:
        for slot, card in enumerate(options.card):
            pcsc.insert(card, slot, **changes)
        status = subprocess.run(options.command, check=False).returncode
    sys.exit(status)


if __name__ == "__main__":
    main()
