"""Which kind a file is, by its header: found in the first 30 rows of any sheet, in one row or in two joined ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.cbs.errors import SourceError
from loaders.dropped.errors import FileRefused
from loaders.dropped.kind import Amount, Kind, plain, split_unit, unit_alone
from loaders.dropped.names import Names
from loaders.dropped.sheets import Cell, Sheet

DEPTH = 30
FEWEST_REGIONS = 3  # along each side of a matrix


@dataclass(frozen=True)
class Found:
    """A table that was recognised.

    Attributes:
        first: Place of the first row behind the header; `above` are the rows before the header.
        columns: Per role the places of its columns, in order of preference.
        amounts: Per column with numbers its declaration, unit of the snapshot and factor.
        header: The headings as written.
    """

    kind: Kind
    sheet: Sheet
    first: int
    above: tuple[tuple[Cell, ...], ...]
    columns: dict[str, list[int]] = field(default_factory=dict)
    amounts: dict[int, tuple[Amount, str, int]] = field(default_factory=dict)
    header: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """What is written above the table, and the name of its sheet."""
        return [self.sheet.name, *(str(cell) for row in self.above for cell in row if cell is not None)]


@dataclass(frozen=True)
class _Attempt:
    found: Found
    lacking: tuple[str, ...]
    wrong_units: tuple[str, ...]

    @property
    def score(self) -> int:
        return len(self.found.columns) + len(self.found.amounts)


def recognise(sheets: Sequence[Sheet], kinds: Sequence[Kind], names: Names) -> Found:
    """Return the one table that the file holds.

    Raises:
        SourceError: Nothing fits, two kinds fit, or a unit is not the declared one. It names the closest kinds, what
            they lack, and what to do.
    """
    if not any(sheet.rows for sheet in sheets):
        raise SourceError(
            "every sheet of the file is empty",
            cause="unreadable_file",
            advice="look at the file in Excel and save it again",
        )
    attempts = [attempt for sheet in sheets for kind in kinds for attempt in _attempts(sheet, kind, names)]
    whole = [attempt for attempt in attempts if not attempt.lacking]
    if whole:
        best = max(attempt.score for attempt in whole)
        top = [attempt for attempt in whole if attempt.score == best]
        if len({attempt.found.kind.name for attempt in top}) > 1:
            both = " and ".join(sorted({attempt.found.kind.title for attempt in top}))
            raise SourceError(
                "the file fits two kinds",
                cause="unknown_file",
                evidence=both,
                advice="add each table as a file of its own",
            )
        if top[0].wrong_units:
            raise _units(top[0])
        return top[0].found
    raise _unknown(attempts, kinds)


def _attempts(sheet: Sheet, kind: Kind, names: Names) -> Iterator[_Attempt]:
    for place, row in enumerate(sheet.rows[:DEPTH]):
        if kind.matrix:
            if attempt := _matrix(sheet, kind, names, place):
                yield attempt
            continue
        if sum(isinstance(cell, str) for cell in row) < 2:
            continue
        yield _rows(sheet, kind, place, [str(cell or "") for cell in row], 1)
        if place + 1 < len(sheet.rows):
            yield _rows(sheet, kind, place, _joined(row, sheet.rows[place + 1]), 2)


def _joined(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> list[str]:
    """Return two rows of headings as one; a heading above stands for all columns up to the next."""
    headings, current = [], ""
    for place in range(max(len(upper), len(lower))):
        above = upper[place] if place < len(upper) else None
        current = str(above) if above is not None else current
        below = lower[place] if place < len(lower) else None
        headings.append(f"{current} {below}" if below is not None else current if above is not None else "")
    return headings


def _rows(sheet: Sheet, kind: Kind, place: int, headings: list[str], depth: int) -> _Attempt:
    shown = [plain(heading) for heading in headings]
    columns = {
        heading.role: places
        for heading in kind.headings
        if (places := [shown.index(word) for word in heading.words if word in shown])
    }
    amounts: dict[int, tuple[Amount, str, int]] = {}
    wrong = []
    about = {unit for row in sheet.rows[:place] for cell in row if isinstance(cell, str) and (unit := unit_alone(cell))}
    for column, heading in enumerate(shown):
        matched = _amount(kind, heading, about)
        if isinstance(matched, str):
            wrong.append(f"{headings[column]!r}: {matched}")
        elif matched:
            amounts[column] = matched
    lacking = [heading.words[0] for heading in kind.headings if heading.required and heading.role not in columns]
    if len(amounts) + len(wrong) < kind.needs and kind.instead not in columns:
        known = [amount.words[0] for amount in kind.amounts]
        lacking.append(f"{kind.needs} of: {', '.join(dict.fromkeys(known))}")
    texts = [plain(text) for text in (sheet.name, *headings, *_texts(sheet))]
    if kind.says and not any(word in text for word in kind.says for text in texts):
        lacking.append(f"the word {' or '.join(kind.says)}")
    header = tuple(heading for heading in headings if heading)
    found = Found(kind, sheet, place + depth, sheet.rows[:place], columns, amounts, header)
    return _Attempt(found, tuple(lacking), tuple(wrong))


def _texts(sheet: Sheet) -> Iterator[str]:
    for row in sheet.rows[:DEPTH]:
        yield from (cell for cell in row if isinstance(cell, str))


def _amount(kind: Kind, heading: str, about: set[str]) -> tuple[Amount, str, int] | str | None:
    """Return what a heading with numbers is, what is wrong with its unit, or None where it is no such heading."""
    name, unit = split_unit(heading)
    units: set[str] | None = None
    for amount in kind.amounts:
        if heading in amount.words and "" in amount.units:
            wanted = "x1000" if "x1000" in about and "x1000" in amount.units else ""
            return (amount, *amount.units[wanted])
        if name in amount.words:
            if "x1000" in about and unit in ("", "aantal") and "x1000" in amount.units:
                return (amount, *amount.units["x1000"])
            if unit in amount.units:
                return (amount, *amount.units[unit])
            units = (units or set()) | set(amount.units) - {""}
    if units is None:
        return None
    known = f"in {', '.join(sorted(units))}" if units else "without one"
    return f"in {unit or 'no unit'}, and known {known}"


def _matrix(sheet: Sheet, kind: Kind, names: Names, place: int) -> _Attempt | None:
    row = sheet.rows[place]
    across = [column for column, cell in enumerate(row) if isinstance(cell, str) and names.is_region(cell)]
    if len(across) < FEWEST_REGIONS or across[0] == 0:
        return None
    side = _side(sheet, names, place, across[0])
    texts = [plain(text) for text in (sheet.name, *_texts(sheet))]
    lacking = [
        f"the word {heading.words[0]}"
        for heading in kind.headings
        if heading.required and not any(word in text for word in heading.words for text in texts)
    ]
    if side is None:
        lacking.append("names of regions down the first columns")
    if not lacking and not _is_oriented(sheet, kind, place, across[0]):
        lacking.append("which side is where people live: woonregio before the rows, werkregio above the columns")
    amount = kind.amounts[0]
    about = {unit for text in _texts(sheet) if (unit := unit_alone(text))}
    unit, factor = amount.units["x1000" if "x1000" in about else ""]
    amounts = {column: (amount, unit, factor) for column, cell in enumerate(row) if column >= across[0] and cell}
    header = tuple(str(cell) for cell in row if cell is not None)
    found = Found(kind, sheet, place + 1, sheet.rows[:place], {"side": [side or 0]}, amounts, header)
    return _Attempt(found, tuple(lacking), ())


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
    left = [plain(str(cell)) for row in sheet.rows[: place + 2] for cell in row[:first] if cell is not None]
    over = [plain(str(cell)) for row in sheet.rows[: place + 1] for cell in row[first:] if cell is not None]
    for text in left:
        at_home = min((text.find(word) for word in home if word in text), default=-1)
        at_work = min((text.find(word) for word in work if word in text), default=-1)
        if text.startswith((*home, *work)) and at_home >= 0 and at_work > at_home:
            return True
    here = [text for text in left if text.startswith(home) and not any(word in text for word in work)]
    there = [text for text in over if text.startswith(work) and not any(word in text for word in home)]
    return bool(here and there)


def _units(attempt: _Attempt) -> SourceError:
    return SourceError(
        f"a column of {attempt.found.kind.title} is in another unit",
        cause="unit_changed",
        evidence="; ".join(attempt.wrong_units[:5]),
        advice="if the publisher changed it, mend `units` of its kind in loaders/dropped/kinds",
    )


def _unknown(attempts: Sequence[_Attempt], kinds: Sequence[Kind]) -> SourceError:
    closest: dict[str, _Attempt] = {}
    for attempt in sorted(attempts, key=lambda a: (len(a.lacking), -a.score)):
        if attempt.score:
            closest.setdefault(attempt.found.kind.name, attempt)
    told = [
        f"{attempt.found.kind.title} (row {attempt.found.first}: lacks {'; '.join(attempt.lacking)})"
        for attempt in list(closest.values())[:2]
    ]
    return FileRefused(
        "the file is of no known kind",
        cause="unknown_file",
        evidence="closest: " + ", then ".join(told) if told else "no row looks like a header",
        advice="download the table with its header; known are " + ", ".join(kind.title for kind in kinds),
        dataset=next(iter(closest.values())).found.kind.dataset.name if closest else "",
    )
