# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of a submission once it is signed for: opened, numbered, handed on, or put aside."""

import datetime
import hashlib
import json
import os
import signal
import subprocess
import tempfile
import time
import unittest

from gateway_under_test import JPEG, Gateway, Submission, make_dossier, programs, wait_until

PROGRAM, MAKER = programs()

PORTAL_MEMBERS = set("""
MaHoSo MaTTHC TenTTHC MaLinhVuc TenLinhVuc KenhThucHien ChuHoSo SoGiayToChuHoSo LoaiDoiTuong
MaDoiTuong ThongTinKhac Email Fax SoDienThoai TrichYeuHoSo NgayTiepNhan NgayHenTra TrangThaiHoSo
NgayTra ThongTinTra HinhThuc NgayKetThucXuLy DonViXuLy GhiChu NgayNopHoSo NgayTuChoi NoiNopHoSo
HoSoCoThanhPhanSoHoa TaiKhoanDuocXacThucVoiVNeID DuocThanhToanTrucTuyen DinhDanhCHS DSKetNoiCSDL
TaiLieuNop DanhSachLePhi DanhSachTepDinhKemKhac DanhSachHoSoBoSung DanhSachGiayToKetQua""".split())
REQUIRED = """MaHoSo MaTTHC TenTTHC MaLinhVuc TenLinhVuc LoaiDoiTuong NgayTiepNhan TrangThaiHoSo
HinhThuc DonViXuLy""".split()


