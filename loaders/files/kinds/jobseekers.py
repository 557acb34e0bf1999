"""Registered jobseekers of UWV (GWU) by region and month.

Read: the description of GWU at data.overheid.nl (persons with a WW, WIA, Wajong or bijstand benefit and those with an
active CV at werk.nl; by province, region, municipality, education, occupation, age) and what the agenda prints of
December 2024; headings recalled: to discover live.
Grain: region x benefit x with or without work as an employee x month; persons.
Monthly. Trap: a split by age, education or occupation would count people twice: such a table is refused.
"""

from __future__ import annotations

from loaders.files.kinds.declare import AREAS, DAYS, MONTHS, PERSONS, TOWNS, YEARS, Amount, Heading, Kind
from snapshot.model import Measure, key, observations, region_key

_SCHEMES = {
    "total": "alle",
    "ww": "WW",
    "wia": "WIA",
    "wajong": "Wajong",
    "social_assistance": "Bijstand",
    "other": "overige dienstverlening",
}
_SCHEME_WORDS = {
    "totaal": "total", "total": "total", "alle": "total", "ww": "ww", "wia": "wia",
    "wajong": "wajong", "bijstand": "social_assistance",
    "participatiewet": "social_assistance", "p-wet": "social_assistance", "overig": "other", "overige": "other",
    "geen uitkering": "other", "zonder uitkering": "other",
}  # fmt: skip
_WORK = {
    "total": "met en zonder werk",
    "without_work": "zonder werk in loondienst",
    "with_work": "met werk in loondienst",
}
_WORK_WORDS = {
    "totaal": "total", "total": "total", "alle": "total", "zonder": "without_work", "nee": "without_work",
    "zonder dienstverband": "without_work",
    "zonder werk": "without_work", "zonder loondienst": "without_work", "met": "with_work", "ja": "with_work",
    "met dienstverband": "with_work", "met werk": "with_work", "met loondienst": "with_work",
}  # fmt: skip
DATASET = observations(
    name="jobseekers_series",
    title="Geregistreerde werkzoekenden UWV, reeks",
    description="Inwoners die UWV als werkzoekend kent, naar uitkering en werk in loondienst, per regio en maand.",
    files=("raw/uwv",),
    keys=(region_key(), key("scheme", "Uitkering of dienstverlening", _SCHEMES), key("employment", "Werk", _WORK)),
    measures=(Measure("persons", "Personen", ("persons",)),),
    frequency="per maand",
    warnings=("Dit zijn personen. Wie meer uitkeringen heeft, kan bij meer uitkeringen meetellen.",),
)
KIND = Kind(
    name="jobseekers",
    dataset=DATASET,
    title="Geregistreerde werkzoekenden (GWU)",
    publisher="UWV",
    landing_page="https://www.werk.nl/arbeidsmarktinformatie",
    licence="Niet opgegeven; bronvermelding verplicht",
    period="month",
    since="2010-01-01",  # recalled: to discover live
    headings=(
        Heading("region_code", (*TOWNS, *AREAS), required=True),
        Heading(
            "period", (*MONTHS, *DAYS, "ultimo maand", "jaar en maand", "maand en jaar", "verslagmaand", "peilmaand")
        ),
        Heading("year", YEARS),
        Heading("part", MONTHS),
        Heading(
            "scheme",
            ("uitkering", "uitkeringssituatie", "soort uitkering", "uitkeringstype", "dienstverlening"),
            values=_SCHEME_WORDS,
            default="total",
        ),
        Heading(
            "employment",
            ("dienstverband", "werk in loondienst", "loondienst", "met/zonder dienstverband"),
            values=_WORK_WORDS,
            default="total",
        ),
    ),
    amounts=(
        Amount(
            "persons",
            (
                "aantal",
                "gwu",
                "aantal gwu",
                "geregistreerde werkzoekenden",
                "aantal werkzoekenden",
                "werkzoekenden",
                "aantal personen",
            ),
            PERSONS,
        ),
    ),
    says=("geregistreerde werkzoekenden", "gwu"),
)
