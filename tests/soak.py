#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Long runs, outside ./dev test: every fuzz target with libFuzzer, then every journey.

  ./dev soak                       ten minutes a target, then each journey once
  ./dev soak --seconds 60          another time for each target
  ./dev soak fuzz card-qr wire     only these targets
  ./dev soak journeys              only the journeys
  ./dev soak list                  the targets, and what is wrong with any

A target is any folder of tests/fuzz that has a program fuzz-<folder>.c, or fuzz_<folder>.py for what is not C.
A crash leaves its input in out/soak/<target>; put it into the target's corpus with its mend.
"""
import argparse
import os
import pathlib
import random
import re
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[1]
OUT = SOURCE / "out/soak"


def call(command, **options):
    print("+", " ".join(str(part) for part in command), flush=True)
    return subprocess.run([str(part) for part in command], cwd=SOURCE, stdin=subprocess.DEVNULL,
                          **options).returncode


def look_for_targets(folder):
    """Returns {name: program} and what is wrong: a folder that would silently be left out."""
    targets, wrong = {}, []
    known = re.findall(r"^subdir\('([^']+)'\)", (folder / "meson.build").read_text(encoding="utf-8"), re.M)
    for path in sorted(path for path in folder.iterdir() if path.is_dir() and path.name != "__pycache__"):
        name = path.name
        program = next((path / file for file in (f"fuzz-{name}.c", f"fuzz_{name.replace('-', '_')}.py")
                        if (path / file).is_file()), None)
        if program is None:
            wrong.append(f"{name}: no fuzz-{name}.c")
            continue
        if program.suffix == ".c" and not any(path.glob("corpus/*")):
            wrong.append(f"{name}: no corpus")
        if name not in known:
            wrong.append(f"{name}: not in meson.build, so never built")
        targets[name] = program
    wrong += [f"{name}: in meson.build, but no folder" for name in known if not (folder / name).is_dir()]
    return targets, wrong


def build_fuzzers(names):
    folder = SOURCE / "build-fuzz"
    environment = {**os.environ, "CC": "clang", "CXX": "clang++", "CFLAGS": "-fsanitize=fuzzer-no-link"}
    if not (folder / "build.ninja").exists():
        call(["meson", "setup", "-Db_sanitize=address,undefined", "-Db_lundef=false", folder],
             env=environment, stdout=subprocess.DEVNULL)
    programs = [f"tests/fuzz/{name}/fuzz-{name}" for name in names]
    # ninja takes no target to mean all of them.
    if programs and call(["ninja", "-C", folder, *programs], stdout=subprocess.DEVNULL) != 0:
        return None
    return folder


def fuzz_python(program, seconds, log):
    """Other seeds until the time is up; a failing one is in the log."""
    end, seeds = time.monotonic() + seconds, 0
    while seeds == 0 or time.monotonic() < end:
        if subprocess.run([sys.executable, program, "--seed", str(random.randrange(1 << 32))], cwd=SOURCE,
                          stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False).returncode != 0:
            return None
        seeds += 1
    return f"{seeds} seeds"


def fuzz_c(name, folder, seconds, log):
    found = OUT / name
    (found / "corpus").mkdir(parents=True, exist_ok=True)
    if call([folder / f"tests/fuzz/{name}/fuzz-{name}", f"-max_total_time={seconds}", "-max_len=65536",
             "-timeout=10", f"-artifact_prefix={found}/", "-print_final_stats=1", found / "corpus",
             SOURCE / "tests/fuzz" / name / "corpus"], stderr=log) != 0:
        return None
    log.seek(0)
    runs = [line.split()[-1] for line in log if "number_of_executed_units" in line]
    return f"{runs[-1]} runs" if runs and runs[-1] != "0" else None


def fuzz(targets, seconds):
    """Returns the names of the targets that failed, among them any that ran nothing."""
    folder = build_fuzzers([name for name, program in targets.items() if program.suffix == ".c"])
    if folder is None:
        return ["build"]
    failed = []
    for name, program in targets.items():
        (OUT / name).mkdir(parents=True, exist_ok=True)
        with open(OUT / name / "log", "w+", encoding="utf-8", errors="replace") as log:
            done = (fuzz_python(program, seconds, log) if program.suffix == ".py"
                    else fuzz_c(name, folder, seconds, log))
        if done is None:
            failed.append(name)
        else:
            print(f"{name}: no fault; {done}", flush=True)
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
    parser.add_argument("what", nargs="?", choices=("fuzz", "journeys", "list"))
    parser.add_argument("names", nargs="*", help="fuzz targets")
    parser.add_argument("--seconds", type=int, default=600, help="for each target")
    parser.add_argument("--targets", type=pathlib.Path, default=SOURCE / "tests/fuzz", help=argparse.SUPPRESS)
    options = parser.parse_args()
    targets, wrong = look_for_targets(options.targets)
    if options.what == "list" or wrong:
        print("\n".join([*targets, *wrong]), flush=True)
        return 1 if wrong else 0
    unknown = [name for name in options.names if name not in targets]
    if unknown:
        parser.error(f"no target {', '.join(unknown)}; ./dev soak list tells them")
    OUT.mkdir(parents=True, exist_ok=True)

    failed = []
    if options.what in (None, "fuzz"):
        failed += fuzz({name: program for name, program in targets.items()
                        if not options.names or name in options.names}, options.seconds)
    if options.what in (None, "journeys"):
        failed += journeys()
    print(f"failed: {', '.join(failed)}" if failed else "soak: no fault", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
