"""Several reports as one: of each activity and day, and of each line and quarter, what the newest report says."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from loaders.files.words.moments import days_of
from loaders.keeping.paths import REPORTED
from loaders.progress.datasets import PROGRESS, SPENDING
from loaders.progress.reading import Report
from loaders.series.derive import number_text
from snapshot.clock import local_day
from snapshot.model import Dataset


def newest(reports: Sequence[Report]) -> dict[tuple[str, str], Report]:
    """Return for all that is told of the report that counts: the last of `reports`, which came in in that order."""
    return {about: report for report in reports for about in report.cells}


def left_alone(reports: Sequence[Report], new: Report) -> list[tuple[str, str]]:
    """Return what older reports say of the quarters that `new` is about, and `new` does not say: it stays in use."""
    told = {quarter for _, quarter in new.spent}
    return sorted(about for about in newest(reports) if about[1] in told and about not in new.spent)


def clashes(report: Report, other: Report) -> list[tuple[str, str]]:
    """Return what two reports that came in together say differently."""
    return sorted(about for about, value in report.cells.items() if other.cells.get(about, value) != value)


def frames(reports: Sequence[Report]) -> list[tuple[Dataset, pd.DataFrame]]:
    """Return the rows of each of the two datasets that reports tell of, as text with file and line as their place."""
    counted = sorted(newest(reports).items())
    stages = [
        {"activity": code, "reference_period": day, "stage": report.stages[code, day][0],
         "note": report.stages[code, day][1], "source": report.source}
        for (code, day), report in counted
        if (code, day) in report.stages
    ]  # fmt: skip
    spent = [
        {"budget_line": code, "measure": "spent", "reference_period": quarter,
         "value": number_text(report.spent[code, quarter]), "unit": "eur", "status": _status(quarter, report),
         "paragraph": "", "source": report.source, "note": ""}
        for (code, quarter), report in counted
        if (code, quarter) in report.spent
    ]  # fmt: skip
    return [(dataset, _placed(rows)) for dataset, rows in ((PROGRESS, stages), (SPENDING, spent)) if rows]


def _status(quarter: str, report: Report) -> str:
    """Return that the amount of a quarter that was not over when it came in is provisional."""
    return "provisional" if days_of(quarter)[1] >= local_day(report.read_on) else "published"


def _placed(rows: list[dict[str, str]]) -> pd.DataFrame:
    places = [(REPORTED.as_posix(), line) for line in range(1, len(rows) + 1)]
    return pd.DataFrame(rows, index=pd.MultiIndex.from_tuples(places, names=["file", "line"]), dtype="object")
