#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""After a visit nothing of it is left: not in the idle kiosk's memory, not in a log, not in a file.

A citizen with planted name, number, telephone and addresses plays a whole visit on the real kiosk. When
the idle page is back, the memory of the process, the logs and every file of the run are searched for
what was planted. `--control` passes only when the search finds something, with a kiosk that does not
wipe what it frees.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unicodedata

SOURCE = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(SOURCE / "tests/journey"))

import run  # noqa: E402
import world  # noqa: E402
from stack import Stack  # noqa: E402

SKIPPED = 77
OPTIONS = argparse.Namespace()
# What the province and the paper hold is theirs; the gun and the virtual scanner are the world outside.
NOT_OURS = ("gateway", "printed")

PLANTED = {
    "name": "Đoàn Thị Quỳnh Ngưng",
    "number": "038192746183",
    "old number": "172839465",
    "card address": "Thôn Trăng Khuyết, xã Hoằng Lưu, huyện Hoằng Hóa, Thanh Hóa",
    "telephone": "0968351724",
    "mail": "quynh.ngung@vidu.example",
    "address": "83 hẻm Mây Trắng, phường Vĩnh Tuy, Hà Nội",
    "head's name": "Lục Văn Khoáng",
    "head's number": "001090461852",
    "child's name": "Lục Đoàn Bảo Khuê",
    "child's number": "001321648205",
}
JOURNEY = {
    "procedure": "1.004222",
    "card_qr": "|".join([PLANTED["number"], PLANTED["old number"], PLANTED["name"], "08031992", "Nữ",
                         PLANTED["card address"], "14052021"]),
    "answers": {
        "here": "yes", "applicant": "self", "special": "none", "home": "family",
        "family_case": "close", "place": "none", "consent_how": "sign", "members": "one",
        "req_address": PLANTED["card address"], "req_phone": PLANTED["telephone"],
        "req_email": PLANTED["mail"],
        "head_name": PLANTED["head's name"], "head_relation": "wife",
        "head_number": PLANTED["head's number"], "new_address": PLANTED["address"],
        "member1_name": PLANTED["child's name"], "member1_birth": "19/08/2021",
        "member1_sex": "female", "member1_number": PLANTED["child's number"],
        "member1_relation": "birth_child",
    },
}


WINDOW = 8  # characters; shorter pieces of a text say too little


def shapes(text):
    """What pieces of a text may look like in memory.

    Whole texts are not enough: an allocator writes over the first 16 bytes of a block that it takes back,
    and whoever gets the block next over some more.
    """
    spellings = {text, text.upper(), unicodedata.normalize("NFD", text)}
    if text.isdigit():
        spellings |= {f"{text[:4]} {text[4:7]} {text[7:]}", f"{text[:3]} {text[3:6]} {text[6:]}"}
    for spelling in spellings:
        last = max(0, len(spelling) - WINDOW)
        for start in {*range(0, last, 3), last}:
            for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
                yield spelling[start:start + WINDOW].encode(encoding)


PIECES = {}  # a piece, in hexadecimal digits: which planted text it is of
for planted, text_of in PLANTED.items():
    PIECES.update((piece.hex(), planted) for piece in shapes(text_of))


def search(*where):
    """(what, where, piece) for each find, and the number of bytes searched."""
    result = subprocess.run([OPTIONS.searcher, *map(str, where)], input="\n".join(PIECES) + "\n",
                            capture_output=True, encoding="utf-8", errors="replace")
    if result.returncode != 0:
        raise run.StartError(f"the search ended with {result.returncode}: {result.stderr}")
    *lines, n_bytes = result.stdout.splitlines()
    finds = [line.split("\t", 2) for line in lines]
    return [(PIECES[piece], f"{place}: {around}", piece) for piece, place, around in finds], int(n_bytes)


def search_memory(pid):
    return search("--pid", pid)


def search_files(folder):
    files = [path for path in sorted(pathlib.Path(folder).rglob("*"))
             if path.is_file() and path.relative_to(folder).parts[0] not in NOT_OURS]
    return search(*files)[0], len(files)


