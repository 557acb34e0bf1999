"""What each family of charts gives the Vega-Lite renderer: a grammar, made once, and what fills it."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, singledispatch
from typing import Any, TypeAlias

import altair as alt

from dashboard.charts.theme import HEIGHT
from dashboard.telling.roles import ROLES
from dashboard.telling.tip import Tip
from dashboard.words import notation

AnyChart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart
Spec: TypeAlias = dict[str, Any]
TIP = "told"  # the field of a row that holds what is told to who points at its mark
SLOT = "@"  # a text of a grammar that starts with it is filled in for each chart
LETTER = 7.6  # pixels of an average character at the size of a label, on the safe side
BESIDE = 14  # pixels between a bar and the text behind it, and at the end of that text
CONTAINER = "(width < 0 ? 0 : containerSize()[0])"  # the room for a whole chart; asked anew when `width` changes
LEAST = 40  # pixels of a longest bar, however little room there is
KEY = 44  # pixels of the sign of a legend entry and the space to the next


@dataclass(frozen=True)
class Drawing:
    """One chart, ready to be filled into its grammar.

    Attributes:
        grammar: Makes the chart with Altair, with named data and slots; called once for each `variant`.
        data: The rows of each named dataset.
        slots: What stands in the place of each slot, by its name without the sign.
        variant: Arguments of the grammar: what changes the layers, not the rows.
        height: Pixels.
        sides: Pixels to the left, right, top and bottom of the chart.
        opaque: Whether the chart has the ground of the page, for halos to disappear in.
    """

    grammar: Callable[..., AnyChart]
    data: Mapping[str, Sequence[Spec]]
    slots: Mapping[str, Any] = field(default_factory=dict)
    variant: tuple[Hashable, ...] = ()
    height: int = HEIGHT
    sides: tuple[int, int, int, int] | None = None
    opaque: bool = False


@singledispatch
def drawing(chart: Any) -> Drawing:
    """Return how Vega-Lite draws a typed chart; raise TypeError where it has no such family."""
    raise TypeError(f"no drawing for {type(chart).__name__}")


def pointed(tip: Tip) -> Spec:
    """Return the fields of a row that answer who points at it: what is told, and the code of its place.

    A row travels to the browser as a row of a table, which holds no lists: what is told goes as JSON.
    """
    return {TIP: _told(tip), "code": tip.place}


@lru_cache(maxsize=16_384)
def _told(tip: Tip) -> str:
    told = [notation.capital(tip.name), *((notation.capital(word), text) for word, text in tip.lines)]
    return json.dumps(told, ensure_ascii=False)


def rows(name: str) -> alt.NamedData:
    """Return the place of a named dataset in a grammar."""
    return alt.NamedData(name=name)


def slot(name: str) -> str:
    """Return the place in a grammar that is filled in for each chart."""
    return f"{SLOT}{name}"


def slots(name: str) -> list[str]:
    """Return the place of a list in a grammar."""
    return [slot(name)]


def computed(name: str) -> alt.ExprRef:
    """Return the place of a Vega expression in a grammar."""
    return alt.ExprRef(slot(name))


def scale() -> alt.Scale:
    """Return the scale from roles to the colours of the look."""
    return alt.Scale(domain=list(ROLES), range="category")


def coloured(field_name: str = "role", *, legend: alt.Legend | None = None) -> alt.Color:
    """Return a colour by role."""
    return alt.Color(f"{field_name}:N", scale=scale(), legend=legend)


def legend(**options: Any) -> alt.Legend:
    """Return a legend of which the slots `legend_roles` and `legend_words` name the entries."""
    return alt.Legend(values=slots("legend_roles"), labelExpr=slot("legend_words"), **options)


def legend_slots(words: Mapping[str, str]) -> dict[str, Any]:
    """Return what fills a legend: role to the words beside its sign, in order."""
    return {"legend_roles": list(words), "legend_words": f"({looked_up(words)})[datum.label]"}


def end_of_bars(tips: Iterable[tuple[float, str]]) -> str:
    """Return a Vega expression of the number at the right edge: so that behind each bar there is room for its text.

    Args:
        tips: The number at which each bar ends, and the text behind it.
    """
    longest, asked = -1, []
    for value, text in sorted(tips, reverse=True):
        if value > 0 and len(text) > longest:
            longest = len(text)
            asked.append(f"{value} * width / max(width - {longest * LETTER + BESIDE:.0f}, {LEAST})")
    return f"max({', '.join(asked)})" if asked else "1"


def legend_columns(words: Iterable[str], *, beside: str = "") -> str:
    """Return a Vega expression of how many entries of a legend stand beside each other: all where there is room.

    Args:
        words: The words of its entries.
        beside: The longest name left of the chart, where the legend does not begin.
    """
    entries = list(words)
    room = sum(map(len, [*entries, beside])) * LETTER + KEY * len(entries)
    return f"{CONTAINER} < {room:.0f} ? 1 : {len(entries)}"


def looked_up(words: Mapping[str, Any]) -> str:
    """Return a Vega expression of a mapping of texts."""
    return json.dumps(dict(words), ensure_ascii=False)
