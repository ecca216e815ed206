#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards that are forged, copied, broken, gone or hostile, and what is said of each.

test_card_faults.py BUILD [TEST...]
"""
import subprocess
import sys
import time

from card_under_test import LOST, NOT_GENUINE, PROTOCOL, READ, CardTest, World, run

BUILD = sys.argv.pop(1)


class Forging(CardTest):
    """Nothing that was not signed, or not by whom it says, is called trusted."""

    def test_every_sound_signature_is_trusted(self):
        for issuer in ("p256", "p384", "brainpool", "brainpool-explicit", "brainpool512", "rsa", "pss", "sha224"):
            with self.subTest(issuer):
                self.assert_assurance(self.read("signed-" + issuer), "genuine")

    def test_a_signature_over_an_old_hash_is_not_passed_over_in_silence(self):
        answer = self.read("signed-sha1")
        self.assertIn(answer.status, (READ, NOT_GENUINE))
        self.assertIn("sha", (answer.reason("signature") + answer.reason("data-groups")).lower())

    def test_an_issuer_who_is_not_known_is_said_to_be_unknown(self):
        for trust in (False, "signed-p384"):
            with self.subTest(trust):
                answer = self.read("cccd", trust=trust)
                self.assert_assurance(answer, "signed")
                self.assertNotEqual(answer.verdict("issuer"), "passed")
                self.assertEqual(answer.verdict("signature"), "passed")

    def test_bad_signatures_are_never_trusted(self):
        for issuer in ("bad-curve", "bad-issuer-curve", "bad-expired", "bad-early", "bad-issuer-expired", "bad-hash",
                       "bad-issuer", "bad-signature", "bad-content", "bad-digest", "bad-hash-algorithm",
                       "bad-purpose", "bad-content-type", "bad-no-signer", "bad-weak"):
            with self.subTest(issuer):
                answer = self.read("signed-" + issuer)
                self.assertIn(answer.status, (READ, NOT_GENUINE, PROTOCOL), answer.words)
                self.assertNotIn(answer.json.get("assurance"), ("trusted", "genuine"))
                if issuer in ("bad-hash", "bad-signature", "bad-content"):
                    self.assert_assurance(answer, "chip", NOT_GENUINE)

    def test_a_security_object_that_is_none_is_said(self):
        for issuer in ("bad-tag", "bad-empty"):
            with self.subTest(issuer):
                answer = self.read("signed-" + issuer)
                self.assertIn(answer.status, (PROTOCOL, NOT_GENUINE))
                self.assertNotIn(answer.json.get("assurance"), ("signed", "trusted", "genuine"))

    def test_changed_data_are_noticed(self):
        for name in ("tampered-dg1", "tampered-dg13", "tampered-dg2"):
            with self.subTest(name):
                answer = self.read(name, "--face")
                if answer.status != PROTOCOL:  # the check digits of the zone, or the two groups, may speak first
                    self.assert_assurance(answer, "chip", NOT_GENUINE)
                    self.assertEqual(answer.verdict("data-groups"), "failed")

    def test_a_changed_key_proves_nothing(self):
        for name, proof in (("tampered-dg15", "active-authentication"), ("tampered-dg14", "chip-authentication")):
            with self.subTest(name):
                answer = self.read(name, key="mrz")
                self.assertIn(answer.status, (NOT_GENUINE, PROTOCOL))
                if answer.status == NOT_GENUINE:
                    self.assertNotEqual(answer.verdict(proof), "passed")

    def test_a_copy_is_noticed(self):
        for name, proof in (("clone-aa", "active-authentication"), ("clone-ca", "chip-authentication")):
            with self.subTest(name):
                answer = self.read(name, key="mrz")
                self.assertEqual(answer.status, NOT_GENUINE, answer.output + answer.words)
                self.assertEqual(answer.verdict(proof), "failed")
                self.assertNotEqual(answer.json["assurance"], "genuine")

    def test_a_hidden_key_does_not_make_a_copy_genuine(self):
        # A copy leaves out what it cannot prove; the signature lists it all the same.
        for hidden in ("DG14", "DG15"):
            with self.subTest(hidden):
                answer = self.read("clone-aa" if hidden == "DG15" else "clone-ca", key="mrz", hidden=hidden)
                self.assertNotEqual(answer.json.get("assurance"), "genuine")
                self.assertNotEqual(answer.status, READ, answer.output)

    def test_groups_of_two_people_are_noticed(self):
        self.assert_error(self.read("disagree"), PROTOCOL)

    def test_a_spoilt_proof_is_noticed(self):
        answer = self.read("bac", key="mrz", fault="aa-wrong-signature")
        self.assertEqual((answer.status, answer.verdict("active-authentication")), (NOT_GENUINE, "failed"))


class Breaking(CardTest):
    """A chip that breaks the protocol is left, at once, and nothing more is sent under its keys."""

    def test_answers_spoilt_under_secure_messaging_end_the_reading(self):
        for fault in ("wrong-mac", "stale-answer", "plain-answer", "plain-status", "no-mac", "junk"):
            for name, key in (("cccd", "can"), ("bac", "mrz")):
                with self.subTest(fault=fault, name=name):
                    answer = self.read(name, key=key, fault=fault, after=3)
                    self.assert_error(answer, PROTOCOL)
                    secure = [row for row in answer.trace if row[2] == "secure"]
                    self.assertEqual(len(secure), 4, "something was sent after the spoilt answer")

    def test_a_status_outside_that_is_another_is_not_believed(self):
        answer = self.read("cccd", fault="other-status", after=3)
        self.assertIn(answer.status, (READ, PROTOCOL))

    def test_keys_of_pace_that_are_no_keys_are_refused(self):
        for fault in ("echo-map", "echo-key", "off-curve", "identity", "wrong-token"):
            with self.subTest(fault):
                answer = self.read("cccd", fault=fault)
                self.assert_error(answer, PROTOCOL)
                self.assertNotIn("84", answer.instructions(), "fell back to BAC")
                self.assertNotIn("secure", [row[2] for row in answer.trace])

    def test_another_mac_of_basic_access_control_is_refused(self):
        answer = self.read("bac", key="mrz", fault="bac-wrong-mac")
        self.assert_error(answer, PROTOCOL)
        self.assertNotIn("secure", [row[2] for row in answer.trace])

    def test_files_that_lie_about_their_length_are_refused(self):
        for change in ({"truncate": "DG1:40"}, {"truncate": "DG13:100"}, {"truncate": "EF.SOD:200"},
                       {"absurd": "DG1"}, {"absurd": "DG13"}, {"absurd": "EF.SOD"}):
            with self.subTest(change):
                answer = self.read("cccd", **change)
                self.assertNotIn(answer.status, (READ, 1))
                self.assertLess(len(answer.trace), 60)

    def test_a_face_that_lies_about_its_length_does_not_hide_the_person(self):
        for change in ({"truncate": "DG2:900"}, {"absurd": "DG2"}):
            with self.subTest(change):
                answer = self.read("cccd", "--face", **change)
                self.assertIn(answer.status, (NOT_GENUINE, PROTOCOL))
                self.assertLess(len(answer.trace), 120)

    def test_a_file_that_is_listed_and_missing_is_said(self):
        for name in ("DG1", "DG13", "EF.SOD"):
            with self.subTest(name):
                answer = self.read("cccd", hidden=name)
                self.assertNotEqual(answer.status, READ)
                self.assertNotIn(answer.json.get("assurance"), ("trusted", "genuine"))

    def test_an_endless_answer_ends(self):
        begun = time.monotonic()
        answer = self.read("cccd", fault="endless-61", after=8)
        self.assert_error(answer, PROTOCOL)
        self.assertLess(time.monotonic() - begun, 30)

    def test_a_card_may_go_at_any_moment(self):
        whole = self.read("cccd", "--face")
        self.assert_assurance(whole, "genuine")
        for after in range(0, whole.json["apdus"], 2):
            with self.subTest(after=after):
                answer = self.read("cccd", "--face", fault="gone", after=after)
                self.assert_error(answer, LOST)

    def test_pcscd_may_go_while_it_is_read(self):
        folder, about = self.world.make("cccd")
        card = self.world.pcsc.insert(folder, 0, latency_ms=100)
        process = subprocess.Popen([self.world.program, "read", "--json", "--can", "-", "--reader", card.reader],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        process.stdin.write(about["can"])
        process.stdin.close()
        limit = time.monotonic() + 10
        while len(card.trace()) < 4 and time.monotonic() < limit:
            time.sleep(0.05)
        self.world.pcsc.stop_daemon()
        try:
            self.assertEqual(process.wait(20), LOST)
        finally:
            process.stdout.close()
            card.remove(wait=False)
            self.world.pcsc.start_daemon()

    def test_a_slow_card_is_waited_for(self):
        answer = self.read("cccd", latency_ms=120)
        self.assert_assurance(answer, "genuine")


if __name__ == "__main__":
    run(World(BUILD))
