#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The chip of a card that does not exist, as a folder of files for virtual-card.

    make-card.py --out DIR [--profile NAME] [--issuer DIR] [--change KEY=VALUE]...
    make-card.py --list

writes EF.CardAccess.bin, EF.COM.bin, DG*.bin, EF.SOD.bin, the chip's keys, CSCA.der, card.ini (what
virtual-card plays) and card.json (what a reader should find). --issuer keeps the country's key there,
so that many cards come from one country. --change overrules a value of the person.
"""
import argparse
import configparser
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
# Under another name than the issuer's file of that name.
import profiles as cards  # noqa: E402
del sys.modules["profiles"]
sys.path.insert(0, str(HERE.parent / "issuer"))
import issue  # noqa: E402
import person as people  # noqa: E402
from der import integer, octets, oid, sequence, tlv  # noqa: E402

BSI = "0.4.0.127.0.7.2.2"
PLAIN_ECDSA = "0.4.0.127.0.7.1.1.4.1"
DIGESTS = ("sha1", "sha224", "sha256", "sha384", "sha512")


def run(*arguments, **more):
    done = subprocess.run([str(a) for a in arguments], capture_output=True, check=False, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, arguments))}\n{done.stderr.decode()}")
    return done.stdout


def make_key(path, kind, explicit=False):
    """A PKCS #8 file; gives back SubjectPublicKeyInfo."""
    if kind.startswith("rsa"):
        options = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:" + kind[3:]]
    else:
        options = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + kind, "-pkeyopt",
                   "ec_param_enc:" + ("explicit" if explicit else "named_curve")]
    run("openssl", "genpkey", *options, "-outform", "DER", "-out", path)
    # genpkey writes an EC key in PKCS #8 only where it writes PEM.
    path.write_bytes(run("openssl", "pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-outform", "DER", "-in", path))
    path.chmod(0o600)
    return run("openssl", "pkey", "-inform", "DER", "-in", path, "-pubout", "-outform", "DER")


def draw_face(out, kind, size):
    """Head and shoulders before a wall; nobody's."""
    width, height = size
    x, y = width / 2, height * 0.45
    shapes = [("#3a2b20", x, y - height * 0.03, width * 0.27, height * 0.29),
              ("#2c4a6e", x, height * 1.05, width * 0.46, height * 0.28),
              ("#d9a27e", x, height * 0.72, width * 0.10, height * 0.12),
              ("#e3b18f", x, y, width * 0.22, height * 0.25),
              ("#ffffff", x - width * 0.09, y - height * 0.04, width * 0.04, height * 0.016),
              ("#ffffff", x + width * 0.09, y - height * 0.04, width * 0.04, height * 0.016),
              ("#20150e", x - width * 0.09, y - height * 0.04, width * 0.016, height * 0.016),
              ("#20150e", x + width * 0.09, y - height * 0.04, width * 0.016, height * 0.016),
              ("#c98b6b", x, y + height * 0.05, width * 0.03, height * 0.03),
              ("#a8524c", x, y + height * 0.13, width * 0.07, height * 0.015)]
    draw = [part for color, cx, cy, rx, ry in shapes
            for part in ("-fill", color, "-draw", f"ellipse {cx:.1f},{cy:.1f} {rx:.1f},{ry:.1f} 0,360")]
    run("convert", "-size", f"{width}x{height}", "gradient:#e8edf2-#c3ccd6", *draw, "-blur", "0x1",
        "-alpha", "off", "-type", "TrueColor", "-quality", "40" if kind == "jp2" else "75", f"{kind}:{out}")
    return out.read_bytes()


def face_record(image, kind, size):
    """ISO/IEC 19794-5:2005 §5: one face, without feature points."""
    width, height = size
    data = b"\x00" + b"\x00" * 3 + b"\x00" * 3 + b"\x00\x00" + b"\x00" * 6
    facial = (20 + 12 + len(image)).to_bytes(4, "big") + b"\x00\x00" + data[:14]
    info = b"\x01" + (b"\x01" if kind == "jp2" else b"\x00") + width.to_bytes(2, "big") \
        + height.to_bytes(2, "big") + b"\x01\x02\x00\x00\x00\x00"
    body = facial + info + image
    return b"FAC\x00" + b"010\x00" + (14 + len(body)).to_bytes(4, "big") + b"\x00\x01" + body


def dg2(record):
    """ICAO 9303-10 §4.7.2: one biometric information template (ISO/IEC 19785)."""
    header = tlv(0x80, b"\x01\x01") + tlv(0x81, b"\x02") + tlv(0x82, b"\x00") + tlv(0x87, b"\x01\x01") \
        + tlv(0x88, b"\x00\x08")
    return tlv(0x75, tlv(0x7F61, integer(1) + tlv(0x7F60, tlv(0xA1, header) + tlv(0x5F2E, record))))


def dg13(fields):
    def text(value):
        if isinstance(value, tuple):
            return b"".join(sequence(tlv(0x0C, part.encode())) for part in value)
        return tlv(0x0C, value.encode())
    return tlv(0x6D, sequence(*(sequence(integer(number), text(value)) for number, value in fields.items())))


