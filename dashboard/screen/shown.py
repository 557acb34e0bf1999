"""How a figure is shown, as a chart or a table: the address says it, and a page that is come back to remembers it."""

from __future__ import annotations

import streamlit as st

from dashboard.screen.filters import CHOICES, PAGE, check, remember

CHART, TABLE = "Grafiek", "Tabel"
NAME = "toon-"  # begins the name under which the address says it, before that of the figure
KEPT = "tables"  # the figures that were shown as a table, by page


def shown_as(figure: str) -> str:
    """Return how the page shows a figure: as the address says, a chart where it says nothing that exists."""
    name = _name(figure)
    check(name, (CHART, TABLE))
    view = st.query_params.get(name, CHART)
    if view not in (CHART, TABLE):
        del st.query_params[name]
        view = CHART
    (_kept().add if view == TABLE else _kept().discard)(name)
    return remember(name, view)


def turn(figure: str, view: str) -> None:
    """Show a figure of this page as `view` from now on; what the page does not show is passed over."""
    name = _name(figure)
    if name not in st.session_state.get(CHOICES, {}):
        return
    if view == TABLE:
        st.query_params[name] = TABLE
    elif view == CHART:
        st.query_params.pop(name, None)


def restore() -> None:
    """Write into the address what a switch of page dropped from it, for a page that is come back to."""
    for name in _kept():
        if name not in st.query_params:
            st.query_params[name] = TABLE


def _kept() -> set[str]:
    found: set[str] = st.session_state.setdefault(KEPT, {}).setdefault(st.session_state[PAGE], set())
    return found


def _name(figure: str) -> str:
    return f"{NAME}{figure}"
