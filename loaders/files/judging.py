"""Whether what a file says may be used: the contract, the bounds of the classes, and what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from loaders.agenda.raw import read_table
from loaders.files.combine import Taken, combine
from loaders.files.kinds import kind_of, tightness
from loaders.files.words.moments import days_of
from loaders.files.words.names import Names
from loaders.judging.comparing import Beside, beside, ratios_beside
from loaders.judging.plausible import told
from loaders.services.errors import SourceError
from snapshot.checks import validate
from snapshot.clock import local_day
from snapshot.errors import Failure


def check_dates(taken: Taken) -> None:
    """Raise SourceError for a period or a date of the file from before its source began, or after it was read.

    A file is read again by every build, so what counts is the day on which it came in, not the day of today.
    """
    today, began = local_day(taken.read_on), date.fromisoformat(kind_of(taken.kind).since)
    wrong = {}
    for period in sorted(set(taken.rows["reference_period"])):
        _, last = days_of(period)
        if last > today:
            wrong[period] = f"{period} ends on {last}, after today ({today})"
        elif last < began:
            wrong[period] = f"{period} lies before {began}, when this source began"
    if taken.stated and not began <= date.fromisoformat(taken.stated) <= today:
        wrong[taken.stated] = f"the file says it is of {taken.stated}, and today is {today}"
    if wrong:
        figures = int(taken.rows["reference_period"].isin(set(wrong)).sum())
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise SourceError(
            f"the dates in the file cannot be right ({figures} figures)",
            cause="faulty_cells",
            shown=", ".join(list(wrong)[:3]),
            evidence="; ".join(list(wrong.values())[:3]) + more,
            advice="look at the periods and the date of publication in the file",
        )


def judge(
    taken: Taken,
    rows: pd.DataFrame,
    before: list[Taken],
    names: Names,
    bands: Mapping[str, tuple[float, float]],
    *,
    accept: bool,
) -> None:
    """Raise SourceError where `rows` (those `before` with those of `taken`) cannot be right, or only with `accept`."""
    references = {"regions": set(names.titles), "sources": set(rows["source"])}
    _, failures = validate(taken.dataset, rows, references)
    if failures:
        raise SourceError(
            f"{len(failures)} figure(s) break the contract",
            cause="faulty_cells",
            evidence="; ".join(_where(failure, rows, taken.dataset.key) for failure in failures[:3]),
            advice="look at the file",
        )
    known = combine(before) if before else None
    if taken.dataset is tightness.DATASET:
        _consistent(rows, bands)
        found = ratios_beside(rows, known, taken.source)
    else:
        found = beside(rows, known, taken.source, may_jump=kind_of(taken.kind).may_jump)
    if found.doubts and not accept:
        raise _implausible(found, before)


def _where(failure: Failure, rows: pd.DataFrame, key: tuple[str, ...]) -> str:
    cell = ", ".join(map(str, rows.iloc[failure.line - 1][list(key)])) if failure.line else "every row"
    return f"{cell}: {failure.column} is {failure.found}, expected {failure.expected}"


def _consistent(rows: pd.DataFrame, bands: Mapping[str, tuple[float, float]]) -> None:
    wrong = tightness.disagreements(rows, bands)
    if wrong:
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise SourceError(
            "class and ratio contradict each other",
            cause="faulty_cells",
            evidence="; ".join(wrong[:3]) + more,
            advice="look whether the ratio is one: 1,5 vacancies per benefit, not 150 or 150%",
        )


def _implausible(found: Beside, before: list[Taken]) -> SourceError:
    evidence, shown = told(found.doubts)
    others = [f"{file.name} {file.sha256[:12]}" for file in before if file.source in found.sources]
    advice = "look at the file, and if it is right run: python -m loaders add --accept FILE"
    if others:
        which = others[0].split()[-1] if len(others) == 1 else "NAME_OR_HASH"
        advice += f"; it was compared with {', '.join(others)}: if that is wrong, run: python -m loaders remove {which}"
    return SourceError(
        "the figures are not plausible", cause="implausible", evidence=evidence, shown=shown, advice=advice
    )


def bands(data: Path) -> dict[str, tuple[float, float]]:
    """Return the lowest and highest ratio of each class of tightness."""
    table, _ = read_table(data, tightness.BANDS)
    pairs = zip(table["code"], table["lower"], table["upper"], strict=True)
    return {code: (float(lower), float(upper) if upper else float("inf")) for code, lower, upper in pairs}
