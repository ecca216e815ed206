# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of TAP for each row: what was promised, and whether it is so."""
import contextlib
import sys
import time
import traceback


class Rows:
    """Rows stand on one another: after the first that fails nothing more can be said."""

    def __init__(self):
        self.number = 0
        self.begun = time.monotonic()

    @contextlib.contextmanager
    def row(self, name):
        self.number += 1
        try:
            yield
        except BaseException:
            print(f"not ok {self.number} - {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
            raise
        print(f"ok {self.number} - {name} # {time.monotonic() - self.begun:.0f} s", flush=True)


def play(story, *arguments):
    """Runs @story(rows, ...) and ends as TAP wants."""
    rows = Rows()
    status = 0
    try:
        story(rows, *arguments)
    except Exception as error:
        if rows.number == 0:
            print(f"not ok 1 - the world comes up\n# {error}")
            rows.number = 1
        status = 1
    print(f"1..{rows.number}", flush=True)
    sys.exit(status)
