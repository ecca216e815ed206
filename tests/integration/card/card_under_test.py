# SPDX-License-Identifier: GPL-3.0-or-later
"""motcua-card before virtual cards: what it says, how it ends, and what the card saw of it."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CARDS = pathlib.Path(__file__).resolve().parents[2] / "virtual/card"
sys.path.insert(0, str(CARDS))
import profiles as cards  # noqa: E402
from pcsc import Pcsc  # noqa: E402
from winscard import Context  # noqa: E402

READ, USAGE, NO_READER, NO_CARD, NOT_AN_ID, REFUSED, LOST, PROTOCOL, NOT_GENUINE = range(9)
# Members of data group 13 that the kiosk has no business with.
SENSITIVE = ("Kinh", "Không", "Nốt ruồi")


class Answer:
    """How one run ended."""

    def __init__(self, done, card):
        self.status, self.output, self.words = done.returncode, done.stdout, done.stderr
        self.trace = card.trace() if card else []
        self.json = json.loads(done.stdout) if done.stdout.startswith("{") else {}

    def verdict(self, name):
        return next(check["verdict"] for check in self.json["checks"] if check["name"] == name)

    def reason(self, name):
        return next(check["reason"] for check in self.json["checks"] if check["name"] == name)

    def instructions(self):
        return [row[0] for row in self.trace]


class World:
    """Cards, countries and readers of one run of tests."""

    def __init__(self, build):
        build = pathlib.Path(build)
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="card-test-"))
        self.program = build / "app/card/motcua-card"
        self.virtual_card = build / "tests/virtual/card/virtual-card"
        self.pcsc = None
        self.slot = 0

    def start(self):
        self.pcsc = Pcsc(self.virtual_card, self.scratch / "pcsc").__enter__()

    def stop(self):
        self.pcsc.__exit__()
        shutil.rmtree(self.scratch)

    def make(self, name):
        """The folder of a card, and what stands on it; each kind of signature is of its own country."""
        folder = self.scratch / name
        if not folder.exists():
            country = self.scratch / ("country-" + cards.get(name)["issuer"])
            subprocess.run([CARDS / "make-card.py", "--profile", name, "--out", folder, "--issuer", country],
                           check=True)
            trusted = self.scratch / f"trust-{name}"
            trusted.mkdir()
            shutil.copy(folder / "CSCA.der", trusted)
        return folder, json.loads((folder / "card.json").read_text())

    def trust(self, name):
        self.make(name)
        return self.scratch / f"trust-{name}"

    def run(self, *arguments, stdin=None, card=None):
        done = subprocess.run([self.program, *map(str, arguments)], input=stdin, capture_output=True, text=True,
                              check=False, timeout=120)
        return Answer(done, card)

    def read(self, name, *more, key="can", secret=None, trust=True, **changes):
        """Lays the card, reads it with what stands on it, and takes it away again."""
        folder, about = self.make(name)
        # The other reader each time: pcscd takes half a second to see that one is empty.
        self.slot = 1 - self.slot
        with Context() as context:
            context.wait(self.pcsc.reader(self.slot), False)
        card = self.pcsc.insert(folder, self.slot, **changes)
        arguments = ["read", "--json", "--reader", card.reader, "--" + key, "-", *more]
        if key == "qr":
            arguments += ["--expiry", about["expiry_date"]]
        if trust:
            arguments += ["--trust", self.trust(name if trust is True else trust)]
        try:
            return self.run(*arguments, stdin=secret or about[key], card=card)
        finally:
            card.remove(wait=False)


class CardTest(unittest.TestCase):
    """Whatever is read, some things never happen."""
    world = None

    def read(self, name, *more, **changes):
        answer = self.world.read(name, *more, **changes)
        _, about = self.world.make(name)
        for row in answer.trace:
            self.assertNotIn(row[4], ("0103", "0104"), "a fingerprint was asked for")
            self.assertFalse(row[0] in ("B0", "B1") and row[1][:2] in ("83", "84"), "a fingerprint was asked for")
        for word in SENSITIVE:
            self.assertNotIn(word, answer.output + answer.words)
        if answer.status not in (READ, NOT_GENUINE):
            for word in (about["number"], about["name"], about["mrz"][5:15], about["can"]):
                self.assertNotIn(word, answer.output + answer.words, "an error that names a person or a key")
        return answer

    def assert_assurance(self, answer, assurance, status=READ):
        self.assertEqual((answer.status, answer.json.get("assurance")), (status, assurance),
                         answer.output + answer.words)

    def assert_error(self, answer, status):
        self.assertEqual(answer.status, status, answer.output + answer.words)
        self.assertNotIn("document", answer.json)
        self.assertTrue(answer.json["error"] and answer.json["message"] and answer.json["hint"])


def run(world):
    CardTest.world = world
    try:
        world.start()
        program = unittest.main(exit=False)
    finally:
        world.stop()
    sys.exit(0 if program.result.wasSuccessful() and program.result.testsRun > 0 else 1)
