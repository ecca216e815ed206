# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing ASN.1 in DER: the five things that a signed object needs."""
import datetime


def tlv(tag, value):
    n = len(value)
    head = bytes([n]) if n < 0x80 else bytes([0x80 + (n.bit_length() + 7) // 8]) + \
        n.to_bytes((n.bit_length() + 7) // 8, "big")
    return tag.to_bytes((tag.bit_length() + 7) // 8, "big") + head + value


def sequence(*parts):
    return tlv(0x30, b"".join(parts))


def integer(value):
    return tlv(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def octets(value):
    return tlv(0x04, value)


def printable(text):
    return tlv(0x13, text.encode("ascii"))


def oid(text):
    first, second, *rest = map(int, text.split("."))
    out = b""
    for number in [first * 40 + second, *rest]:
        piece = bytes([number & 0x7F])
        while number := number >> 7:
            piece = bytes([0x80 | number & 0x7F]) + piece
        out += piece
    return tlv(0x06, out)


def utc_now():
    return datetime.datetime.now(datetime.timezone.utc)
