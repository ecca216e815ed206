#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the code of a receipt without a line of the kiosk's own: verify-receipt.py TEXT KEY...

TEXT is what a decoder read, KEY an Ed25519 public key in base64 or a key file of ours. Prints the facts
as JSON and ends 0; ends 1 with a word why otherwise. Only the standard library and the openssl command.
"""
import base64
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

NAMES = {1: "kiosk", 2: "submission_id", 3: "provisional", 4: "procedure", 5: "issued_at", 6: "assurance",
         7: "official"}


def read_key(word):
    path = pathlib.Path(word)
    if path.is_file():
        word = re.search(r"^public (\S+)$", path.read_text(), re.M).group(1)
    key = base64.b64decode(word, validate=True)
    if len(key) != 32:
        raise ValueError("a public key has 32 bytes")
    return key


def take(data, at):
    """One CBOR item of the kinds that a receipt has: (value, where the next one starts)."""
    major, extra = data[at] >> 5, data[at] & 31
    at += 1
    if extra > 27:
        raise ValueError("indefinite length")
    size = 0 if extra < 24 else 1 << (extra - 24)
    number = extra if size == 0 else int.from_bytes(data[at:at + size], "big")
    at += size
    if major == 0:
        return number, at
    if major == 1:
        return -1 - number, at
    if major in (2, 3):
        chunk = data[at:at + number]
        if len(chunk) != number:
            raise ValueError("cut short")
        return (chunk if major == 2 else chunk.decode("ascii")), at + number
    if major == 4:
        items = []
        for _ in range(number):
            item, at = take(data, at)
            items.append(item)
        return items, at
    if major == 5:
        pairs = {}
        for _ in range(number):
            key, at = take(data, at)
            pairs[key], at = take(data, at)
        return pairs, at
    if major == 6:
        return take(data, at) if number == 18 else (_ for _ in ()).throw(ValueError("another tag"))
    raise ValueError("a kind that no receipt has")


def head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    if number < 256:
        return bytes([major << 5 | 24, number])
    return bytes([major << 5 | 25]) + number.to_bytes(2, "big")


def is_signed(key, message, signature):
    spki = bytes.fromhex("302a300506032b6570032100") + key
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder, name) for name in ("key", "message", "signature")]
        for path, content in zip(paths, (spki, message, signature)):
            path.write_bytes(content)
        return subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", paths[0], "-keyform", "DER", "-rawin",
             "-in", paths[1], "-sigfile", paths[2]], capture_output=True, check=False).returncode == 0


def verify(text, keys):
    match = re.fullmatch(r"https?://[^\s]+/R/([A-Z2-7]+)", text.strip(), re.I)
    if not match:
        raise ValueError("not the address of a receipt")
    code = match.group(1).upper()
    data = base64.b32decode(code + "=" * (-len(code) % 8))
    if data[:1] != b"\xd2":
        raise ValueError("not tagged as COSE_Sign1")
    (protected, unprotected, payload, signature), end = take(data, 0)
    if end != len(data) or take(protected, 0)[0] != {1: -8}:
        raise ValueError("not a COSE_Sign1 with EdDSA")
    kid = unprotected[4]
    message = (b"\x84\x6aSignature1" + head(2, len(protected)) + protected + b"\x40"
               + head(2, len(payload)) + payload)
    known = [key for key in keys if hashlib.sha256(key).digest()[:4] == kid]
    if not known:
        raise ValueError("signed with a key that is not in the list")
    if not is_signed(known[0], message, signature):
        raise ValueError("the signature does not fit")
    facts, end = take(payload, 0)
    if end != len(payload) or not set(NAMES) - {7} <= set(facts) <= set(NAMES):
        raise ValueError("not the facts of a receipt")
    facts = {NAMES[key]: value for key, value in facts.items()}
    facts["submission_id"] = str(uuid.UUID(bytes=facts["submission_id"]))
    facts["key_id"] = kid.hex()
    return facts


def main(arguments):
    if len(arguments) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(json.dumps(verify(arguments[1], [read_key(word) for word in arguments[2:]]), indent=2))
    except (ValueError, KeyError, IndexError, TypeError) as why:
        print(f"no: {why}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
