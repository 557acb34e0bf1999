"""A sentence to quote: number, unit, period, source and caveat of a figure, following the filters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dashboard.asking.queries import Cell, Result
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.telling.doubt import is_doubtful, marked
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import Source

FEW = 4  # municipalities that one sentence can name
CAVEATS = {
    "provisional": "Een deel van de cijfers is voorlopig.",
    "expected": "Een deel van de cijfers is een verwachting.",
    "derived": "Een deel van de cijfers is berekend door dit dashboard.",
    "rounded": "De bron rondt getallen af.",
    "suppressed": "Een deel is om privacy geheim.",
    "to_be_determined": "Een deel is nog niet bepaald (n.t.b.).",
    "pro_memorie": "Een deel staat als PM in de bron: het bedrag is niet bekend.",
}


def citation(figure: Figure, selection: Selection) -> str:
    """Return a Dutch text to quote: what the figure says of the choice, of what and when, its source and caveat."""
    found = _regional(figure, selection)
    if found:
        rows, cells = found
        told, remarks = _listed(rows, cells, selection, households=_counts_households(figure))
        statuses = [cell.status for cell in cells.values() if cell.text in told]
    else:
        told = _found(figure)
        shown = _numbers(figure) if _is_of_numbers(figure) else []
        remarks = tuple(note for result in figure.results for note in result.notes_on(told))
        statuses = [status for result in shown for status in result.statuses]
        statuses += ["derived"] if figure.is_computed else []
    caveats = [words for status, words in CAVEATS.items() if status in statuses]
    return " ".join([told, f"Bron: {figure.source_line}.", *caveats, *dict.fromkeys(map(_ended, remarks))])


def footnotes(figure: Figure) -> tuple[str, ...]:
    """Return each source as a footnote in the style of the agenda."""
    return tuple(_footnote(source) for source in figure.sources)


def _footnote(source: Source) -> str:
    title = re.sub(r"^StatLine\s*[-–]\s*", "", source.title)
    publisher = f"{source.publisher}, StatLine" if title != source.title else source.publisher
    table = f", tabel {source.table_id}" if source.table_id else ""
    published = f"gepubliceerd {notation.day(source.published)}" if source.published else "publicatiedatum onbekend"
    seen = "door de opstellers van de agenda geraadpleegd op" if source.via else "geraadpleegd"
    retrieved = f"; {seen} {notation.day(source.retrieved)}" if source.retrieved else ""
    via = f", via {source.via}" if source.via else ""
    return f"{publisher} – {title}{table}{via} ({published}{retrieved})"


def _found(figure: Figure) -> str:
    """Return what the figure found, and of numbers in which unit, of whom and when.

    That is its headline, and its sentence where only that holds a number. The subtitle of a table of words tells how to
    read it, which nobody needs to quote.
    """
    if not _is_of_numbers(figure):
        return _ended(figure.headline)
    found = _ended(figure.headline)
    if _has_number(figure.sentence) and not _has_number(figure.headline):
        found = f"{found} {_ended(figure.sentence)}"
    about = figure.subtitle.split(". ")[0].rstrip(".")
    periods = sorted({period for result in figure.results for period in result.periods})
    is_dated = re.search(r"\d{4}", f"{found} {about}") or (periods and span(periods) in about)
    when = "" if is_dated or not periods else f", {span(periods)}"
    return f"{found} {about}{when}."


def _numbers(figure: Figure) -> list[Result]:
    return [result for result in figure.results if result.dataset.is_observations]


def _is_of_numbers(figure: Figure) -> bool:
    """Return whether what it shows first are numbers: words can have numbers beside them."""
    return figure.results[0].dataset.is_observations


def _has_number(text: str) -> bool:
    return any(map(str.isdigit, text))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _regional(figure: Figure, selection: Selection) -> tuple[Result, dict[str, Cell]] | None:
    """Return the numbers of the chosen municipalities, where the figure tells one for each of them."""
    if not 0 < len(selection.municipalities) <= FEW:
        return None
    words = f"{figure.headline} {figure.sentence} {figure.alt}"
    for result in _numbers(figure):
        if not result.has("region_code"):
            continue
        shown = _one_row_each(result, figure)
        found = {row["region_code"]: cell for row, cell in shown.cells()}
        if len(found) == len(shown.rows) and set(selection.municipalities) <= set(found):
            return (shown, found) if _tells(words, [found[code] for code in selection.municipalities]) else None
    return None


def _tells(words: str, cells: Iterable[Cell]) -> bool:
    """Return whether a text tells these numbers: else a citation of them would be about something else."""
    return all(re.search(rf"(?<![\d,.]){re.escape(cell.text)}(?!\d|[.,]\d)", words) for cell in cells)


def _one_row_each(result: Result, figure: Figure) -> Result:
    """Return the last period of the quantity that the figure is about."""
    measures = result.codes("measure")
    shown = result.where(measure=figure.measure if figure.measure in measures else measures[0])
    return shown.where(reference_period=shown.periods[-1])


def _counts_households(figure: Figure) -> bool:
    return any("households" in result.units for result in figure.results)


def _listed(
    shown: Result, cells: dict[str, Cell], selection: Selection, *, households: bool
) -> tuple[str, tuple[str, ...]]:
    """Return the numbers of the chosen places behind what they count, and the remarks on them.

    "Aandeel van inwoners van 15 t/m 64 jaar met WIA, eind 2024: Arnhem 4,0% en Rheden 3,3%; ter vergelijking: ..."
    """
    chosen = list(selection.municipalities)
    comparable = [code for code in selection.references if code in cells and _is_sure(cells[code])]
    beside = [] if is_doubtful(*(cells[code] for code in chosen)) else comparable

    def told(codes: Sequence[str]) -> str:
        return notation.listing([f"{shown.label('region_code', code)} {_amount(cells[code])}" for code in codes])

    against = f"; ter vergelijking: {told(beside)}" if beside else ""
    when = notation.period(cells[chosen[0]].period)
    text = f"{_subject(shown, households=households)}, {when}: {told(chosen)}{against}."
    remarks = {
        f"{shown.label('region_code', code)}: "
        f"{f'twijfelachtig. {cells[code].note}' if is_doubtful(cells[code]) else shown.inside(cells[code].note)}"
        for code in (*chosen, *beside)
        if cells[code].note
    }
    return text, tuple(sorted(remarks))


def _is_sure(cell: Cell) -> bool:
    return cell.value is not None and not is_doubtful(cell)


def _amount(cell: Cell) -> str:
    return marked(cell) if cell.unit in ("persons", "households", "pct") or cell.value is None else cell.amount


def _subject(shown: Result, *, households: bool) -> str:
    """Return what was counted: "Aandeel van inwoners van 15 t/m 64 jaar met WIA", "Aantal inwoners"."""
    title = shown.dataset.measure(shown.codes("measure")[0]).title
    keys = [c.name for c in shown.dataset.columns if c.role == "key" and c.labels and c.name != "region_code"]
    words = notation.listing([shown.label(name, shown.codes(name)[0]) for name in keys])
    if households and title.startswith("Aandeel van "):
        return f"Huishoudens met {words.lower()}, als deel van het aantal {title.removeprefix('Aandeel van ')}"
    counted = title if title.startswith(("Aandeel", "Aantal")) else f"Aantal {title[0].lower()}{title[1:]}"
    return f"{counted} met {words}" if words else counted
