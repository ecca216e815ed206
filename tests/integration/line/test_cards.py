#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a barcode gun may send, and what people type: shown right, or refused with the right words.

test_cards.py BUILD
"""
import json
import os
import sys
import unicodedata

# First: it knows where the others are.
from visit import Visit, journey_of
from rows import play
from world import World

NUMBER = "001085012345"
REST = "15031985|Nam|12 ngõ 5 phố Hoa Sữa, phường Tân Mai, Hà Nội|01092022"
TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
VOWELS = "aăâeêioôơuưy"
LONG = "Công Tằng Tôn Nữ Nguyễn Phước Huyền Trân Quỳnh Hương Diễm Thùy Bảo Ngọc"
BANK = "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN6304AB12"


def letters():
    """Every Vietnamese vowel in every tone, and đ: in names short enough for a card."""
    syllables = [unicodedata.normalize("NFC", "đ" + vowel + tone) for vowel in VOWELS for tone in TONES]
    words = [s.capitalize() if n % 2 else s.upper() for n, s in enumerate(syllables)]
    return [" ".join(words[n:n + 18]) for n in range(0, len(words), 18)]


def good_cards():
    for number, name in enumerate(letters(), 1):
        yield f"every letter, composed, part {number}", f"{NUMBER}||{name}|{REST}", name
        yield (f"every letter, decomposed, part {number}",
               unicodedata.normalize("NFD", f"{NUMBER}||{name}|{REST}"), name)
    yield "an old number", f"{NUMBER}|012345678|Trần Văn An|{REST}", "Trần Văn An"
    yield "six fields, no old number at all", f"{NUMBER}|Trần Văn Bình|{REST}", "Trần Văn Bình"
    yield "fields of the new card behind", f"{NUMBER}||Trần Văn Cảnh|{REST}||Trần Văn X|Lê Thị Y|", \
        "Trần Văn Cảnh"
    yield "a mark before and blanks around", f"\ufeff {NUMBER}|| Trần  Văn Đạt |{REST} ", "Trần Văn Đạt"
    yield "a name of 70 letters", f"{NUMBER}||{LONG[:70]}|{REST}", LONG[:70].strip()


ENDS = (("CR", "\r"), ("LF", "\n"), ("CR and LF", "\r\n"), ("nothing but a pause", ""),
        ("two lines, one empty", "\r\n\r\n"))


def strange_codes(receipt):
    yield "a bank's code", BANK, "failure.code-payment"
    yield "a web address", "https://dichvucong.gov.vn/p/home/dvc-trang-chu.html", "failure.code-url"
    yield "a receipt of ours", receipt, "failure.code-receipt"
    yield "a card cut short", f"{NUMBER}||Trần Văn Lâm|15031985|Na", "failure.code-incomplete"
    yield "markup", "<b>&amp;</b>%s%n", "failure.code-other"


class Cards:
    def __init__(self, rows, world, receipt):
        self.rows, self.world, self.receipt = rows, world, receipt
        self.visit = Visit(journey_of("single.en", language="vi", panel="landscape", offline=False,
                                      card_qr=None, typed_identity=TYPED,
                                      answers=ANSWERS), world)
        self.screen, self.text = world.screen, self.visit.text

    def run(self):
        visit = self.visit
        with self.rows.row("the identify page waits for a card"):
            for step in (visit.start, visit.on_language, visit.on_home, visit.on_procedures,
                         visit.on_overview):
                step()
            visit.expect("identify", self.text("identify.title"))
        for name, code, name_shown in good_cards():
            with self.rows.row(f"card: {name}"):
                self.read(code, name_shown)
        for name, end in ENDS:
            with self.rows.row(f"card: ends with {name}"):
                self.read(f"{NUMBER}||Trần Văn Dũng|{REST}", "Trần Văn Dũng", end)
        for name, code, key in strange_codes(self.receipt):
            with self.rows.row(f"not a card: {name}; and then the card"):
                self.screen.wait("the start", lambda: self.screen.has_text(self.text("identify.title")))
                self.show(code)
                visit.expect("identify", self.text(key))
                self.read(f"{NUMBER}||Trần Văn Giàu|{REST}", "Trần Văn Giàu")
        with self.rows.row("no card: what is typed goes all the way, 70 letters long, and says so"):
            self.typed()

    def show(self, code, end="\r\n"):
        os.write(self.world.stack.gun, (code + end).encode("utf-8"))

    def read(self, code, name, end="\r\n"):
        self.show(code, end)
        self.visit.expect("identify", self.text("identify.done_title", name=name), name, "15/03/1985")
        self.screen.touch(self.text("identify.not_me"))
        self.screen.wait("the start again", lambda: self.screen.has_text(self.text("identify.title"))
                         and not any(name in text for text in self.screen.texts()))

    def typed(self):
        self.visit.go_on()
        self.visit.wait_for_number()
        stack = self.world.stack
        entry = self.world.processes.wait_for("the number", lambda: next(
            (e for e in stack.entries() if e["official"]), None), 60)
        self.world.processes.wait_for("the dossier", lambda: entry["official"] in stack.exports())
        dossier = stack.exports()[entry["official"]]
        assert dossier["ChuHoSo"] == TYPED["name"], dossier["ChuHoSo"]
        identity = json.loads(dossier["ThongTinKhac"])["identity"]
        assert identity["assurance"] == "typed" and identity["name"] == TYPED["name"], identity
        self.visit.finish()


TYPED = {"number": "079195000123", "name": LONG[:70].strip(), "birth_date": "1995-02-28",
         "sex": "female", "address": "45 Nguyễn Huệ, phường Sài Gòn, Thành phố Hồ Chí Minh"}
# What a card would have filled in.
ANSWERS = {**journey_of("single.en").answers, "req_id_issued": "2024-07-10"}


def story(rows, build):
    world = World(build)
    try:
        world.start(session={"idle_seconds": 600, "wait_for_province_ms": 20000})
        receipt = f"HTTPS://127.0.0.1:{world.stack.track_port}/R/" + "2KCEHIIB" * 30
        Cards(rows, world, receipt).run()
        with rows.row("the programs end without a complaint"):
            complaints = world.end()
            assert not complaints, complaints
    finally:
        world.close()


if __name__ == "__main__":
    play(story, sys.argv[1])
