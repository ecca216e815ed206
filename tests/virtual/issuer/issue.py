#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A country that signs cards: for tests, and for the card that is not there.

    issue.py --profile NAME --out DIR [--groups DIR] [--issuer DIR]
    issue.py --list

reads DG1.bin … DG16.bin of the folder of groups and writes, beside each other in DIR,

    CSCA.der     the certificate of the country (what a kiosk is given to trust)
    LINK.der     when the profile renews the country's key: the new one, signed with the old
    NEW.der      and the new one, signed with itself
    DS.der       the certificate of the document signer, which is also inside the next
    EF.SOD.bin   the document security object, with its outer tag 77 (ICAO 9303-10 §4.6.2)

With --issuer, the country's key and certificate are kept in that folder and used again, so that many
cards come from one country. Without --groups, four small groups are made up and written to DIR.
Nothing here is of any use outside tests: keys lie in the open.

The profiles whose name begins with "bad-" break one thing each; the others are sound. Every byte that
is signed is put together here and signed by the openssl command; Issue.java does the same with Bouncy
Castle, so that what the kiosk reads was written by two that do not know each other.
"""
import argparse
import datetime
import hashlib
import pathlib
import subprocess
import sys
import tempfile

import profiles
from der import integer, octets, oid, printable, sequence, tlv, utc_now
import home_made_curve

HASHES = {"sha1": "1.3.14.3.2.26", "sha224": "2.16.840.1.101.3.4.2.4", "sha256": "2.16.840.1.101.3.4.2.1",
          "sha384": "2.16.840.1.101.3.4.2.2", "sha512": "2.16.840.1.101.3.4.2.3"}
CONFIG = """
[ca]
default_ca = authority
[authority]
database = {folder}/index.txt
rand_serial = yes
new_certs_dir = {folder}
email_in_dn = no
policy = any
unique_subject = no
[any]
countryName = supplied
organizationName = supplied
commonName = supplied
[req]
distinguished_name = empty
[empty]
[csca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[critical]
keyUsage = critical, digitalSignature
authorityKeyIdentifier = keyid
1.2.3.4.5 = critical, DER:05:00
[authority-signer]
basicConstraints = critical, CA:TRUE
keyUsage = critical, digitalSignature
[usage-only]
keyUsage = critical, keyCertSign
[signer]
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
2.23.136.1.1.6.2 = DER:{document_types}
[list-signer]
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, 2.23.136.1.1.3
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"openssl {' '.join(map(str, arguments))}\n{done.stderr.decode()}")
    return done.stdout


def moment(days):
    when = utc_now() + datetime.timedelta(days=days)
    return when.strftime("%Y%m%d%H%M%SZ")


