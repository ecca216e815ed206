#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a procedure or a shared list does not read, or does not fit, as it must.

The loader refuses what is malformed; this looks at what people see: both languages, a clerk's words,
lengths that fit the smallest panel in the largest text, rules that only look back, icons that exist.
"""
import json
import pathlib
import re
import sys
import unicodedata

BANNED = {
    "vi": [r"vui lòng", r"\blỗi\b", r"hệ thống", r"không hợp lệ", r"thất bại", r"!"],
    "en": [r"\bplease\b", r"\bsorry\b", r"\binvalid\b", r"\berror\b", r"\bfailed\b", r"!", r"'"],
}
LONGEST = {"question": {"vi": 70, "en": 80}, "option": {"vi": 60, "en": 60}, "label": {"vi": 48, "en": 48},
           "title": {"vi": 60, "en": 60}, "document": {"vi": 60, "en": 60}, "left": {"vi": 90, "en": 90},
           "summary": {"vi": 200, "en": 200}}
# The official title of a procedure is the register's, not ours.
OFFICIAL = re.compile(r"^/title$|^/documents/[^/]+/name$|^/result/name$|^/authority/")


def walk(value, path=""):
    """Give every text of a file with its place."""
    if isinstance(value, dict):
        if set(value) <= {"vi", "en"}:
            yield path, value
            return
        for key, inner in value.items():
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = inner.get("id", index) if isinstance(inner, dict) else index
            yield from walk(inner, f"{path}/{name}")


def check_texts(data):
    for path, text in walk(data):
        for language in ("vi", "en"):
            words = text.get(language, "")
            if not words.strip():
                yield f"{path}: no {language}"
            if words != words.strip() or "  " in words:
                yield f"{path}: stray spaces: {words!r}"
            if OFFICIAL.search(path):
                continue
            for pattern in BANNED[language]:
                if re.search(pattern, words, re.I):
                    yield f"{path}: a clerk would not say {pattern!r}: {words!r}"


def check_length(kind, where, text):
    for language, most in LONGEST[kind].items():
        if len(text[language]) > most:
            yield f"{where}: {language} is {len(text[language])} long, at most {most}"


def rules(condition):
    if "answer" in condition:
        yield condition
    for key in ("all", "any"):
        for inner in condition.get(key, []):
            yield from rules(inner)
    if "not" in condition:
        yield from rules(condition["not"])


def check_rules(data, lists):
    """Rules name answers asked before them, and values that can be chosen."""
    values = {}

    def check(where, condition):
        for rule in rules(condition):
            if rule["answer"] not in values:
                yield f"{where}: rule on {rule['answer']}, which is not asked before"
                continue
            known = values[rule["answer"]]
            for value in rule.get("in", []) + rule.get("not_in", []):
                if known is not None and value not in known:
                    yield f"{where}: {rule['answer']} has no choice {value}"

    for question in data["questions"]:
        yield from check(question["id"], question.get("when", {}))
        options = question.get("options")
        values[question["id"]] = options and {option["id"] for option in options}
    for step in data["steps"]:
        yield from check(step["id"], step.get("when", {}))
        for field in step["fields"]:
            yield from check(field["id"], field.get("when", {}))
            chosen = field.get("options") and {option["id"] for option in field["options"]}
            values[field["id"]] = chosen or lists.get(field.get("list"))
    for part in ("times", "fees", "documents"):
        for item in data[part]:
            yield from check(item["id"], item.get("when", {}))
            for exemption in item.get("exemptions", []):
                yield from check(item["id"], exemption.get("when", {}))
    for left in data["kiosk"].get("left_to_do", []):
        yield from check(left["id"], left.get("when", {}))
    for step in data["steps"]:
        for field in step["fields"]:
            if field.get("prefill", "").startswith("answer.") and field["prefill"][7:] not in values:
                yield f"{field['id']}: prefilled from {field['prefill']}, which is not there"


def check_sizes(data):
    yield from check_length("summary", "summary", data["summary"])
    for question in data["questions"]:
        yield from check_length("question", question["id"], question["text"])
        if len(question.get("options", [])) > 6:
            yield f"{question['id']}: more than six options"
        for option in question.get("options", []):
            yield from check_length("option", f"{question['id']}.{option['id']}", option["text"])
    for step in data["steps"]:
        yield from check_length("title", step["id"], step["title"])
        if len(step["fields"]) > 4:
            yield f"{step['id']}: more than four fields on a screen"
        for field in step["fields"]:
            yield from check_length("label", field["id"], field["label"])
            for option in field.get("options", []):
                yield from check_length("option", f"{field['id']}.{option['id']}", option["text"])
    for document in data["documents"]:
        yield from check_length("document", document["id"], document["plain"])
    for left in data["kiosk"].get("left_to_do", []):
        yield from check_length("left", left["id"], left["text"])
    if "when" in data["times"][-1]:
        yield "times: the last applies only sometimes, so there may be no limit at all"


def load(path, faults):
    raw = path.read_text(encoding="utf-8")
    if raw != unicodedata.normalize("NFC", raw):
        faults.append(f"{path.name}: not NFC")
    return json.loads(raw)


def main(root):
    assets = pathlib.Path(root) / "assets"
    faults, lists = [], {}
    for path in sorted((assets / "lists").glob("*.json")):
        data = load(path, faults)
        lists[path.stem] = {entry["id"] for entry in data["entries"]}
        faults += [f"{path.name}: {fault}" for fault in check_texts(data["entries"])]
        for entry in data["entries"]:
            if "icon" in entry and not (assets / "icons" / f"{entry['icon']}.svg").exists():
                faults.append(f"{path.name}: no icon {entry['icon']}")
    files = sorted((assets / "procedures").glob("[0-9]*.json"))
    for path in files:
        data = load(path, faults)
        for check in (check_texts(data), check_sizes(data), check_rules(data, lists)):
            faults += [f"{path.name}: {fault}" for fault in check]
        for group in data["groups"]:
            if group not in lists.get("groups", ()):
                faults.append(f"{path.name}: no group {group}")
        if path.stem != data["code"]:
            faults.append(f"{path.name}: is about {data['code']}")
    if not files:
        faults.append("no procedures found")
    print("\n".join(faults) or f"procedures: ok, {len(files)}, and {len(lists)} lists")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
