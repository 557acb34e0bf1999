"""Uitkeringen: four schemes by municipality, and who is registered as a jobseeker."""

import streamlit as st

from dashboard.card import card, has, key_figures
from dashboard.figures import atlas, benefits, benefits_national, jobseekers, live, maps, series
from dashboard.filters import choice, pick
from dashboard.frame import view

snapshot, selection = view()
key_figures(benefits.key_figures, snapshot, selection)
if has(benefits.share_by_municipality, snapshot):
    words = {"Bijstand": "social_assistance", "WIA": "wia", "Wajong": "wajong", "WW": "ww"}
    left, right = st.columns([2, 3])
    with left:
        scheme = words[choice("Uitkering", list(words), key="uitkering")]
    with right:
        drawn = choice("Beeld", ["Staven", "Kaart"], key="beeld")
    if drawn == "Staven":
        card(benefits.share_by_municipality, snapshot, selection, scheme=scheme)
    else:
        card(maps.benefit_shares, snapshot, selection, scheme=scheme)
    if scheme in atlas.schemes(snapshot):
        card(atlas.shares, snapshot, selection, scheme=scheme)
    if kinds := live.kinds(snapshot):
        left, right = st.columns([3, 2])
        with left:
            kind = pick("Reeks van CBS", kinds, key="reeks")
        with right:
            show = series.WORDS[choice("Reeks als", list(series.WORDS), key="reeksbeeld")]
        if kind in live.SCHEMES:
            card(live.benefits, snapshot, selection, scheme=kind, show=show)
        elif kind == live.HOUSEHOLDS:
            card(live.households, snapshot, selection, show=show)
        else:
            card(live.adjusted, snapshot, selection, show=show)
card(benefits.heat, snapshot, selection)
card(benefits.jobseekers, snapshot, selection)
card(jobseekers.registered, snapshot, selection)
card(benefits_national.national, snapshot, selection)
