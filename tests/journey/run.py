#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts everything and opens the kiosk; without a display it plays a citizen's journey.

Ends 0 only when the dossier is with the gateway, signed for, and the receipt came out of the printer.
"""
import argparse
import glob
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from desktop import Processes, StartError  # noqa: E402
from journey import PANELS, JourneyError, load  # noqa: E402
from stack import SOURCE, Stack, run  # noqa: E402
from world import World  # noqa: E402

DEFAULT_JOURNEY = SOURCE / "tests/journey/journeys/birth.vi.json"


def parse():
    parser = argparse.ArgumentParser(prog="./dev run", description=__doc__)
    parser.add_argument("--build", default="build", help=argparse.SUPPRESS)
    parser.add_argument("--headless", action="store_true", help="play a journey on a virtual display")
    parser.add_argument("--fullscreen", action="store_true", help="no window frame")
    parser.add_argument("--journey", type=pathlib.Path, help="the journey to play")
    parser.add_argument("--out", type=pathlib.Path, help="where pictures, receipt and summary go")
    return parser.parse_args()


def decode_receipt(pdf, folder):
    """The text of the QR as a stranger's reader sees it on the printed page."""
    run(["pdftoppm", "-r", "300", "-png", "-f", "1", "-l", "1", pdf, folder / "receipt"])
    page = sorted(glob.glob(str(folder / "receipt-*.png")))[0]
    return run(["zbarimg", "--raw", "-q", "-Sbinary", page]).strip()


COMMANDS = "card TEXT · lay JOURNEY · lift · two · page PICTURE · jam · mend · quit"


class Headless:
    def __init__(self, options):
        self.out = (options.out or pathlib.Path("out/journey")).resolve()
        self.journey = load(options.journey or DEFAULT_JOURNEY, SOURCE / "assets")
        self.world = World(options.build, self.out / "logs")
        self.folder, self.processes = self.world.folder, self.world.processes
        self.stack = self.world.stack

    def clear_out(self):
        self.out.mkdir(parents=True, exist_ok=True)
        for pattern in ("logs/*.log", "[0-9][0-9]-*.png", "receipt*", "dossier.json", "summary.json",
                        "slip.png", "stuck.png"):
            for path in self.out.glob(pattern):
                path.unlink()

    def play(self):
        self.clear_out()
        wait = {"wait_for_province_ms": 1500} if self.journey.offline else None
        self.world.start(self.journey.panel, wait, self.journey.offline,
                         self.journey.chip is not None)
        player = self.world.player(
            self.journey, lambda n, page: self.world.picture(self.out / f"{n:02d}-{page}.png"))
        try:
            player.play()
            if self.journey.offline:
                self.stack.start_gateway()
                player.wait_for_number()
                player.shoot("receipt")
            summary = self.collect(player)
            player.finish()
            (self.out / "summary.json").write_text(
                json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        except Exception:
            self.world.picture(self.out / "stuck.png")
            raise
        return summary

    def wait_for_dossier(self):
        exported = self.stack.gateway_folder / "export"
        found = self.processes.wait_for(
            "the worker's dossier", lambda: sorted(exported.glob("*/dossier.json")), 30)
        return found[0]

    def collect(self, player):
        printed = self.processes.wait_for(
            "the printed receipt", lambda: sorted(self.stack.printed.glob("job-*.pdf")), 30)
        shutil.copy(printed[-1], self.out / "receipt.pdf")
        shutil.copy(self.stack.printed / "receipt.escpos", self.out / "receipt.escpos")
        shutil.copy(self.wait_for_dossier(), self.out / "dossier.json")
        entry = self.processes.wait_for(
            "the official number", lambda: next(
                (e for e in self.stack.entries()[-1:] if e["official"]), None), 30)
        from player import PAPER_ENDS
        paper = next(end for end, key in PAPER_ENDS.items()
                     if player.screen.has_text(player.text(key)))
        summary = {
            "submission_id": entry["id"],
            "provisional_number": entry["provisional"],
            "official_number": entry["official"],
            "receipt_qr": decode_receipt(self.out / "receipt.pdf", self.folder),
            "printed": paper == "printed",
            "acknowledged": entry["received_at"] is not None,
            "pages": player.pages,
            "language": self.journey.language,
            "panel": self.journey.panel,
            "procedure": self.journey.code,
        }
        return summary

    def close(self):
        self.world.close()


def play_headless(options):
    try:
        headless = Headless(options)
    except JourneyError as error:
        print(f"journey: {error}", file=sys.stderr)
        return 2
    try:
        summary = headless.play()
        complaints = headless.world.end()
        if complaints:
            raise StartError("; ".join(complaints))
    except JourneyError as error:
        print(f"journey: {error}", file=sys.stderr)
        return 2
    except Exception as error:  # whatever it was, say it in one line and leave the logs
        print(f"run: {error}\nlogs and pictures: {headless.out}", file=sys.stderr)
        if os.environ.get("KIOSK_TRACE"):
            raise
        return 1
    finally:
        headless.close()
    print(json.dumps(summary, ensure_ascii=False, indent=2))
    print(f"pictures, receipt, dossier and summary: {headless.out}")
    return 0 if summary["printed"] and summary["acknowledged"] else 1


def open_kiosk(options):
    """With a display: the real thing in a window, and this terminal as its devices."""
    folder = pathlib.Path("out/run").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    runtime = pathlib.Path(tempfile.mkdtemp(prefix="motcua-"))
    processes = Processes(folder / "logs")
    stack = Stack(options.build, runtime, processes, dict(os.environ))
    try:
        stack.prepare()
        stack.start_gateway()
        stack.start_printers()
        stack.start_gun()
        stack.write_config(PANELS["landscape"], chips=True)
        stack.start_courier()
        kiosk = stack.start_kiosk(dict(os.environ), windowed=not options.fullscreen)
        print(f"The kiosk is open. Commands: {COMMANDS}")
        serve_commands(stack, kiosk)
    finally:
        processes.stop_all()
        shutil.rmtree(runtime, ignore_errors=True)
    return 0


def serve_commands(stack, kiosk):
    while kiosk.poll() is None:
        line = sys.stdin.readline()
        if not line:
            time.sleep(0.5)
            continue
        word, _, rest = line.strip().partition(" ")
        if word == "quit":
            return
        try:
            if word == "card":
                stack.show_card(rest)
            elif word == "page":
                stack.order(page=str(pathlib.Path(rest).resolve()))
            elif word == "lay":
                stack.order(chip=load(rest, SOURCE / "assets").chip or {})
            elif word in ("lift", "two"):
                stack.order(chip="remove" if word == "lift" else "two")
            elif word in ("jam", "mend"):
                stack.order(scanner="jam" if word == "jam" else "ok")
            else:
                print(COMMANDS)
        except (StartError, JourneyError, OSError) as error:
            print(error)


def main():
    options = parse()
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if options.headless or options.journey or not display:
        return play_headless(options)
    return open_kiosk(options)


if __name__ == "__main__":
    sys.exit(main())
