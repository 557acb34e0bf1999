"""Pendel: who lives here and works elsewhere, and the reverse."""

import streamlit as st

from dashboard.card import card, has, key_figures
from dashboard.figures import commuting, commuting_regions, live_work
from dashboard.filters import choice
from dashboard.frame import view

DIRECTIONS = {"Woont hier, werkt elders": commuting.OUT, "Werkt hier, woont elders": commuting.IN}
VIEWS = {"Staven": "bars", "Stroomdiagram": "flows"}

snapshot, selection = view()
key_figures(commuting.key_figures, snapshot, selection)
if has(commuting.partners, snapshot) or has(commuting_regions.flows, snapshot):
    left, right = st.columns([2, 3])
    with left:
        direction = DIRECTIONS[choice("Richting", list(DIRECTIONS), key="richting")]
if has(commuting.partners, snapshot):
    with right:
        drawn = VIEWS[choice("Beeld", list(VIEWS), key="stroom")]
    card(commuting.partners, snapshot, selection, direction=direction, view=drawn)
card(commuting.balance, snapshot, selection)
if has(commuting_regions.flows, snapshot):
    card(commuting_regions.flows, snapshot, selection, direction=direction)
card(live_work.commuting, snapshot, selection)
