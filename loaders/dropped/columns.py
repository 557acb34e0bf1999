"""What each column of a table is, by its heading: a label, a number, or a number of one period or region."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.dropped import moments
from loaders.dropped.kind import Amount, Heading, Kind, bare, plain, same, split_unit, unit_alone
from loaders.dropped.names import Names, is_total
from loaders.dropped.sheet import Cell, Sheet, text_of

DEPTH = 30  # rows in which a header is looked for
_VAGUE = frozenset(map(same, ("aantal", "aantal personen", "score", "verhouding", "realisatie", "doelgroep", "pendel")))


@dataclass(frozen=True)
class Numbers:
    """A column with numbers: what they are, and what its heading says of all of them (a period, a region)."""

    amount: Amount
    unit: str
    factor: int
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A table that was recognised.

    Attributes:
        first: Place of the first row behind the header; `above` are the rows before the header.
        columns: Per role the places of its columns, in order of preference.
        amounts: Its columns with numbers.
        header: The headings as written, by column.
        faults: What is wrong with a heading of a table that is recognised all the same.
    """

    kind: Kind
    sheet: Sheet
    first: int
    above: tuple[tuple[Cell, ...], ...]
    columns: dict[str, list[int]] = field(default_factory=dict)
    amounts: dict[int, Numbers] = field(default_factory=dict)
    header: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """What is written above the table, and the name of its sheet."""
        return [self.sheet.name, *(text_of(cell) for row in self.above for cell in row if cell is not None)]

    @property
    def spread(self) -> str:
        """What the headings of the numbers say: `reference_period`, `region_code`, or "" where they say neither."""
        return next((key for numbers in self.amounts.values() for key in numbers.keys), "")

    def words(self, column: int) -> str:
        """Return how a message names a column."""
        return self.header[column].strip() if column < len(self.header) else ""


@dataclass(frozen=True)
class Attempt:
    """A header as one kind would have it: what it lacks, and the columns whose unit is not known."""

    found: Found
    lacking: tuple[str, ...] = ()
    wrong_units: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        """How much of the kind is there; columns that differ only in period or region count once."""
        measures = {(n.amount.measure, *n.amount.keys.values()) for n in self.found.amounts.values()}
        return len(self.found.columns) + (len(measures) if self.found.spread else len(self.found.amounts))


@dataclass(frozen=True)
class _Heading:
    """The heading of one column: as one text, and as its upper and lower row where there are two."""

    text: str
    upper: str = ""
    lower: str = ""


def attempts(sheet: Sheet, kind: Kind, names: Names) -> Iterator[Attempt]:
    """Return what a sheet may be as a table of this kind: one try per row, and per two rows, that may be its header."""
    for place, row in enumerate(sheet.rows[:DEPTH]):
        filled = [cell for cell in row if cell is not None]
        if len(filled) < 2 or not any(isinstance(cell, str) for cell in filled):
            continue
        yield _attempt(sheet, kind, names, place, [_Heading(text_of(cell)) for cell in row])
        if place + 1 < len(sheet.rows) and sheet.rows[place + 1]:
            yield _attempt(sheet, kind, names, place, _joined(sheet, place))


def _joined(sheet: Sheet, place: int) -> list[_Heading]:
    """Return two rows of headings as one; a heading above stands for its merged cells, or for all up to the next."""
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    ends = {area.right for area in sheet.merged if area.top == place and area.right > area.left}
    headings, current = [], ""
    for column in range(max(len(upper), len(lower))):
        above = text_of(upper[column]) if column < len(upper) else ""
        below = text_of(lower[column]) if column < len(lower) else ""
        current = above or current
        text = f"{current} {below}".strip() if below else above
        headings.append(_Heading(text, current if below else above, below))
        current = "" if column in ends else current
    return headings


