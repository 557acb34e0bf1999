"""Where the tables of a report are: by the headings of its sheets, whatever their order and what stands above them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from loaders.files.kinds.declare import same
from loaders.files.sheets.sheet import Sheet, letters, text_of
from loaders.files.words import moments

DEPTH = 30  # rows in which a header is looked for
ACTIVITY = ("activiteit", "activiteiten", "titel")
LINE = ("regel", "begrotingsregel", "post", "kostenpost", "activiteit")
WORDS: Mapping[str, tuple[str, ...]] = {
    "code": ("nummer", "nr", "nr.", "code", "activiteitnummer", "regelnummer", "nummer van de regel"),
    "activity": ACTIVITY,
    "line": LINE,
    "heading": ("onderdeel", "rubriek"),
    "stage": ("stand", "status", "voortgang"),
    "day": ("datum", "peildatum", "stand per", "datum stand", "per datum"),
    "note": ("toelichting", "opmerking", "opmerkingen", "notitie"),
    "quarter": ("kwartaal", "periode"),
    "amount": ("bedrag", "uitgegeven", "uitgaven", "uitgave", "realisatie", "besteed", "euro", "gerealiseerd"),
}
_KNOWN = {role: {same(word) for word in words} for role, words in WORDS.items()}
_EURO = re.compile(r"[(\[]?(?:in )?(?:€|euro|eur)[)\]]?", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?:q|k|kw|kwartaal)\.? ?[1-4]|[1-4](?:e|de|ste)? (?:kwartaal|kw)\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Layout:
    """The table of one sheet: `roles` and `quarters` say what its columns hold; `first` is its first row, from 0.

    `kind` is "progress" or "spending"; `lacking` what it lacks to be read; `yearless` are headings of a quarter alone.
    """

    sheet: Sheet
    kind: str
    first: int
    roles: Mapping[str, int]
    quarters: Mapping[int, str] = field(default_factory=dict)
    lacking: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()

    @property
    def unread(self) -> list[str]:
        """The headings of columns that hold something and are not read, such as totals."""
        header, below = self.sheet.rows[self.first - 1], self.sheet.rows[self.first :]
        read = {*self.roles.values(), *self.quarters}
        filled = {at for row in below for at, cell in enumerate(row) if cell is not None} - read
        return [text_of(header[at]) if at < len(header) and header[at] else letters(at) for at in sorted(filled)]

    @property
    def where(self) -> str:
        """How a message begins that is about this table."""
        return f"sheet {self.sheet.name}, " if self.sheet.name else ""


def layouts(sheets: Sequence[Sheet]) -> list[Layout]:
    """Return the table of each sheet that holds one about progress or spending; those that lack something last."""
    found = [layout for sheet in sheets if not sheet.is_hidden and (layout := _layout(sheet))]
    return sorted(found, key=lambda layout: bool(layout.lacking))


def _layout(sheet: Sheet) -> Layout | None:
    tried = [layout for place in range(min(DEPTH, len(sheet.rows))) if (layout := _header(sheet, place))]
    return min(tried, key=lambda layout: (len(layout.lacking), layout.first)) if tried else None


def _header(sheet: Sheet, place: int) -> Layout | None:
    headings = [text_of(cell) for cell in sheet.rows[place]]
    keys = [same(heading) for heading in headings]
    roles = {role: next(at for at, key in enumerate(keys) if key in words)
             for role, words in _KNOWN.items() if words & set(keys)}  # fmt: skip
    quarters = {at: quarter for at, text in enumerate(headings) if (quarter := _quarter(text))}
    yearless = tuple(text for text in headings if _NO_YEAR.fullmatch(text.strip()))
    named = "code" in roles or "line" in roles or "activity" in roles
    if not named:
        return None
    first = place + 1
    if "stage" in roles and {"activity", "day"} & roles.keys():
        return Layout(sheet, "progress", first, roles)
    if quarters or yearless or {"quarter", "amount"} <= roles.keys():
        return Layout(sheet, "spending", first, roles, quarters, yearless=yearless)
    if {"activity", "line"} & roles.keys() and {"day", "note"} & roles.keys():
        return Layout(sheet, "progress", first, roles, lacking=("a column Stand",))
    if {"activity", "line"} & roles.keys() and {"quarter", "amount"} & roles.keys():
        lacks = "Kwartaal" if "amount" in roles else "Bedrag"
        return Layout(sheet, "spending", first, roles, lacking=(f"a column {lacks}",))
    return None


def _quarter(heading: str) -> str:
    """Return the quarter that a heading names, without what it says of euro; '' where it names none."""
    bare = _EURO.sub(" ", heading).strip()
    return moments.quarter(bare) or "" if re.search(r"[qk]", bare, re.IGNORECASE) else ""
