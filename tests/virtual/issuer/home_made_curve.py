# SPDX-License-Identifier: GPL-3.0-or-later
"""A key on a curve of one's own: P-256 with another generator, as CVE-2020-0601 had it.

Everything but the generator is the named curve's, so that only who compares all of it sees the
difference.
"""
import base64
import secrets

from der import integer, octets, oid, sequence, tlv

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
A = P - 3
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def add(one, other):
    if one is None:
        return other
    if other is None:
        return one
    if one[0] == other[0]:
        if (one[1] + other[1]) % P == 0:
            return None
        slope = (3 * one[0] ** 2 + A) * pow(2 * one[1], -1, P)
    else:
        slope = (other[1] - one[1]) * pow(other[0] - one[0], -1, P)
    x = (slope ** 2 - one[0] - other[0]) % P
    return x, (slope * (one[0] - x) - one[1]) % P


def multiply(scalar, point):
    out = None
    while scalar:
        if scalar & 1:
            out = add(out, point)
        point = add(point, point)
        scalar >>= 1
    return out


def encode(point):
    return b"\x04" + point[0].to_bytes(32, "big") + point[1].to_bytes(32, "big")


def make_key():
    """PKCS#8, PEM."""
    generator = multiply(2, G)
    private = secrets.randbelow(N - 2) + 1
    field = sequence(oid("1.2.840.10045.1.1"), integer(P))
    curve = sequence(octets(A.to_bytes(32, "big")), octets(B.to_bytes(32, "big")))
    parameters = sequence(integer(1), field, curve, octets(encode(generator)), integer(N), integer(1))
    public = tlv(0xA1, tlv(0x03, b"\x00" + encode(multiply(private, generator))))
    key = sequence(integer(1), octets(private.to_bytes(32, "big")), public)
    whole = sequence(integer(0), sequence(oid("1.2.840.10045.2.1"), parameters), octets(key))
    text = base64.encodebytes(whole).decode()
    return f"-----BEGIN PRIVATE KEY-----\n{text}-----END PRIVATE KEY-----\n".encode()
