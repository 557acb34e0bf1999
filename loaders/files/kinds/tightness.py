"""The tightness indicator of UWV by occupation group, region and quarter.

Read: definition and classes on the pages of UWV (open vacancies per WW benefit under six months; about 93 occupation
groups; end of the quarter); the headings are those words, since no file could be looked at: to discover live.
Grain: region x occupation group x quarter; a class and a ratio, each as published.
Quarterly; UWV has no service: a person downloads the table from its dashboard, per region or for all.
Trap: class and ratio must agree with the bounds of the classes; a ratio in % is another thing and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.agenda.vocabulary import TIGHTNESS
from loaders.files.kinds.declare import AREAS, DAYS, QUARTERS, YEARS, Amount, Heading, Kind
from snapshot.model import STATUS_WORDS, Column, Dataset, key, region_key

BANDS = "reference/tightness_bands.csv"

DATASET = Dataset(
    name="tightness_by_occupation",
    title="Spanning op de arbeidsmarkt per beroepsgroep",
    description="De spanningsindicator van UWV per beroepsgroep: klasse en verhouding, per regio en kwartaal.",
    files=("raw/uwv",),
    columns=(
        region_key(),
        key("occupation_group", "Beroepsgroep"),
        key("reference_period", "Periode"),
        Column("occupation_class", "label", "Beroepsklasse", nullable=True),
        Column("tightness_class", "label", "Klasse", labels=TIGHTNESS, nullable=True),
        Column(
            "ratio", "label", "Vacatures per WW-uitkering", dtype="number", nullable=True,
            description="Openstaande vacatures per WW-uitkering die korter dan zes maanden duurt.",
        ),
        Column("status", "status", "Status", labels=STATUS_WORDS),
        Column("source", "label", "Bron", labels_from="sources"),
        Column("note", "label", "Opmerking", nullable=True),
    ),
    frequency="per kwartaal",
    warnings=(
        "Spanning is het aantal openstaande vacatures per WW-uitkering die korter dan zes maanden duurt.",
        "In een kleine beroepsgroep verandert de klasse al bij een paar vacatures of uitkeringen meer of minder.",
    ),
)  # fmt: skip


def finish(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group and quarter: class and ratio as published, the status of the two together."""
    ratio = rows["value"]
    named = rows["tightness_class"].ne("") if "tightness_class" in rows else pd.Series(False, index=rows.index)
    told = (named | ratio.ne("")) & rows["status"].ne("provisional")
    status = rows["status"].mask(told, "published")
    return rows.assign(ratio=ratio, status=status).drop(columns=["measure", "value", "unit"])


def disagreements(rows: pd.DataFrame, bands: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return the rows in which the ratio lies outside the bounds of the class; `bands` maps class to its bounds."""
    found = []
    for group, period, name, text in rows[["occupation_group", "reference_period", "tightness_class", "ratio"]].values:
        if not name or not text:
            continue
        lower, upper = bands[name]
        slack = 0.5 * 10 ** -min(len(text.partition(".")[2]), 2) + 1e-9  # the ratio is rounded, the class is not
        if not lower - slack <= float(text) <= upper + slack:
            found.append(f"{group} in {period}: {text} is not {TIGHTNESS[name]}")
    return found


KIND = Kind(
    name="tightness",
    dataset=DATASET,
    title="Spanningsindicator per beroepsgroep",
    publisher="UWV",
    landing_page="https://www.werk.nl/arbeidsmarktinformatie/dashboards/spanningsindicator",
    licence="Niet opgegeven; bronvermelding verplicht",
    period="quarter",
    since="2012-01-01",  # recalled: to discover live
    headings=(
        Heading("region_code", AREAS, required=True),
        Heading(
            "occupation_group",
            ("beroepsgroep", "beroepsgroepnaam", "beroep", "beroepsgroepen", "beroepen"),
            required=True,
        ),
        Heading("occupation_class", ("beroepsklasse", "beroepsklassenaam", "beroepsrichting")),
        Heading("period", (*QUARTERS, *DAYS, "jaar en kwartaal", "kwartaal en jaar", "verslagkwartaal")),
        Heading("year", YEARS),
        Heading("part", QUARTERS),
        Heading(
            "tightness_class",
            (
                "typering",
                "typering spanning",
                "klasse",
                "spanningsklasse",
                "type arbeidsmarkt",
                "typering arbeidsmarkt",
            ),
            values={word: code for code, word in TIGHTNESS.items()},
        ),
    ),
    amounts=(
        Amount(
            "ratio",
            ("spanning", "spanningsindicator", "score", "waarde spanningsindicator", "verhouding", "spanning (score)"),
            {"": ("ratio", 1)},
            decimals=6,
        ),
    ),
    instead="tightness_class",
    finish=finish,
)
