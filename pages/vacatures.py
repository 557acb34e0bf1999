"""Vacatures en spanning: demand by education level, jobs by sector, tightness, and what is said in words."""

from dashboard.card import card, key_figures
from dashboard.figures import sector_jobs, tightness, vacancies
from dashboard.filters import choice
from dashboard.frame import view

snapshot, selection = view()
key_figures(vacancies.key_figures, snapshot, selection)
card(vacancies.demand, snapshot, selection)
measures = {"Groei": sector_jobs.GROWTH, "Aandeel": sector_jobs.SHARE}
measure = measures[choice("Banen per sector", list(measures), key="banen")]
card(sector_jobs.by_sector, snapshot, selection, measure=measure)
card(tightness.tightness, snapshot, selection)
subjects = {"Spanning": "tightness", "Vacatures": "vacancies", "Banen": "jobs"}
subject = subjects[choice("De agenda in woorden", list(subjects), key="woorden")]
card(vacancies.words, snapshot, selection, subject=subject)
