# SPDX-License-Identifier: GPL-3.0-or-later
"""A journey file: what one citizen wants, shows, answers and scans.

The format is described in tests/README.md. Everything is checked against the procedure's own
definition before anything is started, so that a mistake is named instead of met half-way.
"""
import datetime
import json
import pathlib
import re

MEMBERS = {"procedure", "language", "panel", "text_size", "card_qr", "typed_identity", "chip",
           "answers", "documents", "offline", "description"}
TYPED = {"number": r"[0-9]{12}", "name": r"[^\x00-\x1f]{1,80}", "birth_date": r"\d{4}-\d{2}-\d{2}",
         "sex": "male|female", "address": r"[^\x00-\x1f]{0,200}"}
DATE = r"\d{4}-\d{2}-\d{2}"
TEXT = r"[^\x00-\x1f]{1,200}"
CHIP = {"number": r"[0-9]{12}", "old_number": r"[0-9]{9,12}", "name": TEXT, "birth_date": DATE,
        "sex": "male|female", "address": TEXT, "issue_date": DATE, "expiry": DATE,
        "nationality": TEXT, "home_town": TEXT, "father": TEXT, "mother": TEXT, "spouse": TEXT,
        "can": r"[0-9]{6}", "key": "expiry|can",
        "outcome": "chip|signed|trusted|genuine|card-data-not-genuine|card-is-a-copy|"
                   "card-access-refused|card-access-blocked-for-a-while|card-removed-early|"
                   "card-does-not-answer|card-protocol-broken|card-data-unreadable|"
                   "card-data-disagrees|card-not-an-id"}
RUNGS = ("chip", "signed", "trusted", "genuine")
PANELS = {"landscape": (1920, 1080, 476.0), "portrait": (1080, 1920, 398.0)}
TEXT_SIZES = ("s", "m", "l", "xl")


class JourneyError(Exception):
    """The journey file cannot be played; the message says in one line which member and why."""

    def __init__(self, message):
        super().__init__(" ".join(str(message).split()))


def load_procedure(assets, code):
    if not re.fullmatch(r"\d\.\d{6}", code):
        raise JourneyError(f"procedure: {code!r} is not a procedure code such as 1.004222")
    path = pathlib.Path(assets) / "procedures" / f"{code}.json"
    if not path.exists():
        raise JourneyError(f"procedure: no procedure {code} in {path.parent}")
    return json.loads(path.read_text(encoding="utf-8"))


def load_list(assets, name):
    path = pathlib.Path(assets) / "lists" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["entries"]


