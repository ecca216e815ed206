# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays a journey on the kiosk's screen, page by page, by accessible names only.

It keeps no list of pages: it looks which page is shown, does what a citizen does there, and goes on
until the receipt. A question that the journey does not answer ends it with that question's id.
"""
import json
import pathlib
import re

from journey import JourneyError
from screen import BUTTONS, CHOICES, ENTRIES, ScreenError

MOST_PAGES = 120
# How the paper may end, and what the receipt page says then.
PAPER_ENDS = {"printed": "receipt-page.printed", "sent_to_printer": "receipt-page.sent_to_printer",
              "unsure": "failure.printer-slip-unconfirmed", "failed": "failure.printer-slip-missing",
              "no_printer": "receipt-page.no_printer"}


def load_texts(assets, language):
    texts = {}
    for path in sorted((pathlib.Path(assets) / "translations" / language).glob("*.json")):
        texts.update(json.loads(path.read_text(encoding="utf-8")))
    path = pathlib.Path(assets) / "failures" / "failures.json"
    for failure in json.loads(path.read_text(encoding="utf-8"))["failures"]:
        texts[f"failure.{failure['name']}"] = failure["citizen"][language]
        texts[f"failure.{failure['name']}.title"] = failure["title"][language]
    return texts


class Player:
    def __init__(self, journey, screen, devices, take_picture):
        self.journey = journey
        self.screen = screen
        self.devices = devices
        self.take_picture = take_picture
        self.texts = load_texts(journey.assets, journey.language)
        self.pages = []
        self.prepare = journey.procedure["kiosk"]["role"] == "prepare"
        self.seen_questions = set()
        self.handled_components = set()

    def text(self, key, **values):
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def say(self, localized):
        return localized[self.journey.language]

    # -- the line ---------------------------------------------------------------------------

    def play(self):
        """From the idle page to the receipt; the receipt stays on the screen."""
        self.start()
        self.go_on()

    def go_on(self):
        """From whatever page is shown to the receipt."""
        for _ in range(MOST_PAGES):
            page = self.page()
            if page == "receipt":
                self.wait_for_paper()
                self.shoot("receipt")
                return
            handler = getattr(self, "on_" + page.replace("-", "_"), None)
            if handler is None:
                raise ScreenError(f"the journey ends on the page {page!r}: {self.screen.describe()}")
            handler()
        raise ScreenError(f"no receipt after {MOST_PAGES} pages; last pages {self.pages[-6:]}")

    def page(self):
        """The word of the page shown, once there is one."""
        return self.screen.wait("a page", lambda: self.page_now())

    def page_now(self):
        title = self.screen.page()
        match = re.search(r"([a-z-]+)$", title)
        return match.group(1) if match else None

    def shoot(self, page):
        self.screen.settle()
        if page is not None:
            self.pages.append(page)
            self.take_picture(len(self.pages), page)

    def leave(self, page, go, marker=None):
        """Does @go and waits until another page, or the same page with other contents, is shown."""
        before = marker() if marker is not None else None
        go()

        def moved():
            return self.page_now() != page or (marker is not None and marker() not in (before, None))
        try:
            self.screen.wait(f"the page after {page}", moved, 20)
        except ScreenError as error:
            raise ScreenError(f"{page} does not let go on ({error})") from error

    # -- pages ------------------------------------------------------------------------------

    def start(self):
        self.screen.wait("the idle page", lambda: self.page_now() == "idle", 30)
        self.shoot("idle")
        names = [load_texts(self.journey.assets, code)["idle.greeting"] for code in ("vi", "en")]

        def start():
            name = self.screen.wait("the start", lambda: next(
                (n for n in names if self.screen.has(n)), None))
            self.screen.touch(name)
        self.leave("idle", start)

    def on_language(self):
        self.shoot("language")
        name = {"vi": "Tiếng Việt", "en": "English"}[self.journey.language]
        # The tool bar offers the other language by the same name; the page's own button comes first.
        self.leave("language", lambda: self.screen.touch(name))

    def on_home(self):
        self.choose_text_size()
        self.shoot("home")
        self.leave("home", lambda: self.screen.touch(self.text("home.file")))

    def choose_text_size(self):
        if self.journey.text_size == "m":
            return
        self.screen.touch(self.text("frame.text-size"))
        self.screen.choose(self.text("frame.text." + self.journey.text_size))
        self.screen.settle()
        self.screen.touch(self.text("frame.done"))
        self.screen.settle()

    def on_procedures(self):
        self.shoot("procedures")
        title = self.say(self.journey.procedure["plain"])
        self.screen.type(self.text("procedures.search"), self.journey.code)

        def choose():
            self.screen.wait(f"the procedure «{title}»", lambda: self.find_starting(title))
            node, name = self.find_starting(title)
            self.screen.act(node, name)
        self.leave("procedures", choose)

    def find_starting(self, title):
        for role, name, node in self.screen.nodes():
            if role in BUTTONS and (name == title or name.startswith(title + ",")
                                    or name.startswith(title + ".")):
                return node, name
        return None

    def on_overview(self):
        self.shoot("overview")
        self.leave("overview", lambda: self.screen.touch(self.text("overview.start")))

    def on_identify(self):
        self.shoot("identify")
        if self.journey.chip is not None:
            self.devices.order(chip=self.journey.chip)
        if self.journey.card_qr is not None:
            self.devices.show_card(self.journey.card_qr)
        elif self.journey.typed_identity is not None:
            self.type_identity()
        if self.journey.chip is not None:
            self.open_chip()
        advance = self.text("identify.continue")
        self.screen.wait("the card to be read", lambda: self.screen.has(advance)
                         and self.screen.has(self.text("identify.not_me")), 90)
        self.shoot("identify")
        if self.journey.chip is not None:
            self.devices.order(chip="remove")
        self.leave("identify", lambda: self.screen.touch(advance))

    def open_chip(self):
        """Types what opens the card, and goes on without the chip when it gives nothing."""
        if self.journey.chip.get("outcome") != "card-not-an-id":
            self.type_key()
        if self.journey.chip_is_read:
            return
        titles = [text for key, text in self.texts.items()
                  if key.startswith("failure.card-") and key.endswith(".title")]
        self.screen.wait("what is wrong with the card", lambda: any(
            self.screen.has_text(title) for title in titles), 90)
        self.shoot("identify")
        self.screen.touch(self.text("identify.skip_chip"))

    def type_key(self):
        by_can = self.journey.chip_key == "can"
        label = self.text("identify.key_can" if by_can else "identify.key_expiry")
        other = self.text("identify.key_use_can")
        self.screen.wait("the question that opens the card", lambda: self.screen.find(
            ENTRIES, label) or self.screen.has(other), 30)
        if by_can and self.screen.find(ENTRIES, label) is None:
            self.screen.touch(other)
        self.screen.wait(f"the field «{label}»", lambda: self.screen.find(ENTRIES, label), 10)
        self.screen.type(label, self.journey.chip["can"] if by_can
                         else as_typed_date(self.journey.chip["expiry"]))
        self.shoot("identify")
        self.screen.touch(self.text("identify.key_read"))

    def type_identity(self):
        typed = self.journey.typed_identity
        self.screen.touch(self.text("identify.no_card"))
        self.screen.settle()
        if self.screen.has(self.text("identify.type")):
            self.screen.touch(self.text("identify.type"))
        self.screen.type(self.text("identify.number"), typed["number"])
        self.screen.type(self.text("identify.name"), typed["name"])
        self.screen.type(self.text("identify.birth_date"), as_typed_date(typed["birth_date"]))
        self.screen.choose(self.text("identify." + typed["sex"]))
        if typed.get("address"):
            self.screen.type(self.text("identify.address"), typed["address"])
        self.shoot("identify")
        self.screen.touch(self.text("identify.continue"))

    def question_shown(self):
        for question in self.journey.procedure["questions"]:
            if self.screen.has_text(self.say(question["text"])):
                return question["id"]
        return None

    def on_question(self):
        name = self.screen.wait("a question of the procedure", self.question_shown)
        question = self.journey.questions[name]
        value = self.journey.answer_for(name)
        if name in self.seen_questions:
            raise ScreenError(f"answers.{name}: the kiosk asks again: {self.screen.describe()}")
        self.seen_questions.add(name)
        if value is None:
            raise JourneyError(f"answers.{name}: is asked («{self.say(question['text'])}») "
                               "but not answered")
        if question["kind"] == "choice":
            option = next(o for o in question["options"] if o["id"] == value)
            self.screen.choose(self.say(option["text"]))
        else:
            self.screen.type(self.say(question["text"]), value)
        self.shoot("question")
        self.leave("question", lambda: self.screen.touch(self.text("question.continue")),
                   self.question_shown)

    def step_shown(self):
        """Ids of the fields on the page, by their labels; None while there are none."""
        names = {name for _, name, _ in self.screen.nodes()}
        for step in self.journey.procedure["steps"]:
            if self.say(step["title"]) in names and all_labels(step, self.say) & names:
                return step["id"]
        return None

    def on_form(self):
        name = self.screen.wait("a step of the form", self.step_shown)
        step = next(s for s in self.journey.procedure["steps"] if s["id"] == name)
        for field in step["fields"]:
            value = self.journey.answer_for(field["id"])
            if value is not None:
                self.fill(field, value)
        self.shoot("form")
        self.refuse_missing(step)
        self.leave("form", lambda: self.screen.touch(self.text("form.continue")), self.step_marker)

    def step_marker(self):
        """The step, and which of its fields are on the page: nothing that the clock changes."""
        shown = self.step_shown()
        if shown is None:
            return None
        step = next(s for s in self.journey.procedure["steps"] if s["id"] == shown)
        names = {name for _, name, _ in self.screen.nodes()}
        return "|".join([shown, *sorted(all_labels(step, self.say) & names)])

    def refuse_missing(self, step):
        """Names a required field that is on the page, empty, and not in the journey."""
        for field in step["fields"]:
            if not field["required"] or self.journey.answer_for(field["id"]) is not None:
                continue
            node = self.screen.find(ENTRIES, self.say(field["label"]))
            if node is not None and self.screen.read(node) == "":
                raise JourneyError(f"answers.{field['id']}: is asked («{self.say(field['label'])}») "
                                   "but not answered")

    def fill(self, field, value):
        label = self.say(field["label"])
        if not self.screen.has_text(label):
            return
        options = self.journey.options_of(field)
        if field["kind"] == "choice":
            self.screen.choose(self.say(dict(options)[value]))
            return
        if options is not None:
            value = self.say(dict(options)[value])
        elif field["kind"] == "date":
            value = as_typed_date(value)
        edit = self.text("form.edit") + ": " + label
        if self.screen.find(ENTRIES, label) is None and self.screen.has(edit):
            self.screen.touch(edit)
            self.screen.settle()
        self.screen.type(label, value)

    def on_documents(self):
        for name, component in self.journey.components.items():
            if name in self.handled_components or component["act"] in ("made", "data"):
                continue
            wanted = self.journey.documents.get(name, "counter")
            plain = self.say(component["plain"])
            if wanted == "counter":
                self.promise(plain, component)
            elif self.row_button(plain, "documents.scan", "documents.scan_now"):
                self.handled_components.add(name)
                self.scan(name, plain, wanted["pages"])
                return
            elif name in self.journey.documents:
                raise JourneyError(f"documents.{name}: the kiosk does not ask for it with these answers")
            self.handled_components.add(name)
            self.screen.settle()
        self.shoot("documents")
        self.leave("documents", lambda: self.screen.touch(self.text("documents.continue")))

    def promise(self, plain, component):
        """«I hand it in there»: at the counter, or where the procedure says."""
        if "where" not in component:
            self.touch_row(plain, "documents.to_counter")
            return
        label = self.text("documents.to_elsewhere").replace("{where}", self.say(component["where"]))
        if self.screen.has(f"{label}: {plain}"):
            self.screen.touch(f"{label}: {plain}")

    def row_button(self, plain, *keys):
        names = [f"{self.text(key)}: {plain}" for key in keys]
        return next((name for name in names if self.screen.has(name)), None)

    def touch_row(self, plain, *keys):
        name = self.row_button(plain, *keys)
        if name is not None:
            self.screen.touch(name)
        return name is not None

    def scan(self, component, plain, pages):
        # The first page is taken as soon as the scan page opens, so it lies there before.
        pictures = self.devices.pictures(component, pages)
        self.touch_row(plain, "documents.scan", "documents.scan_now")
        for number, _ in enumerate(pictures, 1):
            use = self.text("scan.use_one") if number == 1 else self.text("scan.use", n=number)
            self.screen.wait(f"page {number} of {component}", lambda u=use: self.screen.has(u), 30)
            if number < len(pictures):
                self.screen.touch(self.text("scan.more"))
        self.shoot("scan")
        self.leave("scan", lambda: self.screen.touch(use))

    def on_scan(self):
        raise ScreenError(f"left on the scan page: {self.screen.describe()}")

    def on_check(self):
        self.shoot("check")
        key = "check.submit_prepare" if self.prepare else "check.submit"
        self.leave("check", lambda: self.screen.touch(self.text(key)))

    def on_submit(self):
        self.screen.wait("the submission to be kept", lambda: self.page_now() != "submit", 30)

    def wait_for_paper(self):
        ended = [self.text(key) for key in PAPER_ENDS.values()]
        self.screen.wait("the paper", lambda: any(self.screen.has_text(t) for t in ended), 60)

    def wait_for_number(self, seconds=30):
        received = "received_prepare" if self.prepare else "received"
        self.screen.wait("the province's number", lambda: self.screen.has_text(
            self.text("receipt-page." + received)), seconds)

    def finish(self):
        self.leave("receipt", lambda: self.screen.touch(self.text("receipt-page.finish")))
        self.shoot("done")


def all_labels(step, say):
    return {say(field["label"]) for field in step["fields"]}


def as_typed_date(value):
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", value)
    return f"{match.group(3)}/{match.group(2)}/{match.group(1)}" if match else value
