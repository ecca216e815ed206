# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages as scanners send them: a sheet of printed lines with a stamp, as JPEG in colour or grey, or as PNG.

gdk-pixbuf writes no grey JPEG, so grey() does, in blocks of one level each (ITU-T T.81, baseline).
"""
import struct
import zlib

import gi
gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf, GLib  # noqa: E402

PAPER, INK = 245, 30


def draw(width, height, blank=False):
    """Rows of RGB: slightly uneven white, lines of strokes as of print, and a red stamp at the foot.

    Strokes and lines are measured in thousandths of the page, for print is no finer at a finer resolution.
    """
    paper = bytes(PAPER + (x * 7 + x // 13) % 6 for x in range(width) for _ in range(3))
    print_row = bytearray(paper)
    for x in range(width // 10, width * 9 // 10):
        stroke = x * 1000 // width
        if stroke * 2654435761 % 4093 % 5 < 2 and stroke % 60 > 14:
            print_row[x * 3:x * 3 + 3] = bytes((INK,) * 3)
    stamp_row = bytearray(print_row)
    for x in range(width * 6 // 10, width * 8 // 10):
        stamp_row[x * 3:x * 3 + 3] = bytes((190, 30, 40))
    rows = []
    for y in range(height):
        line = y * 1000 // height
        printed = not blank and 80 < line < 920 and line % 20 < 6
        stamped = not blank and 800 < line < 850
        rows.append(stamp_row if stamped else print_row if printed else paper)
    return b"".join(rows)


def jpeg(width, height, blank=False):
    picture = GdkPixbuf.Pixbuf.new_from_bytes(GLib.Bytes.new(draw(width, height, blank)),
                                              GdkPixbuf.Colorspace.RGB, False, 8, width, height, width * 3)
    _, data = picture.save_to_bufferv("jpeg", ["quality"], ["90"])
    return bytes(data)


def png(width, height):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    pixels = draw(width, height)
    lines = b"".join(b"\0" + pixels[y * width * 3:(y + 1) * width * 3] for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b""))


# Lengths of the codes for the categories of a difference, as in table K.3 of T.81.
CATEGORY_CODES = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110"]
END_OF_BLOCK = "0"


def difference(value):
    category = abs(value).bit_length()
    if category == 0:
        return CATEGORY_CODES[0]
    return CATEGORY_CODES[category] + format(value if value > 0 else value + (1 << category) - 1,
                                             f"0{category}b")


def grey(width, height):
    """One component, all quantisers 8: the first coefficient of a block is its level less 128."""
    columns, rows = (width + 7) // 8, (height + 7) // 8
    margin, lines = [PAPER] * (columns // 8), []
    for printed in (False, True):
        body = [INK if printed and x % 3 else PAPER for x in range(columns - 2 * len(margin))]
        levels = margin + body + margin
        lines.append("".join(difference(level - before) + END_OF_BLOCK
                             for before, level in zip([PAPER] + levels, levels)))
    bits = "".join(lines[5 < y < rows - 5 and y % 3 == 0] for y in range(rows))
    # The very first block differs from 128, all later lines begin where the one before ended.
    bits = difference(PAPER - 128) + bits[len(CATEGORY_CODES[0]):]
    bits += "1" * (-len(bits) % 8)
    scan = int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\x00")

    def segment(marker, data):
        return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data
    return (b"\xff\xd8" + segment(0xDB, b"\0" + b"\x08" * 64)
            + segment(0xC0, struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0))
            + segment(0xC4, b"\0" + bytes((0, 1, 5, 1, 1, 1) + (0,) * 10) + bytes(range(9)))
            + segment(0xC4, b"\x10" + bytes((1,) + (0,) * 15) + b"\0")
            + segment(0xDA, bytes((1, 1, 0, 0, 63, 0))) + scan + b"\xff\xd9")
