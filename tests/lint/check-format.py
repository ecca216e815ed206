#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a .c or .cpp file is not as clang-format lays it out; --fix lays it out.

Headers keep their hand-aligned prototypes. clang-format 14 takes the words of G_DEFINE_QUARK for
subtractions, so those lines are put back.
"""
import pathlib
import re
import subprocess
import sys

QUARK = re.compile(r"^(G_DEFINE_QUARK \()([^,]*)(, \w+\))", re.M)


def laid_out(path):
    text = subprocess.run(["clang-format", str(path)], capture_output=True, text=True, check=True,
                          stdin=subprocess.DEVNULL).stdout
    return QUARK.sub(lambda m: m.group(1) + m.group(2).replace(" ", "") + m.group(3), text)


def main(arguments):
    fix = "--fix" in arguments
    rest = [a for a in arguments if a != "--fix"]
    root = pathlib.Path(rest[0] if rest else ".").resolve()
    files = [p for top in ("app", "ui", "printers", "tests")
             for p in sorted((root / top).rglob("*"))
             if p.suffix in (".c", ".cpp") and "bad" not in p.parts]
    bad = []
    for path in files:
        wanted = laid_out(path)
        if wanted != path.read_text(encoding="utf-8"):
            bad.append(path)
            if fix:
                path.write_text(wanted, encoding="utf-8")
    for path in bad:
        print(f"{path.relative_to(root)}: {'laid out' if fix else 'run check-format.py --fix'}")
    print(f"format: {len(files)} files, {len(bad)} not laid out")
    return 1 if bad and not fix else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