def scalars(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from scalars(inner)
    else:
        yield value


class WorkerTest(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.gateway = Gateway(self.temporary.name, PROGRAM, MAKER).start()
        self.export = self.gateway.folder / "export"

    def tearDown(self):
        self.assertEqual(self.gateway.stop(), 0)
        self.temporary.cleanup()

    def send(self, *args, **kwargs):
        submission = Submission(self.gateway, *args, **kwargs)
        self.assertEqual(self.gateway.send(submission).status, 201)
        return submission

    def state(self, submission):
        return self.gateway.ask("GET", f"/v1/submissions/{submission.id}",
                                device=submission.device).json

    def exported(self):
        return sorted(f.name for f in self.export.iterdir()) if self.export.exists() else []


class HandingOn(WorkerTest):
    def test_the_portal_gets_its_members_in_its_forms(self):
        pages = (JPEG, JPEG + b"second")
        submission = self.send(make_dossier(pages=pages), pages=pages, chunk=500)
        self.gateway.work()
        official = self.state(submission)["official"]
        self.assertEqual(self.exported(), [official])
        folder = self.export / official
        portal = json.loads((folder / "dossier.json").read_text())

        self.assertEqual(set(portal), PORTAL_MEMBERS)
        self.assertTrue(all(isinstance(s, str) for s in scalars(portal)))
        self.assertTrue(all(portal[name] for name in REQUIRED))
        day = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7)))
        self.assertRegex(official, r"^H99\.018\.02-\d{6}-0001$")
        self.assertIn(official.split("-")[1],
                      (day.strftime("%y%m%d"), (day - datetime.timedelta(minutes=5)).strftime("%y%m%d")))
        self.assertEqual(portal["MaHoSo"], official)
        self.assertEqual(portal["NgayNopHoSo"], "20261125234107")
        self.assertEqual(portal["NgayHenTra"], "20261126163000")
        self.assertRegex(portal["NgayTiepNhan"], r"^\d{14}$")
        self.assertEqual(portal["ChuHoSo"], "Nguyễn Thị Mẫu")
        self.assertEqual(portal["SoDienThoai"], "0912345678")
        self.assertEqual(portal["DinhDanhCHS"], [
            {"LoaiDinhDanh": "1", "SoDinhDanh": "079199000001"},
            {"LoaiDinhDanh": "2", "SoDinhDanh": "012345678"}])
        self.assertEqual([f["DuongDanTaiTepTin"] for f in portal["TaiLieuNop"]],
                         ["part-001.jpg", "part-002.jpg"])
        self.assertEqual([(folder / f["DuongDanTaiTepTin"]).read_bytes() for f in portal["TaiLieuNop"]],
                         list(pages))
        self.assertEqual(portal["DanhSachTepDinhKemKhac"], [
            {"TenGiayTo": "Giấy chứng nhận kết hôn", "SoLuong": "1", "LoaiGiayTo": "Bản sao"},
            {"TenGiayTo": "Một trong các giấy: Hợp đồng thuê; Giấy của chủ nhà", "SoLuong": "1",
             "LoaiGiayTo": "Bản chính"}])
        self.assertEqual([f["Gia"] for f in portal["DanhSachLePhi"]], ["16000", "0", ""])

        rest = json.loads(portal["ThongTinKhac"])
        self.assertEqual(rest["answers"], submission.dossier["answers"])
        self.assertEqual(rest["answer_texts"], submission.dossier["answer_texts"])
        self.assertEqual(json.loads((folder / "kiosk.json").read_text()), submission.dossier)
        self.assertEqual((folder / "manifest.json").read_bytes(), submission.manifest)

    def test_numbers_count_up_and_a_second_run_does_nothing(self):
        submissions = [self.send() for _ in range(3)]
        self.gateway.work()
        before = {p: p.stat().st_mtime_ns for p in self.export.rglob("*")}
        self.gateway.work()
        self.assertEqual({p: p.stat().st_mtime_ns for p in self.export.rglob("*")}, before)
        numbers = sorted(self.state(s)["official"].rsplit("-", 1)[1] for s in submissions)
        self.assertEqual(numbers, ["0001", "0002", "0003"])
        kinds = [e["kind"] for e in self.gateway.ask("GET", "/v1/inbox").json["events"]]
        self.assertEqual(kinds, ["received"] * 3 + ["numbered"] * 3)

    def test_a_number_given_before_a_restore_hides_no_second_dossier(self):
        first = self.send()
        self.gateway.work()
        official = self.state(first)["official"]
        before = {p: p.read_bytes() for p in (self.export / official).iterdir()}
        self.assertEqual(self.gateway.stop(), 0)
        for path in (self.gateway.folder / "data").glob("gateway.sqlite*"):
            path.unlink()  # the copy is older than the first submission; the export is not
        self.gateway.start()
        second = self.send()
        self.gateway.work()
        self.assertNotIn(self.state(second)["state"], ("delivered", "quarantined"))
        self.assertEqual({p: p.read_bytes() for p in (self.export / official).iterdir()}, before)

    def forget(self):
        """The database is lost, or restored from a copy older than everything in it."""
        self.assertEqual(self.gateway.stop(), 0)
        for path in (self.gateway.folder / "data").glob("gateway.sqlite*"):
            path.unlink()
        self.gateway.start()

    def test_a_number_given_before_a_restore_hides_no_second_dossier(self):
        first = self.send()
        self.gateway.work()
        official = self.state(first)["official"]
        before = {p: p.read_bytes() for p in (self.export / official).iterdir()}
        self.forget()
        second = self.send()
        self.gateway.work()
        self.assertEqual(self.state(second)["state"], "numbered")  # waits, and says so in the log
        self.assertEqual({p: p.read_bytes() for p in (self.export / official).iterdir()}, before)
        # The same submission is the same folder, as after a worker was killed.
        self.forget()
        self.assertEqual(self.gateway.send(first).status, 201)
        self.gateway.work()
        self.assertEqual(self.state(first)["state"], "delivered")

    def test_news_reaches_a_device_that_has_seen_more_than_a_restored_gateway(self):
        first = self.send()
        self.gateway.work()
        last = self.gateway.ask("GET", "/v1/inbox").json["events"][-1]["sequence"]
        self.forget()
        self.assertEqual(self.gateway.ask("GET", f"/v1/inbox?after={last}").status, 204)
        self.assertEqual(self.gateway.send(first).status, 201)
        self.gateway.work()
        events = self.gateway.ask("GET", f"/v1/inbox?after={last}").json["events"]
        self.assertEqual([e["kind"] for e in events], ["received", "numbered"])
        self.assertGreater(events[0]["sequence"], last)
        # What was told before the device asked is told again, in its order.
        self.forget()
        self.assertEqual(self.gateway.send(first).status, 201)
        self.gateway.work()
        again = self.gateway.ask("GET", f"/v1/inbox?after={events[-1]['sequence']}").json["events"]
        self.assertEqual([e["kind"] for e in again], ["received", "numbered"])
        self.assertEqual(self.gateway.ask(
            "GET", f"/v1/inbox?after={again[-1]['sequence']}").status, 204)

    def test_only_what_no_submission_needs_is_swept_and_only_after_its_time(self):
        kept = self.send()
        for data in (b"old and unneeded", b"new and unneeded"):
            self.assertEqual(self.gateway.put_chunk(data).status, 201)
        blobs = {p.name: p for p in (self.gateway.folder / "data/blobs").rglob("*") if p.is_file()}
        long_ago = time.time() - 15 * 24 * 3600
        new = hashlib.sha256(b"new and unneeded").hexdigest()
        for name, path in blobs.items():
            if name != new:
                os.utime(path, (long_ago, long_ago))
        old = blobs[hashlib.sha256(b"old and unneeded").hexdigest()]
        worker = subprocess.Popen([PROGRAM, "worker", "--config", str(self.gateway.config)])
        try:
            wait_until(lambda: not old.exists(), "the sweep")
            second = self.gateway.run("worker", "--once", check=False)
            self.assertEqual(second.returncode, 1)
            self.assertIn("another worker", second.stderr)
        finally:
            worker.send_signal(signal.SIGTERM)
            self.assertEqual(worker.wait(30), 0)
        for name, path in blobs.items():
            self.assertEqual(path.exists(), path != old, name)
        self.assertTrue(set(kept.chunks) <= set(blobs))

    def test_a_worker_that_runs_on_hands_on_by_itself_and_ends_cleanly(self):
        worker = subprocess.Popen([PROGRAM, "worker", "--config", str(self.gateway.config)])
        try:
            submission = self.send()
            wait_until(lambda: self.state(submission)["state"] == "delivered", "the worker")
        finally:
            worker.send_signal(signal.SIGTERM)
            self.assertEqual(worker.wait(30), 0)


