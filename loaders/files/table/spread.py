"""Wide tables: a column for each period or region, with what the numbers are said in its heading or above the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.files.kinds.declare import Kind, plain, same, unit_alone
from loaders.files.sheets.sheet import Sheet
from loaders.files.table.columns import Numbers, Written, amount_of
from loaders.files.words import moments
from loaders.files.words.names import Names, is_total

_VAGUE = frozenset(map(same, ("aantal", "aantal personen", "score", "verhouding", "realisatie", "doelgroep", "pendel")))


def spread_of(
    sheet: Sheet, kind: Kind, names: Names, place: int, headings: list[Written], labels: set[int], about: set[str]
) -> tuple[dict[int, Numbers], list[str]]:
    """Return the columns that are each about one period or one region, and headings that are almost a region."""
    if not labels:
        return {}, []
    stated = _stated(sheet, kind, place, headings, about)
    whole: dict[str, dict[int, Numbers]] = {"reference_period": {}, "region_code": {}}
    for column, heading in enumerate(headings):
        for written, rest in _splits(heading) if column not in labels else ():
            key, value = _key_of(kind, names, written)
            numbers = _rest(kind, rest, stated, about) if key else None
            if numbers:
                whole[key][column] = Numbers(numbers.amount, numbers.unit, numbers.factor, {key: value})
                break
    key = max(whole, key=lambda key: len(whole[key]))
    if key != "region_code":
        return whole[key], []
    others = {heading.text for column, heading in enumerate(headings) if column not in labels | set(whole[key])}
    meant = {text: names.nearest(text) for text in others if text and not is_total(text)}
    return whole[key], [f"no region {text!r}, is {name} meant?" for text, name in sorted(meant.items()) if name]


def _splits(heading: Written) -> Iterator[tuple[str, str]]:
    """Return the ways to part a heading in a period or region and the rest."""
    if heading.lower:
        yield heading.lower, heading.upper
        yield heading.upper, heading.lower
    words = heading.text.split()
    for length in range(len(words), 0, -1):
        yield " ".join(words[:length]), " ".join(words[length:]).strip(" ,:-")
        yield " ".join(words[-length:]), " ".join(words[:-length]).strip(" ,:-")


def _key_of(kind: Kind, names: Names, text: str) -> tuple[str, str]:
    text = text.strip("()")
    if period := moments.READERS[kind.period](text):
        return "reference_period", period
    code = names.find(text) if any(heading.role == "region_code" for heading in kind.headings) else None
    is_name = code in names.titles and not re.fullmatch(r"[\d., ]+", text)
    return ("region_code", str(code)) if is_name else ("", "")


def _rest(kind: Kind, rest: str, stated: Numbers | None, about: set[str]) -> Numbers | None:
    """Return what the numbers are, by what a heading says beside a period or region."""
    dimension = {same(word) for heading in kind.headings for word in heading.words}
    if not rest or same(rest) in dimension:
        return stated
    matched = amount_of(kind, rest, about)
    if matched is None and stated and (unit := unit_alone(rest)):
        matched = amount_of(kind, f"{stated.amount.words[0]} ({unit})", about)
    return matched if isinstance(matched, Numbers) else None


def _stated(sheet: Sheet, kind: Kind, place: int, headings: Sequence[Written], about: set[str]) -> Numbers | None:
    """Return the one amount that is named above the table or by its sheet; None where none or several are."""
    above = [cell for row in sheet.rows[:place] for cell in row if isinstance(cell, str)]
    words = sorted({word for amount in kind.amounts for word in amount.words if same(word) not in _VAGUE}, key=len)
    named: dict[str, str] = {}
    for text in (sheet.name, *above):
        left = _spaced(text)
        for word in reversed(words):  # the longest first: "doelstelling banen" is not about "banen"
            if _spaced(word) in left:
                named[_meaning(kind, word)] = word
                left = left.replace(_spaced(word), " | ")
    if len(named) == 1:
        word = next(iter(named.values()))
        matched = amount_of(kind, f"{word} (%)" if "%" in about else word, about)
        return matched if isinstance(matched, Numbers) else None
    direct = [matched for heading in headings if isinstance(matched := amount_of(kind, heading.text, about), Numbers)]
    if not named and len(direct) == 1:
        return direct[0]
    if not named and kind.instead and _has_values(sheet, kind, place):
        return Numbers(kind.amounts[0], *next(iter(kind.amounts[0].units.values())))
    return None


def _spaced(text: str) -> str:
    return f" {re.sub(r'[^a-z0-9%]+', ' ', plain(text)).strip()} "


def _meaning(kind: Kind, word: str) -> str:
    """Return what a word of an amount names: its measure without its unit, and its keys."""
    amount = next(amount for amount in kind.amounts if word in amount.words)
    return f"{amount.measure} {sorted(amount.keys.values())}"


def _has_values(sheet: Sheet, kind: Kind, place: int) -> bool:
    """Return whether words such as "krap" stand in the table instead of numbers."""
    heading = next(heading for heading in kind.headings if heading.role == kind.instead)
    cells = [plain(cell) for row in sheet.rows[place + 1 : place + 200] for cell in row if isinstance(cell, str)]
    return any(cell in heading.values for cell in cells)
