"""From published cells to observations: merged municipalities, regional sums, status and note of each row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from loaders.series.declare import Regions, Series
from loaders.services.cbs.model import IMPOSSIBLE, NOT_AVAILABLE, SECRET

UNKNOWN = "GM0000"  # people whose municipality is not known
STATUS_OF = {IMPOSSIBLE: "not_applicable", SECRET: "suppressed", NOT_AVAILABLE: "not_available"}
NOTE_OF = {NOT_AVAILABLE: "CBS geeft hier een punt, geen cijfer (onbekend, niet betrouwbaar genoeg of geheim)."}
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


def with_regions(cells: pd.DataFrame, regions: Regions, keys: tuple[str, ...]) -> pd.DataFrame:
    """Add a row per labour-market region: the sum of its municipalities, where all of them have a value.

    Regions that the table has itself in a year are left alone. Where a municipality is empty the sum is empty too, with
    the reason of that municipality: a missing figure never counts as 0. A year before a merger has other
    municipalities: they count by the region they lay in last, as far back as an edition of the areas is known.
    """
    chosen = [_by_region(of_year, regions) for _, of_year in cells.groupby(cells["period"].str[:4])]
    together = pd.concat(chosen, ignore_index=True) if chosen else cells.head(0)
    if together.empty:
        return cells
    summed = sums(together, ("region_code", *keys, "note"), needed=together["needed"])
    return pd.concat([cells, summed], ignore_index=True)


def _by_region(cells: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return the cells of one year that make up regions, by region: how many each needs, and a note on its borders."""
    present = set(cells["region_code"])
    found = {region: codes for region, codes in members_then(cells, regions).items() if region not in present}
    part_of = {code: region for region, codes in found.items() for code in codes}
    chosen = cells[cells["region_code"].isin(part_of)]
    region = chosen["region_code"].map(part_of)
    notes = {name: _note(codes, set(regions.members[name]), cells) for name, codes in found.items()}
    needed = {name: len(codes) for name, codes in found.items()}
    return chosen.assign(region_code=region, needed=region.map(needed), note=region.map(notes))


def _note(found: set[str], members: set[str], cells: pd.DataFrame) -> str:
    return "" if found == members else f"Met de grenzen van {_year(cells)}."


def members_then(cells: pd.DataFrame, regions: Regions, place: str = "region_code") -> dict[str, set[str]]:
    """Return the municipalities of each region in the year of `cells`; regions for which that is not sure are left out.

    A municipality that is gone now counts where it has a figure: CBS also gives empty cells after a merger.
    """
    present = set(cells[place])
    filled = set(cells.loc[cells["value"].notna(), place])
    unknown = {code for code in filled if code.startswith("GM")} - regions.part_of.keys() - {UNKNOWN}
    is_known = not unknown and _year(cells) >= regions.since
    found: dict[str, set[str]] = {region: set() for region in sorted(regions.members)}
    for code, region in regions.part_of.items():
        if code in filled or (code in present and code not in regions.earlier):
            found[region].add(code)
    return {
        region: codes
        for region, codes in found.items()
        if codes and (is_known or codes == set(regions.members[region]))
    }


def _year(cells: pd.DataFrame) -> int:
    return int(str(cells["period"].min())[:4]) if len(cells) else 0


def sums(cells: pd.DataFrame, keys: tuple[str, ...], *, needed: int | Mapping[str, int] | pd.Series) -> pd.DataFrame:
    """Sum the cells per key, measure and period; groups with fewer than `needed` cells are left out.

    Each sum tells in `parts` of how many cells it is, and in `missing_parts` how many of those are empty.

    `needed` is one number, one per `region_code`, or one per cell.
    """
    by = [*keys, "measure", "period", "unit"]
    least = cells["region_code"].map(needed) if isinstance(needed, Mapping) else needed
    groups = cells.assign(least=least).groupby(by, sort=False, observed=True)
    summed = groups.agg(
        value=("value", "sum"),
        filled=("value", "count"),
        reason=("reason", "max"),
        final=("final", "all"),
        parts=("final", "size"),
        least=("least", "max"),
    ).reset_index()
    summed = summed[summed["parts"].ge(summed.pop("least"))]
    summed["missing_parts"] = summed["parts"] - summed.pop("filled")
    summed["value"] = summed["value"].where(summed["missing_parts"].eq(0))
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
            summed = sums(chosen, ("region_code", column), needed=len(codes))
            parts.append(summed.drop(columns=["parts", "missing_parts"]))  # those are places, not ages
    return pd.concat(parts, ignore_index=True)


def rows(cells: pd.DataFrame, series: Series, keys: tuple[str, ...], *, parts: bool = False) -> pd.DataFrame:
    """Return `cells` as text rows of an observations dataset, with `reason` behind them.

    `parts` adds of how many cells each is the sum, and how many of those are empty.
    """
    frame = cells.reset_index(drop=True)
    empty = frame["value"].isna()
    derived = frame["derived"].eq(True) if "derived" in frame else pd.Series(False, index=frame.index)
    status = pd.Series("published", index=frame.index).mask(derived, "derived")
    status = status.mask(~frame["final"].astype(bool), "provisional")
    status = status.mask(empty, frame["reason"].map(STATUS_OF).fillna("not_available"))
    own = frame["note"] if "note" in frame else pd.Series("", index=frame.index, dtype="object")
    note = own.fillna("").astype("object").mask(empty, frame["reason"].map(NOTE_OF).fillna(""))
    note = note.mask(empty & derived, "")
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
    if parts:
        for name, one in (("parts", 1), ("missing_parts", 0)):
            counts = frame[name] if name in frame else pd.Series(one, index=frame.index)
            result[name] = counts.fillna(one).astype("int64").astype(str)
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
