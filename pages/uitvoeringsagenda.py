"""Uitvoeringsagenda: what is planned when, in which action line and for which ambition."""

import streamlit as st

from dashboard.card import card, key_figures
from dashboard.figures import activities, activity_lists, planning
from dashboard.filters import choice, pick
from dashboard.frame import view
from snapshot import clock

snapshot, selection = view()
today = clock.today().isoformat()
key_figures(activities.key_figures, snapshot, selection, today=today)

phases = {word: code for code, word in planning.options(snapshot, "phase").items()}
lines, ambitions, quarters = st.columns([3, 5, 2])
with lines:
    line = pick("Actielijn", planning.options(snapshot, "line"), key="actielijn")
with ambitions:
    ambition = pick("Ambitie", planning.options(snapshot, "ambition"), key="ambitie")
with quarters:
    quarter = pick("Loopt in kwartaal", planning.options(snapshot, "quarter"), key="kwartaal")
phase = phases[choice("Stand volgens de planning", list(phases), key="stand")]

wish = {"today": today, "line": line, "ambition": ambition, "quarter": quarter, "phase": phase}
card(activities.schedule, snapshot, selection, **wish)
if planning.any_fit(snapshot, **wish):
    card(activity_lists.per_ambition, snapshot, selection, **wish)
    card(activity_lists.whole_list, snapshot, selection, **wish)
