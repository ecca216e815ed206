# SPDX-License-Identifier: GPL-3.0-or-later
"""One kiosk with everything around it on a display of its own, for one visit or for many.

Who imports this gets processes that are ended with close(), a folder that goes with them, and the
screen; what a visit does is played by player.py.
"""
import os
import pathlib
import re
import shutil
import tempfile

from desktop import (Processes, need, picture, private_environment, start_buses, start_display)
from journey import PANELS
from stack import SOURCE, Stack

# Of GLib, of the sanitizers, of the programs themselves.
COMPLAINT = re.compile(r"CRITICAL|level=(critical|error)|runtime error:|ERROR: \w+Sanitizer")

class World:
    def __init__(self, build, logs=None):
        # Sockets have short paths, and nothing of a run may outlive it but what is asked for.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="motcua-"))
        self.processes = Processes(logs or self.folder / "logs")
        self.plain = private_environment(self.folder)
        # Fontconfig keeps its tables until the end; leaks of ours stay leaks.
        self.plain.setdefault(
            "LSAN_OPTIONS", f"suppressions={SOURCE}/tests/unit/printers/lsan.txt:print_suppressions=0")
        self.stack = Stack(build, self.folder, self.processes, self.plain)
        self.screen = self.display = self.kiosk = None

    def start(self, panel="landscape", session=None, offline=False, chips=False):
        """Everything, up to the idle page. With @offline the gateway goes again before it is needed;
        with @chips there is a virtual reader of chips."""
        need("Xvfb", "dbus-daemon", "ippeveprinter", "import", "pdftoppm", "zbarimg")
        self.stack.prepare()
        self.stack.start_gateway()
        self.stack.start_printers()
        self.stack.start_gun()
        self.open_desktop(panel)
        self.stack.write_config(PANELS[panel], session, chips)
        if offline:
            self.stack.stop_gateway()
        self.stack.start_courier()
        self.start_kiosk()

    def open_desktop(self, panel):
        width, height = PANELS[panel][:2]
        self.display = start_display(self.processes, self.folder, width, height)
        self.environment = start_buses(self.processes, self.folder,
                                       {**self.plain, "DISPLAY": self.display})
        os.environ.update(self.environment)

    def start_kiosk(self, command=None):
        # Imported now: it looks for the buses of this run in the environment.
        from screen import Screen
        self.kiosk = self.stack.start_kiosk(self.environment, command=command)
        self.screen = Screen("motcua-kiosk", self.processes.check)
        self.screen.connect()

    def player(self, journey, take_picture=None):
        from player import Player
        return Player(journey, self.screen, self.stack, take_picture or (lambda number, page: None))

    def picture(self, path):
        picture(self.display, path)

    def end(self):
        """Ends everything and returns what the product's own programs complained of, if anything."""
        self.processes.stop_all()
        found = []
        for name in ("kiosk", "courier", "gateway", "worker"):
            log = self.processes.logs / f"{name}.log"
            lines = log.read_text(errors="replace").splitlines() if log.exists() else []
            found += [f"{name}: {line}" for line in lines if COMPLAINT.search(line)]
        return found

    def close(self):
        self.processes.stop_all()
        if not os.environ.get("KIOSK_TRACE"):
            shutil.rmtree(self.folder, ignore_errors=True)
