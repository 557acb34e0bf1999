"""What can be chosen of the figures of a page: what is offered, which card it stands in, and what is chosen now."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.composition.availability import can_draw
from dashboard.figure.declare import TODAY, Choice, Declaration
from snapshot import clock
from snapshot.read import Snapshot

Told = Callable[[Choice], Iterable[str | None]]  # the words that a choice was told to be, the strongest first


@dataclass(frozen=True)
class Offered:
    """A choice with what can be chosen of it here: code to words."""

    choice: Choice
    words: Mapping[str, str]


def offered(
    snapshot: Snapshot,
    figures: Sequence[Declaration],
    section: Sequence[Declaration],
    chosen: Mapping[Choice, str],
) -> list[Offered]:
    """Return the choices of a section that were not made yet, with what the figures of the page add to each.

    Lists come first: what is shown comes before how.
    """
    asked = dict.fromkeys(option.choice for declared in section for option in declared.all_options)
    drawable = [option for declared in figures if can_draw(snapshot, declared) for option in declared.all_options]
    found = [
        Offered(asked_for, {
            code: word
            for option in drawable
            if option.choice == asked_for
            for code, word in option.of(snapshot).items()
        })
        for asked_for in asked
        if asked_for not in chosen
    ]  # fmt: skip
    return sorted((one for one in found if one.words), key=lambda one: not one.choice.listed)


def of_one_card(figures: Sequence[Declaration], snapshot: Snapshot) -> frozenset[Choice]:
    """Return the choices that drive one card of a page: of their figures at most one is shown, whatever is chosen."""
    drawable = [declared for declared in figures if can_draw(snapshot, declared)]
    driven: dict[Choice, list[Declaration]] = {}
    for declared in drawable:
        for option in declared.all_options:
            driven.setdefault(option.choice, []).append(declared)
    return frozenset(
        found
        for found, those in driven.items()
        if all(_exclude(one, other, snapshot) for one, other in itertools.combinations(those, 2))
    )


def _exclude(one: Declaration, other: Declaration, snapshot: Snapshot) -> bool:
    """Return whether two figures are never shown together: some choice has no code for both."""
    return any(
        not set(mine.of(snapshot)) & set(its.of(snapshot))
        for mine in one.all_options
        for its in other.all_options
        if mine.choice == its.choice
    )


def hangs_on(declared: Declaration, found: Choice) -> bool:
    """Return whether a figure changes with a choice, or is shown for it."""
    return any(option.choice == found for option in declared.all_options)


def now(asked: Sequence[Offered], chosen: Mapping[Choice, str], told: Told) -> dict[Choice, str]:
    """Return the code of each choice: of the first word in `told` that it offers, or what it opens with."""
    found = dict(chosen)
    for one in sorted(asked, key=lambda one: not one.choice.leads):  # who leads is known before who follows
        codes = {word: code for code, word in one.words.items()}
        found[one.choice] = next((codes[word] for word in told(one.choice) if word in codes), opening(one, found))
    return found


def opening(one: Offered, chosen: Mapping[Choice, str]) -> str:
    """Return the code that a choice opens with: what a choice of this page that leads it says, or the first.

    So an address that names only the one that leads shows all of them.
    """
    led = [lead.codes.get(code) for made, code in chosen.items() for lead in made.leads if lead.key == one.choice.key]
    return next((code for code in led if code and code in one.words), next(iter(one.words)))


def shown_options(declared: Declaration, snapshot: Snapshot, chosen: Mapping[Choice, str]) -> dict[str, str] | None:
    """Return the arguments of a figure for what is chosen; None where it has nothing to show for that."""
    for option in declared.all_options:
        if chosen.get(option.choice) not in option.of(snapshot):
            return None
    options = {argument: chosen[option.choice] for argument, option in declared.chosen.items()}
    options |= {TODAY: clock.today().isoformat()} if declared.of_today else {}
    return options if declared.applies(snapshot, **options) else None
