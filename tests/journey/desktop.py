# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes of one run, and a private display with its own message and accessibility buses.

Everything is started here and ended here, by its own process id; nothing of another run is touched.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import time


class StartError(Exception):
    """A program did not come up; the message names it and its log."""


class Processes:
    """Starts programs with their output in log files, and ends them newest first."""

    def __init__(self, logs):
        self.logs = pathlib.Path(logs)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.running = []

    def start(self, name, command, **options):
        log = open(self.logs / f"{name}.log", "ab")
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL,
                                   stdout=log, stderr=log, start_new_session=True, **options)
        log.close()
        self.running.append((name, process))
        return process

    def stop(self, process, seconds=10):
        self.running = [(n, p) for n, p in self.running if p is not process]
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        return process.returncode

    def kill(self, process):
        self.running = [(n, p) for n, p in self.running if p is not process]
        process.kill()
        process.wait()

    def stop_all(self):
        while self.running:
            self.stop(self.running[-1][1])

    def check(self):
        for name, process in self.running:
            if process.poll() is not None:
                raise StartError(f"{name} ended with {process.returncode}; see {self.logs}/{name}.log")

    def wait_for(self, what, condition, seconds=20):
        """Waits until condition() is true, or says what it waited for."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            self.check()
            time.sleep(0.02)
        raise StartError(f"waited {seconds} s for {what}; see {self.logs}")


def start_display(processes, runtime, width, height):
    """A virtual X display of its own; returns its name."""
    read, write = os.pipe()
    process = processes.start(
        "xvfb", ["Xvfb", "-displayfd", write, "-screen", "0", f"{width}x{height}x24", "-dpi", "96",
                 "-nolisten", "tcp", "-noreset"], pass_fds=(write,))
    os.close(write)
    number = b""
    while not number.endswith(b"\n"):
        byte = os.read(read, 16)
        if not byte:
            raise StartError(f"Xvfb ended with {process.wait()}; see {processes.logs}/xvfb.log")
        number += byte
    os.close(read)
    return ":" + number.decode().strip()


def start_buses(processes, runtime, environment):
    """A session bus and the accessibility bus on it; returns what programs need to find them."""
    address = f"unix:path={runtime}/bus"
    config = pathlib.Path(runtime) / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type><listen>" + address + "</listen><auth>EXTERNAL</auth>"
        "<policy context=\"default\"><allow send_destination=\"*\"/>"
        "<allow own=\"*\"/><allow eavesdrop=\"true\"/><allow receive_sender=\"*\"/></policy></busconfig>")
    environment = {**environment, "DBUS_SESSION_BUS_ADDRESS": address}
    processes.start("bus", ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile"],
                    env=environment)
    processes.wait_for("the session bus", lambda: os.path.exists(f"{runtime}/bus"))
    processes.start("at-spi", ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"],
                    env=environment)

    def enable():
        return subprocess.run(
            ["gdbus", "call", "--session", "-d", "org.a11y.Bus", "-o", "/org/a11y/bus", "-m",
             "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", "IsEnabled", "<true>"],
            env=environment, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    processes.wait_for("the accessibility bus", enable)
    return environment


def private_environment(runtime):
    """What a program of this run inherits: nothing of the person who started it but the path."""
    runtime = pathlib.Path(runtime)
    for name in ("home", "run"):
        (runtime / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    keep = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "ASAN_OPTIONS",
                                                         "UBSAN_OPTIONS", "LSAN_OPTIONS")}
    return {**keep, "HOME": str(runtime / "home"), "XDG_RUNTIME_DIR": str(runtime / "run"),
            "LC_ALL": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh", "GSETTINGS_BACKEND": "memory",
            "GIO_USE_VFS": "local", "NO_PROXY": "*"}


def picture(display, path):
    """What stands on the display now, as PNG."""
    subprocess.run(["import", "-silent", "-window", "root", str(path)], check=True,
                   env={**os.environ, "DISPLAY": display}, stdin=subprocess.DEVNULL)


def need(*programs):
    for program in programs:
        if shutil.which(program) is None and not os.path.exists(program):
            raise StartError(f"{program} is missing: run ./dev setup")
