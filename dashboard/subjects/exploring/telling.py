"""The words of an exploring figure: made of titles and labels, the number of the chosen place first."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.freshness import stale_line
from dashboard.asking.places import remark
from dashboard.subjects.exploring.cells import Chosen
from dashboard.subjects.exploring.offering import MAP, PLACES, REGION
from dashboard.telling.doubt import is_doubtful, qualified
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.model import STATUSES
from snapshot.read import Snapshot

NAMED = 4  # numbers that one sentence tells


@dataclass(frozen=True)
class Told:
    """Title, headline, subtitle and sentence of a figure, and its remarks."""

    title: str
    headline: str
    subtitle: str
    sentence: str
    notes: tuple[str, ...]


def told(snapshot: Snapshot, found: Chosen) -> Told:
    """Return the words of what is shown."""
    offered, dataset = found.offered, found.rows.dataset
    title = offered.measures[offered.wish.measure]
    rest = offered.rests.get(offered.wish.rest, "")
    units = notation.listing([notation.unit(unit) for unit in found.rows.units])
    when = span(found.rows.periods)
    place = _only_place(found)
    about = " · ".join(filter(None, (title, rest, place)))
    parts = dict.fromkeys(filter(None, (notation.inside(title), rest, units, when)))
    subtitle = f"{dataset.title}: {', '.join(parts)}"
    notes = [stale_line(snapshot, dataset.name), *(remark(snapshot, code) for code in found.places)]
    return Told(
        title=f"{dataset.title}: {title}",
        headline=_headline(found, about),
        subtitle=subtitle,
        sentence=_sentence(found),
        notes=tuple(dict.fromkeys(filter(None, notes))),
    )


def _only_place(found: Chosen) -> str:
    return found.rows.label(REGION, found.places[0]) if len(found.places) == 1 else ""


def _headline(found: Chosen, about: str) -> str:
    """Return the number of the first strand; of many beside each other the highest and the lowest."""
    strands = found.strands
    if found.offered.is_course or len(strands) == 1 or found.picked == 1:
        first = strands[0]
        name = "" if len(strands) == 1 else f" · {first.name}"
        return f"{about}{name}: {qualified(first.newest)} {notation.at(first.newest.period)}"
    known = [one for one in strands if one.newest.value is not None and not is_doubtful(one.newest)]
    if len({one.newest.unit for one in known}) != 1 or len(known) < 2:
        return f"{about}: {len(strands)} cijfers"
    ranked = sorted(known, key=lambda one: one.newest.value or 0)
    low, high = ranked[0], ranked[-1]
    if low.newest.value == high.newest.value:
        return f"{about}: overal {qualified(high.newest)}"
    return f"{about}: van {low.newest.text} ({low.name}) tot {high.newest.text} ({high.name})"


def _sentence(found: Chosen) -> str:
    """Return the first numbers in words, and how many have none and why."""
    shown = found.strands[:NAMED]
    parts = [f"{one.name} {qualified(one.newest)}" for one in shown]
    when = "Nieuwste cijfers" if found.offered.is_course else notation.capital(notation.at(found.rows.periods[-1]))
    rest = len(found.strands) - len(shown)
    more = f" Nog {rest} in de tabel." if rest > 0 else ""
    return f"{when}: {_ended('; '.join(parts))}{more}{_empty(found)}"


def _empty(found: Chosen) -> str:
    """Return how many cells have no number, by the word of why."""
    words: dict[str, int] = {}
    for _, cell in found.rows.cells():
        if cell.value is None and cell.status in STATUSES:
            words[STATUSES[cell.status].word] = words.get(STATUSES[cell.status].word, 0) + 1
    if not words:
        return ""
    return _ended(f" Zonder getal: {notation.listing([f'{count} keer {word}' for word, count in words.items()])}")


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def is_of_places(found: Chosen) -> bool:
    """Return whether it shows places beside each other."""
    return found.offered.wish.view in (PLACES, MAP)
