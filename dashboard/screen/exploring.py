"""Draw the page on which a reader chooses any figure: each list holds what the choices before it leave possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

import streamlit as st

from dashboard.composition import catalogue
from dashboard.figure.declare import Choice
from dashboard.screen import html
from dashboard.screen.card import card
from dashboard.screen.filters import check, remember
from dashboard.screen.frame import view
from dashboard.screen.putting import put
from dashboard.subjects.exploring.explore import NAME, OPTIONS, explore
from dashboard.subjects.exploring.offering import Wish, offer
from snapshot.read import Snapshot

OFFERED = {  # an argument of the figure, and where an offer holds what can be chosen for it
    "dataset": "datasets",
    "measure": "measures",
    "view": "views",
    "rest": "rests",
    "period": "periods",
    "also": "others",
}
ALWAYS = ("dataset", "measure", "view")  # of others only those are drawn of which there is more than one


def explore_page() -> None:
    """Draw the lists and the figure that they make."""
    snapshot, selection = view()
    (section,) = catalogue.composition(NAME).sections
    put(html.question(section.question, section.anchor))
    wish = Wish()
    with st.container(key="keuzes-verkennen", horizontal=True, gap="medium"):
        for part, many in OFFERED.items():
            words: Mapping[str, str] = getattr(offer(snapshot, wish), many)
            if _is_drawn(part, words):
                wish = replace(wish, **{part: _chosen(OPTIONS[part].choice, words)})
    card(explore, snapshot, selection, _settled(snapshot, wish))


def opening(snapshot: Snapshot) -> dict[str, str]:
    """Return the arguments of the figure that the page shows before a reader chooses: the first of each list."""
    wish = Wish()
    for part, many in OFFERED.items():
        words: Mapping[str, str] = getattr(offer(snapshot, wish), many)
        if _is_drawn(part, words):
            wish = replace(wish, **{part: next(iter(words))})
    return _settled(snapshot, wish)


def _is_drawn(part: str, words: Mapping[str, str]) -> bool:
    return len(words) > 1 or part in ALWAYS


def _settled(snapshot: Snapshot, wish: Wish) -> dict[str, str]:
    return {name: code for name, code in asdict(offer(snapshot, wish).wish).items() if code}


def _chosen(choice: Choice, words: Mapping[str, str]) -> str:
    """Draw one list and return the code that is chosen; what another choice made impossible gives way quietly."""
    codes = {word: code for code, word in words.items()}
    held = st.session_state.get(choice.key)
    if held is None:
        check(choice.key, codes)
    elif held not in codes:
        st.session_state[choice.key] = next(iter(codes))
    with st.container(width=choice.width):
        chosen = st.selectbox(choice.label, list(codes), key=choice.key, bind="query-params", persist_state="session")
    return codes[remember(choice.key, chosen or next(iter(codes)))]
