"""Figures drawn at random, with choices that a page can show."""

from __future__ import annotations

import random
from dataclasses import replace

from dashboard.asking.queries import in_order, municipalities, priority_sectors
from dashboard.asking.selection import Selection, comparisons
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.figure.declare import TODAY, Declaration
from snapshot import clock
from snapshot.read import Snapshot


def any_selection(snapshot: Snapshot, draw: random.Random) -> Selection:
    """Draw filters as a visitor chooses them: none, one or several municipalities, a sector or none, a comparison."""
    towns, sectors = list(municipalities(snapshot)), list(priority_sectors(snapshot))
    chosen = draw.sample(towns, draw.choice((0, 1, 2, len(towns))))
    return Selection(
        in_order(snapshot, chosen),
        draw.choice(["", *sectors]),
        draw.choice(comparisons(snapshot.region)),
        snapshot.region,
    )


def any_options(declared: Declaration, snapshot: Snapshot, draw: random.Random) -> dict[str, str]:
    """Draw an option for each argument of a figure."""
    options = {name: draw.choice(list(option.of(snapshot)) or [""]) for name, option in declared.chosen.items()}
    return options | ({TODAY: clock.today().isoformat()} if declared.of_today else {})


def any_figure(snapshot: Snapshot, draw: random.Random) -> tuple[Declaration, Selection, dict[str, str]]:
    """Draw a figure that can be drawn, with filters and options for which it is shown."""
    while True:
        declared = draw.choice([one for one in catalogue.FIGURES if can_draw(snapshot, one)])
        selection, options = any_selection(snapshot, draw), any_options(declared, snapshot, draw)
        if not declared.when(selection) and declared.when(replace(selection, sector="")):
            selection = replace(selection, sector="")
        if declared.when(selection) and declared.applies(snapshot, **options):
            return declared, selection, options
