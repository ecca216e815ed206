#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey that cannot be played ends with 2 and says which member and why.

test_mistakes.py BUILD
"""
import json
import pathlib
import subprocess
import sys
import tempfile

# First: it knows where the others are.
from visit import SOURCE
from rows import play

GOOD = json.loads((SOURCE / "tests/journey/journeys/birth.vi.json").read_text(encoding="utf-8"))


def answers(**changes):
    changed = {**GOOD["answers"], **changes}
    return {**GOOD, "answers": {k: v for k, v in changed.items() if v is not None}}


MISTAKES = [
    ("an unknown member", {**GOOD, "colour": "red"}, "colour"),
    ("an unknown procedure", {**GOOD, "procedure": "9.999999"}, "9.999999"),
    ("a procedure that is a path", {**GOOD, "procedure": "../../etc/passwd"}, "procedure"),
    ("a field that is not asked", answers(shoe_size=43), "answers.shoe_size"),
    ("an option that is none", answers(relation="neighbour"), "answers.relation"),
    ("an answer of a wrong kind", answers(copies=True), "answers.copies"),
    ("an answer that cannot go on at the kiosk", answers(situation="foreign"), "answers.situation"),
    ("an unknown component", {**GOOD, "documents": {"passport": "counter"}}, "documents.passport"),
    ("more pages than fit", {**GOOD, "documents": {"birth_notice": {"pages": 9}}},
     "documents.birth_notice"),
    ("a picture that is not there", {**GOOD, "documents": {"birth_notice": {"pages": ["no.png"]}}},
     "documents.birth_notice"),
    ("neither card nor typed", {k: v for k, v in GOOD.items() if k != "card_qr"}, "card_qr"),
    ("a panel that is none", {**GOOD, "panel": "round"}, "panel"),
]
# Only the kiosk itself knows what it asks with these answers.
MET_ON_THE_WAY = [("a question that is asked but not answered", answers(task=None), "answers.task")]


def try_to_play(build, folder, data):
    path = pathlib.Path(folder) / "journey.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return subprocess.run(
        [sys.executable, SOURCE / "tests/journey/run.py", "--build", build, "--headless", "--journey",
         path, "--out", pathlib.Path(folder) / "out"], capture_output=True, text=True,
        stdin=subprocess.DEVNULL)


def story(rows, build):
    with tempfile.TemporaryDirectory() as folder:
        for name, data, word in MISTAKES + MET_ON_THE_WAY:
            with rows.row(f"{name} ends with 2 and names «{word}»"):
                result = try_to_play(build, folder, data)
                assert result.returncode == 2, (result.returncode, result.stderr)
                assert word in result.stderr and "Traceback" not in result.stderr, result.stderr
        with rows.row("a file that is not there, or not JSON, ends with 2 too"):
            for content in (None, "{"):
                path = pathlib.Path(folder) / "broken.json"
                if content is not None:
                    path.write_text(content)
                result = subprocess.run(
                    [sys.executable, SOURCE / "tests/journey/run.py", "--build", build, "--headless",
                     "--journey", path, "--out", folder], capture_output=True, text=True,
                    stdin=subprocess.DEVNULL)
                assert result.returncode == 2 and "broken.json" in result.stderr, result.stderr


if __name__ == "__main__":
    play(story, sys.argv[1])
