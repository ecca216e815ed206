#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rebuilds what a thermal printer would have put on paper from its bytes: escpos-to-png.py IN OUT.png

Understands what the kiosk sends and nothing else; any other byte is an error that says where it stands.
"""
import struct
import sys
import zlib


def read_rows(data):
    rows, width, at = [], 0, 0
    while at < len(data):
        if data[at:at + 2] == b"\x1b@":
            at += 2
        elif data[at:at + 3] == b"\x1dv0":
            stride, height = struct.unpack("<HH", data[at + 4:at + 8])
            width = max(width, stride)
            block = data[at + 8:at + 8 + stride * height]
            if len(block) != stride * height:
                raise ValueError(f"raster cut short at byte {at}")
            rows += [block[i * stride:(i + 1) * stride] for i in range(height)]
            at += 8 + stride * height
        elif data[at:at + 3] == b"\x1d(H":
            at += 5 + struct.unpack("<H", data[at + 3:at + 5])[0]
        elif data[at:at + 2] == b"\x1dV":
            at += 4
        elif data[at:at + 2] == b"\x1dr":
            at += 3
        else:
            raise ValueError(f"byte {at} is not ESC/POS of ours: {data[at:at + 4].hex()}")
    return [row.ljust(width, b"\0") for row in rows], width


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def write_png(path, rows, width):
    # One bit a dot, grey: in PNG 0 is black, at the printer 1 is.
    lines = b"".join(b"\0" + bytes(byte ^ 0xff for byte in row) for row in rows)
    head = struct.pack(">IIBBBBB", width * 8, len(rows), 1, 0, 0, 0, 0)
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
                   + chunk(b"pHYs", struct.pack(">IIB", 7992, 7992, 1))
                   + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def main(arguments):
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[1], "rb") as file:
        rows, width = read_rows(file.read())
    if not rows:
        print("no dots", file=sys.stderr)
        return 1
    write_png(arguments[2], rows, width)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
