"""The words of an exploring figure: made of titles and labels, the number of the chosen place first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dashboard.asking.freshness import stale_line
from dashboard.asking.places import remark
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import COUNTRY
from dashboard.subjects.exploring.cells import Chosen, Strand
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
    measure = offered.measures[offered.wish.measure]
    topic = _topic(dataset.title, measure)
    about = " · ".join(filter(None, (topic, offered.rests.get(offered.wish.rest, ""), _only_place(found))))
    units = notation.listing([notation.unit(unit) for unit in found.rows.units])
    rest = (measure if topic != measure else dataset.title, units, span(found.rows.periods))
    parts = {notation.inside(part).casefold(): notation.inside(part) for part in rest if not part.startswith(topic)}
    notes = [stale_line(snapshot, dataset.name), *(remark(snapshot, code) for code in found.places)]
    return Told(
        title=dataset.title if dataset.title.startswith(measure) else f"{dataset.title}: {measure}",
        headline=_headline(found, about, municipalities(snapshot)),
        subtitle=notation.capital(", ".join(parts.values())),
        sentence=_sentence(found),
        notes=tuple(dict.fromkeys(filter(None, notes))),
    )


def _topic(dataset: str, measure: str) -> str:
    """Return what a headline is about: the measure, or its dataset where one word such as "Bedrag" does not say it."""
    is_vague = " " not in measure and dataset.split()[0].casefold() != measure.casefold()
    return dataset if is_vague else measure


def _only_place(found: Chosen) -> str:
    return found.rows.label(REGION, found.places[0]) if len(found.places) == 1 else ""


def _headline(found: Chosen, about: str, towns: Collection[str]) -> str:
    """Return the number of the first strand; of many beside each other the highest and the lowest.

    Of municipalities beside their region only they are compared.
    """
    strands = found.strands
    if found.offered.is_course or len(strands) == 1 or found.picked == 1:
        return _of_one(strands[0], about if len(strands) == 1 else f"{about} · {strands[0].name}")
    compared = [one for one in strands if one.code in towns] if is_of_places(found) else []
    beside = compared if len(compared) > 1 else _without_whole(found)
    known = [one for one in beside if one.newest.value is not None]
    sure = [one for one in known if not is_doubtful(one.newest)]
    if not known:
        return f"{about}: van geen van de {notation.counted(len(strands))} is er een getal"
    if len(known) == 1 or len({one.newest.unit for one in known}) > 1:
        return _of_one(known[0], f"{about} · {known[0].name}")
    ranked = sorted(sure if len(sure) > 1 else known, key=lambda one: one.newest.value or 0)
    low, high = ranked[0], ranked[-1]
    if low.newest.value == high.newest.value:
        return f"{about}: overal {qualified(high.newest)}"
    ends = [one.newest.text if one in sure else qualified(one.newest) for one in (low, high)]
    return f"{about}: van {ends[0]} ({low.name}) tot {ends[1]} ({high.name})"


def _without_whole(found: Chosen) -> Sequence[Strand]:
    """Return the strands without the Netherlands, where there are others: a number of people of it holds theirs."""
    is_count = is_of_places(found) and not {"pct", "pct_change"} & set(found.rows.units)
    parts = [one for one in found.strands if one.code != COUNTRY or one.newest.value is None]
    return parts if is_count and parts else found.strands


def _of_one(strand: Strand, about: str) -> str:
    return f"{about}: {qualified(strand.newest)} {notation.at(strand.newest.period)}"


def _sentence(found: Chosen) -> str:
    """Return the first numbers in words, of places the highest, and how many have none and why."""
    if found.offered.is_course and len(found.strands) == 1:
        return _first_and_last(found.strands[0]) + _empty(found)
    ranked = found.strands if found.picked or not is_of_places(found) else by_size(found.strands)
    shown = ranked[:NAMED]
    parts = [f"{one.name} {qualified(one.newest)}" for one in shown]
    when = "Nieuwste cijfers" if found.offered.is_course else notation.capital(notation.at(found.rows.periods[-1]))
    rest = len(found.strands) - len(shown)
    more = f" Nog {rest} in de tabel." if rest > 0 else ""
    return f"{when}: {_ended('; '.join(parts))}{more}{_empty(found)}"


def _first_and_last(strand: Strand) -> str:
    """Return the first and the last number of a course: "In 2019 1.200 personen, in 2026 1.400 personen."."""
    known = [strand.cells[period] for period in sorted(strand.cells) if strand.cells[period].value is not None]
    ends = [known[0], known[-1]] if len(known) > 1 else [strand.newest]
    return _ended(notation.capital(", ".join(f"{notation.at(one.period)} {qualified(one)}" for one in ends)))


def by_size(strands: Sequence[Strand]) -> list[Strand]:
    """Return strands from high to low, those without a number last."""
    return sorted(strands, key=lambda one: (one.newest.value is None, -(one.newest.value or 0), one.name))


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
