"""A run of files of one kind, as a person downloads them month after month. All figures in them are invented."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

from snapshot import clock
from tests.services.dropped_files import Row, ods, text, xlsx

TOWNS = ("Arnhem", "Doesburg", "Duiven", "Rheden", "Rozendaal", "Zevenaar")
REGIONS = ("Midden-Gelderland", "Rijk van Nijmegen", "FoodValley")
GROUPS = ("Elektriciens", "Kappers", "Dierenartsen", "Bakkers", "Timmerlieden")
FORMS: tuple[Callable[[Sequence[Row]], bytes], ...] = (xlsx, ods, text)
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True)
class Drop:
    """One file of a run: its period as the snapshot writes it, and its rows."""

    period: str
    rows: tuple[Row, ...]

    def body(self, form: Callable[[Sequence[Row]], bytes] = xlsx) -> bytes:
        """Return the file."""
        return form(self.rows)

    def dated(self, day: date) -> Drop:
        """Return the file with a date of publication above it."""
        return Drop(self.period, (self.rows[0], (f"Publicatiedatum: {day:%d-%m-%Y}",), *self.rows[1:]))

    def times(self, factor: float) -> Drop:
        """Return the file with every amount multiplied."""
        return Drop(self.period, tuple(_times(row, factor) for row in self.rows))


def _times(row: Row, factor: float) -> Row:
    return tuple(
        round(cell * factor) if isinstance(cell, int) else round(cell * factor, 1) if isinstance(cell, float) else cell
        for cell in row
    )


@dataclass(frozen=True)
class Run:
    """A kind of file: its dataset, how many months lie between two files, and how one is written."""

    dataset: str
    step: int
    write: Callable[[date, random.Random, dict[object, float]], tuple[str, tuple[Row, ...]]]

    def files(self, count: int, seed: int) -> list[Drop]:
        """Return `count` files about the last closed periods, the oldest first; figures wander a little."""
        draw, levels = random.Random(seed), {}
        return [Drop(*self.write(end, draw, levels)) for end in ends(count, self.step)]


def ends(count: int, step: int) -> list[date]:
    """Return the last days of the last closed periods of `step` months, the oldest first."""
    first = clock.today().replace(day=1)
    while (first.month - 1) % step:
        first = (first - timedelta(days=1)).replace(day=1)
    found = []
    for _ in range(count):
        found.append(first - timedelta(days=1))
        for _ in range(step):
            first = (first - timedelta(days=1)).replace(day=1)
    return found[::-1]


def _walk(levels: dict[object, float], draw: random.Random, name: object, start: float) -> float:
    levels[name] = levels.get(name, start * draw.uniform(0.8, 1.2)) * draw.uniform(0.93, 1.08)
    return levels[name]


def _jobseekers(end: date, draw: random.Random, levels: dict[object, float]) -> tuple[str, tuple[Row, ...]]:
    rows: list[Row] = [("Geregistreerde werkzoekenden (GWU), verzonnen",), ("Gemeente", "Maand", "Uitkering", "Aantal")]
    for place, scheme in product(range(len(TOWNS)), ("WW", "WIA", "Bijstand")):
        count = round(_walk(levels, draw, (place, scheme), 6000 / (place + 1) ** 2))
        held = "x" if TOWNS[place] == "Rozendaal" and draw.random() < 0.3 else count
        rows.append((TOWNS[place], f"{MONTHS[end.month - 1]} {end.year}", scheme, held))
    return f"{end:%Y-%m}", tuple(rows)


def _tightness(end: date, draw: random.Random, levels: dict[object, float]) -> tuple[str, tuple[Row, ...]]:
    rows: list[Row] = [
        ("Spanningsindicator, verzonnen",),
        ("Arbeidsmarktregio", "Beroepsgroep", "Kwartaal", "Spanning"),
    ]
    quarter = f"{end.month // 3}e kwartaal {end.year}"
    rows += [
        (region, group, quarter, round(_walk(levels, draw, (region, group), 0.5 + place), 2))
        for region in REGIONS
        for place, group in enumerate(GROUPS)
    ]
    return f"{end.year}-Q{end.month // 3}", tuple(rows)


def _job_agreement(end: date, draw: random.Random, levels: dict[object, float]) -> tuple[str, tuple[Row, ...]]:
    rows: list[Row] = [
        ("Banenafspraak, verzonnen",),
        ("Regio", "Peildatum", "Aantal banen", "Doelgroepregister", "Participatie (%)"),
    ]
    rows += [
        (
            region, f"{end:%d-%m-%Y}",
            *(round(_walk(levels, draw, (region, name), size)) for name, size in (("jobs", 5300), ("persons", 9000))),
            round(_walk(levels, draw, (region, "share"), 51), 1),
        )
        for region in REGIONS
    ]  # fmt: skip
    return f"{end.year}-Q{end.month // 3}", tuple(rows)


def _atlas(end: date, draw: random.Random, levels: dict[object, float]) -> tuple[str, tuple[Row, ...]]:
    rows: list[Row] = [
        (f"Atlas SV, verzonnen. Peildatum {end:%d-%m-%Y}",),
        ("Gemeente", "WW", None, "Wajong", None),
        (None, "aantal", "%", "aantal", "%"),
    ]
    for place, town in enumerate(TOWNS):
        held = (town == "Rozendaal" and "x") or None
        counts = [round(_walk(levels, draw, (town, name), 3000 / (place + 1))) for name in ("ww", "wajong")]
        shares = [round(_walk(levels, draw, (town, name), 2.0), 1) for name in ("ww%", "wajong%")]
        rows.append((town, *(held or cell for pair in zip(counts, shares, strict=True) for cell in pair)))
    return f"{end:%Y-%m-%d}", tuple(rows)


def _commuting(end: date, draw: random.Random, levels: dict[object, float]) -> tuple[str, tuple[Row, ...]]:
    rows: list[Row] = [
        (f"Woon-werkbalans naar arbeidsmarktregio, {end.year} (verzonnen)",),
        ("x 1 000",),
        (None, "Werkregio"),
        ("Woonregio", *REGIONS),
    ]
    sizes = {True: 120.0, False: 8.0}
    rows += [
        (home, *(round(_walk(levels, draw, (home, work), sizes[home == work]), 1) for work in REGIONS))
        for home in REGIONS
    ]
    return f"{end.year}", tuple(rows)


RUNS = {
    "jobseekers": Run("jobseekers_series", 1, _jobseekers),
    "tightness": Run("tightness_by_occupation", 3, _tightness),
    "job_agreement": Run("job_agreement_series", 3, _job_agreement),
    "atlas": Run("atlas_benefits_series", 12, _atlas),
    "commuting": Run("commuting_regions", 12, _commuting),
}
