"""What is pressed in the HTML of a page reaches the server through one field that nobody sees.

A button of the platform costs the browser and the server as much as a small figure, and a selection of its charts
would send their data again at each choice. The script browser/press.js writes into the field what was pressed, each
press with its moment, until the server has answered: of two quick ones none is lost and none counts twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st

from dashboard.asking.queries import in_order, municipalities
from dashboard.composition.addressing import MUNICIPALITY
from dashboard.screen import links, meeting
from dashboard.screen.html import LIST, VIEW
from dashboard.screen.shown import turn
from snapshot.read import Snapshot

KEY, LAST = "gedrukt", "last-press"
PLACE = "plaats"  # what a chart is pressed for; buttons of a card have their own words
BETWEEN, MOMENT = "|", "#"


def listen(snapshot: Snapshot, *, picks: bool) -> None:
    """Let the page be pressed; `picks` says whether charts pick municipalities, of which the field names the codes."""
    st.text_input(
        "Gedrukt",
        key=KEY,
        placeholder=" ".join(municipalities(snapshot)) if picks else None,
        label_visibility="collapsed",
        on_change=_pressed,
        args=(snapshot,),
    )


def _pressed(snapshot: Snapshot) -> None:
    """Do what was pressed since the last time; what no button says is passed over."""
    told = str(st.session_state[KEY] or "")
    st.session_state[KEY] = ""
    for kind, value in _new(told):
        if kind in DOES:
            DOES[kind](value, snapshot)


def _new(told: str) -> Iterator[tuple[str, str]]:
    for part in told.split(BETWEEN):
        what, _, moment = part.rpartition(MOMENT)
        if moment.isdecimal() and int(moment) > st.session_state.get(LAST, 0):
            st.session_state[LAST] = int(moment)
            kind, _, value = what.partition(":")
            yield kind, value


def _place(code: str, snapshot: Snapshot) -> None:
    """Choose a municipality as the filter does, or let it go."""
    towns = municipalities(snapshot)
    name = towns.get(code)
    if name is None:
        return
    chosen = {name} ^ set(st.session_state.get(MUNICIPALITY, ()))
    ordered = in_order(snapshot, {found for found, word in towns.items() if word in chosen})
    st.session_state[MUNICIPALITY] = [towns[found] for found in ordered]


def _list(text: str, snapshot: Snapshot) -> None:
    """Put a figure, as it is shown, on the meeting list, or take it off again."""
    found = meeting.read((text,), snapshot).items
    if not found:
        return
    raw = links.carried(links.ITEMS)
    changed = meeting.toggled(raw, found[0])
    if changed == raw:
        st.toast(f"De vergaderlijst is vol: er passen {meeting.MOST} figuren op.", icon=":material/info:")
    links.put(links.ITEMS, changed)


def _view(text: str, _: Snapshot) -> None:
    turn(*text.partition(":")[::2])


DOES: dict[str, Callable[[str, Snapshot], None]] = {PLACE: _place, LIST: _list, VIEW: _view}