def pace_infos(profile):
    return [sequence(oid(f"{BSI}.4.2.{cards.CIPHERS[cipher][1]}"), integer(2), integer(domain))
            for cipher, domain in profile["pace"]]


def proofs(profile, out):
    """Security infos of data group 14, data group 15, and what card.ini says of the keys."""
    infos, ini, fifteen = [], {}, None
    if profile["ca"]:
        curve, cipher = profile["ca"]
        public = make_key(out / "ca.key", cards.KEYS[curve], profile["ca_explicit"])
        name, number = cards.CIPHERS[cipher]
        infos += [sequence(oid(f"{BSI}.3.2.{number}"), integer(1)), sequence(oid(f"{BSI}.1.2"), public)]
        ini |= {"ca": "id-CA-ECDH-" + name, "ca-key": "ca.key"}
    if profile["aa"]:
        kind, digest = profile["aa"]
        fifteen = tlv(0x6F, make_key(out / "aa.key", cards.KEYS[kind]))
        if not kind.startswith("rsa"):
            algorithm = oid(f"{PLAIN_ECDSA}.{DIGESTS.index(digest) + 1}")
            infos.append(sequence(oid("2.23.136.1.1.5"), integer(1), algorithm))
        ini |= {"aa": digest, "aa-key": "aa.key"}
    if profile["clone"]:
        # Everything of the card could be read and written to another chip; its keys could not.
        for key, which in (("aa.key", "aa"), ("ca.key", "ca")):
            if profile[which]:
                make_key(out / key, cards.KEYS[profile[which][0]])
    return infos, fifteen, ini


def write_groups(profile, person, out):
    zone = people.zone_of_card(person) if profile["zone"] == "card" else people.zone_of_passport(person)
    image = draw_face(out / "face.image", profile["face"], profile["face_size"])
    infos, fifteen, ini = proofs(profile, out)
    told = person | {"number": "001085099999"} if profile["disagree"] else person
    files = {
        1: tlv(0x61, tlv(0x5F1F, zone.encode())),
        2: dg2(face_record(image, profile["face"], profile["face_size"])),
        3: tlv(0x63, octets(b"no finger was ever here")),
        13: dg13(people.numbered(told)),
    }
    files = {number: files[number] for number in profile["groups"]}
    if infos:
        files[14] = tlv(0x6E, tlv(0x31, b"".join(sorted(pace_infos(profile) + infos))))
    if fifteen:
        files[15] = fifteen
    for number, data in files.items():
        (out / f"DG{number}.bin").write_bytes(data)
    if profile["com"]:
        tags = {1: 0x61, 2: 0x75, 3: 0x63, 13: 0x6D, 14: 0x6E, 15: 0x6F}
        (out / "EF.COM.bin").write_bytes(tlv(0x60, tlv(0x5F01, b"0107") + tlv(0x5F36, b"040000")
                                             + tlv(0x5C, bytes(tags[n] for n in sorted(files)))))
    return zone, ini, files


def tamper(number, path):
    """Another letter, or another bit of a picture or a key, than was signed; as well formed as before."""
    data = bytearray(path.read_bytes())
    at = {1: data.rfind(b"<<") - 1, 13: data.find("Nam Hồng".encode()) + 1, 14: len(data) - 1}.get(number, len(data) - 40)
    data[at] ^= 1
    path.write_bytes(bytes(data))


def make_card(name, out, issuer=None, changes=None):
    profile = cards.get(name)
    person = getattr(people, profile["person"]) | (changes or {})
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    zone, ini, files = write_groups(profile, person, out)
    if profile["pace"]:
        (out / "EF.CardAccess.bin").write_bytes(tlv(0x31, b"".join(pace_infos(profile))))
    issue.issue(profile["issuer"], out, out, issuer)
    if profile["tamper"]:
        tamper(profile["tamper"], out / f"DG{profile['tamper']}.bin")
    ini |= {"mrz": zone, "can": profile["can"], "bac": "yes" if profile["bac"] else "no"} | profile["ini"]
    config = configparser.ConfigParser(interpolation=None)
    config["card"] = ini
    with open(out / "card.ini", "w", encoding="utf-8") as file:
        config.write(file, space_around_delimiters=False)
    about = person | {"profile": name, "mrz": zone, "can": profile["can"], "qr": people.code(person),
                      "groups": sorted(files), "face": {"type": profile["face"], "width": profile["face_size"][0],
                                                        "height": profile["face_size"][1]}}
    (out / "card.json").write_text(json.dumps(about, ensure_ascii=False, indent=1), encoding="utf-8")
    return about


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--profile", default="cccd")
    parser.add_argument("--out")
    parser.add_argument("--issuer")
    parser.add_argument("--change", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(cards.names()))
        return
    if options.out is None:
        parser.error("--out is needed")
    make_card(options.profile, options.out, options.issuer, dict(c.split("=", 1) for c in options.change))


if __name__ == "__main__":
    main()
