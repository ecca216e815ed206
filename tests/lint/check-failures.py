#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when the names of failures in C and the catalogue of what is said of them do not fit together.

Every failure of the enum has its name in the table, one entry with all its texts in both languages,
and a place in the program that uses it (or stands in failures-awaited.txt until it has one); every
entry and every name in C is of the enum; a text fits its place and speaks as a kind clerk does.
"""
import json
import pathlib
import re
import sys
import unicodedata

LANGUAGES = ("vi", "en")
LONGEST = {"title": 60, "citizen": 160, "staff": 240, "technician": 400}
AREAS = ("card", "code", "camera", "scanner", "printer", "courier")
SEVERITIES = ("blocking", "warning", "information")
MEMBERS = {"name", "area", "severity", "cause", *LONGEST}
# What the citizen reads: the words of look.md.
BANNED = {
    "vi": [r"vui lòng", r"\blỗi\b", r"hệ thống", r"không hợp lệ", r"!", r"thất bại", r"quý khách"],
    "en": [r"\bplease\b", r"\bsorry\b", r"\binvalid\b", r"\berror\b", r"\bfailed\b", r"!"],
}
SENTENCE = re.compile(r"[.?…](?=\s|$)")
CONSTANT = re.compile(r"\bKIOSK_FAILURE_(?!CATALOGUE_)[A-Z0-9_]+\b")
# The little words of the state shown beside the clock, until they come from here themselves.
TAGS = {"frame.printer.no-paper": "printer-no-paper", "frame.printer.cover": "printer-cover-open",
        "frame.printer.jam": "printer-jam", "frame.printer.offline": "printer-gone",
        "frame.printer.busy": "printer-busy", "frame.network.off": "network-gone"}


def refuse_twice(pairs):
    data = dict(pairs)
    if len(data) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"a member is there twice: {max(names, key=names.count)}")
    return data


def constant_of(name):
    return "KIOSK_FAILURE_" + name.upper().replace("-", "_")


def read_names(root):
    """The enum in its order, and the table that names its constants."""
    header = re.sub(r"/\*.*?\*/", "", (root / "app/failure/failure.h").read_text(), flags=re.S)
    body = re.search(r"typedef enum \{(.*?)\} KioskFailure;", header, re.S).group(1)
    table = (root / "app/failure/failure.c").read_text()
    return CONSTANT.findall(body), dict(re.findall(r"\[(KIOSK_FAILURE_\w+)\] = \"([^\"]*)\"", table))


def check_names(constants, table):
    for constant in constants:
        name = table.get(constant)
        if name is None:
            yield f"{constant}: no name in the table of failure.c"
        elif constant_of(name) != constant:
            yield f"{constant}: is named {name}, which is another name"
    for constant in sorted(set(table) - set(constants)):
        yield f"failure.c: {constant} is not in the enum"


def check_text(name, member, language, text):
    where = f"{name}: {member}.{language}"
    if not isinstance(text, str) or not text:
        yield f"{where}: no text"
        return
    if unicodedata.normalize("NFC", text) != text or " ".join(text.split()) != text:
        yield f"{where}: not one tidy line in NFC"
    if len(text) > LONGEST[member]:
        yield f"{where}: {len(text)} characters, at most {LONGEST[member]} fit"
    if member == "technician" and f'failure="{name}"' not in text:
        yield f"{where}: does not name the line in the log"
    if member not in ("title", "citizen"):
        return
    if member == "citizen" and len(SENTENCE.findall(text)) > 2:
        yield f"{where}: more than two sentences"
    for pattern in BANNED[language]:
        if re.search(pattern, text, re.I):
            yield f"{where}: a clerk would not say {pattern!r}: {text!r}"


def check_entry(entry):
    name = entry.get("name", "an entry without a name")
    for member in sorted(MEMBERS ^ set(entry)):
        yield f"{name}: {member} is " + ("not known" if member in entry else "missing")
    if entry.get("area") not in AREAS:
        yield f"{name}: unknown area {entry.get('area')}"
    if entry.get("severity") not in SEVERITIES:
        yield f"{name}: unknown severity {entry.get('severity')}"
    for member in LONGEST:
        for language in LANGUAGES:
            yield from check_text(name, member, language, entry.get(member, {}).get(language))


def check_entries(constants, entries):
    names = [entry.get("name") for entry in entries]
    for constant in constants:
        if constant not in map(constant_of, names):
            yield f"{constant}: no entry in failures.json"
    for name in sorted(set(names)):
        if names.count(name) > 1:
            yield f"{name}: is there twice"
        if constant_of(name) not in constants:
            yield f"{name}: an entry that no C names"
    for entry in entries:
        yield from check_entry(entry)


def find_uses(root):
    """The constants that the program uses, outside the module that makes them, and where first."""
    uses = {}
    for path in sorted(p for top in ("app", "ui", "printers") for p in (root / top).rglob("*.[ch]")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        if (root / "app/failure") not in path.parents:
            for constant in CONSTANT.findall(text):
                uses.setdefault(constant, path.relative_to(root))
    return uses


def check_uses(root, constants):
    uses = find_uses(root)
    listed = (root / "tests/lint/failures-awaited.txt").read_text().splitlines()
    awaited = {constant_of(line) for line in listed if line and not line.startswith("#")}
    for constant, path in uses.items():
        if constant not in constants:
            yield f"{path}: {constant} is not in the enum"
    for constant in sorted(awaited - set(constants)):
        yield f"failures-awaited.txt: {constant} is not in the enum"
    for constant in constants:
        if constant not in uses and constant not in awaited:
            yield f"{constant}: nothing in the program uses it"
        if constant in uses and constant in awaited:
            yield f"{constant}: used in {uses[constant]}; take it out of failures-awaited.txt"


def check_tags(root, entries):
    """Two sentences for one thing drift apart."""
    titles = {entry.get("name"): entry.get("title", {}) for entry in entries}
    for language in LANGUAGES:
        path = root / "assets/translations" / language / "frame.json"
        texts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        for key, name in TAGS.items():
            if key in texts and texts[key] != titles.get(name, {}).get(language):
                yield f"{language}: {key}: {texts[key]!r} is not the title of {name}"


def main(root):
    root = pathlib.Path(root)
    try:
        text = (root / "assets/failures/failures.json").read_text(encoding="utf-8")
        entries = json.loads(text, object_pairs_hook=refuse_twice)["failures"]
    except ValueError as error:
        print(f"failures.json: {error}")
        return 1
    constants, table = read_names(root)
    faults = [*check_names(constants, table), *check_entries(constants, entries),
              *check_uses(root, constants), *check_tags(root, entries)]
    print("\n".join(faults) or f"failures: ok, {len(constants)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
