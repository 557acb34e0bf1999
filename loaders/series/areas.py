"""Which municipality lies in which labour-market region, per year: regions as data, not as code.

Read: "Gebieden in Nederland" of every year from 2015 (82949NED) to 2026 (86247NED), as its service gave them: a row per
municipality, groups of columns `Code` and `Naam` padded to 10 and 50; in v4 the measures AM0001 and AM0002 of group
AM0000, PV0001 and PV0002 of PV0000.
Grain: one municipality in one year.
Yearly, on 1 January; a new id each year: put it in front of `EDITIONS`.
Trap: the ordinals behind Code and Naam shift every year, so the group "Arbeidsmarktregio's" is looked up by its title.
To discover live: whether the columns come as text in both sets of v3, and whether the group "Provincies" has that title
in each edition; one without it is read without provinces.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from loaders.series.declare import Life, Quantity, Regions, Series
from snapshot.model import Column, Dataset, key
from snapshot.region import DEFAULT

EDITIONS = {
    2026: "86247NED", 2025: "86059NED", 2024: "85755NED", 2023: "85385NED", 2022: "85067NED", 2021: "84929NED",
    2020: "84721NED", 2019: "84378NED", 2018: "83859NED", 2017: "83553NED", 2016: "83287NED", 2015: "82949NED",
}  # fmt: skip
_FAMILY = tuple(EDITIONS.values())


def _series(dataset: str, table: str, predecessors: tuple[str, ...] = ()) -> Series:
    return Series(
        dataset=dataset,
        table=table,
        quantities=(
            Quantity("region_code_of", "Code", group="Arbeidsmarktregio's", also=("AM0001",)),
            Quantity("region_name_of", "Naam", group="Arbeidsmarktregio's", also=("AM0002",)),
            Quantity("province_code_of", "Code", group="Provincies", optional=True, also=("PV0001",)),
            Quantity("province_name_of", "Naam", group="Provincies", optional=True, also=("PV0002",)),
        ),
        wanted={"RegioS": ("GM*",)},
        periods="",
        title_part="Gebieden in Nederland",
        predecessors=predecessors,
        text=True,
    )


SERIES = _series("areas", _FAMILY[0], _FAMILY[1:])
EARLIER = tuple(_series(f"areas_{year}", table) for year, table in list(EDITIONS.items())[1:])
DATASET = Dataset(
    name="region_memberships",
    title="Gemeenten en hun arbeidsmarktregio, per jaar",
    description="Welke gemeente in welk jaar in welke arbeidsmarktregio lag, met de grenzen van dat jaar.",
    files=("raw/cbs/lock.json",),
    columns=(
        key("boundary_year", "Jaar van de grenzen", dtype="integer"),
        key("municipality_code", "Code van de gemeente"),
        Column("region_code", "label", "Code van de arbeidsmarktregio"),
        Column("region_title", "label", "Arbeidsmarktregio"),
        Column("province_code", "label", "Code van de provincie", nullable=True),
        Column("province_title", "label", "Provincie", nullable=True),
        Column("table_id", "label", "Tabel van CBS"),
    ),
)


@dataclass(frozen=True)
class Edition:
    """The municipalities of each region in one year, and the names of those regions.

    `names` is by code, of municipalities and provinces; `provinces` is the code of the province of a municipality;
    `lives` is what the edition tells of municipalities that came and went.
    """

    year: int
    members: dict[str, tuple[str, ...]]
    titles: dict[str, str]
    names: dict[str, str] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)
    lives: dict[str, Life] = field(default_factory=dict)


def year_of(series: Series) -> int:
    """Return the year whose boundaries an edition has; raise KeyError for a table that is none."""
    return next(year for year, table in EDITIONS.items() if table == series.table)


def membership(cells: pd.DataFrame, year: int, towns: Mapping[str, str]) -> Edition:
    """Return the municipalities of each labour-market region; `towns` are the names of municipalities by code."""
    wide = cells.pivot(index="region_code", columns="measure", values="value")
    members: dict[str, tuple[str, ...]] = {}
    titles: dict[str, str] = {}
    for code, part in wide.groupby("region_code_of"):
        if str(code).startswith("AM"):
            members[str(code)] = tuple(sorted(map(str, part.index)))
            titles[str(code)] = str(part["region_name_of"].iloc[0])
    provinces, names = {}, dict(towns)
    if "province_code_of" in wide:
        provinces = {str(town): str(code) for town, code in wide["province_code_of"].items() if code}
        names |= dict(
            zip(wide["province_code_of"], wide.get("province_name_of", wide["province_code_of"]), strict=True)
        )
    return Edition(year, members, titles, names, provinces)


def combined(editions: Iterable[Edition], home: str = "") -> Regions:
    """Return the newest membership, with the last known region of municipalities that earlier editions name.

    A municipality that is gone counts to the region it lay in last, if that region still exists: so a sum of a
    year before a merger is that of the municipalities of that year.
    """
    newest, *older = sorted(editions, key=lambda edition: -edition.year)
    still = {member for members in newest.members.values() for member in members}
    earlier: dict[str, str] = {}
    for edition in older:
        for region, members in edition.members.items():
            if region in newest.members:
                earlier |= {member: region for member in members if member not in still | earlier.keys()}
    since = older[-1].year if older else newest.year
    names = dict(newest.names)  # these first: a name of today goes before that of a municipality that is gone
    for edition in older:
        names |= {code: name for code, name in edition.names.items() if code not in names}
    lives: dict[str, Life] = {}
    for edition in (newest, *older):  # the newest one that tells of a municipality knows most
        lives |= {code: life for code, life in edition.lives.items() if code not in lives or life.ended}
    return Regions(newest.members, {**names, **newest.titles}, earlier, since, home, lives)


def regions(editions: list[Edition], table: pd.DataFrame, home: str = "") -> Regions:
    """Return what the editions in use say, or where there are none what data/reference/regions.csv knows."""
    return combined(editions, home) if editions else from_table(table, home)


def rows(editions: Iterable[Edition]) -> pd.DataFrame:
    """Return the rows of DATASET, a row per municipality and year."""
    found = [
        {
            "boundary_year": str(edition.year),
            "municipality_code": member,
            "region_code": region,
            "region_title": edition.titles[region],
            "province_code": edition.provinces.get(member, ""),
            "province_title": edition.names.get(edition.provinces.get(member, ""), ""),
            "table_id": EDITIONS[edition.year],
        }
        for edition in editions
        for region, members in edition.members.items()
        for member in members
    ]
    index = pd.MultiIndex.from_product([["cbs areas"], range(1, len(found) + 1)])
    return pd.DataFrame(found, index=index, dtype="object")


def from_table(regions: pd.DataFrame, home: str = "") -> Regions:
    """Return what data/reference/regions.csv knows: the regions of which it lists every municipality.

    It holds all municipalities of the default region, and of other regions only neighbours that occur somewhere.
    """
    part = regions[regions["kind"].eq("municipality") & regions["part_of"].eq(DEFAULT.code)]
    return Regions({DEFAULT.code: tuple(sorted(part["region_code"]))}, home=home)
