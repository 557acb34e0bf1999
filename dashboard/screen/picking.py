"""A place that is picked in a chart becomes a choice of the filter, and stops being one when it is picked again.

The script of the charts writes the code of the place into a field that nobody sees. A selection of the platform's own
would make every chart a widget, with its data sent again at each choice.
"""

from __future__ import annotations

import streamlit as st

from dashboard.asking.queries import in_order, municipalities
from dashboard.composition.addressing import MUNICIPALITY
from snapshot.read import Snapshot

KEY = "aangewezen"


def listen(snapshot: Snapshot) -> None:
    """Let charts pick municipalities of the region, on a page that follows them; the field names their codes."""
    with st.container(key="aanwijzen"):
        st.text_input(
            "Aangewezen gemeente",
            key=KEY,
            placeholder=" ".join(municipalities(snapshot)),
            label_visibility="collapsed",
            on_change=_toggle,
            args=(snapshot,),
        )


def _toggle(snapshot: Snapshot) -> None:
    """Choose a municipality as the filter does, or let it go."""
    towns = municipalities(snapshot)
    name = towns.get(st.session_state[KEY])
    st.session_state[KEY] = ""
    if name is None:
        return
    chosen = {name} ^ set(st.session_state[MUNICIPALITY])
    ordered = in_order(snapshot, {code for code, word in towns.items() if word in chosen})
    st.session_state[MUNICIPALITY] = [towns[code] for code in ordered]
