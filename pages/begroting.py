"""Begroting: what comes in, what is spent, and what is not settled yet."""

import streamlit as st

from dashboard.card import card, key_figures
from dashboard.figures import budget, budget_costs, funding
from dashboard.filters import choice
from dashboard.frame import view

STREAMS = {"Centrumgemeente": "centre", "Landelijk": "national"}
PROGRAMMES = {"Werkcentrum": "work_centre", "Ambities 2 t/m 6": "ambitions_2_6"}
LEVELS = {"Onderdelen": "headings", "Activiteiten": "lines"}

snapshot, selection = view()
key_figures(budget.key_figures, snapshot, selection)
card(budget.income_and_expenses, snapshot, selection)
card(budget.whole_budget, snapshot, selection)
stream = STREAMS[choice("Geld van het Rijk", list(STREAMS), key="geldstroom")]
card(funding.funding, snapshot, selection, stream=stream)
left, right = st.columns([2, 3])
with left:
    programme = PROGRAMMES[choice("Programma", list(PROGRAMMES), key="programma")]
with right:
    level = LEVELS[choice("Toon", list(LEVELS), key="detail")]
card(budget_costs.costs, snapshot, selection, programme=programme, level=level)
card(budget_costs.cost_types, snapshot, selection)
