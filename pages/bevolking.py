"""Bevolking: how many people live here, who works, and who could work (more)."""

import streamlit as st

from dashboard.card import card, has, key_figures
from dashboard.figures import growth, live, live_country, maps, population, series, workforce
from dashboard.filters import choice, pick
from dashboard.frame import view

snapshot, selection = view()
key_figures(population.key_figures, snapshot, selection)
if has(growth.growth, snapshot):
    words = {"Index": growth.INDEX, "Aantal": growth.NUMBER, "Kaart": ""}
    show = words[choice("Inwoners als", list(words), key="inwoners")]
    if show:
        card(growth.growth, snapshot, selection, show=show)
    else:
        card(maps.population_growth, snapshot, selection)
    if has(live.population, snapshot):
        left, right = st.columns([3, 2])
        with left:
            age = pick("Leeftijd", live.ages(snapshot), key="leeftijd")
        with right:
            drawn = series.WORDS[choice("Reeks als", list(series.WORDS), key="reeksbeeld")]
        card(live.population, snapshot, selection, age=age, show=drawn)
card(workforce.potential, snapshot, selection)
measures = {**(live.measures() if has(live.participation, snapshot) else {}), **live_country.rates(snapshot)}
if measures:
    with st.container(width=520):
        measure = pick("Wie telt mee", measures, key="werk")
    if measure in live.MEASURES:
        card(live.participation, snapshot, selection, measure=measure)
    else:
        card(live_country.labour, snapshot, selection, measure=measure)
card(population.working_age, snapshot, selection)
card(workforce.youth, snapshot, selection)
card(workforce.ageing, snapshot, selection)
