# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and checks the code of a receipt by the standards alone, without a line of the product.

RFC 4648 (base32), RFC 8949 (CBOR), RFC 9052 (COSE_Sign1), RFC 8032 (Ed25519, by OpenSSL).
"""
import base64
import hashlib
import pathlib
import subprocess
import uuid

# SubjectPublicKeyInfo of an Ed25519 key, RFC 8410: what stands before the 32 bytes.
ED25519_SPKI = bytes.fromhex("302a300506032b6570032100")


class Reader:
    """Just enough CBOR: whole numbers, strings, arrays, maps and one tag, shortest form only."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        if self.at + count > len(self.data):
            raise ValueError(f"cut short at byte {self.at}")
        self.at += count
        return self.data[self.at - count:self.at]

    def head(self):
        first = self.take(1)[0]
        kind, value = first >> 5, first & 31
        if value > 27:
            raise ValueError(f"byte {self.at - 1}: a length that is not definite")
        if value >= 24:
            size = 1 << (value - 24)
            value = int.from_bytes(self.take(size), "big")
            if value < (24 if size == 1 else 1 << (4 * size)):
                raise ValueError(f"byte {self.at}: not the shortest form")
        return kind, value

    def item(self):
        kind, value = self.head()
        if kind == 0:
            return value
        if kind == 1:
            return -1 - value
        if kind == 2:
            return self.take(value)
        if kind == 3:
            return self.take(value).decode("utf-8")
        if kind == 4:
            return [self.item() for _ in range(value)]
        if kind == 5:
            return {self.item(): self.item() for _ in range(value)}
        if kind == 6:
            return (value, self.item())
        raise ValueError(f"byte {self.at}: kind {kind} has no place in a receipt")


def parse(data):
    reader = Reader(data)
    value = reader.item()
    if reader.at != len(data):
        raise ValueError(f"{len(data) - reader.at} bytes after the end")
    return value


def bytes_of(text):
    """The COSE bytes behind an address such as HTTPS://.../R/2KCEH..."""
    code = text.rsplit("/R/", 1)[1]
    return base64.b32decode(code + "=" * (-len(code) % 8))


def public_key(path):
    """The 32 bytes of a key file of ours: its second line is «public <base64>»."""
    words = pathlib.Path(path).read_text(encoding="ascii").split()
    return base64.b64decode(words[words.index("public") + 1])


def byte_string(data):
    assert len(data) < 65536
    head = (bytes([0x40 + len(data)]) if len(data) < 24 else
            b"\x58" + bytes([len(data)]) if len(data) < 256 else b"\x59" + len(data).to_bytes(2, "big"))
    return head + data


def verify(text, key, folder):
    """The facts of the receipt, once its signature fits @key (32 bytes); otherwise ValueError."""
    tag, parts = parse(bytes_of(text))
    protected, unprotected, payload, signature = parts
    if tag != 18 or parse(protected) != {1: -8}:
        raise ValueError("not a COSE_Sign1 with EdDSA")
    if unprotected != {4: hashlib.sha256(key).digest()[:4]}:
        raise ValueError("signed with another key")
    signed = b"\x84\x6aSignature1" + byte_string(protected) + b"\x40" + byte_string(payload)
    folder = pathlib.Path(folder)
    for name, data in (("key", ED25519_SPKI + key), ("signed", signed), ("signature", signature)):
        (folder / f"receipt.{name}").write_bytes(data)
    check = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
         folder / "receipt.key", "-rawin", "-in", folder / "receipt.signed", "-sigfile",
         folder / "receipt.signature"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if check.returncode != 0:
        raise ValueError(f"the signature does not fit: {check.stdout.strip()} {check.stderr.strip()}")
    facts = parse(payload)
    return {"kiosk": facts[1], "id": str(uuid.UUID(bytes=facts[2])), "provisional": facts[3],
            "procedure": facts[4], "issued": facts[5], "assurance": facts[6],
            "official": facts.get(7)}
