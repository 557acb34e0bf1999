"""Overzicht: the region in eight numbers, each with a link to the page that tells more."""

import streamlit as st

from dashboard.card import highlight
from dashboard.figures.overview import highlights
from dashboard.frame import view

snapshot, _ = view()
for row in (0, 4):
    for column, found in zip(st.columns(4, gap="large"), highlights(snapshot)[row : row + 4], strict=True):
        with column:
            highlight(found)
