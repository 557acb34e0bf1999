"""What can be chosen of the figures of a page: what is offered, which card it stands in, and what is chosen now."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.figure.declare import Choice, Declaration
from dashboard.screen.filters import choice, pick
from snapshot.read import Snapshot

MANY = 4  # choices that do not stand beside their question


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


def now(asked: Sequence[Offered], chosen: Mapping[Choice, str]) -> dict[Choice, str]:
    """Return the code of each choice before it is drawn: as it was left, as the address says, or what it opens with."""
    found = dict(chosen)
    for one in sorted(asked, key=lambda one: not one.choice.leads):  # who leads is known before who follows
        codes = {word: code for code, word in one.words.items()}
        told = (st.session_state.get(one.choice.key), st.query_params.get(one.choice.key))
        found[one.choice] = next((codes[word] for word in told if word in codes), _opening(one, found))
    return found


def _opening(one: Offered, chosen: Mapping[Choice, str]) -> str:
    """Return the code that a choice opens with: what a choice of this page that leads it says, or the first.

    So an address that names only the one that leads shows all of them.
    """
    led = [lead.codes.get(code) for made, code in chosen.items() for lead in made.leads if lead.key == one.choice.key]
    return next((code for code in led if code and code in one.words), next(iter(one.words)))


def row_key(part: str, name: str, count: int) -> str:
    """Return the key of a part with so many choices: many stand together below their question (browser/frame.css)."""
    return f"{part}-{'veel-' if count >= MANY else ''}{name}"


def choose(found: Sequence[Offered], chosen: Mapping[Choice, str], snapshot: Snapshot) -> None:
    """Draw choices beside each other as far as there is room.

    What was taken to be chosen and is not makes the page run again: its figures stand for that.
    """
    if not found:
        return
    with st.container(key=row_key("keuzes", found[0].choice.key, len(found)), horizontal=True, gap="medium"):
        for one in found:
            code = draw(one, snapshot, chosen)
            if chosen[one.choice] != code:
                st.rerun()


def draw(one: Offered, snapshot: Snapshot, chosen: Mapping[Choice, str]) -> str:
    """Draw one choice beside what is `chosen` of others; return the code that is chosen."""
    opening = _opening(one, chosen)
    if one.choice.listed:
        return pick(one.choice.label, one.words, key=one.choice.key, opening=opening, width=one.choice.width)
    then = partial(_lead, one, snapshot) if one.choice.leads else None
    return choice(one.choice.label, one.words, key=one.choice.key, opening=opening, then=then)


def _lead(made: Offered, snapshot: Snapshot) -> None:
    """Let the choices go along that a choice leads, where figures of this snapshot offer what it says."""
    word = st.session_state[made.choice.key]
    code = next(code for code, words in made.words.items() if words == word)
    for lead in made.choice.leads:
        wanted = lead.codes.get(code, "")
        drawable = (declared for declared in catalogue.FIGURES if can_draw(snapshot, declared))
        for option in (option for declared in drawable for option in declared.all_options):
            if option.choice.key == lead.key and wanted in option.codes:
                st.session_state[lead.key] = option.of(snapshot)[wanted]
