"""Overzicht: the region in eight numbers at most, each with a link to the page that tells more."""

import streamlit as st

from dashboard.card import highlight
from dashboard.figures.overview import highlights
from dashboard.frame import view

snapshot, _ = view()
with st.container(key="tegels"):  # the style sheet puts as many beside each other as fit
    for found in highlights(snapshot):
        highlight(found, snapshot)
