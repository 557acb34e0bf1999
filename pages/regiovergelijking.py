"""Regio vergelijken: this labour-market region beside another one and the Netherlands."""

import streamlit as st

from dashboard.card import card, has
from dashboard.figures import regions, regions_table
from dashboard.figures.region_series import others
from dashboard.filters import REGION, choice, pick
from dashboard.frame import view

SCHEMES = {
    "Bijstand": "social_assistance_to_pension_age",
    "WW": "ww",
    "WGA": "wga",
    "Wajong": "wajong",
    "WAO": "wao",
}

snapshot, selection = view()
with st.container(width=420):
    other = pick("Vergelijk met regio", others(snapshot), key=REGION)
card(regions_table.overview, snapshot, selection, other=other)
card(regions.inhabitants, snapshot, selection, other=other)
card(regions.ageing, snapshot, selection, other=other)
card(regions.employed, snapshot, selection, other=other)
if has(regions.benefits, snapshot):
    scheme = SCHEMES[choice("Uitkering", list(SCHEMES), key="soort")]
    card(regions.benefits, snapshot, selection, scheme=scheme, other=other)
card(regions.unemployment, snapshot, selection, other=other)
card(regions.jobs, snapshot, selection, other=other)
