#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real courier and the real gateway, over mutual TLS, and everything that may come between."""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "gateway"))
from gateway_under_test import TENANT, Gateway, programs, wait_until  # noqa: E402
from relay import Relay  # noqa: E402

PROGRAM, MAKER = programs()
COURIER, DRIVER = sys.argv[1:3]
del sys.argv[1:3]
EVERYWHERE = {"vi": "ở đây", "en": "here"}


class CourierTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.gateway = Gateway(f"{self.temporary.name}/gateway", PROGRAM, MAKER)
        self.relay = Relay()
        self.data = pathlib.Path(self.temporary.name, "kiosk")
        self.data.mkdir()
        keys = self.gateway.folder / "kiosks/KIOSK7"
        shutil.copy(keys / "device.key", self.data / "device.key")
        shutil.copy(self.gateway.folder / "intake.pub", self.data / "intake.key")
        self.courier = None

    def tearDown(self):
        self.stop_courier()
        self.gateway.stop()
        self.relay.close()
        self.temporary.cleanup()

    def start_gateway(self):
        self.gateway.start()
        self.relay.target = self.gateway.port

    def write_config(self, certificate="KIOSK7", ca=None):
        tls = self.gateway.folder / "tls"
        config = {
            "environment": "demonstration",
            "panel": {"width_px": 1920, "height_px": 1080, "width_mm": 476},
            "kiosk": {"id": "KIOSK7", "tenant": TENANT, "parent": EVERYWHERE,
                      "centre": EVERYWHERE, "place": EVERYWHERE, "counter": EVERYWHERE,
                      "hours": EVERYWHERE, "telephone": "0299 999 9999",
                      "track_url": "HTTPS://TRACK.EXAMPLE.VN"},
            "paths": {"data": str(self.data), "assets": str(self.data),
                      "link": str(self.data / "run/link")},
            "devices": {"code_readers": ["virtual"], "scanner": "virtual"},
            "printers": [],
            "session": {"idle_seconds": 120, "warning_seconds": 30, "wait_for_province_ms": 4000},
            "keys": {"intake": str(self.data / "intake.key"),
                     "device": str(self.data / "device.key"),
                     "gateway": [str(self.gateway.folder / "receipt.pub")]},
            "gateway": {"url": f"https://localhost:{self.relay.port}",
                        "ca": str(ca or tls / "ca.crt"),
                        "certificate": str(tls / f"{certificate}.crt"),
                        "key": str(tls / f"{certificate}.key")},
        }
        path = self.data / "kiosk.json"
        path.write_text(json.dumps(config, ensure_ascii=False))
        return str(path)

    def command(self, *words, **config):
        return [COURIER, "--config", self.write_config(**config), "--retry-min-ms", "20",
                "--retry-max-ms", "200", *words]

    def start_courier(self, **config):
        self.courier = subprocess.Popen(self.command(**config))
        wait_until(lambda: (self.data / "run/link").exists(), "the courier to listen")

    def stop_courier(self, how=signal.SIGTERM):
        if self.courier is None:
            return 0
        self.courier.send_signal(how)
        code = self.courier.wait(30)
        self.courier = None
        return code

    def once(self, *words, **config):
        return subprocess.run(self.command("--once", *words, **config), timeout=60).returncode

    def append(self, count):
        said = subprocess.run([DRIVER, "append", str(self.data), str(count)], check=True,
                              capture_output=True, text=True).stdout.split("\n")
        ids = [line.split()[1] for line in said if line.startswith("ACK ")]
        self.assertEqual(len(ids), count)
        return ids

    def entries(self):
        said = subprocess.run([DRIVER, "list", str(self.data)], check=True, capture_output=True,
                              text=True).stdout
        return {words[1]: words[2:] for words in map(str.split, said.splitlines())}

    def state(self, identifier):
        return self.entries()[identifier][0]

    def wait_for_all(self, ids, what="acked"):
        def done():
            entries = self.entries()
            return all(entries[i][0] == what for i in ids)
        wait_until(done, f"all to be {what}", seconds=90)

    def assert_exactly_once(self, ids):
        rows = [row[0] for row in self.gateway.rows("SELECT id FROM submission")]
        self.assertEqual(sorted(rows), sorted(ids))
        told = [row[0] for row in self.gateway.rows(
            "SELECT submission FROM event WHERE kind = 'received'")]
        self.assertEqual(sorted(told), sorted(ids))

    def test_courier_first_then_kiosk_then_gateway(self):
        self.start_courier()
        ids = self.append(3)
        time.sleep(0.3)
        self.assertEqual({e[0] for e in self.entries().values()}, {"sealed"})
        self.start_gateway()
        self.wait_for_all(ids)
        self.assert_exactly_once(ids)
        self.assertEqual(self.stop_courier(), 0)
        self.assertFalse((self.data / "run/link").exists())

    def test_once_says_whether_something_waits(self):
        ids = self.append(2)
        self.assertEqual(self.once(), 3)
        self.start_gateway()
        self.assertEqual(self.once(), 0)
        self.wait_for_all(ids)

    def test_official_number_comes_back(self):
        self.start_gateway()
        self.start_courier()
        (identifier,) = self.append(1)
        self.wait_for_all([identifier])
        self.gateway.work()
        number = wait_until(lambda: self.entries()[identifier][2] != "-"
                            and self.entries()[identifier][2], "the official number")
        exported = list((self.gateway.folder / "export").iterdir())
        self.assertEqual([folder.name for folder in exported], [number])

    def test_gateway_killed_in_mid_send_and_restarted(self):
        ids = self.append(12)
        self.start_gateway()
        self.start_courier()
        for _ in range(3):
            before = self.relay.up
            wait_until(lambda: self.relay.up > before + 150_000 or not self.waiting(),
                       "something to be under way")
            self.gateway.stop(signal.SIGKILL)
            self.start_gateway()
        self.wait_for_all(ids)
        self.assert_exactly_once(ids)

    def waiting(self):
        return [i for i, entry in self.entries().items() if entry[0] == "sealed"]

    def test_connections_cut_and_answers_lost(self):
        chance = random.Random(11)
        self.relay.plan = [{chance.choice(("up", "down")): chance.randrange(200, 60_000)}
                           for _ in range(40)]
        ids = self.append(10)
        self.start_gateway()
        self.start_courier()
        self.wait_for_all(ids)
        self.assertGreater(self.relay.cuts, 5)
        self.assert_exactly_once(ids)

    def test_same_submission_sent_twice_is_one(self):
        """The courier dies after the commit and before it has heard of it."""
        ids = self.append(3)
        self.start_gateway()
        self.start_courier()
        wait_until(lambda: self.gateway.rows("SELECT count(*) FROM submission")[0][0] > 0,
                   "the first commit")
        self.stop_courier(signal.SIGKILL)
        # What it may have written down is taken back, as if the answers had been lost.
        import sqlite3
        base = sqlite3.connect(self.data / "outbox/outbox.db")
        base.execute("UPDATE entry SET state = 'sealed' WHERE state = 'acked'")
        base.commit()
        base.close()
        self.start_courier()
        self.wait_for_all(ids)
        self.assert_exactly_once(ids)

    def test_two_couriers_are_not_started(self):
        self.start_courier()
        self.assertEqual(self.once(), 1)

    def test_strange_certificates_blame_no_entry(self):
        (identifier,) = self.append(1)
        self.start_gateway()
        other = Gateway(f"{self.temporary.name}/other", PROGRAM, MAKER)
        self.assertEqual(self.once(ca=other.folder / "tls/ca.crt"), 3)  # not our authority
        self.assertEqual(self.state(identifier), "sealed")
        self.assertEqual(self.once(certificate="STRANGER"), 3)  # no device of theirs
        self.assertEqual(self.state(identifier), "sealed")
        self.assertEqual(self.once(), 0)
        self.assertEqual(self.state(identifier), "acked")

    def test_province_restored_from_an_old_backup(self):
        ids = self.append(2)
        self.start_gateway()
        self.assertEqual(self.once(), 0)
        self.gateway.stop()
        shutil.rmtree(self.gateway.folder / "data")
        self.start_gateway()
        self.assertEqual(self.once("--reconcile"), 0)
        self.wait_for_all(ids)
        self.assertEqual(len(self.gateway.rows("SELECT id FROM submission")), 2)

    def test_courier_killed_again_and_again(self):
        ids = self.append(10)
        self.start_gateway()
        chance = random.Random(5)
        for _ in range(6):
            self.start_courier()
            time.sleep(chance.uniform(0.05, 0.4))
            self.stop_courier(signal.SIGKILL)
        self.start_courier()
        self.wait_for_all(ids)
        self.assert_exactly_once(ids)


if __name__ == "__main__":
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    threading.excepthook = lambda args: None
    unittest.main(verbosity=2)
