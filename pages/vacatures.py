"""Vacatures en spanning: demand by education level, jobs by sector, tightness, and what is said in words."""

from dashboard.screen.composing import show

show("vacatures")
