# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything a kiosk stands between: gateway, worker, courier, printers, virtual devices.

Each part is the real program on embedded defaults, in one folder, on ports the system gave.
"""
import contextlib
import json
import os
import pathlib
import socket
import sqlite3
import ssl
import subprocess
import sys
import urllib.request

from desktop import StartError

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DEVICE = "KIOSK7"
OFFICE = {
    "id": DEVICE,
    "tenant": "H99.018.02",
    "parent": {"vi": "Ủy ban nhân dân phường An Bình", "en": "An Bình Ward People's Committee"},
    "centre": {"vi": "Trung tâm Phục vụ hành chính công phường An Bình",
               "en": "An Bình Ward Public Administrative Service Centre"},
    "place": {"vi": "An Bình", "en": "An Bình"},
    "counter": {"vi": "quầy 4", "en": "counter 4"},
    "hours": {"vi": "Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00",
              "en": "Monday to Friday, 07:30–11:30 and 13:30–17:00"},
    "telephone": "024 0000 0000",
}


def run(command, **options):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True,
                            stdin=subprocess.DEVNULL, **options)
    if result.returncode != 0:
        raise StartError(f"{' '.join(str(c) for c in command)}: {result.stderr.strip()}")
    return result.stdout


class Stack:
    def __init__(self, build, folder, processes, environment):
        self.build = pathlib.Path(build).resolve()
        self.folder = pathlib.Path(folder).resolve()
        self.processes = processes
        self.environment = environment
        self.gateway_folder = self.folder / "gateway"
        self.kiosk_folder = self.folder / "kiosk"
        self.printed = self.folder / "printed"
        self.control = self.folder / "run" / "control.sock"
        self.gateway = self.worker = None

    def program(self, name):
        module = name.split("-")[1]
        return self.build / "app" / module / name

    # -- the province -----------------------------------------------------------------------

    def prepare(self):
        for folder in (self.gateway_folder, self.kiosk_folder, self.printed, self.folder / "run"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        run([self.program("motcua-gateway"), "init", "--dir", self.gateway_folder, "--device", DEVICE],
            env=self.environment)
        run(["bash", SOURCE / "tests/virtual/dev-certificates.sh", self.gateway_folder, DEVICE])
        config = self.gateway_folder / "gateway.json"
        data = json.loads(config.read_text(encoding="utf-8"))
        data["translations"] = str(SOURCE / "assets/translations")
        replace(config, data)

    def start_gateway(self):
        port, track = self.gateway_folder / "port", self.gateway_folder / "track.port"
        fixed = port.exists()
        if not fixed:
            track.unlink(missing_ok=True)
        self.gateway = self.processes.start(
            "gateway", [self.program("motcua-gateway"), "serve", "--config",
                        self.gateway_folder / "gateway.json"], env=self.environment)
        self.processes.wait_for("the gateway", lambda: port.exists() and track.exists()
                                and answers(int(port.read_text()))
                                and answers(int(track.read_text())))
        self.worker = self.processes.start(
            "worker", [self.program("motcua-gateway"), "worker", "--config",
                       self.gateway_folder / "gateway.json"], env=self.environment)
        self.port, self.track_port = int(port.read_text()), int(track.read_text())
        self.keep_ports()

    def keep_ports(self):
        """After the first start the ports stay, so that a restarted gateway is found again."""
        config = self.gateway_folder / "gateway.json"
        data = json.loads(config.read_text(encoding="utf-8"))
        data["listen"]["port"], data["track"]["port"] = self.port, self.track_port
        replace(config, data)

    def kill_gateway(self):
        """As a power cut would: no word to anyone."""
        self.processes.kill(self.gateway)
        self.processes.stop(self.worker)
        self.gateway = self.worker = None

    def entries(self):
        """The rows of the kiosk's outbox, oldest first."""
        database = self.kiosk_folder / "outbox" / "outbox.db"
        if not database.exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as opened:
            opened.row_factory = sqlite3.Row
            return [dict(row) for row in opened.execute("SELECT * FROM entry ORDER BY sequence")]

    def exports(self):
        """What the worker has handed on, by official number."""
        return {path.parent.name: json.loads(path.read_text(encoding="utf-8"))
                for path in sorted((self.gateway_folder / "export").glob("*/dossier.json"))}

    def track(self, code, language="vi"):
        """The page behind the code of a receipt, as a phone gets it."""
        context = ssl.create_default_context(cafile=self.gateway_folder / "tls/ca.crt")
        address = urllib.request.Request(
            code.replace("HTTPS://", "https://") + f"?l={language}")
        with urllib.request.urlopen(address, timeout=30, context=context) as page:
            return page.read().decode("utf-8")

    def stop_gateway(self):
        for process in (self.worker, self.gateway):
            if process is not None:
                self.processes.stop(process)
        self.gateway = self.worker = None

    # -- paper ------------------------------------------------------------------------------

    def start_printers(self):
        port_file = self.folder / "run" / "escpos.port"
        port_file.unlink(missing_ok=True)
        self.processes.start(
            "escpos", [sys.executable, SOURCE / "tests/virtual/escpos-printer.py", "--port", "0",
                       "--port-file", port_file, "--save", self.printed / "receipt.escpos",
                       "--log", self.printed / "escpos.log",
                       "--scenario-file", self.printed / "escpos.scenario"],
            env=self.environment)
        self.processes.wait_for("the thermal printer", lambda: port_file.exists()
                                and port_file.read_text().strip())
        self.escpos_port = int(port_file.read_text())
        uri_file = self.folder / "run" / "ipp.uri"
        uri_file.unlink(missing_ok=True)
        self.processes.start(
            "ipp", ["bash", SOURCE / "tests/virtual/ipp-printer.sh", "--out", self.printed,
                    "--shim", self.shim(), "--uri-file", uri_file], env=self.environment)
        self.processes.wait_for("the A5 printer", lambda: uri_file.exists()
                                and uri_file.read_text().strip())
        self.ipp_uri = uri_file.read_text().strip()

    def set_printers(self, thermal="ok", office="ok"):
        """How they behave from the next paper on; words of tests/virtual."""
        (self.printed / "escpos.scenario").write_text(thermal, encoding="ascii")
        (self.printed / "scenario").write_text(office, encoding="ascii")

    def papers(self):
        """How many papers each printer has been given, and how many of the roll's were cut."""
        def lines(name):
            path = self.printed / name
            return path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return {"sheets": len(lines("jobs.log")), "rolls": len(lines("escpos.log"))}

    def shim(self):
        """The program that prints needs a message bus only to announce itself; this stands in."""
        return next(iter(sorted((self.build / "tests/virtual").glob("*noavahi.so"))))

    # -- the kiosk --------------------------------------------------------------------------

    def write_config(self, panel, session=None, chips=False):
        width, height, width_mm = panel
        keys = self.gateway_folder
        data = {
            "environment": "demonstration",
            "panel": {"width_px": width, "height_px": height, "width_mm": int(width_mm)},
            "kiosk": {**OFFICE, "track_url": f"HTTPS://127.0.0.1:{self.track_port}"},
            "paths": {"data": str(self.kiosk_folder), "assets": str(SOURCE / "assets"),
                      "link": str(self.folder / "run" / "link.sock")},
            "devices": {"code_readers": [f"serial:{self.gun_path()}", "virtual"],
                        "chip_readers": ["virtual"] if chips else [],
                        "scanner": "virtual", "control_socket": str(self.control)},
            "printers": [
                {"name": "thermal", "uri": f"escpos+tcp://127.0.0.1:{self.escpos_port}",
                 "width_dots": 576},
                {"name": "office", "uri": self.ipp_uri,
                 "media": "iso_a5_148x210mm"}],
            "session": {"idle_seconds": 120, "warning_seconds": 30, "wait_for_province_ms": 6000,
                        **(session or {})},
            "keys": {"intake": str(keys / "intake.pub"),
                     "device": str(keys / "kiosks" / DEVICE / "device.key"),
                     "gateway": [str(keys / "receipt.pub")]},
            "gateway": {"url": f"https://localhost:{self.port}", "ca": str(keys / "tls/ca.crt"),
                        "certificate": str(keys / "tls" / f"{DEVICE}.crt"),
                        "key": str(keys / "tls" / f"{DEVICE}.key")},
        }
        self.config = self.folder / "kiosk.json"
        self.config.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")

    def gun_path(self):
        return self.folder / "run" / "gun"

    def start_gun(self):
        """A barcode gun in USB-COM mode: what is written to our end comes out of its port."""
        self.gun, other = os.openpty()
        path = self.gun_path()
        path.unlink(missing_ok=True)
        path.symlink_to(os.ttyname(other))
        self.gun_port = other

    def start_courier(self):
        self.courier = self.processes.start(
            "courier", [self.program("motcua-courier"), "--config", self.config,
                        "--retry-max-ms", "3000"], env=self.environment)

    def start_kiosk(self, environment, windowed=False, command=None):
        command = command or [self.program("motcua-kiosk"), "--config", self.config]
        return self.processes.start("kiosk", command + (["--windowed"] if windowed else []),
                                    env={**environment, "GTK_A11Y": "atspi"})

    # -- hands ------------------------------------------------------------------------------

    def show_card(self, text):
        os.write(self.gun, text.encode("utf-8", "surrogateescape") + b"\r\n")

    def order(self, **order):
        with socket.socket(socket.AF_UNIX) as control:
            control.settimeout(10)
            control.connect(str(self.control))
            control.sendall(json.dumps(order).encode() + b"\n")
            answer = json.loads(control.makefile().readline())
        if not answer["ok"]:
            raise StartError(f"{order}: {answer['error']}")

    def pictures(self, component, pages):
        """Lays pages on the virtual scanner; a number means that many pages drawn for it."""
        if isinstance(pages, int):
            pages = [draw_page(self.folder, component, n + 1, pages) for n in range(pages)]
        for page in pages:
            self.order(page=str(page))
        return pages


def draw_page(folder, component, number, of):
    """An A4 sheet at 200 dpi with lines like writing and the component's name."""
    path = pathlib.Path(folder) / f"page-{component}-{number}.png"
    lines = []
    for row in range(34):
        width = 1250 - (row * 37 + number * 101) % 380
        lines += ["-draw", f"rectangle 200,{520 + row * 44} {200 + width},{526 + row * 44}"]
    run(["convert", "-size", "1654x2339", "xc:#fcfbf7", "-font", "Noto-Sans-Regular", "-fill",
         "#1c2733", "-pointsize", "56", "-gravity", "North", "-annotate", "+0+220",
         f"{component}", "-pointsize", "40", "-annotate", "+0+330", f"trang {number}/{of}",
         "-gravity", "NorthWest", *lines, path])
    return path


def replace(path, data):
    """A program may be reading the file: it sees the old one or the new one, never a half."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(data, ensure_ascii=False, indent=2), encoding="utf-8")
    part.rename(path)


def answers(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 0.5):
            return True
    except OSError:
        return False
