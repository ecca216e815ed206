#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when a source file breaks the house style.

Sizes, banned calls with the replacement named, file order, doc comments on public functions, and
text for people that strayed into C. `check-style.py ROOT` checks a tree; `--expect RULE FILE` passes
only if FILE breaks exactly that rule, so that each rule is itself tested.
"""
import pathlib
import re
import sys

MAX_FILE = 600
MAX_FUNCTION = 80
MAX_CLASS_INIT = 120
MAX_NESTING = 4
# Whose parameters are settled by a contract or a library (libmicrohttpd's access handler, GTK's measure).
FIXED_ELSEWHERE = ("kiosk_submission_freeze", "on_request", "kiosk_page_body_measure", "kiosk_pager_measure",
                   "kiosk_line_layout_measure", "kiosk_label_layout_measure")
# Tables of letters, which are the matter of these files and no sentences.
ALPHABETS = ("ui/widgets/syllable.c", "ui/widgets/keyboard-layout.c")
MAX_PARAMETERS = 6
MAX_README = 40
README_HEADINGS = ("Purpose", "Depends on", "Start reading at", "Invariants", "Tests")

BANNED = {
    r"\bg_object_set_data\b": "a typed struct",
    r"\bgtk_box_new \(GTK_ORIENTATION_HORIZONTAL": "kiosk_box_new, which lays out widths first",
    r"\bgoto\b": "g_autoptr and an early return",
    r"\bg_error \(": "g_warning and a GError",
    r"\babort \(": "a GError",
    r"\bg_assert(_\w+)? \(": "g_return_if_fail, or a GError",
    r"\w+_get_default \(\)": "a constructor argument",
    r"\bg_set_str\b|\bg_autofd\b|\bg_clear_fd\b|\bg_string_free_and_steal\b": "what GLib 2.74 has",
    r"\bstrcpy \(|\bstrcat \(|\bsprintf \(|\bgets \(": "g_strlcpy, g_strdup_printf",
    r"\batoi \(|\batol \(": "g_ascii_string_to_signed",
    r"\bsystem \(|\bpopen \(": "GSubprocess",
    r"\bg_new0? \(char\b": "g_malloc with a length that is checked",
}
NAMELESS = re.compile(r"(^|[/_-])(util|utils|common|helper|helpers|misc|manager)([._-]|$)")
FUNCTION = re.compile(r"^([a-z_][a-z0-9_]*) \(([^;]*?)\)\n\{\n(.*?)^\}\n", re.S | re.M)
PROTOTYPE = re.compile(r"^[A-Za-z_][\w \*]*?[ \*]\*?(kiosk_[a-z0-9_]+)\s*\(", re.M)
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')


def strip(text):
    """The code without comments and strings, line numbers kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    text = re.sub(r"//[^\n]*", blank, text)
    return STRING.sub(lambda m: '"' + " " * (len(m.group(0)) - 2) + '"', text)


def depth(body):
    deepest = level = 0
    for line in body.splitlines():
        level += line.count("{") - line.count("}")
        deepest = max(deepest, level)
    return deepest


def check_functions(code):
    for match in FUNCTION.finditer(code):
        name, parameters, body = match.groups()
        lines = body.count("\n")
        limit = MAX_CLASS_INIT if name.endswith("class_init") else MAX_FUNCTION
        if lines > limit:
            yield "function-length", f"{name} has {lines} lines, {limit} are allowed"
        if depth(body) > MAX_NESTING:
            yield "nesting", f"{name} nests {depth(body)} deep, {MAX_NESTING} are allowed"
        if parameters.count(",") + 1 > MAX_PARAMETERS and name not in FIXED_ELSEWHERE:
            yield "parameters", f"{name} takes more than {MAX_PARAMETERS} parameters"


