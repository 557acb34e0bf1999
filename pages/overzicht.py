"""Overzicht: the region in eight numbers at most, each with a link to the page that tells more."""

import streamlit as st

from dashboard.card import highlight
from dashboard.figures.overview import highlights
from dashboard.frame import view

snapshot, _ = view()
shown = highlights(snapshot)
for row in range(0, len(shown), 4):
    for column, found in zip(st.columns(4, gap="large"), shown[row : row + 4], strict=False):
        with column:
            highlight(found, snapshot)
