"""The rows of the two tables of a report, each checked against the plan; mistakes are returned, none hides another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from loaders.files.sheets.sheet import Cell, letters, text_of
from loaders.files.words import moments
from loaders.files.words.names import is_total
from loaders.progress.euros import KNOWN, amount, is_none
from loaders.progress.layout import Layout
from loaders.progress.plan import Plan, plain
from snapshot.progress import STAGES

_STAGES = {plain(word): code for code, word in STAGES.items()} | {
    "nog niet begonnen": "not_started", "niet gestart": "not_started", "nog niet gestart": "not_started",
    "lopend": "running", "bezig": "running", "gestart": "running", "begonnen": "running",
    "afgerond": "done", "gereed": "done", "voltooid": "done", "beeindigd": "stopped", "vervallen": "stopped",
}  # fmt: skip


@dataclass
class Found:
    """What a report says so far, and where it said so; see Report. `marks` are cells that say there is no amount."""

    stages: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    spent: dict[tuple[str, str], float] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    open: int = 0
    totals: int = 0
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Row:
    layout: Layout
    number: int
    cells: tuple[Cell, ...]

    @property
    def where(self) -> str:
        return f"{self.layout.where}row {self.number}"

    def text(self, role: str) -> str:
        at = self.layout.roles.get(role)
        return "" if at is None else self.at(at)

    def at(self, column: int) -> str:
        return text_of(self.cells[column]).strip() if column < len(self.cells) else ""


def _rows(layout: Layout) -> Iterator[_Row]:
    for place, cells in enumerate(layout.sheet.rows[layout.first :], start=layout.first + 1):
        if any(cell is not None for cell in cells):
            yield _Row(layout, place, cells)


def progress_rows(layout: Layout, plan: Plan, today: date, seen: Found) -> list[str]:
    """Add the stages of a table to `seen`; return its mistakes."""
    faults: list[str] = []
    for row in _rows(layout):
        stage, day, note = (row.text(role) for role in ("stage", "day", "note"))
        if not (stage or day or note):
            seen.open += 1
            continue
        code = _named(row, plan, lines=False, faults=faults, seen=seen)
        if code is None:
            continue
        wrong = [*_stage_faults(row, stage), *_day_faults(row, day, plan, today)]
        faults += wrong
        if not wrong:
            about = (code, moments.exact_day(day) or "")
            faults += _twice(row, about, seen, f"{code} on {about[1]}")
            seen.stages[about] = (_STAGES[plain(stage)], " ".join(note.split()))
    return faults


def _stage_faults(row: _Row, stage: str) -> Iterator[str]:
    if plain(stage) not in _STAGES:
        found = repr(stage) if stage else "empty"
        yield f"{row.where}: Stand is {found}, expected one of {', '.join(STAGES.values())}"


def _day_faults(row: _Row, text: str, plan: Plan, today: date) -> Iterator[str]:
    day = moments.exact_day(text)
    if day is None:
        yield f"{row.where}: Datum is {repr(text) if text else 'empty'}, expected a day such as 31-3-2026"
    elif date.fromisoformat(day) > today:
        yield f"{row.where}: Datum {day} lies in the future, today is {today}"
    elif not plan.first <= date.fromisoformat(day) <= plan.last:
        yield f"{row.where}: Datum {day} lies outside the term of the agenda, {plan.first} to {plan.last}"


def spending_rows(layout: Layout, plan: Plan, today: date, seen: Found) -> list[str]:
    """Add the amounts of a table to `seen`; return its mistakes."""
    faults = [f"{layout.where}row {layout.first}: the heading {name!r} has no year, expected such as Q1 2026"
              for name in layout.yearless]  # fmt: skip
    again = [quarter for quarter in set(layout.quarters.values()) if list(layout.quarters.values()).count(quarter) > 1]
    faults += [f"{layout.where}row {layout.first}: two columns are about {quarter}" for quarter in sorted(again)]
    for row in _rows(layout):
        cells = list(_amounts(row))
        if not cells:
            seen.open += 1
            continue
        code = _named(row, plan, lines=True, faults=faults, seen=seen)
        if code is not None:
            for cell in cells:
                faults += _amount(row, code, cell, plan, today, seen)
    return faults


@dataclass(frozen=True)
class _Amount:
    quarter: str  # as the snapshot writes it, or as the file does where it names none
    text: str
    place: str


def _amounts(row: _Row) -> Iterator[_Amount]:
    """Give the amounts of a row: one per quarter that is filled, or the one of its quarter."""
    if row.layout.quarters:
        for column, quarter in row.layout.quarters.items():
            if text := row.at(column):
                yield _Amount(quarter, text, f"{letters(column)}{row.number}")
    elif (text := row.text("amount")) and "amount" in row.layout.roles:
        quarter = row.text("quarter")
        yield _Amount(moments.quarter(quarter) or quarter, text, f"{letters(row.layout.roles['amount'])}{row.number}")


def _amount(row: _Row, code: str, cell: _Amount, plan: Plan, today: date, seen: Found) -> Iterator[str]:
    line = plan.lines[code]
    if is_none(cell.text):
        seen.marks.append(f"{cell.text} in {cell.place}")
        return
    where = f"{row.where} (cell {cell.place})"
    value = amount(cell.text)
    if value is None:
        yield f"{where}: {cell.text!r} is not {KNOWN}"
    elif line.budgeted is None:
        yield f"{where}: an amount on {code} ({line.name}), which is {line.word} in the budget"
    if cell.quarter not in plan.moments:
        said = cell.quarter or "empty"
        yield f"{where}: the quarter is {said}, expected one of {plan.moments[0]} to {plan.moments[-1]}"
    elif moments.days_of(cell.quarter)[0] > today:
        yield f"{where}: {cell.quarter} lies in the future, today is {today}"
    else:
        yield from _twice(row, (code, cell.quarter), seen, f"{code} in {cell.quarter}")
        if value is not None:
            seen.spent[code, cell.quarter] = value


def _twice(row: _Row, about: tuple[str, str], seen: Found, name: str) -> Iterator[str]:
    if about in seen.places:
        yield f"{row.where}: {name} stands twice, first in {seen.places[about]}"
    seen.places.setdefault(about, row.where)


def _named(row: _Row, plan: Plan, *, lines: bool, faults: list[str], seen: Found) -> str | None:
    """Return the code that a row is about; None with a mistake where it names none, several, or contradicts itself."""
    number, name = row.text("code"), row.text("line" if lines else "activity")
    heading = row.text("heading")
    what = "budget line" if lines else "activity"
    called = [(text, plan.line(text, heading) if lines else plan.activity(text)) for text in (number, name) if text]
    known = [codes for _, codes in called if codes]
    if not known:
        label = name or number or heading
        if is_total(label):
            seen.totals += 1
            return None
        near = plan.near(label, lines=lines) if label else ""
        faults.append(f"{row.where}: no {what} {label!r}; {f'near it are {near}' if near else 'none is like it'}")
        return None
    common = set.intersection(*map(set, known))
    if len(known) < len(called):
        unknown = next(text for text, codes in called if not codes)
        faults.append(f"{row.where}: number and name differ: {unknown!r} is no {what}, the other is {known[0][0]}")
    elif not common:
        faults.append(f"{row.where}: number and name differ: {' and '.join(codes[0] for codes in known)}")
    elif len(common) > 1:
        faults.append(f"{row.where}: {name!r} names {' and '.join(sorted(common))}: fill in the number")
    else:
        return common.pop()
    return None
