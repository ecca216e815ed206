#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""motcua-card used wrongly, and what others may see of it: test_use.py PROGRAM. No service of readers is asked."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

PROGRAM = sys.argv.pop(1)
# A socket that is not there: whatever runs on this machine is left alone.
NOWHERE = {**os.environ, "PCSCLITE_CSOCK_NAME": "/nonexistent/pcscd.comm"}
CODE = "001085012345||Trần Văn Độ|15031985|Nam|Hà Nội|01092022"


def run(*arguments, stdin=""):
    return subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, text=True, check=False,
                          env=NOWHERE, timeout=60)


class Use(unittest.TestCase):
    def test_wrong_use_ends_with_1(self):
        for arguments in ([], ["write"], ["read"], ["read", "more", "--can", "123456"], ["qr"], ["readers", "x"],
                          ["read", "--can", "123456", "--mrz", "x"], ["read", "--qr", CODE], ["read", "--odd"],
                          ["read", "--expiry", "2045-03-15", "--can", "123456"], ["read", "--can", "12a456"],
                          ["read", "--wait", "soon", "--can", "123456"],
                          ["read", "--can", "123456", "--trust", "/nonexistent"]):
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertEqual(done.stdout, "")
                self.assertNotEqual(done.stderr, "")

    def test_help_tells_the_ends_and_standard_input(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        for words in ("standard input", "8 read, but a check failed", "--trust"):
            self.assertIn(words, done.stdout)

    def test_failure_in_json_names_itself(self):
        done = run("read", "--json", "--can", "-", "--wait", "0", stdin="123456\n")
        self.assertEqual(done.returncode, 2, done.stderr)
        answer = json.loads(done.stdout)
        self.assertEqual(answer["error"], "reader-daemon-gone")
        self.assertTrue(answer["message"] and answer["hint"])

    def test_no_input_is_wrong_use(self):
        for text in ("", "\n", "x" * 5000, "12\0" + "3456"):
            self.assertEqual(run("read", "--can", "-", "--wait", "0", stdin=text).returncode, 1)

    def test_a_folder_that_others_read_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, 0o755)
            self.assertEqual(run("read", "--can", "123456", "--wait", "0", "--files", folder).returncode, 1)
            # The same, closed to others, gets as far as the reader.
            os.chmod(folder, 0o700)
            self.assertEqual(run("read", "--can", "123456", "--wait", "0", "--files", folder).returncode, 2)

    def test_a_key_on_the_command_line_is_soon_gone(self):
        process = subprocess.Popen([PROGRAM, "read", "--can", "135791", "--wait", "3"], env=NOWHERE,
                                   stderr=subprocess.DEVNULL)
        try:
            limit = time.monotonic() + 2
            seen = "135791"
            while "135791" in seen and time.monotonic() < limit:
                time.sleep(0.02)
                seen = pathlib.Path(f"/proc/{process.pid}/cmdline").read_text(errors="replace")
            self.assertIn("motcua-card", seen)
            self.assertNotIn("135791", seen)
        finally:
            process.kill()
            process.wait()

    def test_what_is_no_picture_ends_with_4(self):
        with tempfile.NamedTemporaryFile(suffix=".png") as picture:
            picture.write(b"no picture")
            picture.flush()
            self.assertEqual(run("qr", picture.name).returncode, 4)

    def test_readers_without_a_service_end_with_2(self):
        self.assertEqual(run("readers").returncode, 2)


if __name__ == "__main__":
    unittest.main()
