#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema beside the example and the loader in C agree on what is a good configuration.

usage: test-config-schema.py CHECKER ASSETS

Each change below is made to the good example; both must say the same of the result.
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
    ("environment", "demonstration", True),
    ("environment", "test", False),
    ("environment", NOTHING, False),
    ("colour", "blue", False),
    ("panel.width_px", 319, False),
    ("panel.width_px", 320, True),
    ("panel.width_px", "1920", False),
    ("panel.width_px", True, False),
    ("panel.width_mm", 3001, False),
    ("panel.depth", 1, False),
    ("panel", [], False),
    ("kiosk.id", "kiosk7", False),
    ("kiosk.id", "K", False),
    ("kiosk.id", "KIOSK7890123", True),
    ("kiosk.id", "KIOSK78901234", False),
    ("kiosk.tenant", "H99..2", False),
    ("kiosk.tenant", "H" * 36, False),
    ("kiosk.parent", "ỦY BAN", False),
    ("kiosk.parent.en", NOTHING, False),
    ("kiosk.parent.en", "", False),
    ("kiosk.parent.en", "  ", False),
    ("kiosk.parent.km", "ឃុំ", True),
    ("kiosk.parent.Khmer", "x", False),
    ("kiosk.track_url", "https://track.example.vn", False),
    ("kiosk.track_url", "HTTPS://TRACK.EXAMPLE.VN/", False),
    ("kiosk.track_url", "HTTPS://TRACK.EXAMPLE.VN:8443", True),
    ("kiosk.track_url", "HTTP://10.0.0.1:8080", False),
    ("kiosk.telephone", "call us", False),
    ("paths.data", "", False),
    ("paths.data", "here", True),
    ("paths.data", 5, False),
    ("devices.code_readers", [], True),
    ("devices.code_readers", ["virtual"], False),
    ("devices.code_readers", ["serial:ttyACM0"], False),
    ("devices.code_readers", ["serial:/dev/ttyACM0"] * 9, False),
    ("devices.code_readers", ["camera"], True),
    ("devices.code_readers", ["camera:"], False),
    ("devices.code_readers", ["cameras"], False),
    ("devices.code_readers", ["camera:v4l2src device=/dev/video1 ! image/jpeg ! jpegdec"], True),
    ("devices.code_readers", ["serial:/dev/ttyACM0", "camera"], True),
    ("devices.code_readers", ["camera:v4l2src"], False),
    ("devices.code_readers", ["camera:v4l2src device=/dev/video1\n! jpegdec"], False),
    ("devices.code_readers", ["camera:videotestsrc"], False),
    ("devices.code_readers", ["camera", "camera:filesrc location=card.png ! pngdec"], False),
    ("devices.code_readers", ["camera:v4l2src " + "x" * 400], False),
    ("devices.chip_readers", NOTHING, True),
    ("devices.chip_readers", [], True),
    ("devices.chip_readers", ["virtual"], False),
    ("devices.chip_readers", ["pcsc", "pcsc"], False),
    ("devices.chip_readers", ["pcscd"], False),
    ("devices.chip_readers", "pcsc", False),
    ("identity", NOTHING, True),
    ("identity", {}, False),
    ("identity.trust", 5, False),
    ("identity.trust", "issuers", True),
    ("identity.more", "issuers", False),
    ("devices.scanner", "virtual", False),
    ("devices.scanner", "none", True),
    ("devices.scanner", "sane:", False),
    ("devices.control_socket", "/run/x", False),
    ("printers", [], True),
    ("printers", {}, False),
    ("printers.0.uri", "escpos+tcp://10.0.0.5:9100", True),
    ("printers.0.uri", "escpos+tcp://10.0.0.5", False),
    ("printers.0.uri", "file:///tmp/x", False),
    ("printers.0.name", "Receipt", False),
    ("printers.0.width_dots", 100, False),
    ("printers.0.width_dots", NOTHING, True),
    ("printers.0.media", "A5", False),
    ("printers.0.colour", True, False),
    ("session.idle_seconds", 9, False),
    ("session.idle_seconds", 10.5, False),
    ("session.wait_for_province_ms", 0, True),
    ("session", NOTHING, False),
    ("keys.gateway", [], False),
    ("keys.gateway", ["a", "b"], True),
    ("keys.intake", NOTHING, False),
    ("gateway.url", "https://gateway.example.vn/", False),
    ("gateway.url", "https://gateway.example.vn/kiosks", True),
    ("gateway.url", "http://gateway.example.vn", False),
    ("gateway.url", "ftp://gateway.example.vn", False),
    ("gateway.ca", NOTHING, False),
]

# The same, from a demonstration.
DEMONSTRATION = [
    ("devices.code_readers", ["virtual", "serial:/dev/ttyACM0"], True),
    ("devices.code_readers", ["camera:videotestsrc is-live=true", "virtual"], True),
    ("devices.chip_readers", ["pcsc", "virtual"], True),
    ("devices.scanner", "virtual", True),
    ("devices.control_socket", "control", True),
    ("kiosk.track_url", "HTTP://127.0.0.1:8080", True),
    ("gateway.url", "http://127.0.0.1:8080", True),
    ("gateway.url", "http://[::1]:8080", True),
]


def change(document, path, value):
    document = copy.deepcopy(document)
    *parents, last = path.split(".")
    place = document
    for name in parents:
        place = place[int(name) if isinstance(place, list) else name]
    if value is NOTHING:
        del place[last]
    else:
        place[last] = value
    return document


def main():
    checker, assets = sys.argv[1], pathlib.Path(sys.argv[2])
    schema = json.loads((assets / "config/kiosk.schema.json").read_text())
    example = json.loads((assets / "config/kiosk.example.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    demonstration = change(example, "environment", "demonstration")

    rows = [("example", example, True)]
    rows += [(f"{p} = {v!r}", change(example, p, v), good) for p, v, good in CHANGES]
    rows += [(f"demonstration {p} = {v!r}", change(demonstration, p, v), good)
             for p, v, good in DEMONSTRATION]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, (_, document, _) in enumerate(rows):
            files.append(pathlib.Path(folder) / f"{number}.json")
            files[-1].write_text(json.dumps(document))
        said = subprocess.run([checker, *files], capture_output=True, text=True, check=True)
    faults = 0
    for (name, document, good), line in zip(rows, said.stdout.splitlines(), strict=True):
        verdicts = line.startswith("good"), validator.is_valid(document)
        if verdicts != (good, good):
            faults += 1
            print(f"{name}: loader {verdicts[0]}, schema {verdicts[1]}, wanted {good}: {line}")
    print(f"{len(rows)} configurations, {faults} faults")
    return 1 if faults else 0


sys.exit(main())