def leave_out_own_words(pid):
    """Pieces that stand in the kiosk's memory before anybody came are words of its own."""
    own = {piece for _, _, piece in search_memory(pid)[0]}
    for piece in own:
        del PIECES[piece]
    print(f"looking for {len(PIECES)} pieces; {len(own)} others are the kiosk's own words")


class WatchedStack(Stack):
    """The stack of a run, with the kiosk's process at hand and its temporary files in the run's folder."""

    kiosk_program = None
    kiosk = None

    def program(self, name):
        if name == "motcua-kiosk" and WatchedStack.kiosk_program is not None:
            return WatchedStack.kiosk_program
        return super().program(name)

    def start_kiosk(self, environment, windowed=False, command=None):
        temporary = self.folder / "tmp"
        temporary.mkdir(mode=0o700)
        WatchedStack.kiosk = super().start_kiosk({**environment, "TMPDIR": str(temporary)},
                                                 windowed, command)
        return WatchedStack.kiosk

    def show_card(self, text):
        """The first the kiosk hears of the citizen."""
        leave_out_own_words(WatchedStack.kiosk.pid)
        super().show_card(text)


class Visit(run.Headless):
    """A visit that is also searched while its receipt is on screen, where everything must be found."""

    live = ()

    def collect(self, player):
        self.live, _ = search_memory(WatchedStack.kiosk.pid)
        return super().collect(player)


def search_until_clean(pid):
    """The idle page has just come; what is rinsed in the background gets five seconds."""
    end = time.monotonic() + 5
    while True:
        traces, n_bytes = search_memory(pid)
        if not traces or time.monotonic() > end:
            return traces, n_bytes
        time.sleep(0.2)


def count(traces):
    return {what: sum(1 for other, _, _ in traces if other == what) for what in PLANTED}


def play(options, out):
    journey = out / "journey.json"
    journey.write_text(json.dumps(JOURNEY, ensure_ascii=False), encoding="utf-8")
    WatchedStack.kiosk_program = options.kiosk
    world.Stack = WatchedStack
    visit = Visit(argparse.Namespace(out=out / "out", journey=journey, build=options.build))
    try:
        summary = visit.play()
        if not summary["printed"] or not summary["acknowledged"]:
            raise run.StartError(f"the visit did not end well: {summary}")
        from screen import Screen
        screen = Screen("motcua-kiosk", visit.processes.check)
        screen.connect()
        screen.wait("the idle page", lambda: screen.page().endswith("idle"), 60)
        memory, n_bytes = search_until_clean(WatchedStack.kiosk.pid)
        files, n_files = search_files(visit.folder)
        if memory and not options.control:
            print((out / "out" / "logs" / "kiosk.log").read_text(encoding="utf-8")[-2000:])
        logs, n_logs = search_files(out / "out" / "logs")
        print(f"while the receipt was on screen: {count(visit.live)}")
        missed = [what for what, n in count(visit.live).items() if n == 0]
        if missed:
            raise run.StartError(f"the search is blind: nothing of {missed} while it was on screen")
        print(f"searched {n_bytes >> 20} MiB of memory, {n_files} files, {n_logs} logs")
        return memory, files + logs
    finally:
        visit.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--searcher", required=True, help="find-traces of the build")
    parser.add_argument("--kiosk", type=pathlib.Path, help="another kiosk than the one of the build")
    parser.add_argument("--control", action="store_true", help="pass when the search finds something")
    options = parser.parse_args(namespace=OPTIONS)
    if os.geteuid() != 0:
        print("reading another process's memory needs root")
        return SKIPPED

    with tempfile.TemporaryDirectory(prefix="wipe-") as out:
        memory, files = play(options, pathlib.Path(out))
    for what, where, _ in (memory + files)[:60]:
        print(f"{what}: {where}")
    print(f"traces in memory: {len(memory)} {count(memory)}; in files and logs: {len(files)}")
    if options.control:
        return 0 if memory and not files else 1
    return 0 if not memory and not files else 1


if __name__ == "__main__":
    sys.exit(main())
