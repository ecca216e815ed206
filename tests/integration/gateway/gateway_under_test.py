# SPDX-License-Identifier: GPL-3.0-or-later
"""A gateway of its own in a folder of its own, and a device that speaks to it over TLS."""

import atexit
import base64
import hashlib
import http.client
import json
import os
import pathlib
import signal
import ssl
import subprocess
import sys
import time
import uuid

from contract import Contract

SOURCE = pathlib.Path(os.environ["KIOSK_SOURCE"])
CERTIFICATES = SOURCE / "tests/virtual/dev-certificates.sh"
CONTRACT = Contract()
# A warning is how the programs tell an operator of what these tests bring about.
os.environ["G_DEBUG"] = "fatal-criticals,gc-friendly"
TENANT = "H99.018.02"


def wait_until(condition, what, seconds=30):
    """Bounded wait that names what it waits for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.02)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {k.lower(): v for k, v in response.getheaders()}
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def problem(self):
        assert self.headers["content-type"] == "application/problem+json", self.headers
        return self.json["type"].removeprefix("urn:motcua:problem:")


class Gateway:
    def __init__(self, folder, program, maker, devices=("KIOSK7", "KIOSK8"), **settings):
        self.folder = pathlib.Path(folder)
        self.program, self.maker = program, maker
        self.process = None
        subprocess.run([program, "init", "--dir", folder,
                        *(f"--device={d}" for d in devices)], check=True)
        subprocess.run([str(CERTIFICATES), folder, *devices, "STRANGER"], check=True)
        self.config = self.folder / "gateway.json"
        self.configure(translations=str(SOURCE / "assets/translations"), **settings)

    def configure(self, **settings):
        config = json.loads(self.config.read_text())
        config.update(settings)
        self.config.write_text(json.dumps(config))

    def start(self, wrapper=()):
        """With a wrapper that kills it, it may be dead already when this returns."""
        for name in ("port", "track.port"):
            (self.folder / name).unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [*wrapper, self.program, "serve", "--config", str(self.config)],
            env={**os.environ, **({"ASAN_OPTIONS": "detect_leaks=0"} if wrapper else {})},
            start_new_session=bool(wrapper))
        atexit.register(self.process.kill)
        wait_until(lambda: self.process.poll() is not None or (self.folder / "track.port").exists(),
                   "the gateway to listen")
        if wrapper and self.process.poll() is not None:
            self.port = self.track_port = 1  # nobody there
            return self
        assert self.process.poll() is None, "the gateway did not start"
        self.port = int((self.folder / "port").read_text())
        self.track_port = int((self.folder / "track.port").read_text())
        return self

    def stop(self, how=signal.SIGTERM):
        if self.process is None or self.process.poll() is not None:
            return 0
        self.process.send_signal(how)
        return self.process.wait(30)

    def kill_all(self):
        """Ends the gateway and what it was wrapped in."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait(30)

    def run(self, *words, check=True):
        return subprocess.run([self.program, words[0], "--config", str(self.config), *words[1:]],
                              check=check, capture_output=True, text=True)

    def work(self):
        self.run("worker", "--once")

    def context(self, device="KIOSK7", trust=None):
        context = ssl.create_default_context(cafile=str(trust or self.folder / "tls/ca.crt"))
        if device:
            tls = self.folder / "tls"
            context.load_cert_chain(str(tls / f"{device}.crt"), str(tls / f"{device}.key"))
        return context

    def connect(self, device="KIOSK7"):
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context(device),
                                           timeout=60)

    def ask(self, method, path, body=None, device="KIOSK7", connection=None, **headers):
        own = self.connect(device) if connection is None else None
        try:
            (own or connection).request(method, path, body=body, headers={
                k.replace("_", "-"): v for k, v in headers.items()})
            answer = Answer((own or connection).getresponse())
            CONTRACT.check(method, path, body, answer)
            return answer
        finally:
            if own:
                own.close()

    def put_chunk(self, data, digest=None, **more):
        digest = digest or hashlib.sha256(data).hexdigest()
        more.setdefault("Content_Type", "application/octet-stream")
        return self.ask("PUT", f"/v1/chunks/{digest}", data, **more)

    def put_submission(self, submission, **more):
        more.setdefault("Content_Type", "application/json")
        return self.ask("PUT", f"/v1/submissions/{submission.id}", submission.envelope, **more)

    def send(self, submission, connection=None):
        if connection is None:
            connection = self.connect(submission.device)
            try:
                return self.send(submission, connection)
            finally:
                connection.close()
        for digest, data in submission.chunks.items():
            assert self.put_chunk(data, digest, connection=connection).status in (200, 201)
        return self.put_submission(submission, connection=connection)

    def rows(self, sql):
        import sqlite3
        data = self.folder / json.loads(self.config.read_text())["data"]
        base = sqlite3.connect(data / "gateway.sqlite", timeout=30)
        try:
            return base.execute(sql).fetchall()
        finally:
            base.close()


