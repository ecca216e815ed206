# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a card is read over a link as slow as the air, against what its bytes alone would take."""
import json
import pathlib
import shutil
import subprocess
import sys

CARDS = pathlib.Path(__file__).resolve().parents[1] / "virtual/card"
LATENCY_MS = 10
RATES = (106, 424)


def floor_ms(answer, rate):
    """The bytes that went over the link at its rate, and the time that the card takes a command."""
    moved = answer["bytes_sent"] + answer["bytes_received"]
    return moved * 8 / rate + answer["apdus"] * LATENCY_MS


class Cards:
    """One made-up card with its country, read by motcua-card."""

    def __init__(self, build, folder):
        self.build, self.folder = build, pathlib.Path(folder)
        self.card, self.trust = self.folder / "card", self.folder / "trust"
        subprocess.run([sys.executable, CARDS / "make-card.py", "--profile", "cccd", "--out", self.card,
                        "--issuer", self.folder / "country"], check=True, stdin=subprocess.DEVNULL)
        self.trust.mkdir()
        shutil.copy(self.card / "CSCA.der", self.trust)
        self.can = json.loads((self.card / "card.json").read_text())["can"]

    def read(self, rate, face):
        command = [sys.executable, CARDS / "with-card.py", "--build", self.build, "--card", self.card,
                   "--set", f"latency-ms={LATENCY_MS}", "--set", f"kbit={rate}", "--",
                   self.build / "app/card/motcua-card", "read", "--json", "--can", "-",
                   "--trust", self.trust, *(["--face"] if face else [])]
        done = subprocess.run([str(word) for word in command], input=self.can + "\n",
                              capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"motcua-card: {done.stderr[-400:]}{done.stdout[-400:]}")
        answer = json.loads(done.stdout)
        if answer["assurance"] != "genuine":
            raise RuntimeError(f"the card is only {answer['assurance']}")
        return answer

    def measure(self, report, rounds):
        """Adds the rows: commands and bytes, then each link against its floor, taking turns."""
        kinds = [(rate, face) for rate in RATES for face in (False, True)]
        times = {kind: [] for kind in kinds}
        answers = {}
        for _ in range(rounds):
            for kind in kinds:
                answers[kind] = self.read(*kind)
                times[kind].append(answers[kind]["milliseconds"]["total"])
        for face in (False, True):
            answer, what = answers[106, face], "DG1, DG13, SOD" + (", DG2" if face else "")
            report.add(f"card: commands, {what}", [answer["apdus"]], "APDU")
            report.add(f"card: bytes both ways, {what}",
                       [answer["bytes_sent"] + answer["bytes_received"]], "bytes")
        for rate, face in kinds:
            name = f"card at {rate} kbit/s" + (", with face" if face else "")
            row = report.add(name, times[rate, face], "ms")
            floor = floor_ms(answers[rate, face], rate)
            ratio = row["median"] / floor
            report.ratio(f"{name} / floor of its bytes", ratio, "<= 1.15", ratio <= 1.15,
                         f"(floor {floor:.0f} ms)")
