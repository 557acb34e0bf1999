"""Which municipality lies in which labour-market region: regions as data, not as code.

Read: "Gebieden in Nederland" 86247NED (2026) and its editions 86059NED (2025), 85755NED (2024), 85067NED (2022) and
83287NED (2016) in sources.md: a row per municipality, groups of columns `Code` and `Naam` padded to 10 and 50.
Grain: one municipality in one year.
Yearly, on 1 January; a new id each year: mend `table` below.
Trap: the ordinals behind Code and Naam shift every year, so the group "Arbeidsmarktregio's" is looked up by its title.
To discover live: whether the columns come as text in both sets.
"""

from __future__ import annotations

import pandas as pd

from loaders.series import Quantity, Regions, Series

SERIES = Series(
    dataset="areas",
    table="86247NED",
    quantities=(
        Quantity("region_code_of", "Code", group="Arbeidsmarktregio's"),
        Quantity("region_name_of", "Naam", group="Arbeidsmarktregio's"),
    ),
    wanted={"RegioS": ("GM*",)},
    periods="",
    title_part="Gebieden in Nederland",
    predecessors=("86059NED", "85755NED", "85067NED", "83287NED"),
    text=True,
)


def membership(cells: pd.DataFrame) -> Regions:
    """Return the municipalities of each labour-market region, and the names of those regions."""
    wide = cells.pivot(index="region_code", columns="measure", values="value")
    members: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    for code, part in wide.groupby("region_code_of"):
        if str(code).startswith("AM"):
            members[str(code)] = tuple(sorted(map(str, part.index)))
            titles[str(code)] = str(part["region_name_of"].iloc[0])
    return Regions(members, titles)


def from_table(regions: pd.DataFrame) -> Regions:
    """Return what data/reference/regions.csv knows: the regions of which it lists every municipality.

    It holds all municipalities of Midden-Gelderland, and of other regions only neighbours that occur somewhere.
    """
    part = regions[regions["kind"].eq("municipality") & regions["part_of"].eq("AM07")]
    return Regions({"AM07": tuple(sorted(part["region_code"]))})
