"""Overzicht: the region in eight numbers at most, each with a link to the page that tells more."""

import streamlit as st

from dashboard.screen.card import highlight
from dashboard.screen.frame import view
from dashboard.subjects.overview.overview import highlights

snapshot, _ = view()
with st.container(key="tegels"):  # the style sheet puts as many beside each other as fit
    for found in highlights(snapshot):
        highlight(found, snapshot)
