#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every page in both languages, on both panels, in usual and in very large text.

Ends 0 when every picture was taken; index.html shows them beside each other. Nothing is compared:
these are for people to look at.
"""
import argparse
import html
import os
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from desktop import StartError  # noqa: E402
from journey import PANELS, Journey, load  # noqa: E402
from stack import SOURCE  # noqa: E402
from world import World  # noqa: E402

CARD = ("001085012345||Nguyễn Đình Ưng|15031985|Nam|12 ngõ 5 phố Hoa Sữa, phường Tân Mai, Hà Nội|01092022")
BANK = "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN6304AB12"
USUAL = (("vi", "m"), ("vi", "xl"), ("en", "m"), ("en", "xl"))
ALL_SIZES = (("vi", "s"), ("vi", "m"), ("vi", "l"), ("vi", "xl"), ("en", "m"), ("en", "l"), ("en", "xl"))
CHIP = {"number": "001085012345", "name": "Nguyễn Đình Ưng", "birth_date": "1985-03-15", "sex": "male",
        "expiry": "2045-03-15", "can": "270196"}
# How a card can fail before a citizen's eyes, one of each kind of page.
FALLS = ("card-removed-early", "card-does-not-answer", "card-data-not-genuine", "card-is-a-copy")
RUNGS = ("chip", "signed", "trusted", "genuine")
SEARCH = {"vi": "dang ky", "en": "birth"}


class Shots:
    def __init__(self, options, panel):
        self.options, self.panel = options, panel
        self.out = options.out.resolve()
        self.taken, self.missed = [], []
        self.language, self.size = "vi", "m"

    # -- one kiosk, opened as often as a picture needs --------------------------------------

    def open(self, offline=False, chips=False, **session):
        from player import Player, load_texts
        self.world = World(self.options.build, self.out / "logs")
        self.world.start(self.panel, {"idle_seconds": 900, "wait_for_province_ms": 1000, **session},
                         offline, chips)
        data = {"procedure": "1.001193", "panel": self.panel, "card_qr": CARD,
                "answers": load(SOURCE / "tests/journey/journeys/birth.vi.json",
                                SOURCE / "assets").answers,
                "documents": {"birth_notice": {"pages": 2}}}
        self.player = Player(Journey(data, SOURCE / "assets"), self.world.screen, self.world.stack,
                             lambda number, page: None)
        self.words = {code: load_texts(SOURCE / "assets", code) for code in ("vi", "en")}
        self.language, self.size = "vi", "m"

    def close(self):
        self.world.close()

    @property
    def screen(self):
        return self.world.screen

    def text(self, key, **values):
        return self.player.text(key, **values)

    def speak(self, language):
        """The player reads and touches in the language that the kiosk speaks."""
        self.language = self.player.journey.language = language
        self.player.texts = self.words[language]

    def choose(self, language, size):
        if language != self.language:
            self.screen.touch(self.words[language]["frame.language-name"])
            self.speak(language)
            self.screen.wait("the language", lambda: self.screen.has(self.text("frame.text-size")))
        self.hide_keyboard()
        if size != self.size:
            self.screen.touch(self.text("frame.text-size"))
            self.screen.choose(self.text("frame.text." + size))
            self.screen.settle()
            self.touch_all(self.text("frame.done"))
            self.screen.wait("the page again",
                             lambda: not self.screen.has(self.text("frame.text." + size)))
            self.hide_keyboard()
            self.size = size
        self.screen.settle()

    def touch_all(self, name):
        """A key of a keyboard that is hidden may be named as the dialog's button; it does no harm."""
        from screen import BUTTONS
        for role, text, node in self.screen.nodes():
            if text == name and role in BUTTONS and self.screen.is_usable(node):
                self.screen.act(node, name)

    def hide_keyboard(self):
        """It opens when the focus goes back to a field."""
        self.screen.settle()
        if self.screen.has(self.text("frame.key.hide")):
            self.screen.touch(self.text("frame.key.hide"))

    def page(self, name, state=None, looks=USUAL, ready=None, close=None):
        """Pictures of what is shown in each of @looks; @ready brings about @state each time, and
        what is called @close ends it."""
        full = name if state is None else f"{name}-{state}"
        wanted = not self.options.pages or any(word in full for word in self.options.pages)
        for language, size in looks if wanted else ():
            self.choose(language, size)
            try:
                if ready is not None:
                    ready()
                self.take(full)
                if close is not None:
                    self.screen.touch(self.text(close))
                    self.screen.wait("the page again", lambda: not self.screen.has(self.text(close)))
            except Exception as error:  # the other pictures are still worth taking
                self.missed.append(f"{full}.{self.panel}.{size}.{language}: {str(error)[:200]}")
                print(f"missed {self.missed[-1]}", file=sys.stderr, flush=True)
        self.choose("vi", "m")

    def take(self, full):
        self.screen.settle()
        time.sleep(0.2)
        name = f"{full}.{self.panel}.{self.size}.{self.language}.png"
        self.world.picture(self.out / name)
        self.taken.append(name)

    # -- hands ------------------------------------------------------------------------------

    def tap(self, roles, name):
        """A finger on the middle of it, for what only a finger does: opening the keyboard."""
        node = self.screen.wait(f"«{name}»", lambda: self.screen.find(roles, name))
        x, y, width, height = self.screen.extents(node)
        subprocess.run(["xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1"],
                       check=True, env={**os.environ, "DISPLAY": self.world.display},
                       stdin=subprocess.DEVNULL)
        self.screen.settle()

    def dialog(self, name, state, opened_by, closed_by):
        def ready():
            self.screen.touch(self.text(opened_by))
            self.screen.wait("the dialog", lambda: self.screen.has(self.text(closed_by)))
        self.page(name, state, ready=ready, close=closed_by)

    # -- the pages, in the order a citizen meets them ---------------------------------------

    def visit(self):
        player = self.player
        self.screen.wait("the idle page", lambda: player.page_now() == "idle", 60)
        self.page("idle", looks=(("vi", "m"),))
        player.start()
        self.page("language", looks=(("vi", "m"), ("vi", "xl")))
        player.on_language()
        self.page("home", looks=ALL_SIZES)
        self.look_dialogs()
        player.leave("home", lambda: self.screen.touch(self.text("home.file")))
        self.page("procedures")
        self.page("procedures", "search", ready=self.search)
        player.on_procedures()
        self.page("overview", looks=ALL_SIZES)
        if self.screen.has(self.text("overview.fees_all")):
            # A change of looks makes the page anew, so it opens from the overview each time.
            self.page("overview", "fees",
                      ready=lambda: self.screen.touch(self.text("overview.fees_all")))
        player.leave("overview", lambda: self.screen.touch(self.text("overview.start")))
        self.identify()
        self.questions()
        self.form()
        self.documents()
        self.page("check")
        player.on_check()
        self.screen.wait("the receipt", lambda: player.page_now() == "receipt", 60)
        player.wait_for_paper()

    def look_dialogs(self):
        self.dialog("home", "call-staff", "frame.call-staff", "frame.staff-cancel")
        self.dialog("home", "text-size", "frame.text-size", "frame.done")
        self.dialog("home", "colours", "frame.colours", "frame.done")

    def search(self):
        from screen import ENTRIES
        label = self.text("procedures.search")
        self.tap(ENTRIES, label)
        self.screen.type(label, SEARCH[self.language])

    def identify(self):
        self.page("identify")

        def wrong():
            self.world.stack.show_card(BANK)
            self.screen.wait("the code to be refused",
                             lambda: self.screen.has_text(self.text("failure.code-payment")))
        self.page("identify", "wrong-code", ready=wrong)
        self.screen.touch(self.text("identify.no_card"))
        self.screen.settle()
        if self.screen.has(self.text("identify.type")):
            self.screen.touch(self.text("identify.type"))
        self.page("identify", "typing")
        self.screen.touch(self.text("frame.back"))
        self.world.stack.show_card(CARD)
        self.screen.wait("the card", lambda: self.screen.has(self.text("identify.not_me")))
        self.page("identify", "done", looks=ALL_SIZES)
        self.player.leave("identify", lambda: self.screen.touch(self.text("identify.continue")))

    def ladder(self):
        """The identify page with a reader of chips: every rung, and falling from it."""
        player = self.player
        self.screen.wait("the idle page", lambda: player.page_now() == "idle", 60)
        self.page("idle", "chip", looks=(("vi", "m"),))
        player.start()
        player.on_language()
        self.page("home", "chip")
        player.leave("home", lambda: self.screen.touch(self.text("home.file")))
        player.on_procedures()
        player.leave("overview", lambda: self.screen.touch(self.text("overview.start")))
        self.page("identify", "lay")
        self.world.stack.show_card(CARD)
        self.wait_for("identify.not_me")
        self.page("identify", "code-only")
        self.screen.touch(self.text("identify.not_me"))
        self.wait_for("identify.no_card")
        self.lay(delay_ms=60000)
        self.wait_for("identify.key_use_can")
        self.page("identify", "key-code")
        # Each look makes the page anew, which then asks its first question again.
        self.page("identify", "key-can",
                  ready=lambda: self.screen.touch(self.text("identify.key_use_can")))
        self.world.stack.show_card(CARD)
        self.wait_for("identify.key_for_life")
        self.page("identify", "key-expiry")
        self.give_date()
        self.wait_for("identify.reading_stop")
        self.page("identify", "reading")
        self.screen.touch(self.text("identify.reading_stop"))
        for outcome in FALLS + RUNGS:
            self.try_card(outcome)

    def try_card(self, outcome):
        """Another citizen, whose card ends like that."""
        self.wait_for("identify.not_me")
        self.world.stack.order(chip="remove")
        self.screen.touch(self.text("identify.not_me"))
        self.wait_for("identify.no_card")
        self.world.stack.show_card(CARD)
        self.wait_for("identify.not_me")
        self.lay(outcome=outcome)
        self.wait_for("identify.key_read")
        self.give_date()
        if outcome in RUNGS:
            self.wait_for("identify.not_me")
            self.page("identify", "done-" + outcome)
            return
        self.wait_for("identify.skip_chip")
        self.screen.settle()
        self.page("identify", outcome)
        self.screen.touch(self.text("identify.skip_chip"))

    def lay(self, **ending):
        self.world.stack.order(chip={**CHIP, **ending})

    def wait_for(self, key):
        self.screen.wait(key, lambda: self.screen.has(self.text(key)))

    def give_date(self):
        self.screen.type(self.text("identify.key_expiry"), "15/03/2045")
        self.screen.touch(self.text("identify.key_read"))

    def questions(self):
        names = []
        while self.player.page() == "question":
            name = self.screen.wait("a question", self.player.question_shown)
            if not names:
                self.page("question", looks=ALL_SIZES)
            elif len(names) == 1:
                self.page("question", "stop", ready=lambda n=name: self.stop_at(n))
            elif len(names) == 4:
                self.page("question", "many-answers")
            names.append(name)
            self.player.on_question()

    def stop_at(self, name):
        """Chooses the answer that cannot go on here."""
        options = self.player.journey.questions[name]["options"]
        stops = [o for o in options if "stop" in o]
        if stops:
            self.screen.choose(stops[0]["text"][self.language])
            self.screen.settle()

    def form(self):
        seen = 0
        while self.player.page() == "form":
            step = self.screen.wait("a step", self.player.step_shown)
            if seen in (0, 1):
                self.page("form", "from-card" if seen == 0 else "address")
            if step == "child":
                self.page("form")
                self.page("form", "keyboard", ready=self.open_keyboard)
                self.page("form", "problems",
                          ready=lambda: self.screen.touch(self.text("form.continue")))
            if step == "child_people":
                self.page("form", "list")
            seen += 1
            self.player.on_form()

    def open_keyboard(self):
        from screen import ENTRIES
        label = self.player.journey.fields["child_name"]["label"][self.language]
        self.tap(ENTRIES, label)

    def documents(self):
        player = self.player
        self.page("documents")
        plain = player.say(player.journey.components["birth_notice"]["plain"])
        player.devices.pictures("birth_notice", 2)
        player.touch_row(plain, "documents.scan", "documents.scan_now")
        self.screen.wait("page 1", lambda: self.screen.has(self.text("scan.use_one")), 30)
        self.page("scan")
        self.screen.touch(self.text("scan.more"))
        use = self.text("scan.use", n=2)
        self.screen.wait("page 2", lambda: self.screen.has(use), 30)
        player.leave("scan", lambda: self.screen.touch(use))
        player.handled_components.add("birth_notice")
        self.page("documents", "scanned")
        player.on_documents()

    def receipts(self):
        """Kept, then received, then done."""
        self.page("receipt", "kept")
        self.world.stack.start_gateway()
        self.player.wait_for_number(60)
        self.page("receipt", "received", looks=ALL_SIZES)
        self.player.finish()
        self.page("done", "filed", looks=(("vi", "m"),))

    def unprinted(self):
        """A second visit, and neither printer gets a paper out."""
        self.world.stack.set_printers("paper-out", "fail")
        self.player.seen_questions.clear()
        self.player.handled_components.clear()
        self.screen.wait("the idle page", lambda: self.player.page_now() == "idle", 60)
        self.player.play()
        self.page("receipt", "not-printed")

    def warnings(self):
        """The clock runs out: a picture of the warning, then of what follows it."""
        self.screen.wait("the idle page", lambda: self.player.page_now() == "idle", 60)
        for look in USUAL:
            self.speak("vi")
            self.size = "m"
            self.player.start()
            self.player.on_language()
            self.page_of_warning(look)

    def page_of_warning(self, look):
        self.choose(*look)
        stay = self.text("frame.warning-stay")
        self.screen.wait("the warning", lambda: self.screen.has(stay), 60)
        self.take("home-warning")
        self.screen.touch(self.text("frame.warning-end"))
        self.screen.wait("the last page", lambda: self.player.page_now() == "done")
        self.take("done")
        self.screen.touch(self.text("done.primary"))
        self.screen.wait("the idle page", lambda: self.player.page_now() == "idle", 60)

    def out_of_service(self):
        """A kiosk whose disk is nearly full takes nobody in. Needs root, for a disk of its own."""
        self.speak("vi")
        self.size = "m"
        stack = self.world.stack
        self.world.processes.stop(self.world.kiosk)
        self.world.processes.stop(stack.courier)
        outbox = stack.kiosk_folder / "outbox"
        fill = (f"mount -t tmpfs -o size=64m tmpfs '{outbox}' && head -c 62M /dev/zero > '{outbox}/full' "
                f"&& exec '{stack.program('motcua-kiosk')}' --config '{stack.config}'")
        self.world.start_kiosk(["unshare", "--mount", "--propagation", "private", "sh", "-c", fill])
        self.player.screen = self.world.screen
        self.screen.wait("the idle page", lambda: self.player.page_now() in ("idle", "out-of-service"))
        if self.player.page_now() == "idle":
            greeting = self.words["vi"]["idle.greeting"]
            self.screen.touch(greeting)
        self.screen.wait("the page", lambda: self.player.page_now() == "out-of-service")
        self.page("out-of-service")

    def run(self):
        try:
            self.open(offline=True)
            self.visit()
            self.receipts()
            self.unprinted()
        except Exception:
            self.world.picture(self.out / f"stuck.{self.panel}.png")
            raise
        finally:
            self.close()
        self.open(chips=True)
        try:
            self.ladder()
        except Exception as error:
            self.world.picture(self.out / f"stuck-ladder.{self.panel}.png")
            self.missed.append(f"the ladder, {self.panel}: {str(error)[:300]}")
            print(f"missed {self.missed[-1]}", file=sys.stderr, flush=True)
        finally:
            self.close()
        words = self.options.pages
        if words and not any(w in name for w in words for name in
                             ("home-warning", "done", "out-of-service")):
            return
        self.open(idle_seconds=12, warning_seconds=8)
        try:
            self.warnings()
            self.out_of_service()
        except Exception as error:
            self.missed.append(f"warning or out of service, {self.panel}: {str(error)[:300]}")
            print(f"missed {self.missed[-1]}", file=sys.stderr, flush=True)
        finally:
            self.close()


