"""The headline of a series: the latest figure of a place with its change, or the latest figures of several places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.asking.queries import Cell
from dashboard.series import telling as words
from dashboard.series.subject import Subject
from dashboard.series.track import Track
from dashboard.words import notation

LONGEST = 150  # characters of a headline that stands on two lines
MOST = 170  # characters of one that names of how many it tells


def headline(shown: Sequence[Track], subject: Subject) -> str:
    """Return the latest figure with its change in a year; of several places their latest figures, or the largest."""
    first = shown[0]
    if len(shown) == 1:
        return _latest(first, subject)
    newest = max((t.latest for t in shown if t.latest), key=lambda cell: cell.period, default=first.newest)
    parts = [f"{track.spoken} {_at(track, newest.period)}" for track in shown]
    moment = f"{'einde ' if subject.at_end else ''}{notation.period(newest.period)}"
    about = f"{subject.about or subject.title}, {moment}{words.provisional(newest)}"
    whole = f"{about}: {notation.listing(parts)}"
    if len(whole) <= LONGEST:
        return whole
    known = _known(shown, newest.period)
    largest = most(known)
    if len(known) < 2:
        return f"{about}: {largest}"
    count = notation.counted(len(known))
    if not subject.kind:
        return f"{about}: van deze {count} {largest}"
    named = f"{about}: van de {count} {subject.kinds} met een reeks {largest}"
    return named if len(named) <= MOST else f"{about}: van de {count} met een reeks {largest}"


def _known(shown: Sequence[Track], period: str) -> dict[str, Cell]:
    """Return the cells of a period that have a number, by the names of their tracks."""
    return {t.spoken: cell for t in shown if (cell := t.cells.get(period)) is not None and cell.value is not None}


def most(known: Mapping[str, Cell]) -> str:
    """Return which of many places has the most: all of them where they share the first place, and none of one alone."""
    if not known:
        return "nergens een cijfer"
    top = max(cell.value or 0 for cell in known.values())
    names = [name for name, cell in known.items() if cell.value == top]
    told = words.told(known[names[0]])
    if len(known) == 1:
        return f"alleen van {names[0]} een cijfer, {told}"
    if len(names) == 1:
        return f"heeft {names[0]} de meeste, {told}"
    return f"hebben {notation.listing(names)} de meeste, elk {told}"


def _at(track: Track, period: str) -> str:
    """Return the figure of a period, or the latest before it with its own period, or why there is none."""
    cell = track.cells.get(period)
    if cell is not None and (cell.value is not None or track.latest is None):
        return words.told(cell)
    if track.latest is None:
        return track.newest.text
    return f"{words.told(track.latest)} ({notation.period(track.latest.period)})"


def _latest(track: Track, subject: Subject) -> str:
    cell = track.latest
    if cell is None:
        about = f"{subject.about}: {track.spoken} " if subject.about else f"{subject.title} in {track.name}: "
        return f"{about}{track.newest.text}"
    change = words.since_a_year(track)
    phrase = subject.phrase.format(number=words.told(cell), place=f"{subject.kind}{track.spoken}")
    told, early = f"{words.when(cell.period, at_end=subject.at_end)} {phrase}", words.provisional(cell)
    whole = f"{told}, {change}{early}" if change else f"{told}{early}"
    return whole if len(whole) <= LONGEST else f"{told}{early}"


def left_out(track: Track, subject: Subject) -> str:
    """Return the change of one place as a sentence, where its headline is too long to hold it; else ''."""
    change = words.since_a_year(track)
    if not change or change in _latest(track, subject):
        return ""
    if changed := words.changed(track):
        return f"Verschil met een jaar eerder: {changed}."
    return f"Let op: {change}."
