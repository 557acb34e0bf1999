"""Uitkeringen: four schemes by municipality, and who is registered as a jobseeker."""

from dashboard.screen.composing import show

show("uitkeringen")