def check_order(path, text, root):
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines or "SPDX-License-Identifier: GPL-3.0-or-later" not in lines[0]:
        yield "spdx", "the first line is not the SPDX line"
    if path.suffix == ".h":
        if "#pragma once" not in text:
            yield "pragma-once", "a header begins with #pragma once"
        return
    includes = re.findall(r'^#include ([<"][^>"]+)', text, re.M)
    own = path.with_suffix(".h")
    if own.exists():
        name = str(own.relative_to(root)) if root in own.parents else own.name
        name = name[4:] if name.startswith("app/") else name
        if not includes or includes[0][1:] not in (name, own.name):
            yield "own-header", f"the first include is not {name}"
    if "#define G_LOG_DOMAIN" not in text and path.relative_to(root).parts[0] != "tests":
        yield "log-domain", "no G_LOG_DOMAIN"


def check_text(path, text):
    if str(path).endswith(ALPHABETS):
        return
    without_comments = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    for literal in STRING.findall(without_comments):
        if re.search(r"[À-ỹ]", literal):
            yield "text-in-c", f"text for people belongs in assets/translations: {literal[:40]}"
            return


def check_docs(path, text):
    header = path.with_suffix(".h")
    if path.suffix != ".c" or not header.exists():
        return
    documented = set(re.findall(r"^/\*\*\n \* (\w+):", text, re.M))
    declared = set(PROTOTYPE.findall(strip(header.read_text(encoding="utf-8"))))
    defined = {match.group(1) for match in FUNCTION.finditer(strip(text))}
    for name in sorted((declared & defined) - documented):
        if not name.endswith("_error_quark") and not name.endswith("_get_type"):
            yield "doc-comment", f"{name} has no doc comment"


def check_file(path, root):
    text = path.read_text(encoding="utf-8")
    code = strip(text)
    product = "tests" not in path.relative_to(root).parts[:1]
    if NAMELESS.search(path.name):
        yield "nameless", "a file with no name has no purpose"
    if text.count("\n") > MAX_FILE:
        yield "file-length", f"{text.count(chr(10))} lines, {MAX_FILE} are allowed"
    yield from check_order(path, text, root)
    if path.suffix != ".h":
        yield from check_functions(code)
    if product:
        for pattern, better in BANNED.items():
            found = re.search(pattern, code)
            if found:
                yield "banned", f"{found.group(0).strip()}: use {better}"
        yield from check_text(path, text)
        yield from check_docs(path, text)


def check_readmes(root):
    for folder in sorted(p for top in ("app", "ui", "printers", "tests", "assets", "kiosk-image")
                         for p in [root / top, *(root / top).rglob("*")] if p.is_dir()):
        if folder.name in ("bad", "__pycache__") or "bad" in folder.parts or not any(folder.iterdir()):
            continue
        readme = folder / "README.md"
        deep = len(folder.relative_to(root).parts)
        if not readme.exists():
            if deep <= 2 or folder.parent == root / "app" / "drivers":
                yield folder, "readme", "no README.md"
            continue
        text = readme.read_text(encoding="utf-8")
        if text.count("\n") > MAX_README:
            yield readme, "readme", f"more than {MAX_README} lines"
        for heading in README_HEADINGS:
            if not re.search(rf"^(#+ )?{heading}\b", text, re.M):
                yield readme, "readme", f"says nothing under “{heading}”"


def sources(root):
    for top in ("app", "ui", "printers", "tests"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".c", ".h", ".cpp") and "bad" not in path.parts:
                yield path


def main(arguments):
    if len(arguments) == 3 and arguments[0] == "--expect":
        path = pathlib.Path(arguments[2]).resolve()
        rules = {rule for rule, _ in check_file(path, path.parent)}
        print(f"{path.name}: {', '.join(sorted(rules)) or 'nothing'}")
        return 0 if rules == {arguments[1]} else 1

    root = pathlib.Path(arguments[0] if arguments else ".").resolve()
    faults = [f"{path.relative_to(root)}: {rule}: {what}"
              for path in sources(root) for rule, what in check_file(path, root)]
    faults += [f"{path.relative_to(root)}: {rule}: {what}" for path, rule, what in check_readmes(root)]
    print("\n".join(faults) or "style: ok")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
