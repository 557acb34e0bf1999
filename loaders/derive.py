"""From published cells to observations: merged municipalities, regional sums, status and note of each row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.cbs.model import IMPOSSIBLE, NOT_AVAILABLE, SECRET
from loaders.series import Regions, Series

MERGED = {"GM0196": ("GM0299", "2018", "Met Rijnwaarden, dat sinds 2018 bij Zevenaar hoort.")}
STATUS_OF = {IMPOSSIBLE: "not_applicable", SECRET: "suppressed", NOT_AVAILABLE: "not_available"}
NOT_SUMMED = "Niet te berekenen: van een of meer delen is geen cijfer."
NOTE_OF = {NOT_AVAILABLE: "CBS geeft hier een punt: onbekend, niet betrouwbaar genoeg of geheim."}
REASONS = {
    IMPOSSIBLE: "kan niet voorkomen",
    SECRET: "geheim",
    NOT_AVAILABLE: "niet beschikbaar",
}


def existing(cells: pd.DataFrame) -> pd.DataFrame:
    """Drop the cells of a region that did not exist in a period: there nothing at all is possible."""
    impossible = cells["reason"].eq(IMPOSSIBLE)
    nowhere = impossible.groupby([cells["region_code"], cells["period"]]).transform("all")
    return cells[~nowhere]


def merge_municipalities(cells: pd.DataFrame, keys: tuple[str, ...]) -> pd.DataFrame:
    """Add a municipality that was merged into another to that other, before the merger.

    For tables in which each year has its own boundaries. Where one of the two is empty, so is the sum.
    """
    for old, (new, year, note) in MERGED.items():
        gone = cells["region_code"].eq(old)
        if not gone.any():
            continue
        before = gone & cells["period"].lt(year)
        touched = before | (cells["region_code"].eq(new) & cells["period"].lt(year))
        both = cells[touched].assign(region_code=new)
        summed = _sum(both, ("region_code", *keys), needed=2)
        cells = pd.concat([cells[~touched & ~gone], summed.assign(note=note)], ignore_index=True)
    return cells


def with_regions(cells: pd.DataFrame, regions: Regions, keys: tuple[str, ...]) -> pd.DataFrame:
    """Add a row per labour-market region: the sum of its municipalities, where all of them have a value.

    Regions that the table has itself are left alone. Where a municipality is empty the sum is empty too, with the
    reason of that municipality: a missing figure never counts as 0.
    """
    present = set(cells["region_code"])
    parts = [cells]
    for region, members in sorted(regions.members.items()):
        if region in present or not set(members) <= present:
            continue
        chosen = cells[cells["region_code"].isin(members)].assign(region_code=region)
        summed = _sum(chosen, ("region_code", *keys), needed=len(members))
        parts.append(summed.assign(note=f"Som van {len(members)} gemeenten."))
    return pd.concat(parts, ignore_index=True)


def _sum(cells: pd.DataFrame, keys: tuple[str, ...], *, needed: int) -> pd.DataFrame:
    """Sum the cells per key, measure and period; groups with fewer than `needed` cells are left out."""
    by = [*keys, "measure", "period", "unit"]
    groups = cells.groupby(by, sort=False, observed=True)
    summed = groups.agg(
        value=("value", "sum"),
        filled=("value", "count"),
        reason=("reason", "max"),
        final=("final", "all"),
        count=("final", "size"),
    ).reset_index()
    summed = summed[summed["count"].ge(needed)]
    summed["value"] = summed["value"].where(summed["filled"].eq(summed["count"]))
    summed = summed.drop(columns=["filled", "count"])
    summed["value"] = summed["value"].round(6)
    return summed.assign(derived=True)


def band(cells: pd.DataFrame, column: str, bands: Mapping[str, tuple[str, ...]]) -> pd.DataFrame:
    """Replace the codes of `column` by `bands`: each the sum of its codes, empty where one of them is.

    A band of one code stays as published; bands may overlap.
    """
    parts = []
    for name, codes in bands.items():
        chosen = cells[cells[column].isin(codes)].assign(**{column: name})
        if len(codes) == 1:
            parts.append(chosen)
        else:
            parts.append(_sum(chosen, ("region_code", column), needed=len(codes)))
    return pd.concat(parts, ignore_index=True)


def rows(cells: pd.DataFrame, series: Series, keys: tuple[str, ...]) -> pd.DataFrame:
    """Return `cells` as text rows of an observations dataset, with `reason` behind them."""
    frame = cells.reset_index(drop=True)
    empty = frame["value"].isna()
    derived = frame["derived"].eq(True) if "derived" in frame else pd.Series(False, index=frame.index)
    status = pd.Series("published", index=frame.index).mask(derived, "derived")
    status = status.mask(~frame["final"].astype(bool), "provisional")
    status = status.mask(empty, frame["reason"].map(STATUS_OF).fillna("not_available"))
    own = frame["note"] if "note" in frame else pd.Series("", index=frame.index, dtype="object")
    note = own.fillna("").astype("object").mask(empty, frame["reason"].map(NOTE_OF).fillna(""))
    note = note.mask(empty & derived, NOT_SUMMED)
    result = pd.DataFrame({"region_code": frame["region_code"]})
    for name in keys:
        result[name] = frame[name].astype("object")
    result["measure"] = frame["measure"]
    result["reference_period"] = frame["period"]
    result["value"] = [number_text(value) for value in frame["value"]]
    result["unit"] = frame["unit"]
    result["status"] = status
    result["paragraph"] = ""
    result["source"] = source_id(series)
    result["note"] = note
    result["reason"] = frame["reason"].where(empty, "").mask(empty & frame["reason"].eq(""), NOT_AVAILABLE)
    return result


def number_text(value: float) -> str:
    """Return a number as the shortest text that reads back as it; '' where there is none."""
    if pd.isna(value):
        return ""
    return str(int(value)) if float(value).is_integer() else repr(round(float(value), 6))


def source_id(series: Series) -> str:
    """Return the id under which the source of `series` is listed."""
    return f"cbs-{series.table.lower()}-live"
