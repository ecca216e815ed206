# SPDX-License-Identifier: GPL-3.0-or-later
"""Which cards there are. A name says what is different from the plain card; `names()` lists all.

    cccd            what is believed of the identity card of Viet Nam: PACE, no main folder, DG3 shut
    bac             nothing but basic access control, RSA for active authentication
    pace-N-CIPHER   standardised domain parameters N (ICAO 9303-11 §9.5.1), no basic access control
    aa-KEY-DIGEST   active authentication; ca-KEY-CIPHER: chip authentication; both over BAC
    signed-NAME     signed by profile NAME of tests/virtual/issuer
    others          as SPECIAL says
"""
CIPHERS = {"3des": ("3DES-CBC-CBC", 1), "aes128": ("AES-CBC-CMAC-128", 2), "aes192": ("AES-CBC-CMAC-192", 3),
           "aes256": ("AES-CBC-CMAC-256", 4)}
DOMAINS = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
KEYS = {"p224": "P-224", "p256": "P-256", "p384": "P-384", "p521": "P-521", "bp256": "brainpoolP256r1",
        "bp384": "brainpoolP384r1", "bp512": "brainpoolP512r1", "rsa1024": "rsa1024", "rsa1280": "rsa1280",
        "rsa2048": "rsa2048", "rsa3072": "rsa3072"}
PLAIN = {
    "pace": [], "bac": True, "can": "102938", "aa": None, "ca": None, "ca_explicit": False, "face": "jpeg",
    "person": "MADE_UP", "zone": "card", "groups": (1, 2, 13), "com": True, "issuer": "p256", "ini": {},
    "tamper": None, "clone": False, "disagree": False, "face_size": (300, 400),
}
CCCD = PLAIN | {
    "pace": [("aes128", 12)], "aa": ("p256", "sha256"), "ca": ("p256", "aes128"), "face": "jp2",
    "groups": (1, 2, 3, 13), "ini": {"mf": "refuse", "end": "6282"}, "face_size": (413, 531),
}
BAC = PLAIN | {"aa": ("rsa1024", "sha1")}
SPECIAL = {
    "cccd": CCCD,
    "bac": BAC,
    "another": CCCD | {"person": "ANOTHER"},
    "passport": CCCD | {"zone": "passport", "groups": (1, 2)},
    "two-ways": CCCD | {"pace": [("3des", 12), ("aes256", 17), ("aes128", 13)]},
    "no-proofs": PLAIN | {"pace": [("aes128", 12)]},
    "no-com": CCCD | {"com": False},
    "no-dg13": CCCD | {"groups": (1, 2)},
    "short": CCCD | {"ini": CCCD["ini"] | {"extended": "no"}},
    "short-6700": CCCD | {"ini": CCCD["ini"] | {"extended": "no", "over": "6700"}},
    "short-6c": CCCD | {"ini": CCCD["ini"] | {"extended": "no", "over": "6c"}},
    "bac-61": BAC | {"ini": {"transport": "61", "extended": "no"}},
    "bac-6c": BAC | {"ini": {"transport": "6c", "extended": "no"}},
    "cccd-61": CCCD | {"ini": CCCD["ini"] | {"transport": "61", "extended": "no"}},
    "big-face": CCCD | {"face": "jpeg", "face_size": (900, 1200)},
    "other-application": PLAIN | {"ini": {"application": "other"}},
    "tampered-dg1": CCCD | {"tamper": 1},
    "tampered-dg2": CCCD | {"tamper": 2},
    "tampered-dg13": CCCD | {"tamper": 13},
    "tampered-dg14": CCCD | {"tamper": 14, "aa": None},
    "tampered-dg15": BAC | {"tamper": 15},
    "clone-aa": BAC | {"clone": True},
    "clone-ca": CCCD | {"aa": None, "clone": True},
    "disagree": CCCD | {"disagree": True},
    "ca-explicit": BAC | {"aa": None, "ca": ("bp256", "aes128"), "ca_explicit": True},
}
AA = ("rsa1024-sha1", "rsa1280-sha256", "rsa2048-sha256", "rsa2048-sha512", "rsa3072-sha224", "p224-sha224",
      "p256-sha256", "p384-sha384", "p521-sha512", "bp256-sha256", "bp384-sha384", "bp512-sha512", "p256-sha1")
CA = ("p256-3des", "p256-aes128", "p384-aes192", "p521-aes256", "bp256-3des", "bp384-aes192", "bp512-aes256")


def get(name):
    if name in SPECIAL:
        return dict(SPECIAL[name])
    kind, _, rest = name.partition("-")
    if kind == "pace":
        domain, cipher = rest.split("-")
        return PLAIN | {"pace": [(cipher, int(domain))], "bac": False}
    if kind in ("aa", "ca"):
        return PLAIN | {kind: tuple(rest.split("-"))}
    if kind == "signed":
        return CCCD | {"issuer": rest}
    raise SystemExit(f"make-card.py: no profile {name}")


def names():
    return [*SPECIAL, *(f"pace-{n}-{c}" for n in DOMAINS for c in CIPHERS), *(f"aa-{x}" for x in AA),
            *(f"ca-{x}" for x in CA)]
