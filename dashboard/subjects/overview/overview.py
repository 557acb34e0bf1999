"""The tiles of the page overzicht: a key figure of each subject, with the page that tells more; the newest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.asking.memory import once
from dashboard.asking.queries import holds, occurring
from dashboard.asking.selection import Selection
from dashboard.figure.core import KeyFigure
from dashboard.subjects.benefits import benefits
from dashboard.subjects.budget import budget
from dashboard.subjects.commuting import commuting
from dashboard.subjects.job_agreement import job_agreement
from dashboard.subjects.overview import overview_live as live
from dashboard.subjects.population import population
from dashboard.subjects.vacancies import vacancies
from snapshot.read import Snapshot

MOST = 6  # tiles that are seen at once beside the map


@dataclass(frozen=True)
class Highlight:
    """One number of the overview: `path` is the page that tells more, `published` when its newest source was (ISO)."""

    path: str
    figure: KeyFigure
    published: str


@dataclass(frozen=True)
class Candidate:
    """What can stand in a place of the overview: `needs` are the datasets that its `maker` reads."""

    path: str
    maker: Callable[[Snapshot, Selection], KeyFigure | None]
    needs: tuple[str, ...]


def _of_region(maker: Callable[[Snapshot], KeyFigure | None]) -> Callable[[Snapshot, Selection], KeyFigure | None]:
    """Return a maker for a number that there is of the region alone."""
    return lambda snapshot, _selection: maker(snapshot)


def _social_assistance(snapshot: Snapshot, selection: Selection) -> KeyFigure:
    return benefits.scheme_of(snapshot, "social_assistance", selection)


# For each place the figure of the agenda, and the live one that stands there without it. Subjects come first, and then
# what else there is of one, for where others lack.
PLACES: tuple[tuple[Candidate, ...], ...] = (
    (
        Candidate("bevolking", population.inhabitants_now, ("population",)),
        Candidate("bevolking", _of_region(live.inhabitants), ("population_series",)),
    ),
    (
        Candidate("uitkeringen", _social_assistance, ("benefits",)),
        Candidate("uitkeringen", _of_region(live.social_assistance), ("benefits_series",)),
    ),
    (
        Candidate("banenafspraak", _of_region(job_agreement.jobs_now), ("job_agreement",)),
        Candidate("uitkeringen", _of_region(live.unemployment), ("benefits_series",)),
    ),
    (
        Candidate("vacatures", _of_region(vacancies.arisen), ("vacancies",)),
        Candidate("vacatures", _of_region(live.jobs), ("jobs_series",)),
    ),
    (Candidate("pendel", _of_region(commuting.leaving), ("commuting",)),),
    (Candidate("begroting", _of_region(budget.expenses), ("budget",)),),
    (
        Candidate("bevolking", _of_region(population.unused_potential), ("labour_potential",)),
        Candidate("bevolking", _of_region(live.unemployed), ("labour_participation_series",)),
    ),
    (Candidate("bevolking", _of_region(live.employed), ("labour_participation_series",)),),
)


@once
def highlights(snapshot: Snapshot, selection: Selection) -> tuple[Highlight, ...]:
    """Return six numbers at most, the newest source first; persons, %, jobs, vacancies or euro, as each says."""
    found = [one for candidates in PLACES if (one := _first(snapshot, selection, candidates))][:MOST]
    return tuple(sorted(found, key=lambda one: one.published, reverse=True))


def _first(snapshot: Snapshot, selection: Selection, candidates: tuple[Candidate, ...]) -> Highlight | None:
    """Return the first candidate that there is a figure for, with its publishers: each number is sourced by itself."""
    for one in candidates:
        figure = one.maker(snapshot, selection) if all(holds(snapshot, need) for need in one.needs) else None
        if figure:
            told = " · ".join(filter(None, (figure.period, figure.publishers)))
            sources = {id_ for need in one.needs for id_ in occurring(snapshot, need.split(".")[0], "source")}
            dates = [snapshot.sources[id_].published for id_ in sources if id_ in snapshot.sources]
            return Highlight(one.path, replace(figure, period=told), max(dates, default=""))
    return None
