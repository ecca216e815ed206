#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever stands in a journey file: it is played, or refused in one line that says which member.

Good journeys are changed at random, member by member and byte by byte; each result must either load or
end with a JourneyError. `--rounds N --seed S` plays more; a failing input is printed with its seed.
"""
import argparse
import copy
import json
import pathlib
import random
import sys
import tempfile
import traceback

SOURCE = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(SOURCE / "tests/journey"))

from journey import Journey, JourneyError, load  # noqa: E402

ASSETS = SOURCE / "assets"
JOURNEYS = sorted((SOURCE / "tests/journey/journeys").glob("*.json"))
ODD = [None, True, False, 0, -1, 1, 1.5, 10 ** 30, float("nan"), "", " ", "x", "counter", "\0", "../../etc/passwd",
       "1.004222", "ế" * 5000, "\ud800", [], [[]], [None], ["no-such-picture.png"], [0], [{}], {}, {"": {}},
       {"pages": 0}, {"pages": -3}, {"pages": True}, {"pages": None}, {"pages": 1.5}, {"pages": "ab"},
       {"pages": [1]}, {"pages": {}}, {"pages": ["x" * 5000]}, {"pages": ["\0"]}, {"pages": 10 ** 30},
       {"number": 1}, {"number": "001085012345", "name": None}]


def places(value, path=()):
    """Where something can be changed: (container, key) for every member, however deep."""
    if isinstance(value, dict):
        for key in value:
            yield value, key
            yield from places(value[key])
    elif isinstance(value, list):
        for index in range(len(value)):
            yield value, index
            yield from places(value[index])


def change(chance, journey):
    journey = copy.deepcopy(journey)
    for _ in range(chance.randint(1, 4)):
        spots = list(places(journey))
        if not spots:
            return journey
        container, key = chance.choice(spots)
        kind = chance.randrange(4)
        if kind == 0:
            del container[key]
        elif kind == 1 and isinstance(container, dict):
            container[chance.choice(["", "x", "answers", "pages", str(key) + "s"])] = container.pop(key)
        elif kind == 2:
            container[key] = copy.deepcopy(journey)
        else:
            container[key] = copy.deepcopy(chance.choice(ODD))
    return journey


def spoil(chance, data):
    data = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at:at + chance.randint(1, 40)]
        else:
            data[at:at] = chance.choice([b"[", b"{", b"\xff", b'"', b",", b"\0", b"9" * 400, b"[" * 3000])
        if not data:
            return bytes(data)
    return bytes(data)


def attempt(name, play):
    """True when it was played, False when it was refused as it should be."""
    try:
        play()
        return True
    except JourneyError as error:
        text = str(error)
        if not text or "\n" in text:
            raise AssertionError(f"{name}: a refusal must be one line: {text!r}") from error
        return False


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=20261124)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    taken = refused = 0

    good = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in JOURNEYS]
    assert good, "no journeys to change"
    typed = copy.deepcopy(good[0][1])
    del typed["card_qr"]
    typed["typed_identity"] = {"number": "001085012345", "name": "Nguyễn Đình Ưng",
                               "birth_date": "1985-03-15", "sex": "male", "address": "Hà Nội"}
    assert attempt("typed", lambda: Journey(typed, ASSETS)), "a typed identity"
    good.append((JOURNEYS[0], typed))
    for path in JOURNEYS:
        assert attempt(path.name, lambda path=path: load(path, ASSETS)), path
    assert not attempt("no file", lambda: load(SOURCE / "no-such-journey.json", ASSETS))
    assert not attempt("a folder", lambda: load(SOURCE, ASSETS))

    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "journey.json"
        for number in range(options.rounds):
            path, journey = chance.choice(good)
            name = f"seed {options.seed}, round {number}, from {path.name}"
            if number % 3 == 0:
                file.write_bytes(spoil(chance, path.read_bytes()))

                def play():
                    load(file, ASSETS)
            else:
                changed = change(chance, journey)

                def play(changed=changed):
                    Journey(changed, ASSETS)
            try:
                played = attempt(name, play)
            except Exception:
                traceback.print_exc()
                print(f"{name}: " + (repr(file.read_bytes()[:900]) if number % 3 == 0
                                     else repr(changed)[:900]))
                return 1
            taken, refused = taken + played, refused + (not played)
    print(f"{taken} journeys taken, {refused} refused in one line each")
    return 0 if refused > options.rounds // 4 else 1


if __name__ == "__main__":
    sys.exit(main())
