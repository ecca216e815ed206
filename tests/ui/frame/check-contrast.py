#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the contrast of the named colours of every theme (WCAG 2.2, 1.4.3 and 1.4.11)."""
import pathlib
import re
import sys

COLOUR = re.compile(r"@define-color\s+(\w+)\s+#([0-9A-Fa-f]{6})")
# Foreground, background, least contrast, and in the theme of the day.
PAIRS = [
    ("ink", "paper", 4.5, 10), ("ink", "card", 4.5, 10), ("ink", "act_tint", 4.5, 10),
    ("ink2", "paper", 4.5, 10), ("ink2", "card", 4.5, 10), ("ink2", "mist", 4.5, 10),
    ("on_act", "act", 4.5, 10), ("on_act", "act_pressed", 4.5, 10), ("act", "card", 4.5, 7),
    ("act", "act_tint", 4.5, 7), ("act", "mist", 4.5, 7), ("ink", "key_plain", 4.5, 7),
    ("done", "paper", 4.5, 4.5), ("done", "done_tint", 4.5, 4.5), ("card", "done", 4.5, 4.5),
    ("wait", "paper", 4.5, 4.5), ("wait", "wait_tint", 4.5, 4.5), ("stop", "paper", 4.5, 4.5),
    ("stop", "stop_tint", 4.5, 4.5), ("ink", "wait_tint", 4.5, 7), ("ink", "stop_tint", 4.5, 7),
    ("edge", "paper", 3, 3), ("edge", "card", 3, 3), ("key_edge", "card", 3, 3),
    ("wait_edge", "paper", 3, 3),
]


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def main(assets):
    styles = pathlib.Path(assets) / "styles"
    day = dict(COLOUR.findall((styles / "kiosk.css").read_text()))
    themes = {"day": day}
    for path in sorted(styles.glob("theme-*.css")):
        themes[path.stem] = dict(COLOUR.findall(path.read_text()))
    faults = []
    if contrast("14212F", "FAF7F1") < 15 or contrast("777777", "FFFFFF") > 4.5:
        faults.append("the computation itself is wrong")
    for name, colours in themes.items():
        missing = set(day) - set(colours)
        if missing:
            faults.append(f"{name} does not define {', '.join(sorted(missing))}")
            continue
        for front, back, least, by_day in PAIRS:
            wanted = by_day if name == "day" else least
            found = contrast(colours[front], colours[back])
            if found < wanted:
                faults.append(f"{name}: {front} on {back} is {found:.2f}, {wanted} is wanted")
    print("\n".join(faults) or f"{len(themes)} themes, {len(PAIRS)} pairs each")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