def _attempt(sheet: Sheet, kind: Kind, names: Names, place: int, headings: list[_Heading]) -> Attempt:
    known = [same(heading.text) for heading in headings]
    columns = {
        heading.role: places
        for heading in kind.headings
        if (places := _places(heading, known))
    }  # fmt: skip
    about = {unit for row in sheet.rows[:place] for cell in row if isinstance(cell, str) and (unit := unit_alone(cell))}
    labels = {column for places in columns.values() for column in places}
    amounts, wrong = _amounts(kind, headings, about, labels)
    spread, faults = _spread(sheet, kind, names, place, headings, labels, about)
    key = next((key for numbers in spread.values() for key in numbers.keys), "")
    has_key = key in columns or (key == "reference_period" and bool({"period", "year"} & set(columns)))
    if spread and not has_key and not wrong and (not amounts or len(spread) > 1):
        amounts = spread  # what stands beside it, such as a total column, is not asked for
    else:
        faults = []
    depth = 2 if any(heading.lower for heading in headings) else 1
    header = tuple(heading.text for heading in headings)
    found = Found(kind, sheet, place + depth, sheet.rows[:place], columns, amounts, header, tuple(faults))
    return Attempt(found, _lacking(found, wrong), tuple(wrong))


def _places(heading: Heading, known: Sequence[str]) -> list[int]:
    words = dict.fromkeys(map(same, heading.words))
    return [known.index(word) for word in words if word in known]


def _amounts(
    kind: Kind, headings: Sequence[_Heading], about: set[str], labels: set[int]
) -> tuple[dict[int, Numbers], list[str]]:
    amounts: dict[int, Numbers] = {}
    wrong = []
    for column, heading in enumerate(headings):
        matched = amount_of(kind, heading.text, about)
        if isinstance(matched, str):
            wrong.append(f"{heading.text!r}: {matched}")
        elif matched and column not in labels:
            amounts[column] = matched
    return amounts, wrong


def _lacking(found: Found, wrong: Sequence[str]) -> tuple[str, ...]:
    kind, sheet = found.kind, found.sheet
    roles = {*found.columns, found.spread}
    lacking = [heading.words[0] for heading in kind.headings if heading.required and heading.role not in roles]
    enough = found.spread or len(found.amounts) + len(wrong) >= kind.needs or kind.instead in found.columns
    if not enough:
        known = [amount.words[0] for amount in kind.amounts]
        lacking.append(f"{kind.needs} of: {', '.join(dict.fromkeys(known))}")
    texts = [plain(text) for text in (sheet.name, *found.header, *texts_of(sheet))]
    if kind.says and not any(word in text for word in kind.says for text in texts):
        lacking.append(f"the word {' or '.join(kind.says)}")
    return tuple(lacking)


def texts_of(sheet: Sheet) -> Iterator[str]:
    """Return every text in the first rows of a sheet."""
    for row in sheet.rows[:DEPTH]:
        yield from (cell for cell in row if isinstance(cell, str))


def amount_of(kind: Kind, heading: str, about: set[str]) -> Numbers | str | None:
    """Return what a heading with numbers is, what is wrong with its unit, or None where it is no such heading."""
    whole = same(heading)
    name, unit = split_unit(bare(heading))
    units: set[str] | None = None
    for amount in kind.amounts:
        words = set(map(same, amount.words))
        if whole in words and "" in amount.units:
            wanted = "x1000" if "x1000" in about and "x1000" in amount.units else ""
            return Numbers(amount, *amount.units[wanted])
        if same(name) in words:
            if "x1000" in about and unit in ("", "aantal") and "x1000" in amount.units:
                return Numbers(amount, *amount.units["x1000"])
            if unit in amount.units:
                return Numbers(amount, *amount.units[unit])
            units = (units or set()) | set(amount.units) - {""}
    if units is None:
        return None
    known = f"in {', '.join(sorted(units))}" if units else "without one"
    return f"in {unit or 'no unit'}, and known {known}"


def _spread(
    sheet: Sheet, kind: Kind, names: Names, place: int, headings: list[_Heading], labels: set[int], about: set[str]
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


def _splits(heading: _Heading) -> Iterator[tuple[str, str]]:
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
    unit = unit_alone(rest)
    if unit and not stated:
        return None
    matched = amount_of(kind, f"{stated.amount.words[0]} ({unit})" if unit and stated else rest, about)
    return matched if isinstance(matched, Numbers) else None


def _stated(sheet: Sheet, kind: Kind, place: int, headings: Sequence[_Heading], about: set[str]) -> Numbers | None:
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
