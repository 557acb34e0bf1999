"""The figures of a snapshot in this process: the one place of the benchmarks that knows how a figure is made."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from tqdm import tqdm

from benchmarks.unseen import MOST, SEED
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.charts import vega
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.figure.core import Figure
from dashboard.figure.declare import TODAY
from dashboard.screen.drawn import on_screen
from snapshot import clock
from snapshot.read import Snapshot

EACH = 5  # choices that every figure is drawn for


@dataclass(frozen=True)
class Drawer:
    """A figure by name: `draw` makes it for a choice, with its default options, whatever was made before."""

    name: str
    draw: Callable[[Selection], Figure]


def drawers(snapshot: Snapshot) -> list[Drawer]:
    """Return every figure that `snapshot` can draw."""
    found = []
    for declared in FIGURES:
        if can_draw(snapshot, declared):
            options = dict.fromkeys(declared.options, "") | declared.defaults
            if declared.of_today:
                options[TODAY] = clock.today().isoformat()
            found.append(Drawer(declared.name, partial(declared.builder, snapshot, **options)))
    return found


def sent(figure: Figure) -> object:
    """Return what the page sends of a figure's chart, made of its rows; nothing where Vega-Lite does not draw it."""
    return on_screen(figure.chart) if figure.chart and vega.is_drawn(figure.chart) else None


def selections(snapshot: Snapshot, count: int) -> list[Selection]:
    """Return `count` different choices of municipalities, drawn at random with a fixed seed."""
    draw = random.Random(SEED)
    towns = list(municipalities(snapshot))
    chosen: dict[tuple[str, ...], None] = {}
    while len(chosen) < count:
        chosen[tuple(sorted(draw.sample(towns, draw.randint(1, MOST))))] = None
    return [Selection(municipalities=codes, region=snapshot.region) for codes in chosen]


def measure(snapshot: Snapshot) -> dict[str, float]:
    """Return, by figure with its chart, the median milliseconds of processor time of a choice nobody made before."""
    _, *wanted = selections(snapshot, EACH + 1)
    first = Selection(region=snapshot.region)
    found = {}
    for drawer in tqdm(drawers(snapshot), desc="figures", leave=False):
        sent(drawer.draw(first))  # what a process makes once is no part of a choice
        taken = []
        for selection in wanted:
            start = time.process_time()
            sent(drawer.draw(selection))
            taken.append(1000 * (time.process_time() - start))
        found[drawer.name] = statistics.median(taken)
    return found
