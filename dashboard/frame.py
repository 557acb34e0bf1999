"""The frame around every page: look, title, filter bar, foot."""

from __future__ import annotations

from html import escape

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from dashboard import html, notation
from dashboard.filters import filter_bar
from dashboard.selection import Selection
from dashboard.site import PageInfo
from dashboard.theme import CSS
from snapshot.read import Snapshot


def look() -> None:
    """Set the style sheet of the page."""
    st.html(CSS)


def view() -> tuple[Snapshot, Selection]:
    """Return what app.py prepared for the page that runs: the snapshot and the selection.

    Streamlit runs a page of the folder pages/ by itself, without app.py, when the very first visitor of a fresh
    server follows a deep link. Then the run starts again, through app.py.
    """
    if "snapshot" not in st.session_state:
        PagesManager.uses_pages_directory = False
        st.rerun()
    return st.session_state["snapshot"], st.session_state["selection"]


def page_top(snapshot: Snapshot, info: PageInfo) -> Selection:
    """Draw title, lead and filter bar; return the selection."""
    st.html(html.title(info.title, info.lead))
    return filter_bar(snapshot, info)


def page_foot(snapshot: Snapshot) -> None:
    """Draw the foot with the date of the snapshot."""
    text = (
        f"Momentopname {snapshot.id}, gemaakt op {notation.moment(snapshot.built_at)}. "
        "Alle cijfers staan met bron, datum en status bij de figuur. "
        "Gegevens van CBS: CC BY 4.0. Gegevens van UWV, ROA en SBB: met bronvermelding."
    )
    st.html(f'<p class="mg-page-foot">{escape(text)}</p>')


def no_snapshot(reason: str) -> None:
    """Say in Dutch that there is nothing to show, and what to do."""
    st.html(html.title("Er zijn nog geen cijfers", "Het dashboard vindt geen momentopname om te tonen."))
    st.code("python -m loaders build", language=None)
    st.html(f'<p class="mg-note">Melding: {escape(reason)}</p>')
