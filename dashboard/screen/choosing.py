"""Draw what can be chosen of the figures of a page, beside each other as far as there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.composition.offering import Offered, opening
from dashboard.figure.declare import Choice
from dashboard.screen.filters import choice, pick
from snapshot.read import Snapshot

MANY = 4  # choices that do not stand beside their question


def told(asked: Choice) -> tuple[str | None, str | None]:
    """Return the word of a choice before it is drawn: as it was left, and as the address says."""
    return st.session_state.get(asked.key), st.query_params.get(asked.key)


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
    first = opening(one, chosen)
    if one.choice.listed:
        return pick(one.choice.label, one.words, key=one.choice.key, opening=first, width=one.choice.width)
    then = partial(_lead, one, snapshot) if one.choice.leads else None
    return choice(one.choice.label, one.words, key=one.choice.key, opening=first, then=then)


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
