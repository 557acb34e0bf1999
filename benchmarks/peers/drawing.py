"""The charts of the page with Altair, for the peers that draw with it."""

from __future__ import annotations

import altair as alt

from benchmarks.peers.rows import CHOSEN, shares, table


def charts(chosen: list[str]) -> list[alt.Chart]:
    """Return the four charts."""
    found = shares(chosen)
    one = found[found["uitkering"] == CHOSEN]
    return [
        alt.Chart(one)
        .mark_bar()
        .encode(x="waarde:Q", y=alt.Y("gemeente:N", sort="-x"), tooltip=["gemeente", "waarde"]),
        alt.Chart(table("national")).mark_line().encode(x="periode:O", y="waarde:Q", color="uitkering:N"),
        alt.Chart(found).mark_rect().encode(x="uitkering:N", y="gemeente:N", color="waarde:Q", tooltip=["waarde"]),
        alt.Chart(table("jobseekers")).mark_bar().encode(x="waarde:Q", y="uitkering:N", color="werk:N"),
    ]
