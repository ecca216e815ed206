#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`./dev run --headless` plays a journey and leaves all that it promises in its folder.

test_journey.py BUILD
"""
import json
import pathlib
import subprocess
import sys
import tempfile

# First: it knows where the others are.
from visit import SOURCE
from rows import play

JOURNEY = SOURCE / "tests/journey/journeys/residence.vi.json"
LEFT = ("receipt.pdf", "receipt.escpos", "dossier.json", "summary.json", "01-idle.png")


def story(rows, build):
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        with rows.row("a move into the husband's home ends with 0"):
            result = subprocess.run(
                [sys.executable, SOURCE / "tests/journey/run.py", "--build", build, "--headless",
                 "--journey", JOURNEY, "--out", out], capture_output=True, text=True,
                stdin=subprocess.DEVNULL)
            assert result.returncode == 0, result.stderr
        with rows.row("pictures, papers, dossier and summary are there and agree"):
            for name in LEFT:
                assert (out / name).stat().st_size > 500, name
            summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
            assert summary["printed"] is True and summary["acknowledged"] is True, summary
            assert len(list(out.glob("[0-9][0-9]-*.png"))) == len(summary["pages"])
            dossier = json.loads((out / "dossier.json").read_text(encoding="utf-8"))
            assert dossier["MaHoSo"] == summary["official_number"]
            inside = json.loads(dossier["ThongTinKhac"])
            assert inside["provisional"] == summary["provisional_number"]
            wanted = json.loads(JOURNEY.read_text(encoding="utf-8"))["answers"]
            for name, value in wanted.items():
                assert inside["answers"][name] == str(value), name


if __name__ == "__main__":
    play(story, sys.argv[1])
