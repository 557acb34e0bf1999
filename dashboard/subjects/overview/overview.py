"""The eight numbers of the page overzicht: key figures of the subjects, each with the page that tells more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dashboard.asking.memory import once
from dashboard.asking.queries import holds
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


@dataclass(frozen=True)
class Highlight:
    """One number of the overview: `path` is the page that tells more."""

    path: str
    figure: KeyFigure


@dataclass(frozen=True)
class Candidate:
    """What can stand in a place of the overview: `needs` are the datasets that its `maker` reads."""

    path: str
    maker: Callable[[Snapshot], KeyFigure | None]
    needs: tuple[str, ...]


def _inhabitants(snapshot: Snapshot) -> KeyFigure:
    return population.inhabitants_now(snapshot, Selection(region=snapshot.region))


def _social_assistance(snapshot: Snapshot) -> KeyFigure:
    return benefits.scheme_now(snapshot, "social_assistance", snapshot.region.code, Selection(region=snapshot.region))


# For each place the figure of the agenda, and the live one that stands there without it.
PLACES: tuple[tuple[Candidate, ...], ...] = (
    (
        Candidate("bevolking", _inhabitants, ("population",)),
        Candidate("bevolking", live.inhabitants, ("population_series",)),
    ),
    (
        Candidate("bevolking", population.unused_potential, ("labour_potential",)),
        Candidate("bevolking", live.unemployed, ("labour_participation_series",)),
    ),
    (
        Candidate("bevolking", population.participation, ("labour_potential", "labour_force_national")),
        Candidate("bevolking", live.employed, ("labour_participation_series",)),
    ),
    (
        Candidate("uitkeringen", _social_assistance, ("benefits",)),
        Candidate("uitkeringen", live.social_assistance, ("benefits_series",)),
    ),
    (
        Candidate("banenafspraak", job_agreement.jobs_now, ("job_agreement",)),
        Candidate("uitkeringen", live.unemployment, ("benefits_series",)),
    ),
    (
        Candidate("vacatures", vacancies.arisen, ("vacancies",)),
        Candidate("vacatures", live.jobs, ("jobs_series",)),
    ),
    (Candidate("pendel", commuting.leaving, ("commuting",)),),
    (Candidate("begroting", budget.expenses, ("budget",)),),
)


@once
def highlights(snapshot: Snapshot) -> tuple[Highlight, ...]:
    """Return the region in eight numbers at most; persons, %, jobs, vacancies or euro, as each says."""
    found = (_first(snapshot, candidates) for candidates in PLACES)
    return tuple(highlight for highlight in found if highlight)


def _first(snapshot: Snapshot, candidates: tuple[Candidate, ...]) -> Highlight | None:
    """Return the first candidate that there is a figure for, with its publishers: each number is sourced by itself."""
    for one in candidates:
        figure = one.maker(snapshot) if all(holds(snapshot, need) for need in one.needs) else None
        if figure:
            told = " · ".join(filter(None, (figure.period, figure.publishers)))
            return Highlight(one.path, replace(figure, period=told))
    return None