class Authority:
    """Makes keys and certificates in a folder of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "index.txt").write_text("")
        self.config = self.folder / "config"
        # SEQUENCE { version 0, SET { PrintableString "I" } }: the document types that it may sign.
        types = sequence(integer(0), tlv(0x31, printable("I"))).hex(":")
        self.config.write_text(CONFIG.format(folder=self.folder, document_types=types))

    def make_key(self, path, kind):
        if kind == "home-made":
            path.write_bytes(home_made_curve.make_key())
        elif kind.startswith("rsa"):
            algorithm = "RSA-PSS" if kind.endswith(":pss") else "RSA"
            openssl("genpkey", "-algorithm", algorithm, "-pkeyopt", f"rsa_keygen_bits:{kind[3:7]}", "-out", path)
        else:
            curve, _, explicit = kind.partition(":")
            openssl("genpkey", "-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{curve}",
                    "-pkeyopt", f"ec_param_enc:{explicit or 'named_curve'}", "-out", path)
        path.chmod(0o600)

    def certify(self, subject, key, extensions, profile, days, issuer=None):
        """A PEM certificate; without issuer = (certificate, key) it signs itself."""
        request, out = self.folder / "request.pem", self.folder / "out.pem"
        openssl("req", "-new", "-config", self.config, "-key", key, "-subj", subject, "-utf8", "-out", request)
        by = ["-selfsign", "-keyfile", key] if issuer is None else ["-cert", issuer[0], "-keyfile", issuer[1]]
        openssl("ca", "-batch", "-notext", "-config", self.config, "-extensions", extensions, *by,
                "-md", profile["md"], *profiles.padding(profile, "-sigopt"), "-startdate", moment(days[0]),
                "-enddate", moment(days[1]), "-in", request, "-out", out)
        return out.read_text()


def hash_of(name, data):
    return hashlib.new(name, data).digest()


def lds_security_object(profile, groups):
    """ICAO 9303-10 §4.6.2.3, version 1 (with the version of the LDS) when the profile says so."""
    hashes = b"".join(sequence(integer(number), octets(hash_of(profile["hash"], data)))
                      for number, data in groups)
    algorithm = sequence(oid(HASHES[profile["hash"]]), b"\x05\x00")
    parts = [integer(profile["version"]), algorithm, sequence(hashes)]
    if profile["version"] == 1:
        parts.append(sequence(printable("0108"), printable("040000")))
    return sequence(*parts)


def sign(folder, content, content_type, profile, signer, more=None):
    """CMS SignedData, DER. more: a second (certificate, key) that signs too."""
    (folder / "content").write_bytes(content)
    arguments = ["cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-outform", "DER",
                 "-econtent_type", content_type, "-md", profile["md"], "-in", folder / "content",
                 "-signer", signer[0], "-inkey", signer[1], *profiles.padding(profile, "-keyopt")]
    arguments += profile["sign-options"]
    if more:
        arguments += ["-signer", more[0], "-inkey", more[1]]
    return openssl(*arguments)


def to_der(pem, path):
    pathlib.Path(path).write_bytes(openssl("x509", "-in", pem, "-outform", "DER"))


def make_country(authority, profile, keep):
    """The CSCA of the folder, made on the first call."""
    certificate, key = keep / "CSCA.pem", keep / "CSCA.key.pem"
    if not certificate.exists():
        authority.make_key(key, profile["csca"])
        certificate.write_text(authority.certify(profile["country"], key, "csca", profile, profile["csca-days"]))
    return certificate, key


def renew(authority, profile, country, out):
    """A new key of the country, and the link from the old one to it (ICAO 9303-12 §4.2)."""
    certificate, key = authority.folder / "new.pem", authority.folder / "new.key"
    authority.make_key(key, profile["csca"])
    certificate.write_text(authority.certify(profile["renewed"], key, "csca", profile, profile["csca-days"]))
    link = authority.folder / "link.pem"
    link.write_text(authority.certify(profile["renewed"], key, "csca", profile, profile["csca-days"], country))
    to_der(certificate, out / "NEW.der")
    to_der(link, out / "LINK.der")
    return certificate, key


def read_groups(folder, out):
    if folder is None:
        for number in (1, 2, 13, 14):
            tag = {1: 0x61, 2: 0x75, 13: 0x6D, 14: 0x6E}[number]
            (out / f"DG{number}.bin").write_bytes(tlv(tag, f"group {number} of nobody".encode() * number))
        folder = out
    files = {number: pathlib.Path(folder) / f"DG{number}.bin" for number in range(1, 17)}
    return {number: path.read_bytes() for number, path in files.items() if path.exists()}


def issue(name, out, groups=None, keep=None):
    profile = profiles.get(name)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    keep = pathlib.Path(keep or out)
    keep.mkdir(parents=True, exist_ok=True)
    contents = profiles.spoil_groups(name, sorted(read_groups(groups, out).items()))
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        authority = Authority(folder)
        country = make_country(authority, profile, keep)
        issuer = country
        if profile["renewed"]:
            issuer = renew(authority, profile, country, out)
        if profile["other-country-key"]:
            authority.make_key(folder / "other.key", profile["csca"])
            (folder / "other.pem").write_text(authority.certify(profile["country"], folder / "other.key", "csca",
                                                                profile, profile["csca-days"]))
            issuer = (folder / "other.pem", folder / "other.key")
        signer = (folder / "signer.pem", folder / "signer.key")
        authority.make_key(signer[1], profile["ds"])
        signer[0].write_text(authority.certify(profile["signer"], signer[1], profile["extensions"], profile,
                                               profile["ds-days"], issuer))
        content = profiles.spoil_content(name, lds_security_object(profile, contents))
        signed = sign(folder, content, profile["content-type"], profile, signer,
                      country if profile["two-signers"] else None)
        to_der(country[0], out / "CSCA.der")
        to_der(signer[0], out / "DS.der")
    certificate = (out / "DS.der").read_bytes()
    (out / "EF.SOD.bin").write_bytes(profiles.spoil_sod(name, tlv(0x77, signed), content, certificate))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--profile", default="p256")
    parser.add_argument("--out")
    parser.add_argument("--groups")
    parser.add_argument("--issuer")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        print("\n".join(profiles.names()))
        return
    if options.out is None:
        parser.error("--out is needed")
    issue(options.profile, options.out, options.groups, options.issuer)


if __name__ == "__main__":
    main()
