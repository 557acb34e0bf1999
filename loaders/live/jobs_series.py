"""Jobs of employees in December by section of SBI 2008 and municipality.

Read: dimensions, codes and a real row of table 83582NED in sources.md: 21 sections, A-U in total, x 1 000, 1 decimal.
Grain: region x section x December; jobs, published in hundreds (x 1 000 with one decimal), multiplied once.
Yearly; the latest year is provisional.
Trap: totals and leaves coexist: only the sections and the total A-U are asked, and they never join one sum. Many cells
are empty: a region is summed only where every municipality has a figure. Self-employed people are not in it.
To discover live: whether it has AM rows, the unit as written, and its successor in SBI 2025.
"""

from __future__ import annotations

import pandas as pd

from loaders.derive import REASONS, existing, merge_municipalities, rows, with_regions
from loaders.series import Quantity, Regions, Series
from snapshot.model import Column, Measure, key, observations, region_key

_SECTIONS = {
    "T001081": ("total", "A-U Alle sectoren"),
    "301000": ("a", "A Landbouw, bosbouw en visserij"),
    "305700": ("b", "B Delfstoffenwinning"),
    "307500": ("c", "C Industrie"),
    "346600": ("d", "D Energievoorziening"),
    "348000": ("e", "E Waterbedrijven en afvalbeheer"),
    "350000": ("f", "F Bouwnijverheid"),
    "354200": ("g", "G Handel"),
    "383100": ("h", "H Vervoer en opslag"),
    "389100": ("i", "I Horeca"),
    "391600": ("j", "J Informatie en communicatie"),
    "396300": ("k", "K Financiële dienstverlening"),
    "402000": ("l", "L Verhuur en handel van onroerend goed"),
    "403300": ("m", "M Specialistische zakelijke diensten"),
    "410200": ("n", "N Verhuur en overige zakelijke diensten"),
    "417400": ("o", "O Openbaar bestuur en overheidsdiensten"),
    "419000": ("p", "P Onderwijs"),
    "422400": ("q", "Q Gezondheids- en welzijnszorg"),
    "428100": ("r", "R Cultuur, sport en recreatie"),
    "435500": ("s", "S Overige dienstverlening"),
    "440000": ("t", "T Huishoudens"),
    "440900": ("u", "U Extraterritoriale organisaties"),
}
SERIES = Series(
    dataset="jobs_series",
    table="83582NED",
    quantities=(Quantity("jobs", "Banen van werknemers in december", unit="x 1 000", unit_code="jobs", factor=1000),),
    wanted={"RegioS": ("GM*", "AM*", "NL01"), "BedrijfstakkenBranchesSBI2008": tuple(_SECTIONS)},
    periods="MM",
    title_part="Banen van werknemers in december; economische activiteit",
)
DATASET = observations(
    name="jobs_series",
    title="Banen naar bedrijfstak, reeks",
    description="Banen van werknemers in december naar bedrijfstak (SBI 2008), per gemeente, regio en in Nederland.",
    subject="banen",
    files=("raw/cbs/lock.json",),
    keys=(region_key(), key("section", "Bedrijfstak", dict(_SECTIONS.values()))),
    measures=(Measure("jobs", "Banen van werknemers", ("jobs",)),),
    extra=(Column("reason", "label", "Reden van een lege cel", labels=REASONS, nullable=True),),
    live=True,
    frequency="jaarlijks",
    warnings=(
        "CBS rondt af op honderden en laat veel cellen leeg.",
        "Zelfstandigen tellen niet mee.",
        "Voor 2018 telt Rijnwaarden mee bij Zevenaar.",
    ),
)


def load(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the rows of one December."""
    named = existing(cells).rename(columns={"BedrijfstakkenBranchesSBI2008": "section"})
    named["section"] = named["section"].astype("object").map({code: name for code, (name, _) in _SECTIONS.items()})
    keys = ("section",)
    return rows(with_regions(merge_municipalities(named, keys), regions, keys), SERIES, keys)
