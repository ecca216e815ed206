#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A kiosk that cannot start says why in one line, before it touches a screen: test_start.py KIOSK."""
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

KIOSK = pathlib.Path(sys.argv.pop(1))
EXAMPLE = json.loads((pathlib.Path(os.environ["KIOSK_ASSETS"]) / "config/kiosk.example.json")
                     .read_text(encoding="utf-8"))


class TestStart(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def refuse(self, *arguments):
        """What the kiosk says when it does not start."""
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment["XDG_RUNTIME_DIR"] = str(self.folder)
        result = subprocess.run([KIOSK, *arguments], env=environment, capture_output=True, text=True,
                                stdin=subprocess.DEVNULL, timeout=60)
        self.assertEqual(result.returncode, 1, result.stderr)
        lines = [line for line in result.stderr.splitlines() if line.startswith("motcua-kiosk: ")]
        self.assertEqual(len(lines), 1, result.stderr)
        return lines[0]

    def refuse_config(self, **changes):
        config = copy.deepcopy(EXAMPLE)
        for path, value in changes.items():
            *outer, last = path.split("__")
            member = config
            for name in outer:
                member = member[name]
            member[last] = value
        file = self.folder / "kiosk.json"
        file.write_text(json.dumps(config), encoding="utf-8")
        return self.refuse("--config", file)

    def test_it_asks_for_its_configuration(self):
        self.assertIn("--config FILE", self.refuse())

    def test_it_names_a_configuration_that_is_not_there(self):
        self.assertIn("/no/such/kiosk.json", self.refuse("--config", "/no/such/kiosk.json"))

    def test_it_names_a_member_it_does_not_know(self):
        self.assertIn("surprise", self.refuse_config(surprise=1))

    def test_anybody_can_be_anybody_only_outside_production(self):
        self.assertIn("devices.code_readers", self.refuse_config(devices__code_readers=["virtual"]))
        self.assertIn("devices.chip_readers", self.refuse_config(devices__chip_readers=["virtual"]))
        self.assertIn("devices.scanner", self.refuse_config(devices__scanner="virtual"))
        self.assertIn("devices.control_socket",
                      self.refuse_config(devices__control_socket="/run/motcua/control"))

    def test_it_says_that_there_is_no_display(self):
        self.assertIn("no display", self.refuse_config())


if __name__ == "__main__":
    unittest.main()
