"""Read one report: every row of its tables, and every mistake at once. Nothing of a report with a mistake is used."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.files.errors import FileRefused
from loaders.files.sheets.read import read_sheets
from loaders.progress.layout import Layout, layouts
from loaders.progress.plan import Plan
from loaders.progress.rows import Found, progress_rows, spending_rows
from loaders.services.errors import SourceError
from snapshot.clock import local_day
from snapshot.progress import PROGRESS, PROGRESS_HEADER, SPENDING, SPENDING_HEADER

DATASET = "progress"  # under which reports are kept, both tables of them


@dataclass(frozen=True, eq=False)
class Report:
    """One report that was read.

    Attributes:
        name: Its file name.
        sha256: The hash of its content.
        read_on: The moment on which it came in, ISO in UTC.
        stages: By activity and day: code of the stage, and the note.
        spent: By budget line and quarter: euro.
        sheets: The names of the sheets that were read.
        told: What counted and what was passed over, in words.
    """

    name: str
    sha256: str
    read_on: str
    stages: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    spent: dict[tuple[str, str], float] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    told: str = ""

    @property
    def cells(self) -> dict[tuple[str, str], object]:
        """All that it says, by what it is about."""
        return {**self.stages, **self.spent}

    @property
    def source(self) -> str:
        """The id under which it is listed as a source."""
        return f"report-{self.sha256[:12]}"


def is_report(body: bytes) -> bool:
    """Return whether a file holds a table about progress or spending, whole or nearly so."""
    try:
        return bool(layouts(read_sheets(body)))
    except Exception:  # what cannot be read is no report; who reads it for another kind says what is wrong with it
        return False


def read_report(name: str, body: bytes, plan: Plan, *, read_on: str) -> Report:
    """Read a report against the plan that it is about.

    Raises:
        SourceError: The file cannot be read, holds no such table, or has mistakes: all of them are named.
    """
    found = layouts(read_sheets(body))
    whole = [layout for layout in found if not layout.lacking]
    if not whole:
        raise _no_table(found)
    seen, faults = Found(), []
    for layout in whole:
        read = progress_rows if layout.kind == "progress" else spending_rows
        faults += read(layout, plan, local_day(read_on), seen)
    half = [layout for layout in found if layout.lacking]
    faults += [_lacks(layout) for layout in half if layout.sheet.name in (PROGRESS, SPENDING)]
    if faults:
        raise _refused(faults)
    if not seen.stages and not seen.spent:
        raise FileRefused(
            "nothing is filled in", cause="empty", evidence=f"{seen.open} rows without a stage or an amount",
            advice="fill in a stage with its date, or an amount, and add the file again", dataset=DATASET,
        )  # fmt: skip
    sheets = tuple(layout.sheet.name for layout in whole)
    sha256 = hashlib.sha256(body).hexdigest()
    return Report(name, sha256, read_on, seen.stages, seen.spent, sheets, "; ".join(_told(seen, whole, half)))


def _lacks(layout: Layout) -> str:
    return f"{layout.where}row {layout.first}: lacks {', '.join(layout.lacking)}"


def _told(seen: Found, whole: list[Layout], half: list[Layout]) -> Iterator[str]:
    yield f"{len(seen.stages)} stages of activities"
    if seen.spent:
        moments = sorted({quarter for _, quarter in seen.spent})
        yield f"{len(seen.spent)} amounts of {' to '.join(dict.fromkeys((moments[0], moments[-1])))}"
    if seen.open:
        yield f"{seen.open} rows not filled in"
    if seen.totals:
        yield f"passed over {seen.totals} rows of totals"
    if seen.marks:
        yield f"no amount, and not 0: {', '.join(seen.marks)}"
    if half:
        yield f"passed over {'; '.join(map(_lacks, half))}"
    if unread := [heading for layout in whole for heading in layout.unread]:
        yield f"passed over columns: {', '.join(unread)}"
    hidden = sum(len(layout.sheet.hidden_rows) + len(layout.sheet.hidden_columns) for layout in whole)
    if hidden:
        yield f"passed over {hidden} hidden rows or columns"


def _no_table(found: list[Layout]) -> SourceError:
    closest = "; ".join(map(_lacks, found))
    return FileRefused(
        "the file has no table of progress or spending",
        cause="unknown_file",
        evidence=closest,
        advice=f"a table has the headings {', '.join(PROGRESS_HEADER)}, or {', '.join(SPENDING_HEADER[:3])} and "
        "quarters; for an empty form run: python -m loaders form voortgang.xlsx",
        dataset=DATASET,
    )


def _refused(faults: list[str]) -> SourceError:
    return FileRefused(
        f"{len(faults)} mistake(s), nothing of the file is used",
        cause="faulty_cells",
        shown=f"{len(faults)} fouten" if len(faults) > 1 else "1 fout",
        evidence="\n  " + "\n  ".join(faults) + "\n",
        advice="mend these cells and add the file again",
        dataset=DATASET,
    )
