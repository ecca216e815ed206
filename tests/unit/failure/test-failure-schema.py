#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema beside the catalogue of failures and the loader in C agree on what a good one is.

usage: test-failure-schema.py CHECKER ASSETS

Each change below is made to the shipped catalogue; both must say the same of the result.
"""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

NOTHING = object()

# (path, value or NOTHING to remove it, whether the result is good)
CHANGES = [
    ("format", 2, False),
    ("format", "1", False),
    ("format", True, False),
    ("format", NOTHING, False),
    ("$schema", NOTHING, True),
    ("$schema", 5, False),
    ("colour", "blue", False),
    ("failures", {}, False),
    ("failures", NOTHING, False),
    ("failures.0", "reader-gone", False),
    ("failures.0.name", 7, False),
    ("failures.0.name", "Reader-Gone", False),
    ("failures.0.name", NOTHING, False),
    ("failures.0.area", "courier", True),
    ("failures.0.area", "toaster", False),
    ("failures.0.area", ["card"], False),
    ("failures.0.severity", "information", True),
    ("failures.0.severity", "fatal", False),
    ("failures.0.severity", NOTHING, False),
    ("failures.0.cause", "a" * 160, True),
    ("failures.0.cause", "a" * 161, False),
    ("failures.0.cause", NOTHING, False),
    ("failures.0.help", "x", False),
    ("failures.0.title", "Đầu đọc", False),
    ("failures.0.title", NOTHING, False),
    ("failures.0.title.vi", "đ" * 60, True),
    ("failures.0.title.vi", "đ" * 61, False),
    ("failures.0.title.en", NOTHING, False),
    ("failures.0.title.vi", NOTHING, False),
    ("failures.0.title.km", "ឃុំ", True),
    ("failures.0.title.Khmer", "x", False),
    ("failures.0.citizen.en", "x" * 160, True),
    ("failures.0.citizen.en", "x" * 161, False),
    ("failures.0.citizen.en", "", False),
    ("failures.0.citizen.en", " x", False),
    ("failures.0.citizen.en", "x ", False),
    ("failures.0.citizen.en", "x  y", False),
    ("failures.0.citizen.en", "x\ny", False),
    ("failures.0.citizen.en", "x\u0007y", False),
    ("failures.0.citizen.en", ["x"], False),
    ("failures.0.citizen.en", None, False),
    ("failures.0.staff.en", "x" * 240, True),
    ("failures.0.staff.en", "x" * 241, False),
    ("failures.0.technician.en", "x" * 400, True),
    ("failures.0.technician.en", "x" * 401, False),
    ("failures.0.technician", NOTHING, False),
]


def change(document, path, value):
    document = copy.deepcopy(document)
    *parents, last = path.split(".")
    place = document
    for name in parents:
        place = place[int(name) if isinstance(place, list) else name]
    last = int(last) if isinstance(place, list) else last
    if value is NOTHING:
        del place[last]
    else:
        place[last] = value
    return document


def main():
    checker, assets = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads((assets / "failures/failures.schema.json").read_text(encoding="utf-8"))
    shipped = json.loads((assets / "failures/failures.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)

    rows = [("shipped", shipped, True)]
    rows += [(f"{p} = {v!r}", change(shipped, p, v), good) for p, v, good in CHANGES]
    with tempfile.TemporaryDirectory() as folder:
        folders = []
        for number, (_, document, _) in enumerate(rows):
            folders.append(pathlib.Path(folder) / str(number))
            (folders[-1] / "failures").mkdir(parents=True)
            (folders[-1] / "failures/failures.json").write_text(json.dumps(document))
        said = subprocess.run([checker, *folders], capture_output=True, text=True, check=True)
    faults = 0
    for (name, document, good), line in zip(rows, said.stdout.splitlines(), strict=True):
        verdicts = line.startswith("good"), validator.is_valid(document)
        if verdicts != (good, good):
            faults += 1
            print(f"{name}: loader {verdicts[0]}, schema {verdicts[1]}, wanted {good}: {line}")
    print(f"{len(rows)} catalogues, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