def write_index(out):
    """Every picture in @out, a row a page and a column a look."""
    pages, looks = {}, []
    for path in sorted(out.glob("*.*.*.*.png")):
        page, panel, size, language = path.name.split(".")[:4]
        look = (panel, language, size)
        looks += [] if look in looks else [look]
        pages.setdefault(page, {})[look] = path.name
    looks.sort(key=lambda look: (look[0], look[1] != "vi", "s m l xl".split().index(look[2])))
    rows = ["<tr><th></th>" + "".join(f"<th>{html.escape(' '.join(look))}</th>" for look in looks) + "</tr>"]
    for page, found in pages.items():
        cells = "".join(
            f'<td><a href="{found[look]}"><img loading="lazy" src="{found[look]}" alt="{page}"></a></td>'
            if look in found else "<td></td>" for look in looks)
        rows.append(f"<tr><th>{html.escape(page)}</th>{cells}</tr>")
    style = "img{max-width:320px;max-height:320px}th{text-align:left;position:sticky;left:0;background:#fff}"
    (out / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages</title><style>{style}</style>'
        f"<table>{''.join(rows)}</table></html>", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(prog="./dev shots", description=__doc__)
    parser.add_argument("--build", default="build", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("out/shots"))
    parser.add_argument("--pages", nargs="+", metavar="WORD", help="only pages with one of these words")
    parser.add_argument("--panel", choices=tuple(PANELS), help="only this panel")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    taken, missed = 0, []
    for panel in [options.panel] if options.panel else PANELS:
        shots = Shots(options, panel)
        try:
            shots.run()
        except (StartError, Exception) as error:
            shots.missed.append(f"the rest of {panel}: {str(error)[:500]}")
            print(f"missed {shots.missed[-1]}", file=sys.stderr, flush=True)
            if os.environ.get("KIOSK_TRACE"):
                raise
        taken += len(shots.taken)
        missed += shots.missed
    write_index(options.out)
    print(f"{taken} pictures, {len(missed)} missed: {options.out.resolve()}/index.html")
    return 1 if missed or not taken else 0


if __name__ == "__main__":
    sys.exit(main())
