"""Employees by the labour-market region where they live and where they work: custom table of CBS.

Read: the page `Woon-werkbalans naar arbeidsmarktregio 2023` (CBS maatwerk, January 2025) as the agenda cites it, and
the words of StatLine 85481NED (Woonregio's, Werkregio's, x 1 000); whether it is a matrix or a list is to discover
live, so both are known.
Grain: home region x work region x year (December); employees.
Trap: a matrix that does not say which side is home is refused. Small flows are rounded or withheld: no sums of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from loaders.files.kinds.declare import DAYS, YEARS, Amount, Heading, Kind
from snapshot.model import Measure, key, observations

_EMPLOYEES: Mapping[str, tuple[str, int]] = {
    "": ("employees", 1),
    "aantal": ("employees", 1),
    "personen": ("employees", 1),
    "x1000": ("employees", 1000),
}
_HOME = (
    "woonregio",
    "woonarbeidsmarktregio",
    "arbeidsmarktregio wonen",
    "woonregio's",
    "arbeidsmarktregio waar men woont",
)
_WORK = (
    "werkregio",
    "werkarbeidsmarktregio",
    "arbeidsmarktregio werken",
    "werkregio's",
    "arbeidsmarktregio waar men werkt",
)
DATASET = observations(
    name="commuting_regions",
    title="Pendel tussen arbeidsmarktregio's",
    description="Werknemers naar de arbeidsmarktregio waar zij wonen en de arbeidsmarktregio waar zij werken.",
    files=("raw/cbs-maatwerk",),
    keys=(
        key("home_region_code", "Woonregio", labels_from="regions"),
        key("work_region_code", "Werkregio", labels_from="regions"),
    ),
    measures=(Measure("employees", "Werknemers", ("employees",)),),
    frequency="eenmalig",
    warnings=(
        "Zelfstandigen tellen niet mee.",
        "Kleine stromen zijn afgerond of niet gepubliceerd: de stromen tellen niet precies op.",
    ),
)
_LIST = Kind(
    name="commuting",
    dataset=DATASET,
    title="Woon-werkbalans naar arbeidsmarktregio",
    publisher="CBS",
    landing_page="https://www.cbs.nl/nl-nl/maatwerk/2025/05/woon-werkbalans-naar-arbeidsmarktregio-2023",
    licence="CC BY 4.0",
    period="year",
    since="2010-01-01",  # recalled: to discover live
    headings=(
        Heading("home_region_code", _HOME, required=True),
        Heading("work_region_code", _WORK, required=True),
        Heading("period", (*YEARS, *DAYS)),
    ),
    amounts=(
        Amount(
            "employees",
            ("aantal", "werknemers", "aantal werknemers", "banen van werknemers", "aantal werkenden", "pendel"),
            _EMPLOYEES,
        ),
    ),
    provisional_mark=True,
    unclear_dash="can be zero or no figure: write 0, or a point for no figure",
    may_jump=2000.0,  # in thousands with one decimal, or none
)
KINDS = (_LIST, replace(_LIST, name="commuting_matrix", title="Woon-werkbalans (matrix)", matrix=True))
