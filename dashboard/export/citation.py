"""A sentence to quote: number, unit, period, source and caveat of a figure, following the filters."""

from __future__ import annotations

import re

from dashboard.asking.queries import Cell, Result
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure
from dashboard.telling.doubt import is_doubtful
from dashboard.words import notation
from snapshot.model import Source

FEW = 4  # municipalities that one sentence can name
CAVEATS = {
    "provisional": "Een deel van de cijfers is voorlopig.",
    "derived": "Een deel van de cijfers is berekend door dit dashboard.",
    "rounded": "De bron rondt getallen af.",
    "doubtful": "Een van de cijfers past niet bij andere cijfers.",
    "suppressed": "Een deel is om privacy geheim.",
    "to_be_determined": "Een deel is nog niet bepaald (n.t.b.).",
    "pro_memorie": "Een deel staat als PM in de bron: het bedrag is niet bekend.",
}


def citation(figure: Figure, selection: Selection) -> str:
    """Return a Dutch text to quote: what the figure says of the choice, of what and when, its source and caveat."""
    regional = _regional(figure, selection)
    about = figure.subtitle.split(". ")[0].rstrip(".")
    told, remarks = regional or (f"{_finding(figure)} {_ended(about)}", _few_remarks(figure))
    statuses = {status for result in figure.results for status in result.statuses}
    caveats = [words for status, words in CAVEATS.items() if status in statuses]
    return " ".join([told, f"Bron: {figure.source_line}.", *caveats, *map(_ended, remarks)])


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


def _finding(figure: Figure) -> str:
    """Return the headline of the figure, or its sentence where only that holds a number."""
    only_there = re.search(r"\d", figure.sentence) and not re.search(r"\d", figure.headline)
    return _ended(figure.sentence if only_there else figure.headline)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _few_remarks(figure: Figure) -> tuple[str, ...]:
    doubts = dict.fromkeys(note for result in figure.results for note in result.doubts)
    remarks = dict.fromkeys(note for result in figure.results for note in result.notes)
    return tuple(doubts | remarks) if len(doubts | remarks) <= 2 else tuple(doubts)


def _regional(figure: Figure, selection: Selection) -> tuple[str, tuple[str, ...]] | None:
    """Return the numbers of the chosen municipalities in one sentence, where the figure has one for each of them."""
    if not 0 < len(selection.municipalities) <= FEW:
        return None
    for result in figure.results:
        if not result.dataset.is_observations or not result.has("region_code"):
            continue
        shown = _one_row_each(result, figure)
        found = {row["region_code"]: cell for row, cell in shown.cells()}
        if len(found) == len(shown.rows) and set(selection.municipalities) <= set(found):
            return _sentence(shown, found, selection, households="households" in result.units)
    return None


def _one_row_each(result: Result, figure: Figure) -> Result:
    """Return the last period of the quantity that the figure is about."""
    measures = result.codes("measure")
    shown = result.where(measure=figure.measure if figure.measure in measures else measures[0])
    return shown.where(reference_period=shown.periods[-1])


def _sentence(
    shown: Result, found: dict[str, Cell], selection: Selection, *, households: bool
) -> tuple[str, tuple[str, ...]]:
    subject = _subject(shown, households=households)
    known = [code for code in selection.municipalities if found[code].value is not None]
    secret = [code for code in selection.municipalities if found[code].value is None]
    doubted = is_doubtful(*(found[code] for code in selection.municipalities))
    beside = [
        code
        for code in selection.references
        if code in found and found[code].value is not None and not doubted and not is_doubtful(found[code])
    ]

    def told(codes: list[str]) -> str:
        return notation.listing(
            [
                f"{_amount(found[code])}{' (twijfelachtig)' if is_doubtful(found[code]) else ''} in "
                f"{shown.label('region_code', code)}"
                for code in codes
            ]
        )

    parts = []
    if known:
        against = f", tegenover {told(beside)}" if beside else ""
        parts.append(f"{_when(found[known[0]].period)} was {subject} {told(known)}{against}.")
    if secret:
        names = notation.listing([shown.label("region_code", code) for code in secret])
        period = notation.period(found[secret[0]].period)
        word = shown.label("status", found[secret[0]].status)
        parts.append(f"{notation.capital(subject)} in {names} is {word} ({period}).")
    used = [found[code] for code in (*selection.municipalities, *beside)]
    remarks = dict.fromkeys(f"{_place(shown, found, cell)}: {cell.note}" for cell in used if cell.note)
    return " ".join(parts), tuple(remarks)


def _place(shown: Result, found: dict[str, Cell], cell: Cell) -> str:
    return next(shown.label("region_code", code) for code, other in found.items() if other is cell)


def _amount(cell: Cell) -> str:
    return cell.text if cell.unit in ("persons", "pct") else cell.amount


def _when(period: str) -> str:
    words = notation.period(period)
    return f"Op {words}" if notation.is_day(period) else f"In {words}"


def _subject(shown: Result, *, households: bool) -> str:
    """Return what was measured: "het aandeel van inwoners 15 t/m 64 jaar met WIA", "het aantal inwoners"."""
    measure = shown.dataset.measure(shown.codes("measure")[0])
    title = measure.title[0].lower() + measure.title[1:]
    keys = [c.name for c in shown.dataset.columns if c.role == "key" and c.labels and c.name != "region_code"]
    words = [shown.label(name, shown.codes(name)[0]) for name in keys]
    if households and title.startswith("aandeel van "):
        whole = title.removeprefix("aandeel van ")
        return f"het aantal huishoudens met {notation.listing(words).lower()}, als deel van het aantal {whole},"
    of = f" met {notation.listing(words)}" if words else ""
    counted = title if title.startswith(("aandeel", "aantal")) else f"aantal {title}"
    return f"het {counted}{of}"