def uuid7():
    ms = int(time.time() * 1000)
    value = (ms << 80) | (7 << 76) | (int.from_bytes(os.urandom(10), "big") & ((1 << 76) - 1))
    value = (value & ~(3 << 62)) | (2 << 62)
    return str(uuid.UUID(int=value))


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(300) + b"\xff\xd9"


def make_dossier(device="KIOSK7", pages=(JPEG,), **changes):
    identifier = changes.pop("id", None) or uuid7()
    dossier = {
        "format": 1, "id": identifier, "kiosk": device, "tenant": TENANT,
        "provisional": f"{device}-261125-0012", "language": "vi",
        "created": "2026-11-25T23:41:07+07:00",
        "procedure": {"code": "1.001193", "version": 3, "title": "Đăng ký khai sinh",
                      "domain_code": "G10-HT", "domain_name": "Hộ tịch", "agency": "",
                      "role": "tiếp nhận", "receipt_form": "01", "result": "Giấy khai sinh"},
        "identity": {"assurance": "qr", "number": "079199000001", "old_number": "012345678",
                     "name": "Nguyễn Thị Mẫu", "birth_date": "1999-01-31", "sex": "Nữ",
                     "address": "12 Đường Mẫu, An Bình", "issue_date": "2021-05-01"},
        "answers": {"child_name": "Nguyễn Văn Ổi", "req_phone": "0912345678", "copies": 2,
                    "twins": False, "helpers": [{"name": "Đỗ Ư"}]},
        "answer_texts": [{"id": "child_name", "label": "Họ tên con", "value": "Nguyễn Văn Ổi"}],
        "documents": [
            {"id": "birth", "code": "KQ.G11.000001", "name": "Giấy chứng sinh", "state": "scanned",
             "originals": 1, "copies": 0,
             "pages": [{"part": n + 1, "sha256": hashlib.sha256(p).hexdigest()}
                       for n, p in enumerate(pages)]},
            {"id": "marriage", "code": "", "name": "Giấy chứng nhận kết hôn", "state": "at_counter",
             "originals": 0, "copies": 1, "pages": []},
            {"id": "lease", "code": "", "name": "Hợp đồng thuê", "state": "at_counter",
             "one_of": "home", "originals": 1, "copies": 0, "pages": []},
            {"id": "landlord", "code": "", "name": "Giấy của chủ nhà", "state": "at_counter",
             "one_of": "home", "originals": 1, "copies": 0, "pages": []},
            {"id": "drawings", "code": "", "name": "Bản vẽ", "state": "elsewhere",
             "where": "Cổng Dịch vụ công", "originals": 1, "copies": 0, "pages": []}],
        "fees": [{"id": "copy", "label": "Bản sao trích lục", "kind": "charge", "amount": 8000,
                  "total": 16000, "exempt": False},
                 {"id": "free", "label": "Lệ phí", "kind": "charge", "amount": 8000, "total": 8000,
                  "exempt": True},
                 {"id": "local", "label": "Theo quy định của tỉnh", "kind": "fee", "exempt": False}],
        "due": "2026-11-26T16:30:00+07:00", "second_due": None,
        "left_to_do": [{"text": "Nộp giấy chứng nhận kết hôn", "where": "quầy 4"}],
    }
    dossier.update(changes)
    return dossier


class Submission:
    """What a kiosk would send; sealed and signed by the project's own code."""

    def __init__(self, gateway, dossier=None, pages=(JPEG,), key=None, intake=None, chunk=None,
                 device="KIOSK7"):
        self.dossier = dict(dossier or make_dossier(device, pages))
        inside = self.dossier.pop("_inside", None)  # what is sealed, when it is to lie
        self.id = self.dossier["id"]
        self.device = device
        folder = gateway.folder / "made" / os.urandom(8).hex()
        folder.mkdir(parents=True)
        (folder / "head").write_text(json.dumps(self.dossier, ensure_ascii=False))
        sealed = self.dossier if inside is None else inside
        (folder / "dossier").write_text(
            sealed if isinstance(sealed, str) else json.dumps(sealed, ensure_ascii=False))
        names = []
        for n, page in enumerate(pages):
            (folder / f"page{n}").write_bytes(page)
            names.append(str(folder / f"page{n}"))
        subprocess.run([gateway.maker, "--dir", str(folder),
                        "--key", str(key or gateway.folder / "kiosks" / device / "device.key"),
                        "--intake", str(intake or gateway.folder / "intake.pub"),
                        *([f"--chunk={chunk}"] if chunk else []),
                        "--head", str(folder / "head"), str(folder / "dossier"), *names], check=True)
        self.manifest = (folder / "manifest.json").read_bytes()
        self.envelope = (folder / "envelope.json").read_bytes()
        self.chunks = {f.name: f.read_bytes() for f in (folder / "chunks").iterdir()}


def read_receipt(answer):
    return json.loads(base64.b64decode(answer.json["receipt"]))


def programs():
    """The programs under test are the last words of the command line; unittest gets the rest."""
    program, maker = sys.argv[1:3]
    del sys.argv[1:3]
    return program, maker
