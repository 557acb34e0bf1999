"""Banenafspraak: jobs against baseline and target, and how many people of the register work."""

from dashboard.screen.composing import show

show("banenafspraak")
