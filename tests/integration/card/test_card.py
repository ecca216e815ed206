#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of sound card, read by the real program through the real pcscd.

test_card.py BUILD [TEST...]
"""
import os
import pathlib
import stat
import sys

from card_under_test import NO_CARD, NO_READER, NOT_AN_ID, READ, REFUSED, USAGE, CardTest, Context, World, cards, run

BUILD = sys.argv.pop(1)
FIELDS = ("number", "name", "birth_date", "sex", "address", "issue_date", "expiry_date", "nationality", "home_town",
          "father", "mother", "spouse", "old_number")
PROOFS = ("active-authentication", "chip-authentication")


class Reading(CardTest):
    def test_a_card_is_read_whole(self):
        answer = self.read("cccd", "--face")
        _, about = self.world.make("cccd")
        self.assert_assurance(answer, "genuine")
        self.assertEqual({key: answer.json["document"].get(key) for key in FIELDS},
                         {key: about[key] for key in FIELDS})
        self.assertEqual({key: answer.json["face"][key] for key in ("type", "width", "height")}, about["face"])
        self.assertEqual({check["name"]: check["verdict"] for check in answer.json["checks"]},
                         dict.fromkeys(("access", "data-groups", "signature", "issuer", *PROOFS), "passed"))
        self.assertEqual(answer.json["protocol"], "PACE")
        self.assertEqual(answer.json["apdus"], len(answer.trace))

    def test_another_person_is_read(self):
        answer = self.read("another")
        _, about = self.world.make("another")
        self.assert_assurance(answer, "genuine")
        for key in FIELDS:
            self.assertEqual(answer.json["document"].get(key, ""), about[key])

    def test_the_face_is_read_only_when_wanted(self):
        answer = self.read("cccd")
        self.assert_assurance(answer, "genuine")
        self.assertIsNone(answer.json["face"])
        self.assertNotIn("0102", [row[4] for row in answer.trace])
        self.assertFalse([row for row in answer.trace if row[1][:2] == "82" and row[0] == "B0"])

    def test_faces_of_both_kinds_and_a_big_one_are_read(self):
        for name in ("cccd", "bac", "big-face"):
            with self.subTest(name):
                answer = self.read(name, "--face")
                _, about = self.world.make(name)
                self.assert_assurance(answer, "genuine")
                self.assertEqual({key: answer.json["face"][key] for key in about["face"]}, about["face"])

    def test_every_key_opens(self):
        for name, key, protocol in (("cccd", "can", "PACE"), ("cccd", "mrz", "PACE"), ("cccd", "qr", "PACE"),
                                    ("bac", "mrz", "BAC"), ("bac", "qr", "BAC"), ("passport", "mrz", "PACE")):
            with self.subTest(name=name, key=key):
                answer = self.read(name, key=key)
                self.assert_assurance(answer, "genuine")
                self.assertEqual(answer.json["protocol"], protocol)

    def test_pace_over_every_curve_with_every_cipher(self):
        # The curves; 8 to 10 are of 192 and 224 bits.
        for name in [n for n in cards.names() if n.startswith("pace-")]:
            with self.subTest(name):
                answer = self.read(name)
                self.assert_assurance(answer, "trusted")
                cipher, domain = cards.get(name)["pace"][0]
                self.assertEqual(answer.json["pace"]["parameters"], domain)
                self.assertEqual(answer.json["pace"]["cipher"].replace("-", ""), cipher)

    def test_the_best_of_several_ways_is_taken(self):
        answer = self.read("two-ways")
        self.assert_assurance(answer, "genuine")
        self.assertEqual((answer.json["pace"]["parameters"], answer.json["pace"]["cipher"]), (17, "aes-256"))

    def test_active_authentication_with_every_key(self):
        for name in [n for n in cards.names() if n.startswith("aa-")]:
            with self.subTest(name):
                answer = self.read(name, key="mrz")
                self.assert_assurance(answer, "genuine")
                self.assertEqual([answer.verdict(proof) for proof in PROOFS], ["passed", "not-offered"])

    def test_chip_authentication_with_every_key(self):
        for name in [*(n for n in cards.names() if n.startswith("ca-") and n != "ca-explicit"), "ca-explicit"]:
            with self.subTest(name):
                answer = self.read(name, key="mrz")
                self.assert_assurance(answer, "genuine")
                self.assertEqual([answer.verdict(proof) for proof in PROOFS], ["not-offered", "passed"])

    def test_a_card_without_proofs_is_trusted_and_no_more(self):
        answer = self.read("no-proofs")
        self.assert_assurance(answer, "trusted")
        self.assertEqual([answer.verdict(proof) for proof in PROOFS], ["not-offered"] * 2)

    def test_cards_of_every_make_are_read(self):
        for name in ("no-com", "short", "short-6700", "short-6c", "bac-61", "bac-6c", "cccd-61"):
            with self.subTest(name):
                self.assert_assurance(self.read(name, "--face", key="mrz"), "genuine")

    def test_a_passport_has_no_group_13(self):
        answer = self.read("no-dg13")
        self.assert_assurance(answer, "genuine")
        _, about = self.world.make("no-dg13")
        self.assertEqual(answer.json["document"]["number"], about["number"])
        self.assertNotIn("address", answer.json["document"])


class Shutting(CardTest):
    def test_a_wrong_number_is_refused_and_not_tried_another_way(self):
        answer = self.read("cccd", secret="999999")
        self.assert_error(answer, REFUSED)
        self.assertEqual(answer.instructions().count("86"), 4)
        self.assertNotIn("84", answer.instructions())

    def test_a_wrong_zone_is_refused_by_both_protocols(self):
        for name in ("cccd", "bac"):
            with self.subTest(name):
                other = self.world.make("another")[1]["mrz"]
                answer = self.read(name, key="mrz", secret=other)
                self.assert_error(answer, REFUSED)
                self.assertNotIn("84" if name == "cccd" else "86", answer.instructions())

    def test_a_chip_that_is_out_of_tries_refuses(self):
        self.assert_error(self.read("cccd", secret="999999", pace_wrong="0x63C0"), REFUSED)

    def test_another_card_is_not_an_identity_card(self):
        self.assert_error(self.read("other-application"), NOT_AN_ID)

    def test_no_card_is_said_after_the_wait(self):
        answer = self.world.run("read", "--json", "--can", "-", "--wait", "1", stdin="123456")
        self.assert_error(answer, NO_CARD)

    def test_two_cards_are_not_chosen_between(self):
        first = self.world.pcsc.insert(self.world.make("cccd")[0], 0)
        second = self.world.pcsc.insert(self.world.make("bac")[0], 1)
        with first, second:
            answer = self.world.run("read", "--json", "--can", "-", "--wait", "1", stdin="123456")
        self.assertNotEqual(answer.status, READ)
        self.assertEqual(first.trace() + second.trace(), [])

    def test_a_card_in_use_is_said(self):
        with self.world.pcsc.insert(self.world.make("cccd")[0], 0) as card, Context() as context:
            held = context.hold(card.reader)
            answer = self.world.run("read", "--json", "--can", "-", stdin="102938")
            context.release(held)
        self.assert_error(answer, NO_READER)

    def test_no_service_is_said(self):
        self.world.pcsc.stop_daemon()
        try:
            answer = self.world.run("read", "--json", "--can", "-", "--wait", "1", stdin="102938")
            self.assert_error(answer, NO_READER)
        finally:
            self.world.pcsc.start_daemon()

    def test_wrong_use_is_said(self):
        for arguments in (["read"], ["read", "--can", "1", "--mrz", "2"], ["read", "--qr", "x"], ["write"], []):
            with self.subTest(arguments):
                self.assertEqual(self.world.run(*arguments).status, USAGE)

    def test_readers_are_listed(self):
        self.assertIn("Virtual PCD 00 01", self.world.run("readers").output)

    def test_files_are_written_for_their_owner_alone(self):
        folder = self.world.scratch / "files"
        folder.mkdir(mode=0o700)
        self.assert_assurance(self.read("cccd", "--files", str(folder)), "genuine")
        written = list(folder.iterdir())
        self.assertGreaterEqual(len(written), 4)
        for path in written:
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        contents = {path.read_bytes() for path in written}
        for name in ("DG1.bin", "DG13.bin", "EF.SOD.bin"):
            self.assertIn((self.world.make("cccd")[0] / name).read_bytes(), contents)

    def test_files_are_not_written_where_others_read(self):
        folder = self.world.scratch / "open"
        folder.mkdir()
        os.chmod(folder, 0o755)
        answer = self.read("cccd", "--files", str(folder))
        self.assertEqual(answer.status, USAGE)
        self.assertEqual(list(pathlib.Path(folder).iterdir()), [])


if __name__ == "__main__":
    run(World(BUILD))
