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


def run(build, arguments):
    """Runs the tests of one build folder; returns its exit code and its results, test by test."""
    status = subprocess.run(
        ["meson", "test", "-C", build, "--no-rebuild", "--print-errorlogs", "--num-processes", "2",
         "--timeout-multiplier", "3", *arguments], stdin=subprocess.DEVNULL).returncode
    log = pathlib.Path(build) / "meson-logs" / "testlog.json"
    return status, [json.loads(line) for line in log.read_text().splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="with sanitizers; every suite but «plain»")
    parser.add_argument("--plain", help="without sanitizers; only the suite «plain»")
    parser.add_argument("names", nargs="*", help="only these tests")
    options = parser.parse_args()

    status, tests = run(options.build, ["--no-suite", "plain", *options.names])
    if options.plain and not options.names:
        listed = subprocess.run(["meson", "test", "-C", options.plain, "--list", "--suite", "plain"],
                                capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout
        if "/" in listed:
            plain_status, plain_tests = run(options.plain, ["--suite", "plain"])
            status, tests = status or plain_status, tests + plain_tests

    counts = {"OK": 0, "FAIL": 0, "SKIP": 0}
    for test in tests:
        result = test["result"]
        kind = {"OK": "OK", "SKIP": "SKIP"}.get(result, "FAIL")
        counts[kind] += 1
        if kind != "OK":
            print(f"{result.lower()}: {test['name']}")

    print(f"{counts['OK']} passed, {counts['FAIL']} failed, {counts['SKIP']} skipped", flush=True)
    return 0 if status == 0 and counts["FAIL"] == 0 and counts["OK"] > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
