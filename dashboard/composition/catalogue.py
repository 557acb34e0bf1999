"""The content of every page, in order: its key figures, and sections of figures that stand together.

It stands here and not in pages/, because packages, lists and links read it without running a page.
"""

from __future__ import annotations

from collections.abc import Callable
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


AT_ONCE = 3  # figures of a question that are shown without unfolding


@dataclass(frozen=True, eq=False)
class Section:
    """Figures that answer one question, with their choices.

    Attributes:
        anchor: Its name in the address.
        question: What it answers, as the reader would ask it.
        figures: Its figures, in order.
        beside: Whether two of them stand next to each other where there is room, for they compare.
        at_once: How many of them are shown without unfolding.
    """

    anchor: str
    question: str
    figures: tuple[Declaration, ...]
    beside: bool = False
    at_once: int = AT_ONCE


Telling = Callable[[Snapshot, Selection], tuple[str, str] | None]  # a name and a finding, where there are


@dataclass(frozen=True, eq=False)
class Composition:
    """The content of a page.

    Attributes:
        path: The page.
        sections: Figures that stand together with their choices.
        key_figures: Its row of key figures.
        narrowed: A choice above the page.
        chosen: Gives what it is about for a selection, and the finding on that, where they replace the lead.
    """

    path: str
    sections: tuple[Section, ...]
    key_figures: KeyFigures | None = None
    narrowed: Narrowing | None = None
    chosen: Telling | None = None

    @cached_property
    def figures(self) -> tuple[Declaration, ...]:
        """The figures of the page, in order."""
        return tuple(declared for section in self.sections for declared in section.figures)


def _page(
    path: str,
    *sections: Section,
    key_figures: KeyFigures | None = None,
    narrowed: Narrowing | None = None,
    chosen: Telling | None = None,
) -> Composition:
    return Composition(path, sections, key_figures, narrowed, chosen)


def _asks(anchor: str, question: str, *figures: Builder, beside: bool = False, at_once: int = AT_ONCE) -> Section:
    return Section(anchor, question, tuple(map(declaration, figures)), beside, at_once)


