"""The content of every page, in order: its key figures, and sections of figures that stand together.

It stands here and not in pages/, because packages, lists and links read it without running a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.asking.selection import Selection
from dashboard.figure.core import Builder, KeyFigureBuilder
from dashboard.figure.declare import Declaration, Option, declaration
from dashboard.subjects.activities import activities, activity_lists, policy, reported
from dashboard.subjects.benefits import (
    atlas,
    benefits,
    benefits_map,
    benefits_national,
    benefits_series,
    jobseekers,
    jobseekers_agenda,
)
from dashboard.subjects.budget import agreements, budget, funding, outlook, spending, spending_quarters
from dashboard.subjects.budget import costs as budget_costs
from dashboard.subjects.commuting import commuting, commuting_regions, commuting_series
from dashboard.subjects.exploring import explore
from dashboard.subjects.goals import calendar, goals, partner_roles
from dashboard.subjects.job_agreement import course as job_agreement_course
from dashboard.subjects.job_agreement import job_agreement
from dashboard.subjects.population import (
    growth,
    growth_map,
    labour_national,
    participation_series,
    population,
    population_series,
    workforce,
)
from dashboard.subjects.regions import regions, regions_table
from dashboard.subjects.sectors import (
    jobs_by_section,
    jobs_series,
    owners,
    sector_tables,
    sectors,
    sheet,
    side_by_side,
)
from dashboard.subjects.vacancies import (
    occupations,
    sector_jobs,
    tightness,
    vacancies,
    vacancies_national,
    vacancies_series,
)
from snapshot.read import Snapshot


@dataclass(frozen=True, eq=False)
class Narrowing:
    """A choice that stands above a page and narrows the selection of all its figures.

    Attributes:
        argument: Under which its key figures take it.
        option: What can be chosen, the first of which leaves the selection as it is.
        needs: The datasets that it reads.
        of: Gives the selection for a choice.
        told: Says what a choice does; '' for nothing.
    """

    argument: str
    option: Option
    needs: tuple[str, ...]
    of: Callable[[Snapshot, Selection, str], Selection]
    told: Callable[[Snapshot, Selection, str], str]


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
    narrowed: Narrowing | None = None

    @cached_property
    def figures(self) -> tuple[Declaration, ...]:
        """The figures of the page, in order."""
        return tuple(declared for section in self.sections for declared in section)


def _page(
    path: str,
    *sections: Sequence[Builder],
    key_figures: KeyFigures | None = None,
    narrowed: Narrowing | None = None,
) -> Composition:
    return Composition(path, tuple(tuple(map(declaration, section)) for section in sections), key_figures, narrowed)


COMPOSITIONS: tuple[Composition, ...] = (
    _page(
        "bevolking",
        (growth.growth, growth_map.population_growth),
        (population_series.population,),
        (workforce.potential,),
        (participation_series.participation, labour_national.labour),
        (population.working_age, workforce.youth, workforce.ageing),
        key_figures=KeyFigures(population.key_figures, ("labour_force_national", "labour_potential", "population")),
    ),
    _page(
        "uitkeringen",
        (benefits.share_by_municipality, benefits_map.benefit_shares, atlas.shares),
        (benefits_series.benefits, benefits_series.households, benefits_series.adjusted),
        (benefits.heat, jobseekers_agenda.jobseekers, jobseekers.registered, benefits_national.national),
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
        (vacancies_series.vacancies, vacancies_national.vacancies),
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
        (commuting_series.commuting,),
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
        (outlook.ahead,),
        (funding.funding,),
        (budget_costs.costs,),
        (spending.spending, spending_quarters.by_quarter),
        (budget_costs.cost_types,),
        (agreements.agreements,),
        key_figures=KeyFigures(budget.key_figures, ("budget",)),
    ),
    _page(
        "sectoren",
        (side_by_side.side_by_side,),
        (jobs_series.jobs, jobs_series.establishments, jobs_by_section.latest),
        (sheet.sheet,),
        (sectors.who_chose, sector_tables.by_municipality, sector_tables.crosswalk, sector_tables.reasons),
        key_figures=KeyFigures(sectors.key_figures, ("priority_sectors", "sector_crosswalk", "sector_owners")),
        narrowed=Narrowing("owner", owners.OWNER, owners.NEEDS, owners.narrowed, owners.told),
    ),
    _page(
        "uitvoeringsagenda",
        (activities.schedule, reported.progress, activity_lists.per_ambition, activity_lists.whole_list),
        (policy.by_activity,),
        key_figures=KeyFigures(activities.key_figures, ("activities",), of_today=True),
    ),
    _page(
        "doelen",
        (goals.against_target,),
        (goals.whole_list,),
        (calendar.coming,),
        (partner_roles.who_does_what,),
        key_figures=KeyFigures(goals.key_figures, ("calendar", "goals"), of_today=True),
    ),
    _page("verkennen", (explore.explore,)),
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