class PuttingAside(WorkerTest):
    def bad(self):
        yield "another id inside", make_dossier(), {"id": "0193a5b0-7c1e-7000-8000-0123456789ab"}
        yield "another device inside", make_dossier(), {"kiosk": "KIOSK8"}
        yield "another procedure inside", make_dossier(), {"procedure": {"code": "2.000815", "title": "x"}}
        yield "no answers", make_dossier(), {"answers": None}
        yield "answers that are a list", make_dossier(), {"answers": []}
        yield "documents that are no list", make_dossier(), {"documents": {}}
        yield "a page of no part", make_dossier(), {"documents": [{"pages": [{"part": 9}]}]}
        yield "a page of the dossier", make_dossier(), {"documents": [{"pages": [{"part": 0}]}]}
        yield "a part named twice", make_dossier(), {"documents": [{"pages": [{"part": 1}, {"part": 1}]}]}
        yield "a part of no document", make_dossier(), {"documents": []}
        yield "a page that is another", make_dossier(), {
            "documents": [{"pages": [{"part": 1, "sha256": "a" * 64}]}]}
        yield "a fraction", make_dossier(), {"answers": {"share": 0.5}}
        yield "a newer format", make_dossier(), {"format": 2}

    def test_one_that_can_never_be_handed_on_does_not_stand_in_the_way(self):
        from gateway_under_test import Submission as Made
        aside = []
        for what, dossier, inside in self.bad():
            aside.append((what, self.send_with(Made, dossier, inside)))
        good = self.send()
        self.gateway.work()
        for what, submission in aside:
            self.assertEqual(self.state(submission)["state"], "quarantined", what)
        self.assertEqual(self.state(good)["state"], "delivered")
        self.assertEqual(self.exported(), [self.state(good)["official"]])
        self.assertTrue(self.state(good)["official"].endswith("-0001"), "no number was spent on bad ones")
        kinds = [e["kind"] for e in self.gateway.ask("GET", "/v1/inbox").json["events"]]
        self.assertEqual(kinds.count("quarantined"), len(aside))

        listed = self.gateway.run("list", "quarantined").stdout
        self.assertTrue(all(submission.id in listed for _, submission in aside))
        self.assertNotIn("Nguyễn", listed)
        self.gateway.run("requeue", aside[0][1].id)
        self.assertEqual(self.state(aside[0][1])["state"], "received")
        self.assertEqual(self.gateway.run("requeue", good.id, check=False).returncode, 1)

    def send_with(self, made, dossier, inside):
        """Seals a dossier that says other things than the manifest made from it."""
        return self.send({**dossier, "_inside": {**dossier, **inside}})

    def test_text_that_is_no_json_is_put_aside(self):
        for text in ("", "{", "[]", "[" * 100, '{"format":1}', "\u0000"):
            submission = self.send({**make_dossier(), "_inside": text})
            self.gateway.work()
            self.assertEqual(self.state(submission)["state"], "quarantined", text)

    def test_the_wrong_key_and_lost_chunks_are_our_fault_and_tried_again(self):
        submission = self.send()
        blob = next(p for p in (self.gateway.folder / "data/blobs").rglob("*") if p.is_file())
        kept = blob.read_bytes()
        blob.write_bytes(b"x" + kept[1:])
        self.gateway.work()
        self.assertEqual(self.state(submission)["state"], "received")
        self.assertEqual(self.gateway.rows("SELECT attempts FROM submission"), [(1,)])
        blob.write_bytes(kept)
        self.gateway.stop()
        self.forget_delay()
        self.gateway.start()

        other = self.gateway.folder / "other"
        subprocess.run([PROGRAM, "init", "--dir", str(other)], check=True)
        self.gateway.configure(intake_key=str(other / "intake.key"))
        self.gateway.work()
        self.assertEqual(self.state(submission)["state"], "received")
        self.gateway.configure(intake_key=str(self.gateway.folder / "intake.key"))
        self.gateway.stop()
        self.forget_delay()
        self.gateway.start()
        self.gateway.work()
        self.assertEqual(self.state(submission)["state"], "delivered")

    def forget_delay(self):
        import sqlite3
        base = sqlite3.connect(self.gateway.folder / "data/gateway.sqlite")
        base.execute("UPDATE submission SET next_try = 0")
        base.commit()
        base.close()


