"""Which snapshot a page shows: the newest, or the one that a frozen link names, with a banner that says so."""

from __future__ import annotations

import re
from html import escape

import streamlit as st

from dashboard import links, notation
from dashboard.filters import UNKNOWN
from dashboard.session import kept_snapshot, nearest_snapshot
from dashboard.site import PageInfo
from snapshot import clock
from snapshot.read import Snapshot

ID = re.compile(r"[0-9a-f]{12}")


def opened(newest: Snapshot, info: PageInfo) -> Snapshot:
    """Return the snapshot that the address names, else `newest`; say so where the two differ."""
    carried = links.carried(links.SNAPSHOT)
    if not carried:
        return newest
    wanted = carried[-1]
    if not ID.fullmatch(wanted):
        st.session_state[UNKNOWN] = info.path
        _go(None)
        return newest
    found = kept_snapshot(wanted)
    if found is None:
        _gone(wanted, newest)
        return newest
    if found.id != newest.id:
        old, new = when(found, newest), when(newest, found)
        _banner(f"Je kijkt naar de cijfers van {old}. Er zijn nieuwere, van {new}.", {"Naar de nieuwste cijfers": None})
    return found


def _gone(wanted: str, newest: Snapshot) -> None:
    dates = links.carried(links.DATE)
    nearest = nearest_snapshot(dates[-1]) if dates else None
    of = f" van {notation.day(dates[-1])}" if nearest and dates else ""
    text = (
        f"De cijfers{of} in deze link (momentopname {wanted}) worden niet meer bewaard. "
        f"Je ziet nu de nieuwste, van {notation.moment(newest.built_at)}."
    )
    ways: dict[str, Snapshot | None] = {}
    if nearest and nearest.id != newest.id:
        ways[f"Toon de dichtstbijzijnde: {when(nearest, newest)}"] = nearest
    _banner(text, {**ways, "Verder met de nieuwste cijfers": None})


def _banner(text: str, ways: dict[str, Snapshot | None]) -> None:
    with st.container(key="momentopname", horizontal=True, vertical_alignment="center"):
        st.html(f'<p role="status">{escape(text)}</p>')
        for label, snapshot in ways.items():
            st.button(label, on_click=_go, args=(snapshot,))


def _go(snapshot: Snapshot | None) -> None:
    """Show `snapshot` from now on; None shows the newest, today's and tomorrow's."""
    links.put(links.SNAPSHOT, () if snapshot is None else (snapshot.id,))
    links.put(links.DATE, () if snapshot is None else (clock.local_day(snapshot.built_at).isoformat(),))


def when(snapshot: Snapshot, other: Snapshot | None = None) -> str:
    """Return the day on which `snapshot` was built; with the time where `other` was built on the same day."""
    built = clock.local(snapshot.built_at)
    day = notation.moment(snapshot.built_at)
    same = other is not None and clock.local_day(other.built_at) == built.date()
    return f"{day} om {built:%H.%M} uur" if same else day
