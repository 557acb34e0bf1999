"""What answers a question of a page, for what was chosen: each figure with its arguments, known or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.selection import Selection
from dashboard.composition.offering import Offered, hangs_on, of_one_card, shown_options
from dashboard.figure.core import Figure
from dashboard.figure.declare import Choice, Declaration
from dashboard.figure.making import built
from dashboard.figure.unknown import why_unknown
from snapshot.read import Snapshot


@dataclass(frozen=True)
class Placed:
    """A figure that is shown, with its arguments.

    Attributes:
        own: The choices that drive it alone.
        figure: What it shows; None where it fails.
        why: Why it knows nothing of what was chosen; '' where it does.
    """

    declared: Declaration
    options: dict[str, str]
    own: tuple[Offered, ...]
    figure: Figure | None = None
    why: str = ""


def placed(
    figures: Sequence[Declaration],
    found: Sequence[Declaration],
    snapshot: Snapshot,
    selection: Selection,
    asked: Sequence[Offered],
    chosen: Mapping[Choice, str],
) -> list[Placed]:
    """Return the figures `found` of a question that have something to show for what is chosen.

    Args:
        figures: All figures of the page.
        found: Those of the question.
        snapshot: Holds what they read.
        selection: What was chosen in the filters.
        asked: What can be chosen at the question.
        chosen: The code of each choice.
    """
    single = of_one_card(figures, snapshot)
    own = [one for one in asked if one.choice in single]
    return [
        _placed(declared, options, own, snapshot, selection)
        for declared in found
        if (options := shown_options(declared, snapshot, chosen)) is not None
    ]


def _placed(
    declared: Declaration, options: dict[str, str], own: Sequence[Offered], snapshot: Snapshot, selection: Selection
) -> Placed:
    """Return a figure with the choices of its own, and why it says nothing of what was chosen."""
    mine = tuple(one for one in own if hangs_on(declared, one.choice))
    try:
        figure = built(declared.builder, snapshot, selection, tuple(sorted(options.items())))
    except Exception:  # its card says it
        return Placed(declared, options, mine)
    return Placed(declared, options, mine, figure, why_unknown(figure, declared.asked(selection)))
