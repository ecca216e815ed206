#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The straight line of the README, row by row, in one kiosk: first in Vietnamese, then in English.

test_line.py BUILD
"""
import hashlib
import json
import sys
import time

# First: it knows where the others are.
from visit import ASSETS, OTHER, Visit, journey_of
from papers import picture_of_pdf, picture_of_roll, read_code, text_of_pdf
from player import as_typed_date, load_texts
from receipt_code import bytes_of, public_key, verify
from rows import play
from stack import DEVICE
from world import World

ENGLISH_CARD = ("079195000123|025123456|Lê Hoàng Thụy Vỹ|28021995|Nữ|"
                "45 Nguyễn Huệ, phường Sài Gòn, Thành phố Hồ Chí Minh|10072024")
SCANS = 2


class Line:
    def __init__(self, rows, world, journey, before=None):
        self.rows, self.world, self.journey = rows, world, journey
        self.stack = world.stack
        self.visit = Visit(journey, world)
        self.screen = world.screen
        self.before = before  # the visit of somebody else, of whom nothing may be left
        self.text = self.visit.text

    def row(self, name):
        return self.rows.row(f"{self.journey.language} {name}")

    def run(self):
        visit = self.visit
        with self.row("1 idle: waits, in Vietnamese"):
            visit.expect("idle", load_texts(ASSETS, "vi")["idle.greeting"])
        with self.row("2 language, home: the session has the language chosen"):
            visit.start()
            visit.expect("language")
            visit.on_language()
            visit.expect("home", self.text("home.file"))
        with self.row("3 procedures, overview: found by its code, and says what it asks for"):
            visit.on_home()
            visit.on_procedures()
            self.overview()
        with self.row("4 identify: the card is read; nobody else's is there before"):
            visit.on_overview()
            self.identify()
        with self.row("5 question, form: a gap is shown and mended, nothing else is lost"):
            self.questions_and_form()
        with self.row("6 documents, scan: pages are counted, the rest goes to the counter"):
            self.documents()
        with self.row("7 check: every answer stands there"):
            self.check()
        with self.row("8 submit: durable before anything is printed or said"):
            self.submit()
        with self.row("9 receipt: one paper on each printer, one code that strangers verify"):
            self.receipt()
        with self.row("10 done, idle: nothing is left on screen or disk"):
            self.done()
        with self.row("11 acknowledged: signed for, handed on once, word for word"):
            self.acknowledged()

    # -- rows -------------------------------------------------------------------------------

    def overview(self):
        procedure = self.journey.procedure
        say = self.visit.say
        self.visit.expect("overview", say(procedure["plain"]), self.text("overview.time"),
                          self.text("overview.fee"), self.text("overview.start"))
        handed = [d for d in procedure["documents"] if d["act"] == "hand_in" and "when" not in d]
        self.visit.expect("overview", *(say(d["plain"]) for d in handed))

    def identify(self):
        self.visit.expect("identify", self.text("identify.title"))
        if self.before is not None:
            shown = " ".join(self.screen.texts())
            assert self.before.card()["name"] not in shown
            assert self.before.card()["number"] not in shown
        self.stack.show_card(self.journey.card_qr)
        card = self.visit.card()
        self.visit.expect("identify", self.text("identify.done_title", name=card["name"]),
                          as_typed_date(card["birth_date"]), self.text("identify.rung_read"),
                          self.text("identify.rung_person_line"))
        assert not any(card["number"] in text for text in self.screen.texts()), \
            "the whole number is on the screen"
        self.visit.leave("identify", lambda: self.screen.touch(self.text("identify.continue")))

    def questions_and_form(self):
        gap = {"child_place": self.leave_a_gap, "you_contact": self.short_telephone,
               "you": self.prefilled}
        seen = []
        while self.visit.page() in ("question", "form"):
            if self.visit.page() == "question":
                self.visit.on_question()
                continue
            step = self.screen.wait("a step of the form", self.visit.step_shown)
            if step in gap and step not in seen:
                gap[step]()
            seen.append(step)
            self.visit.on_form()
        assert set(gap) <= set(seen), f"only {seen} were asked"

    def prefilled(self):
        card = self.visit.card()
        label = self.label("req_name")
        assert self.visit.read_field(label) == card["name"], self.visit.read_field(label)
        birth = self.visit.read_field(self.label("req_birth"))
        assert birth and card["birth_date"][:4] in birth, birth
        number = self.visit.read_field(self.label("req_number"))
        assert number and number != card["number"] and number.endswith(card["number"][-3:]), number
        self.visit.expect("form", self.text("form.from_card"), self.text("form.lock_note"))

    def label(self, field):
        return self.visit.say(self.journey.fields[field]["label"])

    def go_on_is_refused(self, step, problem):
        self.screen.touch(self.text("form.continue"))
        self.visit.expect("form", self.text("form.mend_one"), problem)
        assert self.visit.step_shown() == step
        said = [text for text in self.screen.texts() if problem in text]
        assert len(said) >= 2, f"«{problem}» stands only at {said}, not at the field and at the top"

    def leave_a_gap(self):
        """Required and empty; then the other language, and back; then mended."""
        kept = self.journey.answer_for("child_origin")
        self.screen.type(self.label("child_origin"), kept)
        self.go_on_is_refused("child_place", self.text(
            "form.problem.missing", label=self.label("child_birthplace")))
        assert self.visit.read_field(self.label("child_origin")) == kept
        place = self.journey.answer_for("child_birthplace")
        self.screen.type(self.label("child_birthplace"), place)

        other = OTHER[self.journey.language]
        names = [load_texts(ASSETS, code)["frame.language-name"]
                 for code in (other, self.journey.language)]
        labels = {field: self.journey.fields[field]["label"][other]
                  for field in ("child_origin", "child_birthplace")}
        self.screen.touch(names[0])
        self.screen.wait("the other language",
                         lambda: self.visit.read_field(labels["child_origin"]) is not None)
        assert self.visit.read_field(labels["child_origin"]) == kept
        assert self.visit.read_field(labels["child_birthplace"]) == place
        self.screen.touch(names[1])
        self.screen.wait("the language again", lambda: self.visit.read_field(
            self.label("child_origin")) is not None)
        self.visit.expect("form")
        assert self.visit.read_field(self.label("child_origin")) == kept
        assert self.visit.read_field(self.label("child_birthplace")) == place

    def short_telephone(self):
        """Not required, but what is there must be right; the field's own words say how."""
        card = self.visit.card()
        assert self.visit.read_field(self.label("req_address")) == card["address"]
        assert self.visit.read_field(self.label("req_id_issued")) == as_typed_date(card["issue_date"])
        self.visit.fill(self.journey.fields["req_id_kind"], self.journey.answer_for("req_id_kind"))
        label = self.label("req_phone")
        self.screen.type(label, "091234567")
        self.go_on_is_refused("you_contact", self.text(
            "form.problem.few_digits", label=label, wanted=10, have=9))
        assert self.visit.read_field(label).replace(" ", "") == "091234567"

    def documents(self):
        visit = self.visit
        assert visit.page() == "documents", visit.page()
        while visit.page() == "documents":
            if len(visit.handled_components) > 0 and "birth_notice" in visit.handled_components:
                visit.expect("documents", self.text("documents.scanned", n=SCANS),
                             self.text("documents.made"))
            visit.on_documents()
        assert "birth_notice" in visit.handled_components

    def check(self):
        self.visit.expect("check", self.text("check.title"), self.text("check.undertaking"))
        shown = self.screen.texts()
        for name, value in self.visit.expected_answers().items():
            wanted = self.visit.written(name, value)
            assert any(wanted in text for text in shown), f"{name}: «{wanted}» is not on the page"

    def submit(self):
        self.papers = self.stack.papers()
        self.entries = self.stack.entries()
        assert self.stack.papers() == self.papers
        self.visit.on_check()
        self.screen.wait("the receipt", lambda: self.visit.page_now() == "receipt", 60)
        rows = self.stack.entries()
        assert len(rows) == len(self.entries) + 1, f"{len(rows)} rows"
        self.entry = rows[-1]
        # Nothing of it can be read where it is kept.
        for path in (self.stack.kiosk_folder / "outbox").rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                for secret in self.secrets():
                    assert secret not in data, f"{path} holds what the citizen said"

    def secrets(self):
        card = self.visit.card()
        return [text.encode() for text in (
            card["name"], card["number"], card["address"], self.journey.answer_for("child_name"),
            self.journey.answer_for("mother_number"))]

    def receipt(self):
        self.visit.wait_for_paper()
        self.visit.expect("receipt", self.text("receipt-page.printed"))
        self.visit.wait_for_number()
        self.world.processes.wait_for("both papers", lambda: self.stack.papers() == {
            "sheets": self.papers["sheets"] + 1, "rolls": self.papers["rolls"] + 1}, 30)
        folder = self.world.folder
        sheet = sorted(self.stack.printed.glob("job-*.pdf"),
                       key=lambda path: int(path.stem.split("-")[1]))[-1]
        assert sheet.stat().st_mtime >= self.entry["created"] / 1e6, "printed before it was kept"
        codes = [read_code(picture_of_pdf(sheet, folder)),
                 read_code(picture_of_roll(self.stack.printed / "receipt.escpos", folder))]
        assert codes[0] == codes[1], codes
        self.code = codes[0]
        key = public_key(self.stack.gateway_folder / "devices" / f"{DEVICE}.pub")
        facts = verify(self.code, key, folder)
        assert abs(facts.pop("issued") - time.time()) < 600
        official = self.stack.entries()[-1]["official"]
        assert facts.pop("official") in (None, official)
        assert facts == {"kiosk": DEVICE, "id": self.entry["id"], "assurance": 1,
                         "provisional": self.entry["provisional"],
                         "procedure": self.journey.code}, facts
        self.reject_forgery(key, folder)
        words = text_of_pdf(sheet)
        assert self.entry["provisional"] in words or (official and official in words), words

    def reject_forgery(self, key, folder):
        """The other side of the check above: one letter changed, and another kiosk's key."""
        middle = self.code.rindex("/R/") + 40
        letter = "A" if self.code[middle] != "A" else "B"
        forged = self.code[:middle] + letter + self.code[middle + 1:]
        assert bytes_of(forged) != bytes_of(self.code)
        for text, wrong in ((forged, key), (self.code, bytes(32))):
            try:
                verify(text, wrong, folder)
            except (ValueError, KeyError, UnicodeDecodeError):
                continue
            raise AssertionError("a forged receipt was taken for a true one")

    def done(self):
        self.visit.finish()
        self.visit.expect("done", self.text("done.title-filed"))
        assert not self.left_on_screen(), self.left_on_screen()
        self.screen.touch(self.text("done.primary"))
        self.screen.wait("the idle page", lambda: self.visit.page_now() == "idle")
        assert not self.left_on_screen(), self.left_on_screen()
        assert self.stack.papers() == {"sheets": self.papers["sheets"] + 1,
                                       "rolls": self.papers["rolls"] + 1}, "printed again"
        for folder in ("kiosk", "home", "run", "logs"):
            for path in (self.world.folder / folder).rglob("*"):
                if path.is_file() and not path.is_symlink():
                    for secret in self.secrets():
                        assert secret not in path.read_bytes(), f"{path} holds what was said"

    def left_on_screen(self):
        shown = " ".join(self.screen.texts())
        return [secret for secret in self.secrets() if secret.decode() in shown]

    def acknowledged(self):
        entry = self.world.processes.wait_for(
            "the province's signature", lambda: next(
                (e for e in self.stack.entries() if e["id"] == self.entry["id"]
                 and e["state"] in ("acked", "purged") and e["official"]), None), 60)
        assert entry["receipt"] and entry["receipt_signature"] and entry["received_at"]
        self.world.processes.wait_for("the dossier", lambda: entry["official"] in self.stack.exports(), 30)
        exports = self.stack.exports()
        mine = [d for d in exports.values() if self.entry["provisional"] in d["ThongTinKhac"]]
        assert len(mine) == 1, f"handed on {len(mine)} times"
        self.dossier(entry, exports[entry["official"]])
        words = self.stack.track(self.code, self.journey.language)
        assert self.text("track.numbered.heading") in words
        assert entry["official"] in words and self.visit.card()["name"] not in words

    def dossier(self, entry, dossier):
        card, journey = self.visit.card(), self.journey
        inside = json.loads(dossier["ThongTinKhac"])
        expected = self.visit.expected_answers()
        for name in sorted(set(expected) | set(inside["answers"])):
            assert inside["answers"].get(name) == expected.get(name), \
                f"{name}: {inside['answers'].get(name)!r}, expected {expected.get(name)!r}"
        self.compare("dossier", dossier, {
            "MaHoSo": entry["official"], "MaTTHC": journey.code, "ChuHoSo": card["name"],
            "SoGiayToChuHoSo": card["number"], "SoDienThoai": journey.answer_for("req_phone"),
            "TenTTHC": journey.procedure["title"]["vi"], "HoSoCoThanhPhanSoHoa": "1"})
        self.compare("ThongTinKhac", inside, {
            "language": journey.language, "kiosk": DEVICE, "provisional": entry["provisional"]})
        identity = {k: v for k, v in {**card, "assurance": "qr"}.items() if v}
        self.compare("identity", inside["identity"], identity)
        states = {d["id"]: d["state"] for d in inside["documents"]}
        self.compare("documents", states, {"birth_notice": "scanned", "id_card": "at_counter",
                                           "declaration": "made"})
        pages = next(d["pages"] for d in inside["documents"] if d["id"] == "birth_notice")
        assert len(pages) == len(dossier["TaiLieuNop"]) == SCANS
        folder = self.stack.gateway_folder / "export" / entry["official"]
        for page, paper in zip(pages, dossier["TaiLieuNop"]):
            data = next(folder.rglob(paper["DuongDanTaiTepTin"])).read_bytes()
            assert hashlib.sha256(data).hexdigest() == page["sha256"]
            assert data[:2] == b"\xff\xd8" and len(data) <= 300_000, len(data)

    @staticmethod
    def compare(what, found, expected):
        for name, value in expected.items():
            assert found.get(name) == value, f"{what}.{name}: {found.get(name)!r}, not {value!r}"


def story(rows, build):
    world = World(build)
    try:
        world.start(session={"idle_seconds": 600, "wait_for_province_ms": 20000})
        first = Line(rows, world, journey_of("birth.vi"))
        first.run()
        journey = journey_of("birth.vi", language="en", card_qr=ENGLISH_CARD)
        Line(rows, world, journey, before=first.visit).run()
        with rows.row("the programs end without a complaint"):
            complaints = world.end()
            assert not complaints, complaints
    finally:
        world.close()


if __name__ == "__main__":
    play(story, sys.argv[1])
