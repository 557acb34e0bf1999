"""Banenafspraak: jobs against baseline and target, and how many people of the register work."""

from dashboard.card import card, key_figures
from dashboard.figures import job_agreement, job_agreement_course
from dashboard.frame import view

snapshot, selection = view()
key_figures(job_agreement.key_figures, snapshot, selection)
card(job_agreement.jobs, snapshot, selection)
if "job_agreement_series" in snapshot.datasets:
    card(job_agreement_course.course, snapshot, selection)
card(job_agreement.people, snapshot, selection)
card(job_agreement.participation, snapshot, selection)
card(job_agreement.words, snapshot, selection)
