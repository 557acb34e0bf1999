"""Where the numbers of a figure come from, how certain they are and when they are of: the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.asking.queries import Result
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import PROCESSINGS, STATUSES, Source

UNKNOWN = "niet opgegeven"


def sources(results: Iterable[Result]) -> tuple[Source, ...]:
    """Return the sources of rows, each once, in order of appearance."""
    return tuple(dict.fromkeys(found for result in results for found in result.sources))


def source_line(results: Iterable[Result]) -> str:
    """Return the sources in one line, with the paragraphs of the agenda in which their figures stand.

    Sources that were read in the same document stand together: "A; B, beide via Meerjarenagenda 2026-2030, par. 1.1.4".
    """
    groups: dict[str, dict[Source, dict[str, None]]] = {}
    for result in results:
        for source in result.sources:
            group = groups.setdefault(source.via or source.credit, {})
            group.setdefault(source, {}).update(dict.fromkeys(result.paragraphs(source)))
    return "; ".join(_together(group) for group in groups.values())


def _together(group: dict[Source, dict[str, None]]) -> str:
    names = dict.fromkeys(source.credit for source in group)
    via = next(iter(group)).via
    how_many = {1: "", 2: "beide "}.get(len(names), "alle ")
    where = [f"{how_many}via {via}"] if via else []
    return ", ".join(
        ["; ".join(names), *where, *places({paragraph for found in group.values() for paragraph in found})]
    )


def places(paragraphs: Iterable[str]) -> list[str]:
    """Return where something stands in the agenda: ["par. 1.1.4 en 3", "onderdeel Samenhang"]."""
    numbered = [paragraph for paragraph in sorted(paragraphs) if paragraph[0].isdigit()]
    named = [paragraph for paragraph in sorted(paragraphs) if not paragraph[0].isdigit()]
    told = [f"par. {notation.listing(numbered)}"] if numbered else []
    return told + ([f"onderdeel {notation.listing(named)}"] if named else [])


def statuses(results: Sequence[Result], *, computed: bool) -> dict[str, str]:
    """Return word and meaning of each status that occurs; of words without numbers what was done to them.

    `computed` tells that numbers of ours stand among those of the source.
    """
    numbers = {status for result in results for status in result.statuses if result.dataset.is_observations}
    numbers |= {"derived"} if computed else set()
    told = {status.word: status.meaning for code, status in STATUSES.items() if code in numbers}
    for result in results:
        if result.dataset.is_observations:
            continue
        marked = [column for column in result.dataset.columns if column.role == "status"]
        if marked:
            told |= {result.label(column.name, code): "" for column in marked for code in result.codes(column.name)}
        else:
            told |= dict([PROCESSINGS[result.dataset.processing]])
    return told


def dates(results: Sequence[Result], beside: Sequence[Result]) -> dict[str, str]:
    """Return reference period, published and retrieved: three dates, three names."""
    periods = sorted({period for result in results for period in result.periods})
    found = sources((*results, *beside))
    own, others = ([source.retrieved for source in found if bool(source.via) is via] for via in (False, True))
    return {
        **({"Periode": span(periods)} if periods else {}),
        "Gepubliceerd": _dates([source.published for source in found]),
        **({"Opgehaald": _dates(own)} if own else {}),
        **({"Geraadpleegd door de agenda": _dates(others)} if others else {}),
    }


def dates_line(found: dict[str, str]) -> str:
    """Return the dates in one line, without those that no source gives."""
    return " · ".join(f"{name}: {text}" for name, text in found.items() if text != UNKNOWN)


def _dates(dates: Sequence[str]) -> str:
    """Return one date per source in words: the one, the first and the last, and how many are not given."""
    given = sorted({date for date in dates if date})
    if not given:
        return UNKNOWN
    told = " t/m ".join(dict.fromkeys(notation.day(end) for end in (given[0], given[-1])))
    lacking = sum(not date for date in dates)
    return f"{told} (bij {lacking} van de {len(dates)} bronnen {UNKNOWN})" if lacking else told
