#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every suite of a build folder and closes with one line that counts.

A test that skips itself is named, and counted as skipped, never as passed.
"""
import argparse
import json
import pathlib
import subprocess
import sys


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("names", nargs="*", help="only these tests")
    options = parser.parse_args()

    command = ["meson", "test", "-C", options.build, "--no-rebuild", "--print-errorlogs",
               "--num-processes", "2", "--timeout-multiplier", "3", *options.names]
    status = subprocess.run(command, stdin=subprocess.DEVNULL).returncode

    counts = {"OK": 0, "FAIL": 0, "SKIP": 0}
    log = pathlib.Path(options.build) / "meson-logs" / "testlog.json"
    for line in log.read_text().splitlines():
        test = json.loads(line)
        result = test["result"]
        kind = {"OK": "OK", "EXPECTEDFAIL": "OK", "SKIP": "SKIP"}.get(result, "FAIL")
        counts[kind] += 1
        if kind != "OK":
            print(f"{result.lower()}: {test['name']}")

    print(f"{counts['OK']} passed, {counts['FAIL']} failed, {counts['SKIP']} skipped", flush=True)
    return 0 if status == 0 and counts["FAIL"] == 0 and counts["OK"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
