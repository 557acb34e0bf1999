"""The words of a series: the latest figure of a place, and how it changed in a year, as far as rounding allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dashboard.asking.queries import Cell
from dashboard.series.track import Track
from dashboard.words import notation
from snapshot.model import UNITS

FIRM_PCT, COARSE_PCT = 0.1, 1.0  # how far a percentage may be off by rounding to have one decimal, or none
SAME = ("evenveel", "even hoog")
NOTHING_NEWER = "nieuwer staat niet in dit dashboard"


def changed(track: Track, *, most: int = 1) -> str:
    """Return how the latest figure differs from a year before: "3,2% meer", "30 personen minder", "evenveel".

    Args:
        track: The figures.
        most: The decimals that a percentage has at most, so that those of one sentence are rounded alike.

    Returns:
        '' where one of both is empty, not there, or only known to be at least so much.
    """
    pair = _pair(track)
    return difference(*pair, step=track.step, most=most) if pair else ""


def _pair(track: Track) -> tuple[Cell, Cell] | None:
    """Return the latest figure and that of a year before, where both are known."""
    cell = track.latest
    before = track.year_before(cell.period) if cell else None
    if cell is None or before is None or before.value is None or cell.is_least or before.is_least:
        return None
    return cell, before


def decimals_of(tracks: Sequence[Track]) -> int:
    """Return the decimals that the change in a year of all of these can have as a percentage."""
    pairs = [(track, pair) for track in tracks if (pair := _pair(track))]
    known = (_off(pair[1], track.step) for track, pair in pairs if pair[0].unit != "pct")
    return 0 if any(FIRM_PCT < off <= COARSE_PCT for off in known) else 1


def _off(before: Cell, step: float) -> float:
    """Return how far rounding can put a percentage of `before` off."""
    value = before.value or 0
    return 100 * step / value if value > 0 else float("inf")


def since_a_year(track: Track) -> str:
    """Return the change with its moment: "3,2% meer dan een jaar eerder"; or why there is none; or nothing."""
    if change := changed(track):
        return than_a_year_before(change)
    before = track.year_before(track.latest.period) if track.latest else None
    return f"een jaar eerder was het cijfer {before.text}" if before else ""


def than_a_year_before(change: str) -> str:
    """Return a change with its particle and moment: "iets meer dan een jaar eerder", "evenveel als een jaar eerder"."""
    return f"{change} {_particle(change)} een jaar eerder"


def _particle(change: str) -> str:
    return "als" if change.endswith(SAME) else "dan"


def beside(compared: Sequence[Track], period: str, *, most: int = 1) -> str:
    """Return how places to compare with changed in a year: "in Nederland evenveel als een jaar eerder".

    `most` is as in `changed`. A place of which the latest figure is not that of `period` says of which period it is.
    '' where none is known.
    """
    changes = [(track, change) for track in compared if (change := changed(track, most=most))]
    particles = {_particle(change) for _, change in changes}
    parts = []
    for place, (track, change) in enumerate(changes):
        last = track.latest.period if track.latest else period
        own = f" ({notation.period(last)})" if last != period else ""  # it has later figures than what is shown
        full = len(particles) > 1 or place == len(changes) - 1  # one particle for all of them stands at the end only
        parts.append(f"in {track.name}{own} {than_a_year_before(change) if full else change}")
    return notation.listing(parts)


def difference(cell: Cell, before: Cell, *, step: float, most: int = 1) -> str:
    """Return "3,2% meer", "ongeveer 30 personen minder", "iets meer" or "evenveel" for two cells with a number.

    A percentage gets the decimals that the rounding of both figures leaves; where it leaves none, the difference is
    told as a number, "ongeveer" where figures are rounded. Percentages differ by points. `step` is what the figures
    are rounded to, in their own unit.
    """
    if cell.unit == "pct":
        return notation.difference(cell.value or 0, before.value or 0, "pct", cell.measure.decimals)
    old, gap = before.value or 0, (cell.value or 0) - (before.value or 0)
    more = "meer" if gap > 0 else "minder"
    if gap == 0:
        return "evenveel"
    if abs(gap) < step:
        return "ongeveer evenveel"
    off = _off(before, step)
    if off > COARSE_PCT:
        return f"{_size(abs(gap), cell, step=step)} {more}"
    decimals = min(most, 1 if off <= FIRM_PCT else 0)
    share = abs(100 * gap / old)
    return f"{notation.percentage(share, decimals)} {more}" if round(share, decimals) else f"iets {more}"


def _size(gap: float, cell: Cell, *, step: float) -> str:
    """Return a difference as a number: "1 persoon", "ongeveer 30 personen", "ongeveer 1.000" where thousands count."""
    if (times := UNITS[cell.unit].times) > 1:
        return f"ongeveer {notation.number(times * gap)}"
    size = notation.amount(gap, cell.unit, cell.measure.decimals)
    return f"ongeveer {size}" if step > 1 else size


def alike(tracks: Sequence[Track], words: Callable[[Track], str]) -> dict[str, list[Track]]:
    """Return the tracks of which the same is told, by those words; nothing is told of a track without any."""
    found: dict[str, list[Track]] = {}
    for track in tracks:
        if said := words(track):
            found.setdefault(said, []).append(track)
    return found


def together(tracks: Sequence[Track], shown: Sequence[Track]) -> str:
    """Return the names of tracks as they stand in a sentence beside all that are shown."""
    towns = [track.spoken for track in shown if track.is_town]
    return notation.gathered([track.spoken for track in tracks], towns, notation.SHOWN_TOWNS)


def told(cell: Cell) -> str:
    """Return the number of a cell as it stands in a sentence: "4.120", "222 duizend", "203,1 duizend", "geheim"."""
    if cell.value is not None and UNITS[cell.unit].times > 1:
        return f"{notation.number(cell.value) if float(cell.value).is_integer() else cell.text} duizend"
    return cell.text


def when(period: str, *, at_end: bool = False) -> str:
    """Return a period at the start of a sentence: "In april 2026", "Op 1 januari 2025".

    `at_end` is for what is counted at one moment: "Aan het einde van het 1e kwartaal 2026".
    """
    return notation.capital(moment(period, at_end=at_end))


def moment(period: str, *, at_end: bool = False) -> str:
    """Return a period inside a sentence: "in april 2026", "op 1 januari 2025", "in het 4e kwartaal 2025"."""
    is_within = at_end and not notation.is_day(period)
    return f"aan het einde van {inside(period)}" if is_within else notation.at(period)


def inside(period: str) -> str:
    """Return a period inside a sentence, after "over" or "van": "april 2026", "het 4e kwartaal 2025"."""
    words = notation.period(period)
    return f"het {words}" if "kwartaal" in words else words


def provisional(cell: Cell) -> str:
    """Return " (voorlopig)" for a cell that can still change, else nothing."""
    return " (voorlopig)" if cell.status == "provisional" else ""


def marks(cell: Cell) -> list[str]:
    """Return what must be known of a number beside the name of its source: that it can change, that the sum is ours."""
    return [
        *(["voorlopig"] if cell.status == "provisional" else []),
        *(["berekend"] if cell.status == "derived" or cell.parts > 1 else []),
    ]


def ends(track: Track) -> str:
    """Return the lowest and the highest figure of a series with their periods; '' where there are few figures."""
    known = track.known
    if len(known) <= 2:
        return ""
    low, high = (choose(known, key=lambda cell: cell.value or 0) for choose in (min, max))
    if low.value == high.value:
        return f"Sinds {inside(known[0].period)} bleef het {told(low)}."
    return (
        f"Sinds {inside(known[0].period)} was het laagste cijfer {told(low)} ({_first_of(known, low)}) en het "
        f"hoogste {told(high)} ({_first_of(known, high)})."
    )


def _first_of(known: Sequence[Cell], found: Cell) -> str:
    """Return the period of a cell, said to be one of several where its number occurs more often."""
    often = sum(cell.value == found.value for cell in known) > 1
    return f"{'onder meer ' if often else ''}{notation.period(found.period)}"
