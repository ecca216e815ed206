#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one program on a virtual display of its own: on-display.py [--panel WxH] PROGRAM ARGUMENTS."""
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journey"))
import desktop  # noqa: E402


def main(arguments):
    width, height = 1920, 1080
    if arguments[:1] == ["--panel"]:
        width, height = (int(n) for n in arguments[1].split("x"))
        arguments = arguments[2:]
    desktop.need("Xvfb")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**desktop.private_environment(folder), **kept()}
        processes = desktop.Processes(folder)
        try:
            environment["DISPLAY"] = desktop.start_display(processes, folder, width, height)
            return subprocess.run(arguments, env=environment, stdin=subprocess.DEVNULL).returncode
        finally:
            processes.stop_all()


def kept():
    """What the test itself was told by meson."""
    names = ("KIOSK_ASSETS", "KIOSK_SOURCE", "KIOSK_SHOTS", "G_DEBUG", "MALLOC_CHECK_", "TZ", "LC_ALL",
             "GSETTINGS_BACKEND", "G_TEST_SRCDIR", "G_TEST_BUILDDIR")
    return {"GDK_BACKEND": "x11", "GTK_A11Y": "test", "GSK_RENDERER": "cairo",
            "GDK_DEBUG": "gl-disable",
            "LSAN_OPTIONS": f"print_suppressions=0:suppressions={pathlib.Path(__file__).parent}/lsan.supp", **{n: os.environ[n] for n in names if n in os.environ}}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
