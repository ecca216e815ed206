#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long runs, outside ./dev test: every fuzz target with libFuzzer, then every journey.

  ./dev soak                       ten minutes a target, then each journey once
  ./dev soak --seconds 60          another time for each target
  ./dev soak fuzz card-qr wire     only these targets
  ./dev soak journeys              only the journeys

A crash leaves its input in out/soak/<target>; put it into the target's corpus with its mend.
"""
import argparse
import os
import pathlib
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[1]
OUT = SOURCE / "out/soak"


def call(command, **options):
    print("+", " ".join(str(part) for part in command), flush=True)
    return subprocess.run([str(part) for part in command], cwd=SOURCE, stdin=subprocess.DEVNULL,
                          **options).returncode


def build_fuzzers():
    folder = SOURCE / "build-fuzz"
    environment = {**os.environ, "CC": "clang", "CXX": "clang++", "CFLAGS": "-fsanitize=fuzzer-no-link"}
    if not (folder / "build.ninja").exists():
        call(["meson", "setup", "-Db_sanitize=address,undefined", "-Db_lundef=false", folder],
             env=environment, stdout=subprocess.DEVNULL)
    return folder if call(["ninja", "-C", folder], stdout=subprocess.DEVNULL) == 0 else None


def fuzz(names, seconds):
    """Returns the names of the targets that failed."""
    folder = build_fuzzers()
    if folder is None:
        return ["build"]
    failed = []
    for target in sorted(p.name for p in (SOURCE / "tests/fuzz").iterdir() if (p / "corpus").is_dir()):
        if names and target not in names:
            continue
        found = OUT / target
        (found / "corpus").mkdir(parents=True, exist_ok=True)
        program = next((p for p in folder.glob(f"tests/fuzz/{target}/fuzz-*") if p.is_file()), None)
        if program is None or call(
                [program, f"-max_total_time={seconds}", "-max_len=65536", "-timeout=10",
                 f"-artifact_prefix={found}/", "-print_final_stats=1", found / "corpus",
                 SOURCE / "tests/fuzz" / target / "corpus"],
                stderr=open(found / "log", "w", encoding="utf-8")) != 0:
            failed.append(target)
        else:
            log = (found / "log").read_text(encoding="utf-8", errors="replace")
            runs = [line for line in log.splitlines() if "number_of_executed_units" in line]
            print(f"{target}: no fault; {runs[-1].split()[-1] if runs else '?'} runs", flush=True)
    return failed


def journeys():
    failed = []
    if call([SOURCE / "dev", "setup"]) or call(["meson", "setup", "build"] if not (
            SOURCE / "build/build.ninja").exists() else ["true"]) or call(["ninja", "-C", "build"]):
        return ["build"]
    for path in sorted((SOURCE / "tests/journey/journeys").glob("*.json")):
        if call([sys.executable, "tests/journey/run.py", "--build", "build", "--headless",
                 "--journey", path, "--out", OUT / path.stem], stdout=subprocess.DEVNULL) != 0:
            failed.append(path.stem)
        else:
            print(f"{path.stem}: delivered and printed", flush=True)
    return failed


def main():
    parser = argparse.ArgumentParser(prog="./dev soak", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", choices=("fuzz", "journeys"))
    parser.add_argument("names", nargs="*", help="fuzz targets")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    options = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)

    failed = []
    if options.what in (None, "fuzz"):
        failed += fuzz(options.names, options.seconds)
    if options.what in (None, "journeys"):
        failed += journeys()
    print(f"failed: {', '.join(failed)}" if failed else "soak: no fault", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
