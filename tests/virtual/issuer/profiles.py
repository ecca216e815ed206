# SPDX-License-Identifier: GPL-3.0-or-later
"""How cards can be signed, and how they can be signed wrongly."""

LDS_SECURITY_OBJECT = "2.23.136.1.1.1"
MASTER_LIST = "2.23.136.1.1.2"
COUNTRY = "/C=VN/O=Test Issuer/CN=Test CSCA"
DEFAULTS = {
    "csca": "P-256",            # a curve, a curve:explicit, rsaBITS, or home-made
    "ds": "P-256",
    "md": "sha256",             # of certificates and of the signature
    "hash": "sha256",           # of the data groups
    "pss": False,
    "version": 0,               # of the LDS security object
    "country": COUNTRY,
    "signer": "/C=VN/O=Test Issuer/CN=Test Document Signer 1",
    "extensions": "signer",
    "csca-days": (-400, 4000),
    "ds-days": (-300, 3700),
    "content-type": LDS_SECURITY_OBJECT,
    "renewed": None,            # the name under which the country has a new key
    "other-country-key": False, # which the country knows nothing of
    "two-signers": False,
    "sign-options": [],         # of openssl cms
}
SOUND = {
    "p256": {},
    "p384": {"csca": "P-384", "ds": "P-384", "md": "sha384", "hash": "sha512", "version": 1},
    "brainpool": {"csca": "brainpoolP256r1", "ds": "brainpoolP256r1"},
    "brainpool-explicit": {"csca": "brainpoolP256r1:explicit", "ds": "brainpoolP256r1:explicit"},
    "brainpool512": {"csca": "brainpoolP512r1", "ds": "P-256", "md": "sha512"},
    "rsa": {"csca": "rsa2048", "ds": "rsa2048"},
    "pss": {"csca": "rsa2048", "ds": "rsa2048", "pss": True},
    "pss-key": {"csca": "rsa2048", "ds": "rsa2048:pss", "pss": True},
    "sha1": {"csca": "rsa2048", "ds": "rsa2048", "md": "sha1", "hash": "sha1"},
    "sha224": {"md": "sha224", "hash": "sha224"},
    "renewed": {"renewed": COUNTRY},
    "renamed": {"renewed": "/C=VN/O=Test Issuer/CN=Test CSCA 2"},
}
BAD = {
    "bad-curve": {"ds": "home-made"},
    "bad-issuer-curve": {"csca": "home-made"},
    "bad-expired": {"ds-days": (-300, -100)},
    "bad-early": {"ds-days": (100, 3700)},
    "bad-issuer-expired": {"csca-days": (-400, -200)},
    "bad-hash": {},
    "bad-missing": {},
    "bad-issuer": {"other-country-key": True},
    "bad-stranger": {"country": "/C=XX/O=Nobody/CN=Nobody CSCA"},
    "bad-signature": {},
    "bad-content": {},
    "bad-tag": {},
    "bad-empty": {},
    "bad-weak": {"csca": "rsa2048", "ds": "rsa1024"},
    "bad-digest": {"md": "md5", "csca": "rsa2048", "ds": "rsa2048"},
    "bad-hash-algorithm": {},
    "bad-purpose": {"extensions": "list-signer"},
    "bad-signer-is-country": {"extensions": "csca"},
    "bad-signer-is-authority": {"extensions": "authority-signer"},
    "bad-signer-of-certificates": {"extensions": "usage-only"},
    "bad-content-type": {"content-type": MASTER_LIST},
    "bad-no-signer": {"sign-options": ["-nocerts"]},
    "bad-no-attributes": {"sign-options": ["-noattr"]},
    "bad-two-signers": {"two-signers": True},
    "bad-forged": {},
    "bad-critical": {"extensions": "critical"},
    "bad-old-curve": {"ds": "secp192k1"},
    "bad-version": {"version": 2},
    "bad-group-twice": {},
    "bad-more-content": {},
    "bad-more-message": {},
}


def names():
    return [*SOUND, *BAD]


def get(name):
    return DEFAULTS | (SOUND | BAD)[name]


def padding(profile, option):
    """What the openssl command wants to hear about RSA-PSS."""
    if not profile["pss"]:
        return []
    return [option, "rsa_padding_mode:pss", option, "rsa_pss_saltlen:32", option, "rsa_mgf1_md:" + profile["md"]]


def spoil_groups(name, groups):
    """Pairs of number and bytes that are signed, when that is not what the chip holds."""
    if name == "bad-hash":
        return [(number, data + b"." * (number == 1)) for number, data in groups]
    if name == "bad-missing":
        return groups[1:]
    if name == "bad-group-twice":
        return [groups[0], *groups]
    return groups


def spoil_content(name, content):
    """The security object, before it is signed."""
    return content + b"\x05\x00" if name == "bad-more-content" else content


def spoil_sod(name, sod, content, certificate):
    """The file, after it was signed."""
    if name == "bad-forged":
        return sod.replace(certificate, certificate[:-1] + bytes([certificate[-1] ^ 1]))
    if name == "bad-more-message":
        length = int.from_bytes(sod[2:4], "big") + 2
        return sod[:2] + length.to_bytes(2, "big") + sod[4:] + b"\x05\x00"
    if name == "bad-signature":
        return sod[:-1] + bytes([sod[-1] ^ 1])
    if name == "bad-content":
        at = sod.index(content) + len(content) - 1
        return sod[:at] + bytes([sod[at] ^ 1]) + sod[at + 1:]
    if name == "bad-hash-algorithm":
        # SHA-256 turned into SHA3-256 inside what was signed, for who looks at it before the signature.
        return sod.replace(bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040208"))
    if name == "bad-tag":
        return b"\x6f" + sod[1:]
    if name == "bad-empty":
        return b""
    return sod
