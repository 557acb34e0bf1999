"""Every figure by name, with its page and the options it can take: for packages, links and the meeting list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    series,
    tightness,
    vacancies,
    workforce,
)
from dashboard.figures.core import Builder, KeyFigureBuilder


@dataclass(frozen=True)
class Entry:
    """One figure: `options` maps each option to the values it may take, the default first.

    An option without listed values takes any text, such as a date. `needs` names the datasets that the figure reads:
    where a snapshot lacks one, nothing is drawn.
    """

    name: str
    path: str
    builder: Builder
    needs: tuple[str, ...]
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def defaults(self) -> dict[str, str]:
        """The first value of each option that lists its values."""
        return {option: values[0] for option, values in self.options.items() if values}


PLANNING: dict[str, tuple[str, ...]] = dict.fromkeys(("today", "line", "ambition", "quarter", "phase"), ())
SCHEMES = ("social_assistance", "wia", "wajong", "ww")
OTHER: dict[str, tuple[str, ...]] = {"other": ()}  # the code of a labour-market region

ENTRIES: tuple[Entry, ...] = (
    Entry("inwoners", "bevolking", growth.growth, ("population",), {"show": (growth.INDEX, growth.NUMBER)}),
    Entry("inwoners-kaart", "bevolking", maps.population_growth, ("population",)),
    Entry(
        "inwoners-reeks",
        "bevolking",
        live.population,
        (live.POPULATION,),
        {"age": live.AGES, "show": series.SHOW},
    ),
    Entry("arbeidspotentieel", "bevolking", workforce.potential, ("labour_potential",)),
    Entry("arbeidsdeelname-reeks", "bevolking", live.participation, (live.LABOUR,), {"measure": live.MEASURES}),
    Entry(
        "arbeidsdeelname-nederland",
        "bevolking",
        live_country.labour,
        (live_country.LABOUR,),
        {"measure": live_country.RATES},
    ),
    Entry("inwoners-15-64", "bevolking", population.working_age, ("residents_15_64",)),
    Entry("jongeren", "bevolking", workforce.youth, ("youth",)),
    Entry("vergrijzing", "bevolking", workforce.ageing, ("ageing", "sector_crosswalk", "statements")),
    Entry(
        "uitkering-per-gemeente",
        "uitkeringen",
        benefits.share_by_municipality,
        ("benefits", "residents_15_64"),
        {"scheme": SCHEMES},
    ),
    Entry(
        "uitkering-kaart",
        "uitkeringen",
        maps.benefit_shares,
        ("benefits", "residents_15_64"),
        {"scheme": SCHEMES},
    ),
    Entry("uitkering-atlas", "uitkeringen", atlas.shares, (atlas.ATLAS,), {"scheme": SCHEMES}),
    Entry(
        "uitkeringen-reeks",
        "uitkeringen",
        live.benefits,
        (live.BENEFITS,),
        {"scheme": live.SCHEMES, "show": series.SHOW},
    ),
    Entry("bijstand-reeks", "uitkeringen", live.households, (live.HOUSEHOLDS,), {"show": series.SHOW}),
    Entry("ww-reeks", "uitkeringen", live.adjusted, (live.ADJUSTED,), {"show": series.SHOW}),
    Entry("vier-uitkeringen", "uitkeringen", benefits.heat, ("benefits",)),
    Entry("werkzoekenden", "uitkeringen", benefits.jobseekers, ("registered_jobseekers",)),
    Entry("werkzoekenden-nu", "uitkeringen", jobseekers.registered, (jobseekers.SERIES,)),
    Entry("uitkeringen-nederland", "uitkeringen", benefits_national.national, ("benefits_national",)),
    Entry("banenafspraak-banen", "banenafspraak", job_agreement.jobs, ("job_agreement",)),
    Entry("banenafspraak-reeks", "banenafspraak", job_agreement_course.course, ("job_agreement_series",)),
    Entry("banenafspraak-mensen", "banenafspraak", job_agreement.people, ("job_agreement",)),
    Entry("banenafspraak-participatie", "banenafspraak", job_agreement.participation, ("job_agreement",)),
    Entry("banenafspraak-in-woorden", "banenafspraak", job_agreement.words, ("statements",)),
    Entry("vraag-en-instroom", "vacatures", vacancies.demand, ("education_demand",)),
    Entry(
        "banen-per-sector",
        "vacatures",
        sector_jobs.by_sector,
        ("jobs", "sector_crosswalk"),
        {"measure": (sector_jobs.GROWTH, sector_jobs.SHARE)},
    ),
    Entry("vacatures-reeks", "vacatures", live_work.vacancies, (live_work.VACANCIES,), {"show": series.SHOW}),
    Entry(
        "vacatures-nederland",
        "vacatures",
        live_country.vacancies,
        (live_country.VACANCIES,),
        {"measure": live_country.KINDS, "show": series.SHOW},
    ),
    Entry("banen-reeks", "vacatures", live_jobs.jobs, (live_jobs.JOBS,), {"show": series.SHOW}),
    Entry(
        "vestigingen-reeks", "vacatures", live_jobs.establishments, (live_jobs.ESTABLISHMENTS,), {"show": series.SHOW}
    ),
    Entry("banen-per-bedrijfstak", "vacatures", live_sections.latest, (live_jobs.JOBS,)),
    Entry("spanning", "vacatures", tightness.tightness, ("statements", "tightness_bands", "tightness_class")),
    Entry(
        "spanning-per-beroepsgroep",
        "vacatures",
        occupations.by_occupation,
        ("tightness_by_occupation", "tightness_bands"),
        {"show": (occupations.TIGHTEST, occupations.WIDEST)},
    ),
    Entry(
        "agenda-in-woorden",
        "vacatures",
        vacancies.words,
        ("statements", "vacancies"),
        {"subject": ("tightness", "vacancies", "jobs")},
    ),
    Entry(
        "pendelstromen",
        "pendel",
        commuting.partners,
        ("commuting",),
        {"direction": ("outbound", "inbound"), "view": ("bars", "flows")},
    ),
    Entry("pendel-balans", "pendel", commuting.balance, ("commuting",)),
    Entry(
        "pendel-regios",
        "pendel",
        commuting_regions.flows,
        (commuting_regions.FLOWS,),
        {"direction": (commuting_regions.OUT, commuting_regions.IN)},
    ),
    Entry("pendel-reeks", "pendel", live_work.commuting, (live_work.COMMUTING,)),
    Entry("regio-tabel", "regiovergelijking", regions_table.overview, ("population_series",), OTHER),
    Entry("regio-inwoners", "regiovergelijking", regions.inhabitants, ("population_series",), OTHER),
    Entry("regio-vergrijzing", "regiovergelijking", regions.ageing, ("population_series",), OTHER),
    Entry("regio-werkenden", "regiovergelijking", regions.employed, ("labour_participation_series",), OTHER),
    Entry(
        "regio-uitkeringen",
        "regiovergelijking",
        regions.benefits,
        ("benefits_series", "population_series"),
        {"scheme": regions.SCHEMES, **OTHER},
    ),
    Entry("regio-ww", "regiovergelijking", regions.unemployment, ("unemployment_benefits_series",), OTHER),
    Entry("regio-banen", "regiovergelijking", regions.jobs, ("jobs_series",), OTHER),
    Entry("baten-en-lasten", "begroting", budget.income_and_expenses, ("budget",)),
    Entry("hele-begroting", "begroting", budget.whole_budget, ("budget",)),
    Entry("financiering", "begroting", funding.funding, ("funding",), {"stream": ("centre", "national")}),
    Entry(
        "kosten",
        "begroting",
        budget_costs.costs,
        ("budget_lines",),
        {"programme": ("work_centre", "ambitions_2_6"), "level": ("headings", "lines")},
    ),
    Entry("structureel-en-incidenteel", "begroting", budget_costs.cost_types, ("budget_column_totals",)),
    Entry("speerpunten", "sectoren", sectors.who_chose, ("priority_sectors", "sector_owners")),
    Entry("speerpunten-per-gemeente", "sectoren", sector_tables.by_municipality, ("priority_sectors", "sector_owners")),
    Entry("vertaaltabel", "sectoren", sector_tables.crosswalk, ("priority_sectors", "sector_crosswalk")),
    Entry("speerpunten-waarom", "sectoren", sector_tables.reasons, ("statements",)),
    Entry("tijdlijn", "uitvoeringsagenda", activities.schedule, ("activities",), PLANNING),
    Entry(
        "activiteiten-per-ambitie",
        "uitvoeringsagenda",
        activity_lists.per_ambition,
        ("activities", "ambitions"),
        PLANNING,
    ),
    Entry("activiteiten", "uitvoeringsagenda", activity_lists.whole_list, ("activities", "ambitions"), PLANNING),
)

KEY_FIGURES: dict[KeyFigureBuilder, tuple[str, ...]] = {
    population.key_figures: ("labour_force_national", "labour_potential", "population"),
    benefits.key_figures: ("benefits",),
    job_agreement.key_figures: ("job_agreement",),
    vacancies.key_figures: ("jobs", "tightness_class", "vacancies"),
    commuting.key_figures: ("commuting",),
    budget.key_figures: ("budget",),
    sectors.key_figures: ("priority_sectors", "sector_owners"),
    activities.key_figures: ("activities",),
}  # the key figures of each page, with the datasets that they read


def entry(name: str) -> Entry:
    """Return the figure called `name`; raise KeyError with the known names otherwise."""
    for found in ENTRIES:
        if found.name == name:
            return found
    raise KeyError(f"no figure {name!r}; there are {', '.join(found.name for found in ENTRIES)}")


def of_builder(builder: Builder) -> Entry:
    """Return the entry of `builder`; raise KeyError where it was not entered."""
    for found in ENTRIES:
        if found.builder is builder:
            return found
    raise KeyError(f"{builder.__name__} is not in the catalogue")


def on_page(path: str) -> tuple[Entry, ...]:
    """Return the figures of a page, in the order of the page."""
    return tuple(found for found in ENTRIES if found.path == path)
