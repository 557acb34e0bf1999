"""Ask every table how it presents itself now, and tell whether its declaration fits: metadata only, nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from loaders.keeping.editions import Readable, readable
from loaders.series import areas, cbs
from loaders.series.declare import Series
from loaders.series.fit import fit, moments
from loaders.series.reading import slices
from loaders.services.cbs import reader
from loaders.services.cbs.asking import cells_expected, matching, questions
from loaders.services.cbs.model import Structure, Topic
from loaders.services.errors import SourceError
from loaders.services.http import Transport
from loaders.services.settings import Settings


@dataclass(frozen=True)
class Probed:
    """What was found of one series: whether it `fits`, and the lines that tell it."""

    dataset: str
    table: str
    fits: bool
    lines: tuple[str, ...]

    def __str__(self) -> str:
        head = f"{self.dataset:30s} {self.table:9s} {'fits' if self.fits else 'DOES NOT FIT'}"
        return "\n".join([head, *(f"    {line}" for line in self.lines)])


def every_series() -> dict[str, Series]:
    """Return what can be probed, by dataset."""
    found = (areas.SERIES, *areas.EARLIER, *(live.series for live in cbs.SERIES))
    return {series.dataset: series for series in found}


def probe(names: list[str], settings: Settings) -> list[Probed]:
    """Probe the series called `names`, or all; raise KeyError for a name that is none of them."""
    known = every_series()
    chosen = [known[name] for name in names] if names else list(known.values())
    with ThreadPoolExecutor(settings.tables, thread_name_prefix="probe") as pool:
        return list(pool.map(lambda series: _probed(series, settings), chosen))


def _probed(series: Series, settings: Settings) -> Probed:
    try:
        source = reader(Transport(settings))
        found = readable(series, source, None)
        structure = source.structure(found.series.table)
    except SourceError as error:
        return Probed(series.dataset, series.table, False, (f"! {error}",))
    topics, problems = fit(found.series, structure)
    lines = [f"! {problem}" for problem in problems]
    if found.older:
        lines.append(f"! {found.older}")
    lines += _found(found, structure, topics)
    if not problems:
        lines.append(_size(found.series, structure, settings))
    return Probed(series.dataset, found.series.table, not problems and not found.older, tuple(lines))


def _found(found: Readable, structure: Structure, topics: dict[str, Topic]) -> Iterator[str]:
    """Tell what fits, by which title and code, so that a person can see whether it means what we think."""
    series = found.series
    yield f"{found.info.title} (published {found.info.modified})"
    if found.successor:
        yield f"a newer edition exists: {found.successor}"
    for quantity in series.quantities:
        if quantity.measure in topics:
            topic = topics[quantity.measure]
            under = f" under {topic.groups[0]!r}" if topic.groups else ""
            other = "" if topic.title == quantity.title else f", known to us as {quantity.title!r}"
            yield f"{quantity.measure} = {topic.title!r}{under} ({topic.name}, in {topic.unit!r}{other})"
    for dimension in structure.dimensions:
        wanted = {name: patterns for name, patterns in series.wanted.items() if _is(dimension.name, name, structure)}
        for patterns in wanted.values():
            codes = [code.code for code in matching(dimension, patterns)]
            kinds = sorted({code[:2] for code in codes}) if dimension.kind.startswith("Geo") else codes[:3]
            yield f"{dimension.name}: {len(codes)} of {len(dimension.codes)} codes, such as {', '.join(kinds)}"


def _is(name: str, wanted: str, structure: Structure) -> bool:
    try:
        return structure.dimension(wanted).name == name
    except SourceError:
        return False


def _size(series: Series, structure: Structure, settings: Settings) -> str:
    planned = slices(series, structure)
    measures = "Measure" if settings.api == "v4" else ""
    asked = [text for chosen in planned for text in questions(structure, chosen, contains="", measures=measures)]
    cells = sum(cells_expected(structure, chosen) * len(chosen.topics) for chosen in planned)
    time = ""
    if series.periods:
        codes = moments(series, structure.periods)
        time = f"{codes[0]} to {codes[-1]}; "
    return f"{time}{cells} cells in {len(asked)} questions, the longest with {max(map(len, asked))} characters"
