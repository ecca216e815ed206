# SPDX-License-Identifier: GPL-3.0-or-later
"""People who do not exist, and what their cards say of them."""
import datetime
import unicodedata

WEIGHTS = (7, 3, 1)
MADE_UP = {
    "number": "001085012345", "name": "Trần Văn Độ", "birth_date": "1985-03-15", "sex": "male",
    "nationality": "Việt Nam", "ethnicity": "Kinh", "religion": "Không",
    "home_town": "Nam Hồng, Đông Anh, Hà Nội", "address": "12 ngõ 5 phố Hoa Sữa, phường Tân Mai, Hà Nội",
    "marks": "Nốt ruồi C: 1cm dưới mép phải", "issue_date": "2022-09-01", "expiry_date": "2045-03-15",
    "father": "Trần Văn Hữu", "mother": "Nguyễn Thị Lụa", "spouse": "Lê Thị Ánh Tuyết",
    "old_number": "012345678",
}
# Last of what a date of birth can be, a name too long for the zone, nobody's father known.
ANOTHER = MADE_UP | {
    "number": "079304000017", "name": "Công Tằng Tôn Nữ Nguyễn Phước Huyền Trân Quỳnh", "sex": "female",
    "birth_date": "2004-02-29", "expiry_date": "2029-02-28", "father": "", "spouse": "", "old_number": "",
}


def digit(text):
    """ICAO 9303-3 §4.9."""
    values = [0 if c == "<" else int(c, 36) for c in text]
    return str(sum(value * WEIGHTS[i % 3] for i, value in enumerate(values)) % 10)


def plain(name):
    """Letters as the zone writes them: without marks; đ has none to lose."""
    text = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c)).upper()


def zone_name(name, length):
    family, *given = plain(name).split()
    return ("<<".join(filter(None, [family, "<".join(given)])) + "<" * length)[:length]


def dates(person):
    return [person[key].replace("-", "")[2:] for key in ("birth_date", "expiry_date")]


def zone_of_card(person):
    """Three lines of 30 (ICAO 9303-5); of the twelve digits the last nine are the document's number."""
    document = person["number"][3:]
    first = "IDVNM" + document + digit(document) + person["number"] + "<<" + digit(person["number"])
    birth, expiry = dates(person)
    second = birth + digit(birth) + person["sex"][0].upper() + expiry + digit(expiry) + "VNM" + "<" * 11
    whole = first[5:] + second[:7] + second[8:15] + second[18:]
    return first + second + digit(whole) + zone_name(person["name"], 30)


def zone_of_passport(person):
    """Two lines of 44 (ICAO 9303-4)."""
    document = "C1234567<"
    birth, expiry = dates(person)
    second = document + digit(document) + "VNM" + birth + digit(birth) + person["sex"][0].upper() + expiry \
        + digit(expiry) + (person["number"] + "<<").ljust(14, "<")
    second += digit(second[28:42])
    whole = second[:10] + second[13:20] + second[21:43]
    return "P<VNM" + zone_name(person["name"], 39) + second + digit(whole)


def day(iso):
    return datetime.date.fromisoformat(iso).strftime("%d/%m/%Y")


def code(person):
    """What the QR code of the card says."""
    def packed(iso):
        return day(iso).replace("/", "")
    sex = {"male": "Nam", "female": "Nữ"}[person["sex"]]
    return "|".join([person["number"], person["old_number"], person["name"], packed(person["birth_date"]), sex,
                     person["address"], packed(person["issue_date"])])


def numbered(person):
    """The fields of data group 13 by their numbers; a pair is two texts inside one field."""
    sex = {"male": "Nam", "female": "Nữ"}[person["sex"]]
    return {1: person["number"], 2: person["name"], 3: day(person["birth_date"]), 4: sex,
            5: person["nationality"], 6: person["ethnicity"], 7: person["religion"], 8: person["home_town"],
            9: person["address"], 10: person["marks"], 11: day(person["issue_date"]),
            12: day(person["expiry_date"]), 13: (person["father"], person["mother"]), 14: person["spouse"],
            15: person["old_number"], 16: ""}
