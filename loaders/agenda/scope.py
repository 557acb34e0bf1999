"""What belongs to the region that is built: its agenda, and the rows of general tables that are about it.

The tables of an agenda are declared as `mja/<name>.csv` and lie in data/mja/<region>/<name>.csv. The agenda of
Midden-Gelderland is whole, so there a file that is gone is a fault; another region has what its folder holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from snapshot.errors import Failure, SnapshotError
from snapshot.region import DEFAULT, SETTING, Region

AGENDA = "mja/"


class NothingToBuild(SnapshotError):
    """There are no figures of the region at all."""


def place(name: str, region: Region) -> str:
    """Return where the declared file `name` lies below data/: a table of the agenda has its region in its path."""
    return f"{AGENDA}{region.slug}/{name.removeprefix(AGENDA)}" if name.startswith(AGENDA) else name


def is_expected(name: str, folder: Path, region: Region) -> bool:
    """Return whether the declared file `name` has to be there."""
    return not name.startswith(AGENDA) or region == DEFAULT or (folder / place(name, region)).is_file()


def require_figures(folder: Path, region: Region, *, has_live: bool) -> None:
    """Raise NothingToBuild where `region` has neither an agenda nor refreshed series."""
    agenda = folder / "mja" / region.slug
    if region == DEFAULT or has_live or any(agenda.glob("*.csv")):
        return
    raise NothingToBuild(
        f"there are no figures of {region.title}: no agenda in data/mja/{region.slug} and no refreshed series\n"
        f"run: {SETTING}={region.slug} make refresh"
    )


def fitting(loaded: Mapping[str, pd.DataFrame], region: Region) -> tuple[dict[str, pd.DataFrame], list[Failure]]:
    """Return the tables with only the rows that fit `region`: of its own places or the country, of a known source.

    A table about places of which none lies in the region is left out, even where it has rows of the country.
    """
    regions, sources = loaded["regions"], set(loaded["sources"]["id"])
    own = {region.code, *regions.loc[regions["part_of"].eq(region.code), "region_code"]}
    if len(own) == 1:
        expected = f"the municipalities of {region.title}; run: python -m loaders refresh --only areas"
        return dict(loaded), [Failure("data/raw/cbs", None, "areas", "no membership of municipalities", expected)]
    wide = {*own, "NL01"}
    kept: dict[str, pd.DataFrame] = {}
    for name, table in loaded.items():
        if name in ("regions", "sources"):
            kept[name] = table
            continue
        frame = table
        if "region_code" in frame:
            local = frame["region_code"].ne("NL01").any()
            frame = frame[frame["region_code"].isin(wide)]
            if local and not frame["region_code"].isin(own).any():
                continue
        if "source" in frame:
            frame = frame[frame["source"].isin({*sources, ""})]
        if name == "terms":
            frame = frame[~frame["definition"].str.contains(DEFAULT.title, regex=False)]
        if len(frame):
            kept[name] = frame
    return kept, []


def told_apart(loaded: Mapping[str, pd.DataFrame], region: Region) -> tuple[dict[str, pd.DataFrame], Region]:
    """Return the tables and the region, with another title for it where one of its municipalities has its name."""
    regions = loaded["regions"].copy()
    found = region.beside(set(regions.loc[regions["part_of"].eq(region.code), "title"]))
    regions.loc[regions["region_code"].eq(region.code), "title"] = found.title
    return {**loaded, "regions": regions}, found
