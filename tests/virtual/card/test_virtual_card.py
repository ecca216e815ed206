#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual card and its reader, by libeac's terminal and the C library of pcscd: no line of the kiosk's.

test_virtual_card.py BUILD
"""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

BUILD = pathlib.Path(sys.argv.pop(1)) / "tests/virtual/card"
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import profiles as cards  # noqa: E402
from pcsc import Pcsc  # noqa: E402
from winscard import Context  # noqa: E402

GROUPS = {"0101": "DG1", "0102": "DG2", "010D": "DG13", "011D": "EF.SOD", "011E": "EF.COM"}


def setUpModule():
    global scratch, country, pcsc
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="virtual-card-"))
    country = scratch / "country"
    pcsc = Pcsc(BUILD / "virtual-card", scratch / "pcsc").__enter__()


def tearDownModule():
    pcsc.__exit__()
    subprocess.run(["rm", "-r", str(scratch)], check=True)


def make(name):
    folder = scratch / name
    if not folder.exists():
        subprocess.run([HERE / "make-card.py", "--profile", name, "--out", folder, "--issuer", country], check=True)
    return folder, json.loads((folder / "card.json").read_text())


def terminal(*arguments):
    return subprocess.run([BUILD / "card-terminal", *map(str, arguments)], capture_output=True, text=True,
                          check=False, timeout=60)


def pace_of(name):
    cipher, domain = cards.get(name)["pace"][0]
    return ["--protocol", "id-PACE-ECDH-GM-" + cards.CIPHERS[cipher][0], "--curve", domain]


def key_information(zone):
    return zone[5:15] + zone[30:37] + zone[38:45] if len(zone) == 90 else zone[44:54] + zone[57:64] + zone[65:72]


class CardTest(unittest.TestCase):
    def lay(self, name, **changes):
        folder, about = make(name)
        card = pcsc.insert(folder, **changes)
        self.addCleanup(card.remove)
        return card, folder, about

    def assert_read(self, done, folder, files=("0101", "010D", "011D")):
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = {row.split()[0]: row.split() for row in done.stdout.splitlines()}
        for file in files:
            data = (folder / f"{GROUPS[file]}.bin").read_bytes()
            self.assertEqual(rows[file], [file, str(len(data)), hashlib.sha256(data).hexdigest()])

    def test_pace_opens_over_every_domain_and_with_every_cipher(self):
        # Not each with each: libeac is on both sides here. The kiosk's reader is tried with all of them.
        ciphers = list(cards.CIPHERS)
        names = [f"pace-{domain}-{ciphers[i % 4]}" for i, domain in enumerate(cards.DOMAINS)]
        names += [f"pace-12-{cipher}" for cipher in ciphers if f"pace-12-{cipher}" not in names]
        for name in names:
            with self.subTest(name):
                card, folder, about = self.lay(name)
                with card:
                    done = terminal("--can", about["can"], *pace_of(name), "0101", "010D", "011D")
                self.assert_read(done, folder)

    def test_pace_opens_with_the_zone(self):
        _, folder, about = self.lay("cccd")
        done = terminal("--mrz", about["mrz"], *pace_of("cccd"), "0101", "0102", "011D")
        self.assert_read(done, folder, ("0101", "0102", "011D"))

    def test_pace_refuses_another_number(self):
        self.lay("cccd")
        done = terminal("--can", "999999", *pace_of("cccd"), "0101")
        self.assertEqual((done.returncode, done.stderr), (1, "card-terminal: PACE 6300\n"))

    def test_pace_counts_wrong_numbers_when_asked(self):
        self.lay("cccd", pace_wrong="0x63C2")
        self.assertIn("PACE 63C2", terminal("--can", "999999", *pace_of("cccd"), "0101").stderr)

    def test_pace_that_was_not_offered_is_refused(self):
        self.lay("cccd")
        done = terminal("--can", "102938", "--curve", "13", "0101")
        self.assertIn("MSE:Set AT 6A80", done.stderr)

    def test_basic_access_control_opens(self):
        for name in ("bac", "passport"):
            card, folder, about = self.lay(name)
            done = terminal("--bac", key_information(about["mrz"]), "--extended", "0101", "0102", "011D", "011E")
            self.assert_read(done, folder, ("0101", "0102", "011D", "011E"))
            card.remove()

    def test_basic_access_control_refuses_another_zone(self):
        _, _, about = self.lay("bac")
        wrong = key_information(about["mrz"])[:-1] + "0"
        self.assertIn("EXTERNAL AUTHENTICATE 6300", terminal("--bac", wrong, "0101").stderr)

    def test_fingerprints_stay_shut_and_are_seen_when_asked_for(self):
        card, _, about = self.lay("cccd")
        done = terminal("--can", about["can"], *pace_of("cccd"), "0103")
        self.assertIn("0103 6982", done.stdout)
        self.assertIn(("A4", "020C", "secure", "6982", "0103"), card.trace())

    def test_long_answers_are_refused_by_a_card_without(self):
        _, folder, about = self.lay("short")
        self.assertIn("6700", terminal("--can", about["can"], *pace_of("short"), "--extended", "0101").stderr)
        self.assert_read(terminal("--can", about["can"], *pace_of("short"), "0101", "0102"), folder, ("0101", "0102"))

    def test_spoilt_answers_are_noticed_by_the_terminal(self):
        for fault, words in (("wrong-mac", "a wrong proof"), ("stale-answer", "a wrong proof"),
                             ("plain-answer", "no proof"), ("plain-status", "a plain status"),
                             ("no-mac", "no proof"), ("other-status", None), ("junk", "no proof"),
                             ("wrong-token", "token"), ("off-curve", "agreement"), ("gone", "no answer")):
            with self.subTest(fault):
                card, folder, about = self.lay("cccd", fault=fault, after=9 if fault == "gone" else 3)
                with card:
                    done = terminal("--can", about["can"], *pace_of("cccd"), "0102")
                if words is None:
                    # What stands outside is not protected: a terminal that believes what is inside reads on.
                    self.assert_read(done, folder, ("0102",))
                else:
                    self.assertEqual(done.returncode, 1)
                    self.assertIn(words, done.stderr)

    def test_a_slow_card_is_slow(self):
        _, folder, about = self.lay("cccd", latency_ms=30, kbit=106)
        begun = time.monotonic()
        done = terminal("--can", about["can"], *pace_of("cccd"), "--extended", "0101", "0102")
        self.assert_read(done, folder, ("0101", "0102"))
        self.assertGreater(time.monotonic() - begun, 0.030 * 15)

    def test_two_cards_lie_on_two_readers(self):
        self.lay("cccd")
        other = pcsc.insert(make("bac")[0], slot=1)
        with Context() as context:
            self.assertEqual(context.occupied(), pcsc.names)
        other.remove()
        with Context() as context:
            self.assertEqual(context.occupied(), pcsc.names[:1])

    def test_cards_are_still_there_after_pcscd_was(self):
        self.lay("cccd")
        card, = pcsc.restart()
        with Context() as context:
            self.assertEqual(context.occupied(), [card.reader])
        card.remove()

    def test_no_reader_is_there_when_none_is_wanted(self):
        program = ("import sys; sys.path.insert(0, sys.argv[1]); from pcsc import Pcsc\n"
                   "with Pcsc('true', sys.argv[2], readers=False) as pcsc: print(pcsc.names)")
        done = subprocess.run([sys.executable, "-c", program, str(HERE), str(scratch / "none")], check=True,
                              capture_output=True, text=True)
        self.assertEqual(done.stdout, "[]\n")


if __name__ == "__main__":
    unittest.main()
