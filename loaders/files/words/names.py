"""Which code a name of a region has: names as CBS and UWV write them, in any spelling that means the same.

The names themselves are in data/reference/regions.csv and in the areas of CBS; other spellings of UWV ("Food Valley",
"Zwolle") are recalled: to discover live. A region and a municipality can have one name (Groningen, Amersfoort,
Gorinchem): which of them a cell means, its heading tells.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from loaders.files.words.numbers import DASHES
from loaders.series.declare import Regions

COUNTRY = "NL01"
_SPELLINGS = {
    "zwolle": "AM36", "stedendriehoek en noordwest veluwe": "AM06", "veluwe/stedendriehoek": "AM06",
    "stedendriehoek/noordwest veluwe": "AM06", "fryslân": "AM02", "den haag": "GM0518", "'s-gravenhage": "GM0518",
    "den bosch": "GM0796", "'s-hertogenbosch": "GM0796", "nuenen": "GM0820", "nuenen c.a.": "GM0820",
    "nederland": COUNTRY, "totaal nederland": COUNTRY, "nederland totaal": COUNTRY, "landelijk": COUNTRY,
    "heel nederland": COUNTRY, "nl": COUNTRY,
}  # fmt: skip
_WINDS = {
    "n": "noord", "z": "zuid", "o": "oost", "w": "west", "m": "midden", "no": "noordoost", "nw": "noordwest",
    "zo": "zuidoost", "zw": "zuidwest",
}  # fmt: skip
_SHORT = {"gld": "gelderland", "brab": "brabant", "limb": "limburg", "utr": "utrecht"}
_PROVINCES = {
    "gr": "groningen", "fr": "friesland", "dr": "drenthe", "o": "overijssel", "ov": "overijssel", "g": "gelderland",
    "gld": "gelderland", "u": "utrecht", "ut": "utrecht", "nh": "noord holland", "zh": "zuid holland", "z": "zeeland",
    "zld": "zeeland", "nb": "noord brabant", "l": "limburg", "lb": "limburg",
}  # fmt: skip
_WIDER = frozenset(_PROVINCES.values()) | {f"{part} nederland" for part in ("noord", "oost", "west", "zuid")}
_TOTALS = (
    "totaal", "total", "eindtotaal", "subtotaal", "generaal totaal", "grand total", "som", "alle", "gemiddelde",
    "gemiddeld", "onbekend", "buitenland", "overig", "overige", "niet in te delen", "n.t.b.", "elders",
)  # fmt: skip
_TOTAL = re.compile(rf"(?:{'|'.join(map(re.escape, _TOTALS))})(?!\w)|.* (?:totaal|total|subtotaal)$")
ALIKE = 0.86  # Doesburgh is Doesburg, but Roosendaal is not Rozendaal


@dataclass(frozen=True)
class Names:
    """The codes of regions by name.

    Attributes:
        codes: By name as `_key` compares them, regions before municipalities; `towns` are the municipalities only.
        titles: The name of each code.
        wider: Names of provinces and parts of the country, about which no dataset is.
        complete: Whether every municipality of the country is known.
    """

    codes: Mapping[str, str]
    titles: Mapping[str, str]
    towns: Mapping[str, str] = field(default_factory=dict)
    wider: frozenset[str] = frozenset()
    complete: bool = False

    def find(self, text: str, *, town: bool = False) -> str | None:
        """Return the code that a cell names: a code itself, or a name in any spelling; None where it is unknown.

        With `town` a name that a region and a municipality share is that of the municipality, and a number is the
        code of one: 202 and "0202" are GM0202.
        """
        bare = re.sub(r"[\s_-]", "", text).upper()
        if re.fullmatch(r"(?:GM\d{4}|AM\d{2}|NL01|PV\d{2})", bare):
            return bare
        if match := re.fullmatch(r"(?:GM)?0*(\d{1,4})(?:[.,]0+)?", bare):
            code = f"GM{int(match[1]):04d}"
            return code if town or bare.startswith("GM") or (len(match[1]) > 2 and code in self.titles) else None
        plain = text.casefold()
        if re.search(r"\(pv\)|\bprovincie\b", plain):
            return None
        town = (town and "arbeidsmarkt" not in plain) or re.search(r"\bgem(?:eente\b|\.)", plain) is not None
        for name in _readings(text):
            if called := self._called(name, town=town):
                return called
        return self._in_brackets(_key(text), town=town)

    def _called(self, name: str, *, town: bool) -> str | None:
        return (self.towns.get(name) if town else None) or self.codes.get(name)

    def _in_brackets(self, name: str, *, town: bool) -> str | None:
        """Return the code of a name with its province or another name behind it: Arnhem (Gld), but no Hengelo (Gld)."""
        match = re.fullmatch(r"(.+) \((.+)\)", name)
        if not match:
            return None
        code, other = (self._called(part, town=town) for part in match.groups())
        is_whole = code is not None and _key(self.titles.get(code, "")) == match[1]
        return code if code == other or (is_whole and match[2] in _PROVINCES.values()) else None

    def is_wider(self, text: str) -> bool:
        """Return whether a cell names a province or a part of the country."""
        return re.sub(r"^provincie ", "", _key(text)) in self.wider

    def nearest(self, text: str) -> str:
        """Return the known name that is so like `text` that it must be meant, or ""."""
        used = [name for name, code in self.codes.items() if code in self.titles]
        found = difflib.get_close_matches(_key(text), used, n=1, cutoff=ALIKE)
        return self.titles[self.codes[found[0]]] if found else ""

    def is_region(self, text: str) -> bool:
        """Return whether a cell names a labour-market region or the country."""
        return (self.find(text) or "").startswith(("AM", "NL"))

    def is_total(self, text: str) -> bool:
        """Return whether a row or column is about no region of its own: totals, abroad, unknown."""
        return self.find(text) is None and is_total(text)


def is_total(text: str) -> bool:
    """Return whether a label says that its row or column adds up others, or what is left of them."""
    return _TOTAL.match(" ".join(text.casefold().split())) is not None


def names_of(table: Mapping[str, str], regions: Regions) -> Names:
    """Return the names in use; `table` maps code to name, as data/reference/regions.csv has them."""
    titles = {**regions.titles, **table, COUNTRY: "Nederland"}
    codes = {_key(spelling): code for spelling, code in _SPELLINGS.items()}
    codes |= {_key(title): code for code, title in titles.items() if code.startswith("AM")}
    towns: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    for code in sorted(code for code in titles if code.startswith("GM")):
        name = _key(titles[code])
        towns.setdefault(name, code)
        bare.setdefault(re.sub(r" \(.+\)$", "", name), []).append(code)
    for name, found in bare.items():  # Hengelo is Hengelo (O.), but Bergen can be (L.) and (NH.)
        if len(found) == 1:
            towns.setdefault(name, found[0])
    codes = towns | codes  # a municipality of the same name gives way
    wider = _WIDER | {_key(title) for code, title in titles.items() if code.startswith(("PV", "LD"))}
    complete = any(code.startswith("GM") for code in regions.titles)
    return Names(codes, titles, towns, wider, complete)


def _readings(text: str) -> list[str]:
    """Return the names that a text may be, the most literal first: a short form is written out last."""
    name = _key(text)
    first, _, rest = name.partition(" ")
    long = " ".join(_SHORT.get(word, word) for word in rest.split())
    readings = [name]
    if behind := re.fullmatch(r"(.+) (\w{1,3})", name):  # Bergen NH
        readings += [f"{behind[1]} ({_PROVINCES[behind[2]]})"] if behind[2] in _PROVINCES else []
    readings += [f"{_SHORT.get(first, first)} {long}"] if rest else []
    readings += [f"{_WINDS[first]} {long}"] if first in _WINDS else []
    readings += [rest] if first == "regio" else []
    return list(dict.fromkeys(readings))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    """Case, accents, hyphens, apostrophes, spaces and what stands before or behind a name do not count."""
    plain = re.sub(r"\s*(?:\(?\d\)|[¹²³⁴*]+)$", "", text.strip())  # the number of a footnote
    letters = unicodedata.normalize("NFKD", plain.casefold())
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    plain = re.sub(r"['‘’‚‛`´ʼʹ′\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)
    plain = re.sub(rf"[{DASHES}/,_\s]+", " ", plain.replace("&", " en ")).strip()
    plain = re.sub(r"\s*\((?:am|gm|gem|gemeente|arbeidsmarktregio|amr|regio)\.?\)$| (?:gemeente|gem\.)$", "", plain)
    plain = re.sub(r"^(?:de )?(?:arbeidsmarkt ?regio|gemeente|gem\.?|amr)[ :]+", "", plain)
    if match := re.fullmatch(r"(.+?) ?\(([\w. ]+)\)", plain):
        inside = match[2].replace(".", "").strip()
        plain = f"{match[1]} ({_PROVINCES.get(inside.replace(' ', ''), inside)})"
    plain = re.sub(r" \(pv\)$", "", plain).replace("food valley", "foodvalley")
    return " ".join(re.sub(r"\.(?=\s|$)|(?<=\b\w)\.(?=\w)", "", plain).split())
