#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The C loader and an independent JSON Schema validator say the same of every definition.

usage: test-schema.py CHECK_DEFINITION ASSETS FIXTURES
"""
import copy
import json
import pathlib
import subprocess
import sys
import unittest

import jsonschema

CHECK, ASSETS, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SCHEMA = json.loads((ASSETS / "procedures/procedure.schema.json").read_text())
REAL = sorted(f for f in (ASSETS / "procedures").glob("*.json") if ".schema." not in f.name)
GOOD = sorted((FIXTURES / "good").glob("*.json"))
BAD = sorted((FIXTURES / "bad").glob("*.json"))


class NotText(ValueError):
    pass


def refuse(*_):
    raise NotText


def members(pairs):
    if len(dict(pairs)) != len(pairs):
        raise NotText
    return dict(pairs)


def whole(digits):
    if len(digits.lstrip("-")) > 15:
        raise NotText
    return int(digits)


def bounds(value, depth=1):
    if isinstance(value, (dict, list)):
        if depth > 32 or len(value) > 500:
            raise NotText
        for item in value.values() if isinstance(value, dict) else value:
            bounds(item, depth + 1)
    elif isinstance(value, str):
        value.encode()  # half a surrogate pair has no bytes
        if "\0" in value:
            raise NotText


def read(path):
    data = path.read_bytes()
    if len(data) > 1024 * 1024 or b'\\u006e":' in data:  # an escape in a member's name
        raise NotText
    value = json.loads(data.decode(), object_pairs_hook=members, parse_float=refuse,
                       parse_constant=refuse, parse_int=whole)
    bounds(value)
    return value


def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def verdict(path, schema):
    try:
        value = read(path)
    except (ValueError, RecursionError):
        return "text"
    return "good" if schema.is_valid(value) else "shape"


def loader(paths):
    out = subprocess.run([CHECK, *map(str, paths)], check=True, capture_output=True, text=True)
    return [line.split("\t")[1] for line in out.stdout.splitlines()]


def disagreements(paths, schema):
    found = []
    for path, says in zip(paths, loader(paths), strict=True):
        here = verdict(path, schema)
        # A reference is what a schema cannot check; a newer format is a shape to the schema.
        expected = {"reference": "good", "format": "shape"}.get(says, says)
        if here != expected:
            found.append(f"{path.name}: loader {says}, schema {here}")
    return found


class Schema(unittest.TestCase):
    def test_both_take_every_good_definition(self):
        self.assertEqual(disagreements(GOOD, validator(SCHEMA)), [])
        self.assertEqual(set(loader(GOOD)), {"good"})

    def test_both_refuse_every_bad_definition_for_the_same_reason(self):
        self.assertGreaterEqual(len(BAD), 100)
        self.assertEqual(disagreements(BAD, validator(SCHEMA)), [])
        self.assertNotIn("good", loader(BAD))

    def test_both_take_every_real_procedure(self):
        if not REAL:
            self.skipTest("there is no procedure yet")
        self.assertEqual(disagreements(REAL, validator(SCHEMA)), [])
        self.assertEqual(set(loader(REAL)), {"good"})

    def test_a_schema_that_says_less_is_noticed(self):
        looser = copy.deepcopy(SCHEMA)
        del looser["additionalProperties"]
        self.assertTrue(disagreements(BAD, validator(looser)))

    def test_a_schema_that_says_more_is_noticed(self):
        tighter = copy.deepcopy(SCHEMA)
        tighter["properties"]["version"]["maximum"] = 2
        self.assertTrue(disagreements(GOOD, validator(tighter)))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
