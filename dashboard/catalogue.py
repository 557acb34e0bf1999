"""Every figure by name, with its page and the options it can take: for packages, links and the meeting list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.figures import (
    activities,
    activity_lists,
    benefits,
    budget,
    budget_costs,
    commuting,
    funding,
    growth,
    job_agreement,
    population,
    sector_jobs,
    sector_tables,
    sectors,
    tightness,
    vacancies,
    workforce,
)
from dashboard.figures.core import Builder


@dataclass(frozen=True)
class Entry:
    """One figure: `options` maps each option to the values it may take, the default first.

    An option without listed values takes any text, such as a date.
    """

    name: str
    path: str
    builder: Builder
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def defaults(self) -> dict[str, str]:
        """The first value of each option that lists its values."""
        return {option: values[0] for option, values in self.options.items() if values}


PLANNING: dict[str, tuple[str, ...]] = dict.fromkeys(("today", "line", "ambition", "quarter", "phase"), ())
SCHEMES = ("social_assistance", "wia", "wajong", "ww")

ENTRIES: tuple[Entry, ...] = (
    Entry("inwoners", "bevolking", growth.growth, {"show": (growth.INDEX, growth.NUMBER)}),
    Entry("arbeidspotentieel", "bevolking", workforce.potential),
    Entry("inwoners-15-64", "bevolking", population.working_age),
    Entry("jongeren", "bevolking", workforce.youth),
    Entry("vergrijzing", "bevolking", workforce.ageing),
    Entry("uitkering-per-gemeente", "uitkeringen", benefits.share_by_municipality, {"scheme": SCHEMES}),
    Entry("vier-uitkeringen", "uitkeringen", benefits.heat),
    Entry("werkzoekenden", "uitkeringen", benefits.jobseekers),
    Entry("uitkeringen-nederland", "uitkeringen", benefits.national),
    Entry("banenafspraak-banen", "banenafspraak", job_agreement.jobs),
    Entry("banenafspraak-mensen", "banenafspraak", job_agreement.people),
    Entry("banenafspraak-participatie", "banenafspraak", job_agreement.participation),
    Entry("banenafspraak-in-woorden", "banenafspraak", job_agreement.words),
    Entry("vraag-en-instroom", "vacatures", vacancies.demand),
    Entry(
        "banen-per-sector",
        "vacatures",
        sector_jobs.by_sector,
        {"measure": (sector_jobs.GROWTH, sector_jobs.SHARE)},
    ),
    Entry("spanning", "vacatures", tightness.tightness),
    Entry("agenda-in-woorden", "vacatures", vacancies.words, {"subject": ("tightness", "vacancies", "jobs")}),
    Entry(
        "pendelstromen",
        "pendel",
        commuting.partners,
        {"direction": ("outbound", "inbound"), "view": ("bars", "flows")},
    ),
    Entry("pendel-balans", "pendel", commuting.balance),
    Entry("baten-en-lasten", "begroting", budget.income_and_expenses),
    Entry("hele-begroting", "begroting", budget.whole_budget),
    Entry("financiering", "begroting", funding.funding, {"stream": ("centre", "national")}),
    Entry(
        "kosten",
        "begroting",
        budget_costs.costs,
        {"programme": ("work_centre", "ambitions_2_6"), "level": ("headings", "lines")},
    ),
    Entry("structureel-en-incidenteel", "begroting", budget_costs.cost_types),
    Entry("speerpunten", "sectoren", sectors.who_chose),
    Entry("speerpunten-per-gemeente", "sectoren", sector_tables.by_municipality),
    Entry("vertaaltabel", "sectoren", sector_tables.crosswalk),
    Entry("speerpunten-waarom", "sectoren", sector_tables.reasons),
    Entry("tijdlijn", "uitvoeringsagenda", activities.schedule, PLANNING),
    Entry("activiteiten-per-ambitie", "uitvoeringsagenda", activity_lists.per_ambition, PLANNING),
    Entry("activiteiten", "uitvoeringsagenda", activity_lists.whole_list, PLANNING),
)


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
