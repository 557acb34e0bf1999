"""Vacatures en spanning: demand by education level, jobs by sector, tightness, and what is said in words."""

from dashboard.card import card, has, key_figures
from dashboard.figures import (
    live_jobs,
    live_sections,
    live_work,
    occupations,
    sector_jobs,
    series,
    tightness,
    vacancies,
)
from dashboard.filters import choice
from dashboard.frame import view

snapshot, selection = view()
key_figures(vacancies.key_figures, snapshot, selection)
card(vacancies.demand, snapshot, selection)
if has(sector_jobs.by_sector, snapshot):
    measures = {"Groei": sector_jobs.GROWTH, "Aandeel": sector_jobs.SHARE}
    measure = measures[choice("Banen per sector", list(measures), key="banen")]
    card(sector_jobs.by_sector, snapshot, selection, measure=measure)
if has(live_work.vacancies, snapshot) or has(live_jobs.jobs, snapshot):
    drawn = series.WORDS[choice("Reeksen van CBS als", list(series.WORDS), key="reeks")]
    card(live_work.vacancies, snapshot, selection, show=drawn)
    card(live_jobs.jobs, snapshot, selection, show=drawn)
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
