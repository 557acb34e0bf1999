"""What a figure is. It does not construct without headline, alternative text and source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Concatenate

from dashboard.asking.queries import Result
from dashboard.asking.selection import Selection
from dashboard.charts.types import Chart
from dashboard.words import notation
from snapshot.model import STATUSES, Source
from snapshot.read import Snapshot


@dataclass(frozen=True)
class KeyFigure:
    """One key figure. Read aloud, label, number, unit, comparison and period make one sentence.

    `publishers` says who counted it, for where it stands without the figures of its page.
    """

    label: str
    number: str
    unit: str
    comparison: str
    period: str
    publishers: str = ""


@dataclass(frozen=True)
class Table:
    """The figure as a table of text. `numeric` are the places of right-aligned columns, `strong` of bold rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Figure:
    """All that a card shows. No defaults but for what may be absent.

    Attributes:
        id: Stable name, used in keys, links and file names.
        title: What it is about, in a few Dutch words.
        headline: The finding, computed from the data.
        subtitle: Unit, population and period.
        chart: What is drawn, in rows and roles; None where the figure is a table.
        alt: What a reader who cannot see the chart must know of it.
        sentence: The one sentence to remember, shown under the chart.
        table: The same figures as text.
        results: The rows behind it, for sources and downloads.
        notes: Remarks beside those of the data.
        cell_notes: Whether remarks on single cells stand under it; False where its table shows them already.
        beside: Rows of other datasets that were asked for its words: only their sources are told.
        measure: The measure that it is about, where its rows hold others before it.
    """

    id: str
    title: str
    headline: str
    subtitle: str
    chart: Chart | None
    alt: str
    sentence: str
    table: Table
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()
    cell_notes: bool = True
    beside: tuple[Result, ...] = ()
    measure: str = ""

    def __post_init__(self) -> None:
        missing = [
            name for name in ("id", "title", "headline", "subtitle", "alt", "sentence") if not getattr(self, name)
        ]
        if missing:
            raise ValueError(f"figure {self.id or '?'} lacks {', '.join(missing)}")
        if not any(result.sources for result in self.results):
            raise ValueError(f"figure {self.id} has no source")
        if not self.table.rows:
            raise ValueError(f"figure {self.id} has an empty table")

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all that it tells, each once: first of what it shows."""
        return tuple(dict.fromkeys(found for result in (*self.results, *self.beside) for found in result.sources))

    @property
    def source_line(self) -> str:
        """Sources in one Dutch line, with the paragraphs of the agenda in which their figures stand."""
        found: dict[Source, dict[str, None]] = {}
        for result in (*self.results, *self.beside):
            for source in result.sources:
                found.setdefault(source, {}).update(dict.fromkeys(result.paragraphs(source)))
        return "; ".join(
            f"{source.attribution}, par. {notation.listing(sorted(paragraphs))}" if paragraphs else source.attribution
            for source, paragraphs in found.items()
        )

    @property
    def dates(self) -> dict[str, str]:
        """Reference period, published and retrieved: three dates, three names."""
        periods = sorted({period for result in self.results for period in result.periods})
        own, others = (
            [source.retrieved for source in self.sources if bool(source.via) is via] for via in (False, True)
        )
        return {
            **({"Periode": span(periods)} if periods else {}),
            "Gepubliceerd": _dates([source.published for source in self.sources]),
            **({"Opgehaald": _dates(own)} if own else {}),
            **({"Geraadpleegd door de agenda": _dates(others)} if others else {}),
        }

    @property
    def dates_line(self) -> str:
        """The same in one line."""
        return " · ".join(f"{name}: {text}" for name, text in self.dates.items())

    @property
    def status_line(self) -> str:
        """The statuses that occur, in words."""
        found = {status for result in self.results for status in result.statuses}
        return ", ".join(status.word for code, status in STATUSES.items() if code in found) or "niet opgegeven"

    @property
    def all_notes(self) -> tuple[str, ...]:
        """Remarks of the figure, what is doubtful, roundings and warnings of the datasets, remarks on cells."""
        doubts = [note for result in self.results for note in result.doubts]
        general = [remark for result in self.results for remark in result.remarks]
        notes = [note for result in self.results if self.cell_notes for note in result.notes]
        return tuple(dict.fromkeys([*self.notes, *doubts, *general, *notes]))


Builder = Callable[..., Figure]  # (snapshot, selection, **options) -> Figure
KeyFigureBuilder = Callable[Concatenate[Snapshot, Selection, ...], tuple[KeyFigure, ...]]


def span(periods: Sequence[str]) -> str:
    """Return first and last of sorted `periods` in words."""
    if all(periods[-1].startswith(period) for period in periods):  # one moment, told more or less precisely
        return notation.period(periods[-1])
    first, last = (notation.period(end) for end in (periods[0].split("..")[0], periods[-1].split("..")[-1]))
    if periods[-1].endswith(".."):
        return f"{first} en verder"
    return first if first == last else f"{first} t/m {last}"


def _dates(dates: Sequence[str]) -> str:
    """Return one date per source in words: the one, the first and the last, and how many are not given."""
    given = sorted({date for date in dates if date})
    if not given:
        return "niet opgegeven"
    told = " t/m ".join(dict.fromkeys(notation.day(end) for end in (given[0], given[-1])))
    lacking = sum(not date for date in dates)
    return f"{told} (bij {lacking} van de {len(dates)} bronnen niet opgegeven)" if lacking else told
