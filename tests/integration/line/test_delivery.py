#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offline first, on the portrait panel, in English; then a gateway that dies while it is being sent to.

test_delivery.py BUILD
"""
import base64
import json
import subprocess
import sys
import time

# First: it knows where the others are.
from visit import Visit, journey_of
from papers import picture_of_pdf, picture_of_roll, read_code, text_of_pdf
from receipt_code import public_key, verify
from rows import play
from stack import DEVICE
from world import World

CARD = ("079195000123|025123456|Lê Hoàng Thụy Vỹ|28021995|Nữ|"
        "45 Nguyễn Huệ, phường Sài Gòn, Thành phố Hồ Chí Minh|10072024")
KILLS = 3


class Delivery:
    def __init__(self, rows, world):
        self.row, self.world, self.stack = rows.row, world, world.stack
        self.visit = Visit(journey_of("birth.vi", language="en", panel="portrait", card_qr=CARD), world)
        self.text = self.visit.text
        self.wait_for = world.processes.wait_for

    def run(self):
        with self.row("a visit without a network ends with a slip that says «kept, not sent»"):
            self.kept()
        with self.row("the page behind its code says the same"):
            self.tracked_as_kept()
        with self.row(f"a gateway killed {KILLS} times in mid-send has nothing, and nothing is lost"):
            self.killed()
        with self.row("once it stays up the dossier arrives exactly once"):
            self.arrives()
        with self.row("the screen, a new paper and the page behind either code have the number"):
            self.numbered()
        with self.row("the same submission sent twice more is answered with the same bytes"):
            self.replayed()

    def papers(self, count):
        self.wait_for(f"paper {count} on both printers", lambda: self.stack.papers() == {
            "sheets": count, "rolls": count}, 60)
        sheet = self.stack.printed / f"job-{count}.pdf"
        code = read_code(picture_of_pdf(sheet, self.world.folder))
        roll = picture_of_roll(self.stack.printed / "receipt.escpos", self.world.folder)
        assert read_code(roll) == code
        key = public_key(self.stack.gateway_folder / "devices" / f"{DEVICE}.pub")
        return sheet, code, verify(code, key, self.world.folder)

    def kept(self):
        self.visit.play()
        self.visit.expect("receipt", self.text("receipt-page.kept"),
                          self.text("failure.network-gone"), self.text("receipt-page.printed"))
        self.entry = self.stack.entries()[-1]
        assert self.entry["state"] == "sealed" and self.entry["official"] is None
        sheet, self.code, facts = self.papers(1)
        assert facts["official"] is None and facts["id"] == self.entry["id"]
        words = text_of_pdf(sheet)
        assert self.entry["provisional"] in words and "H99.018.02-" not in words, words

    def tracked_as_kept(self):
        self.world.processes.stop(self.stack.courier)
        self.stack.start_gateway()
        words = self.stack.track(self.code, "en")
        assert self.text("track.kept.heading", kiosk=DEVICE) in words, words
        assert self.entry["provisional"] in words

    def chunks(self):
        """The chunks the gateway has kept so far."""
        return sum(1 for path in (self.stack.gateway_folder / "data").rglob("*")
                   if path.is_file() and len(path.name) == 64)

    def killed(self):
        for turn in range(KILLS):
            if turn > 0:
                self.stack.start_gateway()
            else:
                self.stack.start_courier()
            end = time.monotonic() + 60
            while self.chunks() <= turn and time.monotonic() < end:
                time.sleep(0.0005)
            self.stack.kill_gateway()
            assert self.chunks() > turn, "no chunk came"
            if self.stack.entries()[-1]["state"] == "acked":
                break  # it was faster than the axe; what follows still has to hold
        # Whatever was signed for before the kill stays true after it, and nothing else is.
        assert len(self.stack.entries()) == 1
        self.visit.expect("receipt")

    def arrives(self):
        self.stack.start_gateway()
        self.entry = self.wait_for("the province's signature", lambda: next(
            (e for e in self.stack.entries() if e["state"] == "acked" and e["official"]), None), 120)
        self.wait_for("the dossier", lambda: self.stack.exports(), 30)
        exports = self.stack.exports()
        assert list(exports) == [self.entry["official"]], list(exports)
        assert json.loads(exports[self.entry["official"]]["ThongTinKhac"])["language"] == "en"

    def numbered(self):
        self.visit.wait_for_number(60)
        self.visit.expect("receipt", self.entry["official"])
        self.visit.screen.touch(self.text("receipt-page.print_again"))
        sheet, code, facts = self.papers(2)
        assert facts["official"] == self.entry["official"]
        assert self.entry["official"] in text_of_pdf(sheet)
        for each in (self.code, code):
            words = self.stack.track(each, "en")
            assert self.text("track.numbered.heading") in words
            assert self.entry["official"] in words
        self.visit.finish()

    def replayed(self):
        body = self.world.folder / "envelope.json"
        body.write_text(json.dumps({
            "manifest": base64.b64encode(self.entry["manifest"]).decode(),
            "signature": base64.b64encode(self.entry["signature"]).decode()}))
        tls = self.stack.gateway_folder / "tls"
        answers = []
        for turn in range(2):
            target = self.world.folder / f"answer-{turn}"
            result = subprocess.run(
                ["curl", "--silent", "--show-error", "--noproxy", "*", "--cacert", tls / "ca.crt",
                 "--cert", tls / f"{DEVICE}.crt", "--key", tls / f"{DEVICE}.key",
                 "--request", "PUT", "--header", "Content-Type: application/json",
                 "--data-binary", f"@{body}", "--output", target, "--write-out", "%{http_code}",
                 f"https://localhost:{self.stack.port}/v1/submissions/{self.entry['id']}"],
                capture_output=True, text=True, stdin=subprocess.DEVNULL)
            assert result.stdout == "200", (result.stdout, result.stderr)
            answers.append(target.read_bytes())
        assert answers[0] == answers[1]
        signed = json.loads(answers[0])
        assert base64.b64decode(signed["receipt"]) == self.entry["receipt"], \
            "another receipt than the one the kiosk keeps"
        time.sleep(1.5)  # the worker looks again
        assert list(self.stack.exports()) == [self.entry["official"]]


def story(rows, build):
    world = World(build)
    try:
        world.start("portrait", {"idle_seconds": 600, "wait_for_province_ms": 1000}, offline=True)
        Delivery(rows, world).run()
        with rows.row("the programs end without a complaint"):
            complaints = world.end()
            assert not complaints, complaints
    finally:
        world.close()


if __name__ == "__main__":
    play(story, sys.argv[1])
