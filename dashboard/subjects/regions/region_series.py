"""What two regions and the country are compared on, and which regions there are to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dashboard.asking.memory import once
from dashboard.asking.queries import ask
from dashboard.series.subject import Subject
from dashboard.words import notation
from snapshot.read import Snapshot

PER_THOUSAND = 1000
COARSE = "CBS telt inwoners met en zonder werk in hele duizenden."
NAMED_BY_CBS = "CBS noemt inwoners met betaald werk ‘werkzame beroepsbevolking’, van 15 t/m 74 jaar."
THOUSANDS = "personen van 15 t/m 74 jaar, afgerond op duizenden"


def _scheme(scheme: str, title: str, *notes: str, short: str = "") -> Subject:
    name = short or title
    return Subject(
        id=f"regions-{scheme.replace('_', '-')}",
        title=title,
        dataset="benefits_series",
        wanted={"measure": "recipients", "scheme": scheme},
        subtitle="personen per 1.000 inwoners van 15 t/m 64 jaar",
        per=PER_THOUSAND,
        base="15_64",
        short=f"{name}, per 1.000",
        about=f"het aantal personen met {notation.inside(name)} per 1.000 inwoners",
        notes=notes,
    )


INHABITANTS = Subject(
    id="regions-total",
    title="Inwoners",
    dataset="population_series",
    wanted={"measure": "persons", "age": "total"},
    subtitle="personen",
)
AGEING = Subject(
    id="regions-65-plus",
    title="Inwoners van 65 jaar en ouder",
    dataset="population_series",
    wanted={"measure": "persons", "age": "65_plus"},
    subtitle="% van alle inwoners",
    per=100,
    base="total",
    short="65 jaar en ouder",
    about="het aandeel inwoners van 65 jaar en ouder",
)
EMPLOYED = Subject(
    id="regions-employed",
    title="Inwoners met betaald werk",
    dataset="labour_participation_series",
    wanted={"measure": "employed"},
    subtitle=THOUSANDS,
    notes=(COARSE, NAMED_BY_CBS),
)
UNEMPLOYED = Subject(
    id="regions-unemployed",
    title="Werkloze inwoners",
    dataset="labour_participation_series",
    wanted={"measure": "unemployed"},
    subtitle=THOUSANDS,
)
BENEFITS = {
    "social_assistance_to_pension_age": _scheme(
        "social_assistance_to_pension_age", "Bijstand tot AOW-leeftijd", short="Bijstand"
    ),
    "ww": _scheme("ww", "WW"),
    "wga": _scheme("wga", "WGA", "WGA is een deel van de WIA."),
    "wajong": _scheme("wajong", "Wajong"),
    "wao": _scheme("wao", "WAO"),
}
UNEMPLOYMENT = Subject(
    id="regions-ww-adjusted",
    title="WW na ontslag, zonder het effect van de seizoenen",
    dataset="unemployment_benefits_series",
    wanted={"measure": "recipients"},
    subtitle="personen",
)
HOUSEHOLDS = Subject(
    id="regions-households",
    title="Bijstand",
    dataset="social_assistance_series",
    wanted={"measure": "households"},
    subtitle="huishoudens tot AOW-leeftijd",
    short="Huishoudens met bijstand",
)
JOBS = Subject(
    id="regions-jobs",
    title="Banen van werknemers",
    dataset="jobs_series",
    wanted={"measure": "jobs", "section": "total"},
    subtitle="banen in december",
)
SUBJECTS = (
    INHABITANTS, AGEING, EMPLOYED, UNEMPLOYED, *BENEFITS.values(), UNEMPLOYMENT, HOUSEHOLDS, JOBS,
)  # fmt: skip
DATASETS = tuple(dict.fromkeys(subject.dataset for subject in SUBJECTS))  # which regions there are, follows from all


@once
def others(snapshot: Snapshot) -> Mapping[str, str]:
    """Return code and name of the labour-market regions with live figures, without the own one, by name."""
    titles = {row["region_code"]: row["title"] for row in ask(snapshot, "regions", kind="labour_market_region").rows}
    titles.pop(snapshot.region.code, None)
    present: set[str] = set()
    for dataset in dict.fromkeys(subject.dataset for subject in SUBJECTS if subject.dataset in snapshot.datasets):
        present |= set(ask(snapshot, dataset, region_code=list(titles)).codes("region_code"))
    kept = [pair for pair in titles.items() if pair[0] in present]
    return MappingProxyType(dict(sorted(kept, key=lambda pair: pair[1])))


def another(snapshot: Snapshot, wanted: str) -> str:
    """Return `wanted` where it is a region with figures, else the first one; raise LookupError where there is none."""
    known = others(snapshot)
    if not known:
        raise LookupError("no other labour-market region has live figures")
    return wanted if wanted in known else next(iter(known))
