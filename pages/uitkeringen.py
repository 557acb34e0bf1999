"""Uitkeringen: four schemes by municipality, and who is registered as a jobseeker."""

from dashboard.card import card, key_figures
from dashboard.figures import benefits
from dashboard.filters import choice
from dashboard.frame import view

snapshot, selection = view()
key_figures(benefits.key_figures, snapshot, selection)
words = {"Bijstand": "social_assistance", "WIA": "wia", "Wajong": "wajong", "WW": "ww"}
scheme = words[choice("Uitkering", list(words), key="uitkering")]
card(benefits.share_by_municipality, snapshot, selection, scheme=scheme)
card(benefits.heat, snapshot, selection)
card(benefits.jobseekers, snapshot, selection)
card(benefits.national, snapshot, selection)
