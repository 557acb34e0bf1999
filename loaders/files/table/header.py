"""The header of a table, in one row or in two: which columns there are, and what is lacking of a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.files.kinds.declare import Heading, Kind, plain, same, unit_alone
from loaders.files.sheets.sheet import Sheet, text_of
from loaders.files.table.columns import DEPTH, Attempt, Found, Numbers, Written, amount_of, texts_of
from loaders.files.table.spread import spread_of
from loaders.files.words.names import Names


def attempts(sheet: Sheet, kind: Kind, names: Names) -> Iterator[Attempt]:
    """Return what a sheet may be as a table of this kind: one try per row, and per two rows, that may be its header."""
    for place, row in enumerate(sheet.rows[:DEPTH]):
        filled = [cell for cell in row if cell is not None]
        if len(filled) < 2 or not any(isinstance(cell, str) for cell in filled):
            continue
        yield _attempt(sheet, kind, names, place, [Written(text_of(cell)) for cell in row])
        if place + 1 < len(sheet.rows) and sheet.rows[place + 1]:
            yield _attempt(sheet, kind, names, place, _joined(sheet, place))


def _joined(sheet: Sheet, place: int) -> list[Written]:
    """Return two rows of headings as one; a heading above stands for its merged cells, or for all up to the next."""
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    ends = {area.right for area in sheet.merged if area.top == place and area.right > area.left}
    headings, current = [], ""
    for column in range(max(len(upper), len(lower))):
        above = text_of(upper[column]) if column < len(upper) else ""
        below = text_of(lower[column]) if column < len(lower) else ""
        current = above or current
        text = f"{current} {below}".strip() if below else above
        headings.append(Written(text, current if below else above, below))
        current = "" if column in ends else current
    return headings


def _attempt(sheet: Sheet, kind: Kind, names: Names, place: int, headings: list[Written]) -> Attempt:
    known = [same(heading.text) for heading in headings]
    columns = {
        heading.role: places
        for heading in kind.headings
        if (places := _places(heading, known))
    }  # fmt: skip
    about = {unit for row in sheet.rows[:place] for cell in row if isinstance(cell, str) and (unit := unit_alone(cell))}
    labels = {column for places in columns.values() for column in places}
    amounts, wrong = _amounts(kind, headings, about, labels)
    spread, faults = spread_of(sheet, kind, names, place, headings, labels, about)
    key = next((key for numbers in spread.values() for key in numbers.keys), "")
    has_key = key in columns or (key == "reference_period" and bool({"period", "year"} & set(columns)))
    if spread and not has_key and not wrong and (not amounts or len(spread) > 1):
        amounts = spread  # what stands beside it, such as a total column, is not asked for
    else:
        faults = []
    words = {same(word) for heading in kind.headings for word in heading.words}
    twice = [text for text, count in Counter(known).items() if count > 1 and text in words]
    faults += [f"the heading {text!r} stands twice: add each table as a file of its own" for text in twice]
    depth = 2 if any(heading.lower for heading in headings) else 1
    header = tuple(heading.text for heading in headings)
    found = Found(kind, sheet, place + depth, sheet.rows[:place], columns, amounts, header, tuple(faults))
    return Attempt(found, _lacking(found, wrong), tuple(wrong))


def _places(heading: Heading, known: Sequence[str]) -> list[int]:
    words = dict.fromkeys(map(same, heading.words))
    return [known.index(word) for word in words if word in known]


def _amounts(
    kind: Kind, headings: Sequence[Written], about: set[str], labels: set[int]
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
