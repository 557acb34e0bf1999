"""What a report can be about: the activities, budget lines and term of the agenda."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from loaders.files.words.moments import days_of
from snapshot.progress import line_code, quarters

NEEDED = ("activities", "budget_lines", "budget")  # tables of the agenda
ALIKE, NEAR = 0.5, 3  # how much a name must be alike to be named, and how many are
YEARLY = {"work_centre": "work_centre", "ambitions_2_6": "ambition_teams"}  # programme: its heading in the budget


@dataclass(frozen=True)
class Line:
    """One line of the budget; `budgeted` in euro over the whole term, None where it is PM or n.t.b. (`word`)."""

    code: str
    programme: str
    heading: str
    name: str
    budgeted: float | None
    word: str = ""


@dataclass(frozen=True)
class Plan:
    """The agenda as far as reports are about it.

    Attributes:
        activities: Title of each activity by its code.
        lines: Each line of the budget by its code.
        first: The first day of the term, `last` the last one.
        moments: The quarters of the detailed budget.
        yearly: Budget in euro by programme and year; none where it is not settled.
    """

    activities: Mapping[str, str]
    lines: Mapping[str, Line]
    first: date
    last: date
    moments: tuple[str, ...]
    yearly: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def activity(self, text: str) -> list[str]:
        """Return the codes of the activities that a text names by code or title."""
        return [code for code, title in self.activities.items() if plain(text) in (plain(code), plain(title))]

    def line(self, text: str, heading: str = "") -> list[str]:
        """Return the codes of the lines that a text names by code or name, under `heading` where that is given."""
        found = [code for code, line in self.lines.items() if plain(text) in (plain(code), plain(line.name))]
        fitting = [code for code in found if heading and plain(heading) == plain(self.lines[code].heading)]
        return fitting if fitting and len(found) > 1 else found

    def near(self, text: str, *, lines: bool) -> str:
        """Return the names that are most like a text, with their codes; '' where none is."""
        names = {code: line.name for code, line in self.lines.items()} if lines else self.activities
        known = {plain(name): code for code, name in names.items()} | {plain(code): code for code in names}
        found = difflib.get_close_matches(plain(text), known, n=NEAR, cutoff=ALIKE)
        codes = dict.fromkeys(known[name] for name in found)
        return ", ".join(f"{code} ({names[code]})" for code in codes)


def plain(text: str) -> str:
    """Return a name for comparison: case, accents, quotes, signs and spaces do not count."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", " ", "".join(sign for sign in letters if not unicodedata.combining(sign))).strip()


def plan_of(tables: Mapping[str, pd.DataFrame]) -> Plan:
    """Return the plan that the tables of the agenda (text cells) make."""
    activities, lines = tables["activities"], _lines(tables["budget_lines"])
    period = str(tables["budget_lines"]["reference_period"].iloc[0])
    moments = quarters(period)
    planned = [cell for name in ("start", "end") for cell in activities[name] if cell]
    return Plan(
        dict(zip(activities["activity"], activities["title"], strict=True)),
        {line.code: line for line in lines},
        days_of(min([*planned, moments[0]]))[0],
        days_of(max([*planned, moments[-1]]))[1],
        moments,
        _yearly(tables["budget"]),
    )


def _lines(table: pd.DataFrame) -> list[Line]:
    found = []
    for (programme, line), rows in table.reset_index(drop=True).groupby(["programme", "line"], sort=False):
        known = [float(value) for value in rows["value"] if value]
        word = "" if known else {"pro_memorie": "PM"}.get(rows["status"].iloc[0], "n.t.b.")
        heading, name = rows["heading"].iloc[0], rows["activity"].iloc[0]
        budgeted = sum(known) if known else None
        found.append(Line(line_code(str(programme), str(line)), str(programme), heading, name, budgeted, word))
    return found


def _yearly(table: pd.DataFrame) -> dict[tuple[str, str], float]:
    rows = zip(table["heading"], table["reference_period"], table["value"], strict=True)
    amounts = {(heading, year): float(value) for heading, year, value in rows if value}
    return {
        (programme, year): amount
        for programme, wanted in YEARLY.items()
        for (heading, year), amount in amounts.items()
        if heading == wanted
    }
