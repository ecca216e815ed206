#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fail when something in a procedure can never be reached, or a citizen can never get past it.

For each rule every combination of the answers it depends on is tried, and of the answers those depend
on in turn. An answer that stops at the kiosk does not go on, so what hangs on it alone is dead.
"""
import itertools
import json
import pathlib
import sys

MOST = 200000  # combinations; a rule that needs more cannot be understood by people either
OPEN = object()


def rules(condition):
    if "answer" in condition:
        yield condition
    for inner in condition.get("all", []) + condition.get("any", []):
        yield from rules(inner)
    if "not" in condition:
        yield from rules(condition["not"])


def holds(condition, answers):
    """True, False, or None while an answer is open; the same three values as app/procedure."""
    if "all" in condition or "any" in condition:
        settles = "any" in condition
        parts = [holds(c, answers) for c in condition.get("all", condition.get("any"))]
        return settles if settles in parts else None if None in parts else not settles
    if "not" in condition:
        inner = holds(condition["not"], answers)
        return None if inner is None else not inner
    answer = answers[condition["answer"]]
    if answer is OPEN:
        return None
    if "at_least" in condition:
        return isinstance(answer, int) and answer >= condition["at_least"]
    if "in" in condition:
        return answer in condition["in"]
    return answer not in condition["not_in"]


class Procedure:
    def __init__(self, data):
        self.data = data
        self.when = {}    # answer: the rules under which it is asked
        self.values = {}  # answer: what it can be when it is asked
        asked = [(q, q.get("when")) for q in data["questions"]]
        asked += [(f, s.get("when"), f.get("when")) for s in data["steps"] for f in s["fields"]]
        for item, *when in asked:
            self.when[item["id"]] = [w for w in when if w]
            self.values[item["id"]] = self.possible(item)

    def rules_on(self, answer):
        return [r for w, _ in self.places() for r in rules(w) if r["answer"] == answer]

    def possible(self, item):
        """Of numbers and long lists only the values that a rule tells apart, and one beside them."""
        if "options" in item:
            found = [o["id"] for o in item["options"] if "stop" not in o]
        elif item["kind"] == "list":
            named = {v for r in self.rules_on(item["id"]) for v in r.get("in", []) + r.get("not_in", [])}
            found = sorted(named) + ["(another)"]
        else:
            least, most = item.get("min", -(10**12)), item.get("max", 10**12)
            edges = {r["at_least"] + d for r in self.rules_on(item["id"]) if "at_least" in r
                     for d in (-1, 0)}
            found = sorted({v for v in edges | {least, most} if least <= v <= most})
        return found + ([OPEN] if item.get("unsure") or item.get("required") is False else [])

    def places(self):
        """Every rule and where it stands."""
        data = self.data
        named = [("questions", data["questions"]), ("documents", data["documents"]),
                 ("times", data["times"]), ("fees", data["fees"]), ("steps", data["steps"]),
                 ("left_to_do", data["kiosk"]["left_to_do"])]
        for name, items in named:
            for item in items:
                if "when" in item:
                    yield item["when"], f"{name}/{item['id']}"
        for fee in data["fees"]:
            for index, exemption in enumerate(fee["exemptions"]):
                if "when" in exemption:
                    yield exemption["when"], f"fees/{fee['id']}/exemptions/{index}"
        for step in data["steps"]:
            for field in step["fields"]:
                if "when" in field:
                    yield field["when"], f"steps/{step['id']}/{field['id']}"

    def needed(self, conditions):
        """The answers @conditions depend on, with those these depend on, in the order they are asked."""
        found, todo = set(), [r["answer"] for c in conditions for r in rules(c)]
        while todo:
            answer = todo.pop()
            if answer in found:
                continue
            found.add(answer)
            todo += [r["answer"] for c in self.when[answer] for r in rules(c)]
        return [a for a in self.when if a in found]

    def outcomes(self, conditions):
        """What @conditions, together, come to over every possible set of answers."""
        names = self.needed(conditions)
        total = 1
        for name in names:
            total *= max(1, len(self.values[name]))
        if total > MOST:
            raise OverflowError(total)
        seen = set()
        for choice in itertools.product(*(self.values[n] or [OPEN] for n in names)):
            answers = {}
            for name, value in zip(names, choice):
                gate = holds({"all": self.when[name]}, answers) if self.when[name] else True
                answers[name] = None if gate is False else OPEN if gate is None else value
            seen.add(holds({"all": conditions}, answers))
        return seen


def check_rules(procedure):
    gates = {f"steps/{s['id']}/{f['id']}": s.get("when") for s in procedure.data["steps"]
             for f in s["fields"]}
    for condition, where in procedure.places():
        together = [c for c in (gates.get(where), condition) if c]
        try:
            seen = procedure.outcomes(together)
            alone = procedure.outcomes([condition])
        except OverflowError:
            yield f"{where}: depends on too many answers to be understood"
            continue
        # Papers, fees and what is left to do are shown too while «not sure» leaves them possible.
        asked = where.startswith(("questions/", "steps/"))
        if not seen & ({True} if asked else {True, None}):
            yield f"{where}: can never apply"
        elif alone == {True}:
            yield f"{where}: always applies, so leave its rule out"


def check_dead_ends(procedure):
    for question in procedure.data["questions"]:
        if "options" in question and not procedure.values[question["id"]]:
            yield f"questions/{question['id']}: every answer stops"
    if procedure.data["times"][-1].get("channel"):
        yield "times: the last holds for one channel only, so another may have no limit at all"
    words = [d["one_of"] for d in procedure.data["documents"] if "one_of" in d]
    for word in sorted(set(words)):
        if words.count(word) == 1:
            yield f"documents: one_of “{word}” has a single paper to choose from"
    for fee in procedure.data["fees"]:
        if "from" in fee and "to" in fee and fee["from"] > fee["to"]:
            yield f"fees/{fee['id']}: ends before it begins"


def texts(value, path=""):
    if isinstance(value, dict) and set(value) == {"vi", "en"}:
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = inner.get("id", index) if isinstance(inner, dict) else index
            yield from texts(inner, f"{path}/{name}")


def check_translations(procedure):
    """A name or a number may be the same; a sentence that is was not translated."""
    for path, text in texts(procedure.data):
        if text["vi"] == text["en"] and len(text["vi"].split()) > 2:
            yield f"{path[1:]}: was not translated"


def main(root):
    faults = []
    files = sorted((pathlib.Path(root) / "assets" / "procedures").glob("[0-9]*.json"))
    for path in files:
        procedure = Procedure(json.loads(path.read_text(encoding="utf-8")))
        for check in (check_rules, check_dead_ends, check_translations):
            faults += [f"{path.name}: {fault}" for fault in check(procedure)]
    if not files:
        faults.append("no procedures found")
    print("\n".join(faults) or f"reachable: ok, {len(files)} procedures")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "."))