class Journey:
    def __init__(self, data, assets):
        if not isinstance(data, dict):
            raise JourneyError("a journey is a JSON object")
        unknown = set(data) - MEMBERS
        if unknown:
            raise JourneyError(f"unknown member: {', '.join(sorted(unknown))}")
        self.assets = pathlib.Path(assets)
        self.code = self._text(data, "procedure", required=True)
        self.procedure = load_procedure(assets, self.code)
        self.language = self._choice(data, "language", "vi", ("vi", "en"))
        self.panel = self._choice(data, "panel", "landscape", tuple(PANELS))
        self.text_size = self._choice(data, "text_size", "m", TEXT_SIZES)
        self.offline = data.get("offline", False)
        if not isinstance(self.offline, bool):
            raise JourneyError("offline: must be true or false")
        self.card_qr = self._text(data, "card_qr")
        self.typed_identity = data.get("typed_identity")
        self.chip = self._check_chip(data["chip"]) if "chip" in data else None
        by_can = self.chip is not None and self.chip_key == "can" and self.chip_is_read
        if self.card_qr is not None and self.typed_identity is not None:
            raise JourneyError("give either card_qr or typed_identity")
        if self.card_qr is None and self.typed_identity is None and not by_can:
            raise JourneyError("give either card_qr or typed_identity, or a chip that its key "
                               "\"can\" opens")
        if self.typed_identity is not None:
            self._check_typed_identity()
        self.answers = {name: as_date(value) for name, value in self._object(data, "answers").items()}
        self.documents = self._object(data, "documents")
        self._index()
        self._check_answers()
        self._check_documents()

    def _check_typed_identity(self):
        typed = self._object({"typed_identity": self.typed_identity}, "typed_identity")
        unknown = set(typed) - set(TYPED)
        if unknown:
            raise JourneyError(f"typed_identity: unknown member: {', '.join(sorted(unknown))}")
        for name, pattern in TYPED.items():
            value = typed.get(name, "" if name == "address" else None)
            if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
                raise JourneyError(f"typed_identity.{name}: {value!r} cannot be typed there")

    def _check_chip(self, chip):
        """The card as the virtual reader wants it; what the citizen types is kept apart."""
        chip = dict(self._object({"chip": chip}, "chip"))
        delay = chip.get("delay_ms", 0)
        if isinstance(delay, bool) or not isinstance(delay, int) or not 0 <= delay <= 60000:
            raise JourneyError("chip.delay_ms: must be a number of milliseconds up to 60000")
        for name, value in chip.items():
            if name == "delay_ms":
                continue
            if name not in CHIP:
                raise JourneyError(f"chip: unknown member: {name}")
            if not isinstance(value, str) or re.fullmatch(CHIP[name], value) is None:
                raise JourneyError(f"chip.{name}: {value!r} is not possible there")
        self.chip_key = chip.pop("key", "expiry")
        self.chip_is_read = chip.get("outcome", "genuine") in RUNGS
        wanted = ["can"] if self.chip_key == "can" else ["birth_date", "expiry"]
        for name in ["number", *wanted]:
            if name not in chip:
                raise JourneyError(f"chip.{name}: must be there, to open the card")
        return chip

    @staticmethod
    def _text(data, name, required=False):
        value = data.get(name)
        if value is None and not required:
            return None
        if not isinstance(value, str) or not value:
            raise JourneyError(f"{name}: must be text")
        return value

    @staticmethod
    def _choice(data, name, default, allowed):
        value = data.get(name, default)
        if value not in allowed:
            raise JourneyError(f"{name}: {value!r} is not one of {', '.join(allowed)}")
        return value

    @staticmethod
    def _object(data, name):
        value = data.get(name, {})
        if not isinstance(value, dict):
            raise JourneyError(f"{name}: must be an object")
        return value

    def _index(self):
        self.questions = {q["id"]: q for q in self.procedure["questions"]}
        self.fields = {f["id"]: f for s in self.procedure["steps"] for f in s["fields"]}
        self.components = {d["id"]: d for d in self.procedure["documents"]}

    def options_of(self, item):
        """The (id, text) pairs an answer may be, or None when it is free."""
        if item.get("list"):
            return [(e["id"], e["text"]) for e in load_list(self.assets, item["list"])]
        if item.get("options"):
            return [(o["id"], o["text"]) for o in item["options"]]
        return None

    def _check_answers(self):
        for name, value in self.answers.items():
            item = self.questions.get(name) or self.fields.get(name)
            if item is None:
                raise JourneyError(f"answers.{name}: {self.code} asks no such thing")
            if not isinstance(value, (str, int)) or isinstance(value, bool):
                raise JourneyError(f"answers.{name}: must be text or a whole number")
            options = self.options_of(item)
            if options is not None and value not in [o[0] for o in options]:
                allowed = ", ".join(o[0] for o in options[:12])
                raise JourneyError(f"answers.{name}: {value!r} is not one of {allowed}")
            for option in item.get("options", []):
                if option["id"] == value and "stop" in option:
                    raise JourneyError(f"answers.{name}: {value!r} cannot go on at the kiosk: "
                                       f"{option['stop']['text'][self.language]}")

    def _check_documents(self):
        for name, value in self.documents.items():
            if name not in self.components:
                raise JourneyError(f"documents.{name}: {self.code} has no such component")
            if value == "counter":
                continue
            pages = value.get("pages") if isinstance(value, dict) and len(value) == 1 else None
            whole = isinstance(pages, int) and not isinstance(pages, bool)
            if not whole and not (isinstance(pages, list) and all(isinstance(p, str) for p in pages)):
                raise JourneyError(f"documents.{name}: must be \"counter\" or "
                                   "{\"pages\": number or list of pictures}")
            most = self.components[name].get("max_pages", 10)
            count = pages if whole else len(pages)
            if not 1 <= count <= most:
                raise JourneyError(f"documents.{name}: {count} pages, 1 to {most} fit")
            for page in [] if whole else pages:
                if not is_file(page):
                    raise JourneyError(f"documents.{name}: no picture {page!r}")

    def answer_for(self, name):
        value = self.answers.get(name)
        return None if value is None else str(value)


def is_file(path):
    try:
        return pathlib.Path(path).is_file()
    except (OSError, ValueError):
        return False  # too long, or no path at all


def as_date(value):
    """"today", "today-14", "today+90": a journey outlives the day it was written on."""
    match = re.fullmatch(r"today([-+]\d{1,5})?", value) if isinstance(value, str) else None
    if match is None:
        return value
    here = datetime.timezone(datetime.timedelta(hours=7))
    today = datetime.datetime.now(here).date()
    return (today + datetime.timedelta(days=int(match.group(1) or 0))).isoformat()


def load(path, assets):
    try:
        data = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise JourneyError(f"{path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise JourneyError(f"{path}: not JSON: {error}") from error
    return Journey(data, assets)
