"""Which code a name of a region has: names as CBS and UWV write them.

The names themselves are in data/reference/regions.csv and in the areas of CBS; other spellings of UWV ("Food Valley",
"Zwolle") are recalled: to discover live. A region and a municipality can have one name (Groningen, Amersfoort,
Gorinchem): which of them a cell means, its heading tells.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.series import Regions

COUNTRY = "NL01"
_SPELLINGS = {
    "zwolle": "AM36", "stedendriehoek en noordwest veluwe": "AM06", "veluwe/stedendriehoek": "AM06",
    "stedendriehoek/noordwest veluwe": "AM06", "fryslan": "AM02", "fryslân": "AM02",
    "den haag": "GM0518", "s gravenhage": "GM0518", "den bosch": "GM0796", "s hertogenbosch": "GM0796",
    "nederland": COUNTRY, "totaal nederland": COUNTRY, "nederland totaal": COUNTRY, "landelijk": COUNTRY,
}  # fmt: skip
SKIPPED = (
    "totaal",
    "alle",
    "onbekend",
    "buitenland",
    "overig",
    "niet in te delen",
    "eindtotaal",
    "n.t.b.",
    "subtotaal",
)
ALIKE = 0.86  # Doesburgh is Doesburg, but Roosendaal is not Rozendaal


@dataclass(frozen=True)
class Names:
    """The codes of regions by name.

    Attributes:
        codes: By name in lower case, regions before municipalities; `towns` are the municipalities only.
        titles: The name of each code.
        wider: Names of provinces, about which no dataset is.
        complete: Whether every municipality of the country is known.
    """

    codes: Mapping[str, str]
    titles: Mapping[str, str]
    towns: Mapping[str, str] = field(default_factory=dict)
    wider: frozenset[str] = frozenset()
    complete: bool = False

    def find(self, text: str, *, town: bool = False) -> str | None:
        """Return the code that a cell names: a code itself, or a name in any spelling; None where it is unknown.

        With `town` a name that a region and a municipality share is that of the municipality.
        """
        bare = text.strip()
        if re.fullmatch(r"(?:GM\d{4}|AM\d{2}|NL01|PV\d{2})", bare.upper()):
            return bare.upper()
        name = _key(bare)
        return (self.towns.get(name) if town else None) or self.codes.get(name)

    def is_wider(self, text: str) -> bool:
        """Return whether a cell names a province."""
        return _key(text) in self.wider

    def nearest(self, text: str) -> str:
        """Return the known name that is so like `text` that it must be meant, or ""."""
        found = difflib.get_close_matches(_key(text), list(self.codes), n=1, cutoff=ALIKE)
        return self.titles[self.codes[found[0]]] if found else ""

    def is_region(self, text: str) -> bool:
        """Return whether a cell names a labour-market region or the country."""
        return (self.find(text) or "").startswith(("AM", "NL"))


def is_skipped(text: str) -> bool:
    """Return whether a row or column is about no region of its own: totals, abroad, unknown."""
    return _key(text).startswith(SKIPPED)


def names_of(table: Mapping[str, str], regions: Regions) -> Names:
    """Return the names in use; `table` maps code to name, as data/reference/regions.csv has them."""
    titles = {**regions.titles, **table, COUNTRY: "Nederland"}
    codes = {_key(spelling): code for spelling, code in _SPELLINGS.items()}
    for code in sorted(titles, key=lambda code: code.startswith("GM")):  # a province of the same name gives way
        if code.startswith(("AM", "GM", "NL01")):
            codes.setdefault(_key(titles[code]), code)
    towns: dict[str, str] = {}
    bare: dict[str, list[str]] = {}
    for code in sorted(code for code in titles if code.startswith("GM")):
        name = _key(titles[code])
        towns.setdefault(name, code)
        bare.setdefault(re.sub(r" \(\w{1,3}\)$", "", name), []).append(code)
    for name, found in bare.items():  # Hengelo is Hengelo (O.), but Bergen can be (L.) and (NH.)
        if len(found) == 1:
            towns.setdefault(name, found[0])
            codes.setdefault(name, found[0])
    wider = frozenset(_key(title) for code, title in titles.items() if code.startswith("PV"))
    complete = any(code.startswith("GM") for code in regions.titles)
    return Names(codes, titles, towns, wider, complete)


def _key(text: str) -> str:
    """Case, hyphens, spaces and what stands before or behind a name do not count."""
    plain = re.sub(r"\s+", " ", text).strip().casefold()
    plain = re.sub(r"\s*\((?:am|gm|gemeente|arbeidsmarktregio|gld\.?)\)$", "", plain)
    plain = re.sub(r"^(?:arbeidsmarktregio|gemeente|amr) ", "", plain)
    plain = re.sub(r"\((\w{1,3})\.\)$", r"(\1)", plain).replace("food valley", "foodvalley")
    plain = re.sub(r" \(pv\)$", "", plain)
    return re.sub(r"[-/ ]+", " ", plain)
