# SPDX-License-Identifier: GPL-3.0-or-later
"""What a phone sees behind the code of a slip."""

import html.parser
import http.client
import re
import ssl
import subprocess
import sys
import tempfile
import unittest

from gateway_under_test import Answer, Gateway, Submission, programs, uuid7

MAKE_CODE = sys.argv.pop(3)
PROGRAM, MAKER = programs()


class Text(html.parser.HTMLParser):
    """The words of a page and the names of its elements; fails on what is not balanced."""

    def __init__(self, page):
        super().__init__()
        self.words, self.elements, self.open = [], set(), []
        self.feed(page)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        if tag != "meta":
            self.open.append(tag)
        self.links = [v for k, v in attributes if k in ("src", "href")]
        assert all(link.startswith("?l=") for link in self.links), self.links

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.words.append(data)


class Track(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.gateway = Gateway(cls.temporary.name, PROGRAM, MAKER).start()

    @classmethod
    def tearDownClass(cls):
        code = cls.gateway.stop()
        cls.temporary.cleanup()
        assert code == 0, f"the gateway ended with {code}"

    def code(self, identifier, device="KIOSK7", key_of=None):
        key = self.gateway.folder / "kiosks" / (key_of or device) / "device.key"
        line = subprocess.run([MAKE_CODE, str(key), device, identifier, f"{device}-261125-0012",
                               "1.001193"], check=True, capture_output=True, text=True).stdout
        return line.strip().removeprefix("HTTPS://TRACK.EXAMPLE")

    def look(self, path, **headers):
        context = ssl.create_default_context(cafile=str(self.gateway.folder / "tls/ca.crt"))
        connection = http.client.HTTPSConnection("127.0.0.1", self.gateway.track_port,
                                                 context=context, timeout=30)
        try:
            connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        self.assertTrue(answer.headers["content-type"].startswith("text/html"))
        self.assertIn("default-src 'none'", answer.headers["content-security-policy"])
        self.assertEqual(answer.headers["cache-control"], "no-store")
        page = answer.body.decode()
        answer.text = " ".join(Text(page).words)
        self.assertNotIn("script", Text(page).elements)
        self.assertEqual(re.findall(r"\{\w+\}", answer.text), [])
        self.assertEqual(re.findall(r"\btrack\.\w+", answer.text), [], "a text is missing")
        return answer

    def test_a_slip_whose_kiosk_has_no_network_yet_is_honest(self):
        answer = self.look(self.code(uuid7()))
        self.assertEqual(answer.status, 200)
        self.assertIn("đã lưu tại máy KIOSK7, tỉnh chưa tiếp nhận", answer.text)
        self.assertIn("KIOSK7-261125-0012", answer.text)
        self.assertIn("25/11/2026", answer.text)

    def test_the_page_follows_the_submission(self):
        submission = Submission(self.gateway)
        path = self.code(submission.id)
        self.assertIn("chưa tiếp nhận", self.look(path).text)
        self.assertEqual(self.gateway.send(submission).status, 201)
        self.assertIn("Tỉnh đã tiếp nhận hồ sơ", self.look(path).text)
        self.gateway.work()
        official = self.gateway.ask("GET", f"/v1/submissions/{submission.id}").json["official"]
        self.assertIn(official, self.look(path).text)
        self.gateway.run("status", official, "9")
        answer = self.look(path, Accept_Language="en-GB,en;q=0.9,vi;q=0.5")
        self.assertIn("Finished, the result is ready", answer.text)
        for personal in ("Nguyễn", "079199000001", "0912345678", "An Bình"):
            self.assertNotIn(personal, answer.body.decode())

    def test_forged_and_unreadable_are_told_apart_from_unknown(self):
        good = self.code(uuid7())
        for path in (self.code(uuid7(), "KIOSK7", key_of="KIOSK8"),
                     good[:-20] + ("A" if good[-20] != "A" else "B") + good[-19:]):
            answer = self.look(path)
            self.assertEqual(answer.status, 403)
            self.assertIn("không do máy của trung tâm lập", answer.text)
        for path in ("/R/AAAA", "/R/" + "A" * 1500, "/R/%3Cscript%3E", "/R/a/b"):
            answer = self.look(path)
            self.assertEqual(answer.status, 404)
            self.assertIn("Chưa đọc được mã", answer.text)

    def test_another_devices_submission_cannot_be_looked_up(self):
        submission = Submission(self.gateway)
        self.assertEqual(self.gateway.send(submission).status, 201)
        self.assertEqual(self.look(self.code(submission.id, "KIOSK8")).status, 403)

    def test_the_language_is_the_phones_or_the_one_asked_for(self):
        path = self.code(uuid7())
        cases = (({}, "", "vi"), ({"Accept_Language": "en-US,en;q=0.9"}, "", "en"),
                 ({"Accept_Language": "fr-FR,vi;q=0.8"}, "", "vi"),
                 ({"Accept_Language": "fr"}, "", "vi"),
                 ({"Accept_Language": "en"}, "?l=vi", "vi"), ({}, "?l=en", "en"),
                 ({}, "?l=%3Cb%3E", "vi"))
        for headers, query, language in cases:
            page = self.look(path + query, **headers).body.decode()
            self.assertIn(f'<html lang="{language}">', page, (headers, query))

    def test_small_letters_are_the_same_address(self):
        path = self.code(uuid7())
        self.assertEqual(self.look(path.lower()).text, self.look(path).text)

    def test_nothing_of_the_devices_face_is_here(self):
        context = ssl.create_default_context(cafile=str(self.gateway.folder / "tls/ca.crt"))
        connection = http.client.HTTPSConnection("127.0.0.1", self.gateway.track_port,
                                                 context=context, timeout=30)
        connection.request("GET", "/v1/inbox")
        self.assertEqual(connection.getresponse().status, 404)
        connection.close()


if __name__ == "__main__":
    unittest.main()