COMPOSITIONS: tuple[Composition, ...] = (
    _page(
        "bevolking",
        _asks("groei", "Hoeveel mensen wonen hier?", growth.growth, growth_map.population_growth,
              population_series.population),
        _asks("werk", "Wie werkt er, en wie kan (meer) werken?", workforce.potential,
              participation_series.participation, labour_national.labour),
        _asks("leeftijd", "Wie komt erbij, wie gaat eruit?", population.working_age, workforce.youth,
              workforce.ageing, beside=True),
        key_figures=KeyFigures(population.key_figures, ("labour_force_national", "labour_potential", "population")),
    ),
    _page(
        "uitkeringen",
        _asks("verschil", "Hoe verschilt het per gemeente?", benefits.share_by_municipality,
              benefits_map.benefit_shares, atlas.shares),
        _asks("verloop", "Wordt het meer of minder?", benefits_series.benefits, benefits_series.households,
              benefits_series.adjusted, benefits_national.national),
        _asks("samen", "Welke uitkering springt eruit, en wie zoekt werk?", benefits.heat,
              jobseekers_agenda.jobseekers, jobseekers.registered, beside=True),
        key_figures=KeyFigures(benefits.key_figures, ("benefits",)),
    ),
    _page(
        "banenafspraak",
        _asks("doel", "Halen we de doelstelling?", job_agreement.jobs, job_agreement_course.course, beside=True),
        _asks("mensen", "Wie werkt, en wie nog niet?", job_agreement.people, job_agreement.participation, beside=True),
        _asks("woorden", "Wat zegt de agenda?", job_agreement.words),
        key_figures=KeyFigures(job_agreement.key_figures, ("job_agreement",)),
    ),
    _page(
        "vacatures",
        _asks("vraag", "Waar is werk?", vacancies.demand),
        _asks("groei", "Waar groeit het?", sector_jobs.by_sector),
        _asks("verloop", "Wordt het meer of minder?", vacancies_series.vacancies, vacancies_national.vacancies),
        _asks("krapte", "Hoe krap is het?", tightness.tightness),
        _asks("beroepen", "In welke beroepen is het krap?", occupations.by_occupation),
        _asks("woorden", "Wat zegt de agenda?", vacancies.words),
        key_figures=KeyFigures(vacancies.key_figures, ("jobs", "tightness_class", "vacancies")),
    ),
    _page(
        "pendel",
        _asks("regios", "Waar werken mensen, en waar komen ze vandaan?", commuting.partners),
        _asks("saldo", "Gaan er meer weg dan er komen?", commuting.balance),
        _asks("stromen", "Hoe gaat het in andere regio’s?", commuting_regions.flows),
        _asks("verloop", "Wordt het meer of minder?", commuting_series.commuting),
        key_figures=KeyFigures(commuting.key_figures, ("commuting",)),
    ),
    _page(
        "regiovergelijking",
        _asks("mensen", "Wie wonen en werken er?", regions_table.overview, regions.inhabitants, regions.ageing,
              regions.employed),
        _asks("uitkeringen", "Hoeveel mensen hebben een uitkering?", regions.benefits),
        _asks("werk", "Hoe is het met werk?", regions.unemployment, regions.jobs, beside=True),
    ),
    _page(
        "begroting",
        _asks("totaal", "Wat komt binnen, en wat gaat eruit?", budget.income_and_expenses, budget.whole_budget,
              at_once=1),
        _asks("vooruit", "Is er straks genoeg?", outlook.ahead),
        _asks("geld", "Van wie komt het geld?", funding.funding),
        _asks("kosten", "Waaraan gaat het op?", budget_costs.costs, spending.spending,
              spending_quarters.by_quarter, budget_costs.cost_types, at_once=1),
        _asks("afspraken", "Wat is afgesproken?", agreements.agreements),
        key_figures=KeyFigures(budget.key_figures, ("budget",)),
    ),
    _page(
        "sectoren",
        _asks("naast-elkaar", "Hoe staan de sectoren ervoor?", side_by_side.side_by_side),
        _asks("banen", "Hoeveel werk is er?", jobs_series.jobs, jobs_by_section.latest, jobs_series.establishments,
              at_once=2),
        _asks("sector", "Wat weten we van deze sector?", sheet.sheet),
        _asks("keuze", "Wiens speerpunt is het, en waarom?", sectors.who_chose, sector_tables.by_municipality,
              sector_tables.crosswalk, sector_tables.reasons, at_once=1),
        key_figures=KeyFigures(sectors.key_figures, ("priority_sectors", "sector_crosswalk", "sector_owners")),
        narrowed=Narrowing("owner", owners.OWNER, owners.NEEDS, owners.narrowed, owners.told),
        chosen=sheet.of_chosen,
    ),
    _page(
        "uitvoeringsagenda",
        _asks("planning", "Wat gebeurt er wanneer?", activities.schedule, reported.progress),
        _asks("ambities", "Bij welke ambitie hoort het?", activity_lists.per_ambition, activity_lists.whole_list,
              at_once=1),
        _asks("beleid", "Wie doet het, en wat kost het?", policy.by_activity, at_once=0),
        key_figures=KeyFigures(activities.key_figures, ("activities",), of_today=True),
    ),
    _page(
        "doelen",
        _asks("stand", "Liggen we op koers?", goals.against_target),
        _asks("lijst", "Wat wil de regio bereiken?", goals.whole_list),
        _asks("kalender", "Wat komt eraan?", calendar.coming),
        _asks("rollen", "Wie doet wat?", partner_roles.who_does_what),
        key_figures=KeyFigures(goals.key_figures, ("calendar", "goals"), of_today=True),
    ),
    _page("verkennen", _asks("kies", "Wat wil je weten?", explore.explore)),
)  # fmt: skip
# The maps of which the overview shows one: they stand on pages of their own.
MAPS: dict[Declaration, str] = {  # with the word for a map on which nothing more is chosen
    declaration(benefits_map.benefit_shares): "Uitkering",
    declaration(growth_map.population_growth): "Inwoners",
}
FIGURES: tuple[Declaration, ...] = tuple(found for page in COMPOSITIONS for found in page.figures)
_BY_PATH = {page.path: page for page in COMPOSITIONS}
_BY_NAME = {found.name: found for found in FIGURES}
_PATHS = {found.name: page.path for page in COMPOSITIONS for found in page.figures}
_ANCHORS = {found.name: one.anchor for page in COMPOSITIONS for one in page.sections for found in one.figures}


def entry(name: str) -> Declaration:
    """Return the figure called `name`; raise KeyError with the known names otherwise."""
    if name not in _BY_NAME:
        raise KeyError(f"no figure {name!r}; there are {', '.join(_BY_NAME)}")
    return _BY_NAME[name]


def path_of(declared: Declaration) -> str:
    """Return the path of the page that a figure stands on."""
    return _PATHS[declared.name]


def anchor_of(declared: Declaration) -> str:
    """Return the anchor of the question that a figure answers on its page."""
    return _ANCHORS[declared.name]


def composition(path: str) -> Composition:
    """Return the content of a page; raise KeyError where it has no figures."""
    return _BY_PATH[path]


def on_page(path: str) -> tuple[Declaration, ...]:
    """Return the figures of a page, in the order of the page; none for a page without figures."""
    return _BY_PATH[path].figures if path in _BY_PATH else ()
