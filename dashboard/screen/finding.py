"""Draw the page on which a question is answered: one field, and below it the answer with its figure."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import streamlit as st

from dashboard.figure.declare import TODAY
from dashboard.figure.making import built
from dashboard.figure.unknown import why_unknown
from dashboard.finding.answers import ANSWER, Told, answer
from dashboard.finding.examples import examples
from dashboard.finding.page import FIELD, answer_html, first_html, more_html
from dashboard.finding.standing import chosen_of, spot_of
from dashboard.screen import links
from dashboard.screen.card import card
from dashboard.screen.frame import view
from dashboard.screen.putting import put
from snapshot import clock
from snapshot.read import Snapshot


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
    found = answer(snapshot, asked or "")
    if found.kind != ANSWER or len(found.told) != 1:
        put(answer_html(found, _to, known))
        return
    put(first_html(found, _to))
    _figure(snapshot, found.told[0])
    if more := more_html(found, _to):
        put(more)


def _figure(snapshot: Snapshot, told: Told) -> None:
    """Draw the figure that shows what is told, where one does: nothing of which the number is not known."""
    spot = spot_of(snapshot, told.reading.result)
    if spot is None:
        return
    selection = chosen_of(snapshot, told.reading.result)
    options = dict(spot.options) | ({TODAY: clock.today().isoformat()} if spot.declared.of_today else {})
    try:
        figure = built(spot.declared.builder, snapshot, selection, tuple(sorted(options.items())))
    except Exception:  # the sentence is the answer; its page says what is wrong
        return
    if not why_unknown(figure, spot.declared.asked(selection)):
        card(spot.declared.builder, snapshot, selection, options)


def _to(address: str) -> str:
    """Return a link with what the address of the reader carries, and not with its filters: an answer has its own."""
    parts = urlsplit(address)
    place = f"#{parts.fragment}" if parts.fragment else ""
    return f"{links.to_address(parts.path, parse_qs(parts.query))}{place}"
