#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a translation is missing, left over, or not as a clerk would say it.

Every key of a language exists in every other one with the same placeholders; texts are NFC, free of
the words that a kind clerk does not use, and every key that the C names is there.
"""
import json
import pathlib
import re
import sys
import unicodedata

BANNED = {
    "vi": [r"vui lòng", r"\blỗi\b", r"hệ thống", r"không hợp lệ", r"!", r"thất bại"],
    "en": [r"\bplease\b", r"\bsorry\b", r"\binvalid\b", r"\berror\b", r"\bfailed\b", r"!"],
}
# A paper's title and legal terms may need a word that a page may not.
ALLOWED = {"receipt.title", "receipt.form"}
KEY = re.compile(r'"([a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)+)"')


def load(root, language):
    texts, faults = {}, []
    for path in sorted((root / "assets/translations" / language).glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        for key, value in data.items():
            if key in texts:
                faults.append(f"{path.name}: {key} stands twice")
            if not isinstance(value, str):
                faults.append(f"{path.name}: {key} is no text")
                continue
            texts[key] = value
    return texts, faults


def check_voice(language, texts):
    for key, value in texts.items():
        if unicodedata.normalize("NFC", value) != value:
            yield f"{language}: {key}: not NFC"
        if value != value.strip() or "  " in value:
            yield f"{language}: {key}: stray spaces"
        if not value and not key.startswith("words."):
            yield f"{language}: {key}: empty"
        if key in ALLOWED:
            continue
        for pattern in BANNED[language]:
            if re.search(pattern, value, re.I):
                yield f"{language}: {key}: a clerk would not say {pattern!r}: {value!r}"


def main(root):
    root = pathlib.Path(root)
    languages = sorted(p.name for p in (root / "assets/translations").iterdir() if p.is_dir())
    texts, faults = {}, []
    for language in languages:
        texts[language], found = load(root, language)
        faults += found + list(check_voice(language, texts[language]))
    reference = texts.get("vi", {})
    for language in languages:
        for key in sorted(set(reference) ^ set(texts[language])):
            faults.append(f"{language}: {key}: not in both languages")
        for key in set(reference) & set(texts[language]):
            mine = set(re.findall(r"\{(\w+)\}", texts[language][key]))
            if mine != set(re.findall(r"\{(\w+)\}", reference[key])):
                faults.append(f"{language}: {key}: other placeholders than vi")
    areas = {key.split(".")[0] for key in reference}
    for path in sorted(p for top in ("app", "ui", "printers") for p in (root / top).rglob("*.[ch]")):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        for key in KEY.findall(text):
            if key.split(".")[0] in areas and key not in reference and not key.endswith(
                    (".json", ".svg", ".css", ".ui", ".h", ".c", ".pub", ".key", ".db")):
                faults.append(f"{path.relative_to(root)}: no text for {key}")
    print("\n".join(faults) or f"texts: ok, {len(reference)} in {', '.join(languages)}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
