"""From a series to the questions about it, and from the cells that come to our words."""

from __future__ import annotations

import re

import pandas as pd

from loaders.series.declare import CHUNK, COUNTRY, Series
from loaders.series.fit import check, moments
from loaders.services.cbs.asking import matching, renamed
from loaders.services.cbs.model import Slice, Structure
from loaders.services.errors import SourceChanged


def slices(series: Series, structure: Structure, since: int | None = None) -> list[Slice]:
    """Return the questions for `series`, by year, from `since` or the last `series.years` years on.

    The questions about one year have one label; there are several where the series names a `chunk`.

    Raises:
        SourceChanged: A topic, dimension or code that the series names is gone.
    """
    topics = tuple(check(series, structure).values())
    wanted = {structure.dimension(name).name: patterns for name, patterns in series.wanted.items()}
    if not series.periods:
        return [Slice("all", wanted, topics, series.text)]
    time = structure.periods
    codes = moments(series, time)
    years = sorted({int(code[:4]) for code in codes})
    first = since if since is not None else years[-1] - series.years
    kind = "MM12" if series.periods == "MM12" and "MM" in codes[0] else f"{codes[0][4:6]}*"
    return [
        Slice(str(year), {**part, time.name: (f"{year}{kind}",)}, topics, series.text)
        for year in years
        if year >= first
        for part in _parts(series, structure, wanted)
    ]


def _parts(
    series: Series, structure: Structure, wanted: dict[str, tuple[str, ...]]
) -> list[dict[str, tuple[str, ...]]]:
    """Return `wanted`, or as many narrower questions as the dimension `series.chunk` needs."""
    if not series.chunk:
        return [wanted]
    dimension = structure.dimension(series.chunk)
    codes = [code.code for code in matching(dimension, wanted.get(dimension.name, ("*",)))]
    return [{**wanted, dimension.name: tuple(codes[at : at + CHUNK])} for at in range(0, len(codes), CHUNK)]


def cells(series: Series, structure: Structure, frame: pd.DataFrame) -> pd.DataFrame:
    """Return published cells with our words: `region_code`, `measure`, `period`, `value`, `unit`, `reason`, `final`.

    A flow also has `other_region_code`; a table about the whole country has its code on every row. `final` is false
    where the period is provisional.
    """
    topics = {topic.name: measure for measure, topic in check(series, structure).items()}
    places = {"region_code": series.region, "other_region_code": series.other_region}
    result = frame.rename(columns={structure.dimension(name).name: word for word, name in places.items() if name})
    if not series.region:
        result["region_code"] = COUNTRY
    for word in places.keys() & set(result.columns):
        result[word] = result[word].astype("object")
    for name, patterns in series.wanted.items():
        dimension = structure.dimension(name)
        words = renamed(dimension, patterns)
        if words and dimension.name in result:
            result[dimension.name] = result[dimension.name].astype("object").replace(words)
    result["measure"] = result.pop("topic").map(topics)
    if series.text:
        return result
    result = in_our_units(series, result)
    if series.periods:
        time = structure.periods
        codes = result.pop(time.name).astype("object")
        is_december = series.periods == "MM12"
        words = {
            code: period(code, first_of_january=series.first_of_january, december=is_december)
            for code in codes.unique()
        }
        result["period"] = codes.map(words)
        result["final"] = ~codes.map({code.code: code.is_provisional for code in time.codes.values()}).astype(bool)
    return result


def in_our_units(series: Series, cells: pd.DataFrame) -> pd.DataFrame:
    """Return published numbers in the units of the snapshot, with `unit` beside them: multiplied here, once."""
    quantities = {quantity.measure: quantity for quantity in series.quantities}
    factor = cells["measure"].map({name: quantity.factor for name, quantity in quantities.items()})
    unit = cells["measure"].map({name: quantity.unit_code for name, quantity in quantities.items()})
    return cells.assign(value=(cells["value"] * factor).round(6), unit=unit)


def period(code: str, *, first_of_january: bool = False, december: bool = False) -> str:
    """Return a period of CBS (`2024JJ00`, `2024KW01`, `2024MM12`) as the snapshot writes it.

    A year can stand for its first day, or for its `december`.
    """
    match = re.fullmatch(r"(\d{4})(JJ|KW|MM)(\d\d)", code)
    if match is None:
        raise SourceChanged(f"{code!r} of Perioden is no year, quarter or month", cause="codes_changed", shown=code)
    year, kind, number = match.groups()
    if kind == "JJ":
        return f"{year}-01-01" if first_of_january else f"{year}-12" if december else year
    return f"{year}-Q{int(number)}" if kind == "KW" else f"{year}-{number}"
