"""Begrippen: every term of the dashboard in plain Dutch."""

import streamlit as st

from dashboard.about.terms_page import terms_page
from dashboard.screen.frame import view
from dashboard.screen.putting import put

snapshot, _ = view()
wanted = st.text_input(
    "Zoek een begrip",
    key="zoek",
    placeholder="Bijvoorbeeld WIA, krap of begroting",
    bind="query-params",
    width=640,
)
put(terms_page(snapshot, wanted or ""))
