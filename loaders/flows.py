"""From flows between municipalities to flows between regions, where a sum says something.

A source that rounds to hundreds publishes a flow under fifty as 0. Such a zero is not nothing, so a sum over flows
holds a number of unknown ones, each at most SMALLEST - 1.
"""

from __future__ import annotations

import pandas as pd

from loaders.cbs.model import NOT_AVAILABLE
from loaders.derive import members_then
from loaders.series import Regions

SMALLEST = 50  # a flow under this is published as 0
LARGEST_GAP = 0.05  # of a sum: where the hidden flows may be more, no sum is given
UNDER_FIFTY = "Minder dan 50: CBS rondt af op honderdtallen."
PLACES = ("region_code", "other_region_code")


def with_regional_flows(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Add flows between regions, and between a municipality and a region, to the flows of one year.

    A sum is given only where every flow in it has a figure and the flows under fifty can add at most 5 % to it; its
    note then tells how many those are and how much they can be. Elsewhere the row is empty and says why.

    Returns:
        All rows, with `small_flows`: how many flows under fifty are in a sum (0 or 1 for a published flow).
    """
    marked = cells.assign(small_flows=cells["value"].eq(0).astype("int64"), note="")
    marked.loc[marked["small_flows"].eq(1), "note"] = UNDER_FIFTY
    members = {place: members_then(cells, regions, place) for place in PLACES}
    present = set(cells["region_code"])
    parts = [marked]
    for summed in (("region_code",), ("other_region_code",), PLACES):
        part = marked
        for place, found in members.items():
            if place in summed:
                belongs = {code: region for region, codes in found.items() for code in codes if region not in present}
                part = part.assign(**{place: part[place].map(belongs)})
                part = part[part[place].notna()]
        parts.append(_sums(part, members))
    return pd.concat(parts, ignore_index=True)


def _sums(part: pd.DataFrame, members: dict[str, dict[str, set[str]]]) -> pd.DataFrame:
    groups = part.groupby([*PLACES, "measure", "period", "unit"], sort=False, observed=True)
    total = groups.agg(
        value=("value", "sum"),
        filled=("value", "count"),
        reason=("reason", "max"),
        final=("final", "all"),
        small_flows=("small_flows", "sum"),
    ).reset_index()
    needed = pd.Series(1, index=total.index)
    for place in PLACES:
        needed *= (
            total[place].map({region: len(codes) for region, codes in members[place].items()}).fillna(1).astype(int)
        )
    hidden = total["small_flows"] * (SMALLEST - 1)
    is_whole = total["filled"].eq(needed)
    is_sure = is_whole & hidden.le(LARGEST_GAP * total["value"])
    count, small, most = (number.map(_dutch) for number in (needed, total["small_flows"], hidden))
    note = "Som van " + count + needed.gt(1).map({True: " afgeronde stromen.", False: " afgeronde stroom."})
    told = note + " Kleiner dan 50 en daarom geteld als 0: " + small + ", samen hoogstens " + most + "."
    note = note.mask(total["small_flows"].gt(0), told)
    unsure = (
        "Niet te berekenen. Kleiner dan 50: " + small + " van de " + count + " stromen, samen hoogstens " + most + "."
    )
    total["note"] = note.mask(is_whole & ~is_sure, unsure)
    total["value"] = total["value"].where(is_sure)
    total["reason"] = total["reason"].mask(is_whole & ~is_sure, NOT_AVAILABLE)
    total["unsure"] = is_whole & ~is_sure
    return total.drop(columns="filled").assign(derived=True)


def _dutch(number: int) -> str:
    return f"{number:,}".replace(",", ".")
