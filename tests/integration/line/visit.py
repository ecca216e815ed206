# SPDX-License-Identifier: GPL-3.0-or-later
"""One citizen's visit, played like any journey, that looks harder at what is on the screen."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "journey"))

from journey import Journey, load_list  # noqa: E402
from player import Player, as_typed_date, load_texts  # noqa: E402
from screen import ENTRIES  # noqa: E402
from stack import SOURCE  # noqa: E402

ASSETS = SOURCE / "assets"
OTHER = {"vi": "en", "en": "vi"}


def journey_of(name, **changes):
    """A journey of tests/journey/journeys with some members changed."""
    path = SOURCE / "tests/journey/journeys" / f"{name}.json"
    data = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    return Journey(data, ASSETS)


def localized(value):
    """Every {"vi", "en"} text in a definition."""
    if isinstance(value, dict):
        if set(value) == {"vi", "en"}:
            yield value
        else:
            for member in value.values():
                yield from localized(member)
    elif isinstance(value, list):
        for member in value:
            yield from localized(member)


class Visit(Player):
    def __init__(self, journey, world):
        super().__init__(journey, world.screen, world.stack, lambda number, page: None)
        self.world = world
        self.shown_fields = []
        self.prepare_words()

    def prepare_words(self):
        language = self.journey.language
        other = OTHER[language]
        own = set(self.texts.values())
        foreign = set(load_texts(ASSETS, other).values())
        lists = [load_list(ASSETS, f["list"]) for f in self.journey.fields.values() if f.get("list")]
        for text in localized([self.journey.procedure, lists]):
            own.add(text[language])
            foreign.add(text[other])
        self.foreign = {text for text in foreign - own if len(text) > 2}
        self.foreign -= {load_texts(ASSETS, code)["frame.language-name"] for code in OTHER}

    # -- looking ----------------------------------------------------------------------------

    def expect(self, page, *texts):
        """The page is shown, says @texts, and nothing on it is in the other language."""
        self.screen.wait(f"the page {page}", lambda: self.page_now() == page, 30)
        for text in texts:
            self.screen.wait(f"«{text}» on the page {page}", lambda t=text: any(
                t in name for name in self.screen.texts()), 15)
        if page not in ("idle", "language"):
            wrong = self.foreign & set(self.screen.texts())
            assert not wrong, f"the page {page} says in the other language: {sorted(wrong)}"

    def read_field(self, label):
        node = self.screen.find(ENTRIES, label)
        return self.screen.read(node) if node is not None else None

    def shoot(self, page):
        if page is not None:
            self.pages.append(page)
            self.expect(page)
        self.screen.settle()

    # -- what the dossier has to hold -------------------------------------------------------

    def on_form(self):
        step = self.screen.wait("a step of the form", self.step_shown)
        names = set(self.screen.texts())
        self.shown_fields += [f for s in self.journey.procedure["steps"] if s["id"] == step
                              for f in s["fields"] if self.say(f["label"]) in names]
        super().on_form()

    def card(self):
        """The fields of the card that is shown, as ISO 8601 where they are dates."""
        number, old, name, birth, sex, address, issued = self.journey.card_qr.split("|")

        def date(text):
            return f"{text[4:]}-{text[2:4]}-{text[:2]}"
        return {"number": number, "old_number": old, "name": name, "birth_date": date(birth),
                "sex": {"Nam": "male", "Nữ": "female"}[sex], "address": address,
                "issue_date": date(issued)}

    def expected_answers(self):
        """What the citizen answered, with what the card filled in and what stood there already."""
        answers = {name: str(value) for name, value in self.journey.answers.items()}
        card = self.card()
        for field in self.shown_fields:
            source = field.get("prefill", "")
            value = card.get(source.removeprefix("card.")) if source.startswith("card.") else None
            value = value or field.get("initial")
            if value:
                answers.setdefault(field["id"], str(value))
        return answers

    def written(self, name, value):
        """An answer as people read it on the check page."""
        item = self.journey.questions.get(name) or self.journey.fields[name]
        options = self.journey.options_of(item)
        if options is not None:
            return self.say(dict(options)[value])
        if item["kind"] == "id_number":
            return f"{value[:3]} ••• ••• {value[-3:]}"
        return as_typed_date(value)
