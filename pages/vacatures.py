"""Vacatures en spanning: demand by education level, jobs by sector, tightness, and what is said in words."""

import streamlit as st

from dashboard.card import card, has, key_figures
from dashboard.figures import (
    live_country,
    live_jobs,
    live_sections,
    live_work,
    occupations,
    sector_jobs,
    series,
    tightness,
    vacancies,
)
from dashboard.filters import choice, pick
from dashboard.frame import view

snapshot, selection = view()
key_figures(vacancies.key_figures, snapshot, selection)
card(vacancies.demand, snapshot, selection)
if has(sector_jobs.by_sector, snapshot):
    measures = {"Groei": sector_jobs.GROWTH, "Aandeel": sector_jobs.SHARE}
    measure = measures[choice("Banen per sector", list(measures), key="banen")]
    card(sector_jobs.by_sector, snapshot, selection, measure=measure)
if kinds := {**live_work.kinds(snapshot), **live_country.kinds(snapshot)}:
    left, right = st.columns([3, 2])
    with left:
        kind = pick("Vacatures van CBS", kinds, key="vacaturereeks")
    with right:
        drawn = series.WORDS[choice("Reeksen als", list(series.WORDS), key="reeksbeeld")]
    if kind == live_work.VACANCIES:
        card(live_work.vacancies, snapshot, selection, show=drawn)
    else:
        card(live_country.vacancies, snapshot, selection, measure=kind, show=drawn)
if work := live_jobs.work(snapshot):
    left, right = st.columns([3, 2])
    with left:
        kind = pick("Banen en vestigingen van CBS", work, key="werkreeks")
    with right:
        drawn = series.WORDS[choice("Aantal of index", list(series.WORDS), key="werkbeeld")]
    if kind == live_jobs.JOBS:
        card(live_jobs.jobs, snapshot, selection, show=drawn)
    else:
        card(live_jobs.establishments, snapshot, selection, show=drawn)
    card(live_sections.latest, snapshot, selection)
card(tightness.tightness, snapshot, selection)
if "tightness_by_occupation" in snapshot.datasets:
    ends = {"Krapste": occupations.TIGHTEST, "Ruimste": occupations.WIDEST}
    end = ends[choice("Spanning per beroepsgroep", list(ends), key="beroepen")]
    card(occupations.by_occupation, snapshot, selection, show=end)
if has(vacancies.words, snapshot):
    subjects = {"Spanning": "tightness", "Vacatures": "vacancies", "Banen": "jobs"}
    subject = subjects[choice("De agenda in woorden", list(subjects), key="woorden")]
    card(vacancies.words, snapshot, selection, subject=subject)
