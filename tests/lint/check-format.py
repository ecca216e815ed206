#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when clang-format would change a .c file. Headers keep their hand-aligned prototypes."""
import pathlib
import subprocess
import sys

root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".")
files = [str(p) for top in ("app", "ui", "printers", "tests")
         for p in sorted((root / top).rglob("*.c")) if "bad" not in p.parts]
bad = []
for start in range(0, len(files), 40):
    result = subprocess.run(["clang-format", "--dry-run", "-Werror", *files[start:start + 40]],
                            capture_output=True, text=True, cwd=root, stdin=subprocess.DEVNULL)
    bad += sorted({line.split(":")[0] for line in result.stderr.splitlines() if ": error:" in line})
print("\n".join(f"{f}: run clang-format -i" for f in bad) or f"format: ok, {len(files)} files")
sys.exit(1 if bad else 0)
