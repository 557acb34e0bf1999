"""Jobs and people of the banenafspraak by region and quarter.

Read: what UWV writes about its `Regionale trendrapportage banenafspraak` (jobs by a fixed number of hours, people in
the register, baseline end of 2012; indicative, not the official count) and what the agenda prints; headings recalled:
to discover live.
Grain: region x measure x quarter; jobs or persons.
Quarterly. Trap: jobs are not persons; the target is indicative.
"""

from __future__ import annotations

from loaders.files.kinds.declare import AREAS, DAYS, JOBS, PERCENT, PERSONS, QUARTERS, YEARS, Amount, Heading, Kind
from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="job_agreement_series",
    title="Banenafspraak, reeks",
    description="Banen voor en mensen uit het doelgroepregister, per regio en kwartaal.",
    files=("raw/uwv",),
    keys=(region_key(),),
    measures=(
        Measure("jobs", "Banen", ("jobs",)),
        Measure("target_jobs", "Indicatieve doelstelling", ("jobs",)),
        Measure("registered_persons", "Mensen in het doelgroepregister", ("persons",)),
        Measure("working_persons", "Werkende mensen uit het doelgroepregister", ("persons",)),
        Measure("participation_pct", "Arbeidsparticipatie van de doelgroep", ("pct",), decimals=1),
    ),
    frequency="per kwartaal",
    warnings=(
        "Een baan is een vast aantal verloonde uren en dus niet hetzelfde als een werkend persoon.",
        "De cijfers per regio geven een indicatie; de landelijke monitor is de officiële meting.",
    ),
)
KIND = Kind(
    name="job_agreement",
    dataset=DATASET,
    title="Banenafspraak per regio",
    publisher="UWV",
    landing_page="https://www.uwv.nl/nl/arbeidsmarktinformatie/dashboards/dashboard-banenafspraak",
    licence="Niet opgegeven; bronvermelding verplicht",
    period="quarter",
    since="2012-12-31",  # the baseline
    headings=(
        Heading("region_code", AREAS, required=True),
        Heading("period", (*QUARTERS, *DAYS, "jaar en kwartaal", "kwartaal en jaar", "verslagkwartaal", "meting")),
        Heading("year", YEARS),
        Heading("part", QUARTERS),
    ),
    amounts=(
        Amount(
            "jobs", ("banen", "aantal banen", "gerealiseerde banen", "banen totaal", "totaal banen", "realisatie"), JOBS
        ),
        Amount("target_jobs", ("doelstelling", "indicatieve doelstelling", "doelstelling banen"), JOBS),
        Amount(
            "registered_persons",
            (
                "doelgroepregister",
                "personen in doelgroepregister",
                "personen in het doelgroepregister",
                "doelgroep",
                "omvang doelgroep",
            ),
            PERSONS,
        ),
        Amount(
            "working_persons",
            (
                "werkzame personen",
                "werkenden",
                "aantal werkenden",
                "werkzaam",
                "aantal werkzame personen",
                "personen aan het werk",
            ),
            PERSONS,
        ),
        Amount(
            "participation_pct",
            ("arbeidsparticipatie", "participatie", "aandeel werkzaam"),
            {"": ("pct", 1), **PERCENT},
            decimals=1,
        ),
    ),
    says=("banenafspraak", "doelgroepregister"),
)
