"""What a figure is. It does not construct without headline, alternative text and source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Concatenate

from dashboard.asking.queries import Result
from dashboard.asking.selection import Selection
from dashboard.charts.types import Chart
from dashboard.figure import provenance
from dashboard.words import notation
from snapshot.model import STATUS_WORDS, Source
from snapshot.read import Snapshot

COMPUTED = STATUS_WORDS["derived"]


@dataclass(frozen=True)
class Mark:
    """Where another place stands on the scale of a key figure; `role` is that of the region or of the country."""

    value: float
    role: str


@dataclass(frozen=True)
class KeyFigure:
    """One key figure. Read aloud, label, number, status, unit, comparison and period make one sentence.

    Attributes:
        publishers: Who counted it, for where it stands without the figures of its page.
        status: What must be known of the number beside it, such as "twijfelachtig"; '' where nothing must.
        value: The number on the scale of `marks`.
        spread: The numbers of several places on that scale, where the figure tells the lowest and the highest.
        marks: The places that it is compared with.
        course: The numbers of the same measure over time, the last one now; one or none is a single measurement, and
            None a number that is none, such as a count of plans.
    """

    label: str
    number: str
    unit: str
    comparison: str
    period: str
    publishers: str = ""
    status: str = ""
    value: float | None = None
    spread: tuple[float, ...] = ()
    marks: tuple[Mark, ...] = ()
    course: tuple[float, ...] | None = None


@dataclass(frozen=True)
class Table:
    """The figure as a table of text.

    Attributes:
        numeric: The places of columns that are aligned to the right.
        strong: The places of bold rows.
        sparks: Of each row the numbers of a small line beside the text in column `spark_at`.
        links: Of each row the name of the priority sector that its first cell leads to.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    strong: tuple[int, ...] = ()
    sparks: tuple[tuple[float, ...], ...] = ()
    spark_at: int = 0
    links: tuple[str, ...] = ()


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
        lacks_sector: Whether the chosen priority sector is not in it, so that it tells of all or of others.
        computed: Whether it tells numbers of ours that no row and no word of it calls so, such as a change.
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
    computed: bool = False
    lacks_sector: bool = False

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

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The sources of all that it tells, each once: first of what it shows."""
        return provenance.sources((*self.results, *self.beside))

    @cached_property
    def source_line(self) -> str:
        """Sources in one Dutch line, with the paragraphs of the agenda in which their figures stand."""
        return provenance.source_line((*self.results, *self.beside))

    @cached_property
    def dates(self) -> dict[str, str]:
        """Reference period, published and retrieved: three dates, three names."""
        return provenance.dates(self.results, self.beside)

    @property
    def dates_line(self) -> str:
        """The same in one line."""
        return provenance.dates_line(self.dates)

    @cached_property
    def is_computed(self) -> bool:
        """Whether it says of a number that it is ours: then that is a status of the figure, whatever its rows are."""
        derived = any("derived" in result.statuses for result in self.results if result.dataset.is_observations)
        cells = (cell for row in (self.table.header, *self.table.rows) for cell in row)
        told = (self.headline, self.subtitle, self.sentence, self.alt, *cells)
        return self.computed or derived or any(COMPUTED in words for words in told)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """Word and meaning of each status that occurs in it."""
        return provenance.statuses(self.results, computed=self.is_computed)

    @property
    def status_line(self) -> str:
        """The statuses that occur, in words."""
        return ", ".join(self.statuses)

    @cached_property
    def origin(self) -> str:
        """Who published it, of when it is and how certain, in a line: "CBS · 2024 · afgerond, 1 twijfelachtig".

        What has no period of its own stands in a document that has one in its title.
        """
        sources = provenance.sources(self.results)
        publishers = dict.fromkeys(source.publisher for source in sources)
        when = self.dates.get("Periode") or notation.listing([source.title for source in sources if source.state])
        doubts = sum(row.get("status") == "doubtful" for result in self.results for row in result.rows)
        told = [
            f"{doubts} {word}" if word == STATUS_WORDS["doubtful"] and doubts else word
            for word in self.statuses
            if word != STATUS_WORDS["published"]
        ]
        status = ", ".join(told) or self.status_line
        return " · ".join(filter(None, (notation.names(list(publishers)), when, status)))

    @cached_property
    def first_doubt(self) -> str:
        """The first remark on a number that does not fit others; '' where none is in doubt."""
        return next((f"Twijfelachtig: {note}" for result in self.results for note in result.doubts), "")

    @cached_property
    def all_notes(self) -> tuple[str, ...]:
        """What is doubtful, remarks of the figure, roundings and warnings of the datasets, remarks on cells.

        A remark on a cell that the sentence already says stands there alone.
        """
        doubts = [note for result in self.results for note in result.doubts]
        general = [remark for result in self.results for remark in result.remarks]
        notes = [note for result in self.results if self.cell_notes for note in result.notes_beyond(self.sentence)]
        return tuple(filter(None, dict.fromkeys([*doubts, *self.notes, *general, *notes])))


Builder = Callable[..., Figure]  # (snapshot, selection, **options) -> Figure
KeyFigureBuilder = Callable[Concatenate[Snapshot, Selection, ...], tuple[KeyFigure, ...]]
