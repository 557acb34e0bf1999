"""What answers a question of a page, for what was chosen: each figure with its arguments, known or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.selection import Selection
from dashboard.composition.offering import Offered, Told, hangs_on, now, of_one_card, offered, shown_options
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


@dataclass(frozen=True)
class Answers:
    """What answers a question for what is chosen.

    Attributes:
        asked: What can be chosen of more than one of its figures, or of one that is not shown.
        known: Its figures that know something of what was chosen, or that fail.
        unknown: The others.
        chosen: The code of each choice, of this question and those before it.
    """

    asked: tuple[Offered, ...]
    known: tuple[Placed, ...]
    unknown: tuple[Placed, ...]
    chosen: Mapping[Choice, str]


def answers(
    figures: Sequence[Declaration],
    found: Sequence[Declaration],
    snapshot: Snapshot,
    selection: Selection,
    chosen: Mapping[Choice, str],
    told: Told,
) -> Answers:
    """Return what answers a question.

    Args:
        figures: All figures of the page.
        found: Those of the question that can be drawn.
        snapshot: Holds what they read.
        selection: What was chosen in the filters.
        chosen: The code of each choice that was made before.
        told: Gives the words that a choice was told to be.
    """
    asked = offered(snapshot, figures, found, chosen)
    made = now(asked, chosen, told)
    single = of_one_card(figures, snapshot)
    own = [one for one in asked if one.choice in single]
    shown = [
        _placed(declared, options, own, snapshot, selection)
        for declared in found
        if (options := shown_options(declared, snapshot, made)) is not None
    ]
    known = tuple(one for one in shown if not one.why)
    in_cards = {offer.choice for one in known for offer in one.own}
    at_question = tuple(one for one in asked if one.choice not in in_cards)
    return Answers(at_question, known, tuple(one for one in shown if one.why), made)


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
