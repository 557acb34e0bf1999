"""A table with regions along both sides: where people live down, where they work across."""

from __future__ import annotations

from loaders.files.kinds.declare import Kind, plain, unit_alone
from loaders.files.sheets.sheet import Sheet, text_of
from loaders.files.table.columns import Attempt, Found, Numbers, texts_of
from loaders.files.words.names import Names

FEWEST_REGIONS = 3  # along each side


def attempt(sheet: Sheet, kind: Kind, names: Names, place: int) -> Attempt | None:
    """Return what a sheet is as a matrix with its headings in this row; None where too few of them are regions."""
    row = sheet.rows[place]
    across = [column for column, cell in enumerate(row) if isinstance(cell, str) and names.is_region(cell)]
    if len(across) < FEWEST_REGIONS or across[0] == 0:
        return None
    side = _side(sheet, names, place, across[0])
    first = across[0] if side is None else side + 1  # a total can stand before the regions
    texts = [plain(text) for text in (sheet.name, *texts_of(sheet))]
    lacking = [
        f"the word {heading.words[0]}"
        for heading in kind.headings
        if heading.required and not any(word in text for word in heading.words for text in texts)
    ]
    if side is None:
        lacking.append("names of regions down the first columns")
    if not lacking and not _is_oriented(sheet, kind, place, first):
        lacking.append("which side is where people live: woonregio before the rows, werkregio above the columns")
    amount = kind.amounts[0]
    about = {unit for text in texts_of(sheet) if (unit := unit_alone(text))}
    unit, factor = amount.units["x1000" if "x1000" in about else ""]
    amounts = {column: Numbers(amount, unit, factor) for column, cell in enumerate(row) if column >= first and cell}
    header = tuple(text_of(cell) for cell in row)
    found = Found(kind, sheet, place + 1, sheet.rows[:place], {"side": [side or 0]}, amounts, header)
    return Attempt(found, tuple(lacking))


def _side(sheet: Sheet, names: Names, place: int, before: int) -> int | None:
    """Return the column before the numbers that names regions."""
    for column in range(before - 1, -1, -1):
        cells = [row[column] for row in sheet.rows[place + 1 :] if len(row) > column]
        if sum(isinstance(cell, str) and names.is_region(cell) for cell in cells) >= FEWEST_REGIONS:
            return column
    return None


def _is_oriented(sheet: Sheet, kind: Kind, place: int, first: int) -> bool:
    """Return whether the words stand where they must: home left of the numbers, work in a row above them.

    The corner may name both ("Woonregio / Werkregio"), home first, for rows come first in such a corner.
    """
    home, work = kind.headings[0].words, kind.headings[1].words
    left = [plain(text_of(cell)) for row in sheet.rows[: place + 2] for cell in row[:first] if cell is not None]
    over = [plain(text_of(cell)) for row in sheet.rows[: place + 1] for cell in row[first:] if cell is not None]
    for text in left:
        at_home = min((text.find(word) for word in home if word in text), default=-1)
        at_work = min((text.find(word) for word in work if word in text), default=-1)
        if text.startswith((*home, *work)) and at_home >= 0 and at_work > at_home:
            return True
    here = [text for text in left if text.startswith(home) and not any(word in text for word in work)]
    there = [text for text in over if text.startswith(work) and not any(word in text for word in home)]
    return bool(here and there)
