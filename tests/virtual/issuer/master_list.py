# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders of trust, with master lists in them, sound and not (CscaMasterList, ICAO 9303-12 §8).

Each folder holds CSCA.der, the country that an operator trusts, and list.ml. Listed are two other
countries, which are written to the folder above: they are trusted through the list or not at all.
"""
import pathlib
import shutil
import tempfile

import profiles
from der import integer, sequence, tlv
from issue import Authority, issue, sign, to_der

ENTRIES = ("p384", "brainpool-explicit")


def content_of(certificates, version=0):
    return sequence(integer(version), tlv(0x31, b"".join(certificates)))


def make_all(out, listed):
    """listed: folders of cards whose countries the lists name."""
    profile = profiles.get("p256")
    certificates = [(pathlib.Path(folder) / "CSCA.der").read_bytes() for folder in listed]
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        authority = Authority(folder)

        def make(name, subject, extensions, issuer=None, days=(-10, 1000)):
            certificate, key = folder / (name + ".pem"), folder / (name + ".key")
            authority.make_key(key, "P-256")
            certificate.write_text(authority.certify(subject, key, extensions, profile, days, issuer))
            return certificate, key

        country = make("country", "/C=DE/O=Test Lists/CN=Test List CSCA", "csca")
        stranger = make("stranger", "/C=XX/O=Nobody/CN=Nobody CSCA", "csca")
        lister = "/C=DE/O=Test Lists/CN=Test List Signer"
        signer = make("signer", lister, "list-signer", country)
        over = make("over", lister, "list-signer", country, (-9, -1))
        unknown = make("unknown", lister, "list-signer", stranger)
        document = make("document", lister, "signer", country)

        def make_folder(name, by, entries, spoil=lambda data: data, content_type=profiles.MASTER_LIST, version=0):
            place = pathlib.Path(out) / name
            place.mkdir(parents=True, exist_ok=True)
            to_der(country[0], place / "CSCA.der")
            signed = sign(folder, content_of(entries, version), content_type, profile, by)
            (place / "list.ml").write_bytes(spoil(signed))
            return place

        make_folder("good", signer, certificates)
        make_folder("bad-signature", signer, certificates, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
        make_folder("bad-signer", unknown, certificates)
        make_folder("bad-purpose", document, certificates)
        make_folder("bad-expired", over, certificates)
        make_folder("bad-version", signer, certificates, version=1)
        make_folder("bad-type", signer, certificates, content_type="1.2.840.113549.1.7.1")
        make_folder("bad-unsigned", signer, certificates, lambda data: content_of(certificates))
        make_folder("bad-garbage", signer, certificates, lambda data: b"master list")
        # The country of the second list is named by the first, which does not make the second one trusted.
        to_der(stranger[0], folder / "stranger.der")
        second = make_folder("bad-by-another", signer, [(folder / "stranger.der").read_bytes()])
        shutil.copy(pathlib.Path(out) / "bad-signer" / "list.ml", second / "second.ml")
        # A list with things in it that are no countries.
        to_der(document[0], folder / "document.der")
        spoilt = certificates[0][:-1] + bytes([certificates[0][-1] ^ 1])
        curve = (pathlib.Path(listed[0]).parent / "bad-issuer-curve" / "CSCA.der").read_bytes()
        make_folder("mixed", signer, [certificates[0], (folder / "document.der").read_bytes(),
                                      sequence(b"\x05\x00"), spoilt, curve])


def main(out):
    out = pathlib.Path(out)
    cards = [out / name for name in ENTRIES]
    for name, place in zip((*ENTRIES, "bad-issuer-curve"), (*cards, out / "bad-issuer-curve")):
        if not (place / "CSCA.der").exists():
            issue(name, place)
    make_all(out / "lists", cards)
