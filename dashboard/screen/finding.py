"""Draw the page on which a question is answered: one field, and the answer below it."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dashboard.finding.answers import answer
from dashboard.finding.examples import examples
from dashboard.finding.page import FIELD, answer_html
from dashboard.screen import links
from dashboard.screen.frame import view


def search_page() -> None:
    """Draw the field and the answer. What is typed stands in the address of the reader alone: nothing is written."""
    snapshot, _ = view()
    known = examples(snapshot)
    with st.container(key="zoekveld", width=640):
        asked = st.text_input(
            "Zoek een cijfer of woord",
            key=FIELD,
            placeholder=f"Bijvoorbeeld: {known[0]}" if known else None,
            bind="query-params",
        )
    st.html(answer_html(answer(snapshot, asked or ""), _to, known))


def _to(address: str) -> str:
    """Return a link with what the address of the reader carries, and not with its filters: an answer has its own."""
    parts = urlsplit(address)
    return links.to_address(parts.path, parse_qs(parts.query))
