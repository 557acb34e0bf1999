"""Choices drawn at random with a seed, of which none was made before."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

from benchmarks.session import Choice, Widget

SEED = 20261124
BAR = ("gemeente", "sector", "vergelijk")  # the names in the address of the filters that all pages share
MOST = 4  # municipalities of one choice
TRIES = 500


def choosable(widgets: Mapping[str, Widget]) -> dict[str, Widget]:
    """Return the filters of the bar that work on a page; of a page without any, its own choices."""
    shared = {label: widget for label, widget in widgets.items() if widget.name in BAR}
    return shared or dict(widgets)


def unseen(widgets: Mapping[str, Widget], *, seed: int = SEED) -> Iterator[Choice]:
    """Yield choices that differ from each other and from the page as it opens, until there are hardly any left."""
    draw = random.Random(seed)
    usable = choosable(widgets)
    seen = {_as_opened(usable)}
    misses = 0
    while usable and misses < TRIES:
        choice = tuple((label, _values(widget, draw)) for label, widget in usable.items())
        if choice in seen:
            misses += 1
            continue
        seen.add(choice)
        yield choice


def _values(widget: Widget, draw: random.Random) -> tuple[str, ...]:
    if not widget.several:
        return (draw.choice(widget.options),)
    chosen = draw.sample(widget.options, draw.randint(1, min(MOST, len(widget.options))))
    return tuple(sorted(chosen, key=widget.options.index))  # another order is no other choice


def _as_opened(widgets: Mapping[str, Widget]) -> Choice:
    return tuple((label, () if widget.several else widget.options[:1]) for label, widget in widgets.items())
