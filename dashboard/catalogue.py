"""The content of every page, in order: its key figures, and sections of figures that stand together.

It stands here and not in pages/, because packages, lists and links read it without running a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.figure.core import Builder, KeyFigureBuilder
from dashboard.figure.declare import Declaration, declaration
from dashboard.figures import (
    activities,
    activity_lists,
    atlas,
    benefits,
    benefits_national,
    budget,
    budget_costs,
    commuting,
    commuting_regions,
    funding,
    growth,
    job_agreement,
    job_agreement_course,
    jobseekers,
    live,
    live_country,
    live_jobs,
    live_sections,
    live_work,
    maps,
    occupations,
    population,
    regions,
    regions_table,
    sector_jobs,
    sector_tables,
    sectors,
    tightness,
    vacancies,
    workforce,
)


@dataclass(frozen=True, eq=False)
class KeyFigures:
    """The row of key figures of a page, the datasets that it reads, and whether it tells of today."""

    builder: KeyFigureBuilder
    needs: tuple[str, ...]
    of_today: bool = False


@dataclass(frozen=True, eq=False)
class Composition:
    """The content of a page: its key figures, and sections of figures that stand together with their choices."""

    path: str
    sections: tuple[tuple[Declaration, ...], ...]
    key_figures: KeyFigures | None = None

    @cached_property
    def figures(self) -> tuple[Declaration, ...]:
        """The figures of the page, in order."""
        return tuple(declared for section in self.sections for declared in section)


def _page(path: str, *sections: Sequence[Builder], key_figures: KeyFigures | None = None) -> Composition:
    return Composition(path, tuple(tuple(map(declaration, section)) for section in sections), key_figures)


COMPOSITIONS: tuple[Composition, ...] = (
    _page(
        "bevolking",
        (growth.growth, maps.population_growth),
        (live.population,),
        (workforce.potential,),
        (live.participation, live_country.labour),
        (population.working_age, workforce.youth, workforce.ageing),
        key_figures=KeyFigures(population.key_figures, ("labour_force_national", "labour_potential", "population")),
    ),
    _page(
        "uitkeringen",
        (benefits.share_by_municipality, maps.benefit_shares, atlas.shares),
        (live.benefits, live.households, live.adjusted),
        (benefits.heat, benefits.jobseekers, jobseekers.registered, benefits_national.national),
        key_figures=KeyFigures(benefits.key_figures, ("benefits",)),
    ),
    _page(
        "banenafspraak",
        (
            job_agreement.jobs,
            job_agreement_course.course,
            job_agreement.people,
            job_agreement.participation,
            job_agreement.words,
        ),
        key_figures=KeyFigures(job_agreement.key_figures, ("job_agreement",)),
    ),
    _page(
        "vacatures",
        (vacancies.demand,),
        (sector_jobs.by_sector,),
        (live_work.vacancies, live_country.vacancies),
        (live_jobs.jobs, live_jobs.establishments, live_sections.latest),
        (tightness.tightness,),
        (occupations.by_occupation,),
        (vacancies.words,),
        key_figures=KeyFigures(vacancies.key_figures, ("jobs", "tightness_class", "vacancies")),
    ),
    _page(
        "pendel",
        (commuting.partners,),
        (commuting.balance,),
        (commuting_regions.flows,),
        (live_work.commuting,),
        key_figures=KeyFigures(commuting.key_figures, ("commuting",)),
    ),
    _page(
        "regiovergelijking",
        (regions_table.overview, regions.inhabitants, regions.ageing, regions.employed),
        (regions.benefits,),
        (regions.unemployment, regions.jobs),
    ),
    _page(
        "begroting",
        (budget.income_and_expenses, budget.whole_budget),
        (funding.funding,),
        (budget_costs.costs,),
        (budget_costs.cost_types,),
        key_figures=KeyFigures(budget.key_figures, ("budget",)),
    ),
    _page(
        "sectoren",
        (sectors.who_chose, sector_tables.by_municipality, sector_tables.crosswalk, sector_tables.reasons),
        key_figures=KeyFigures(sectors.key_figures, ("priority_sectors", "sector_owners")),
    ),
    _page(
        "uitvoeringsagenda",
        (activities.schedule, activity_lists.per_ambition, activity_lists.whole_list),
        key_figures=KeyFigures(activities.key_figures, ("activities",), of_today=True),
    ),
)
FIGURES: tuple[Declaration, ...] = tuple(found for page in COMPOSITIONS for found in page.figures)
_BY_PATH = {page.path: page for page in COMPOSITIONS}
_BY_NAME = {found.name: found for found in FIGURES}
_PATHS = {found.name: page.path for page in COMPOSITIONS for found in page.figures}


def entry(name: str) -> Declaration:
    """Return the figure called `name`; raise KeyError with the known names otherwise."""
    if name not in _BY_NAME:
        raise KeyError(f"no figure {name!r}; there are {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


def path_of(declared: Declaration) -> str:
    """Return the path of the page that a figure stands on."""
    return _PATHS[declared.name]


def composition(path: str) -> Composition:
    """Return the content of a page; raise KeyError where it has no figures."""
    return _BY_PATH[path]


def on_page(path: str) -> tuple[Declaration, ...]:
    """Return the figures of a page, in the order of the page; none for a page without figures."""
    return _BY_PATH[path].figures if path in _BY_PATH else ()