class Killed(WorkerTest):
    def test_a_worker_killed_at_any_write_numbers_once_and_hands_on_once(self):
        """Kills the worker at its n-th rename, fsync or unlink until it gets through."""
        submission = self.send()
        killed = 0
        for n in range(1, 200):
            code = subprocess.run(
                ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=rename,renameat,renameat2,fsync,fdatasync,mkdir,unlink",
                 "-e", f"inject=rename,renameat,renameat2,fsync,fdatasync,mkdir,unlink:signal=KILL:when={n}",
                 PROGRAM, "worker", "--config", str(self.gateway.config), "--once"],
                env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}, stderr=subprocess.DEVNULL).returncode
            if code == 0:
                break
            killed += 1
            numbers = self.gateway.rows("SELECT next_number FROM counter")
            self.assertIn(numbers, ([], [(2,)]), "a second number was spent")
        self.assertGreater(killed, 5, "the worker was not killed often enough to prove anything")
        state = self.state(submission)
        self.assertEqual(state["state"], "delivered")
        self.assertEqual(self.exported(), [state["official"]])
        self.assertTrue(state["official"].endswith("-0001"))
        kinds = [e["kind"] for e in self.gateway.ask("GET", "/v1/inbox").json["events"]]
        self.assertEqual(kinds, ["received", "numbered"])
        portal = json.loads((self.export / state["official"] / "dossier.json").read_text())
        self.assertEqual(portal["MaHoSo"], state["official"])


if __name__ == "__main__":
    unittest.main()
