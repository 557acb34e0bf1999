"""Pendel: who lives here and works elsewhere, and the reverse."""

from dashboard.screen.composing import show

show("pendel")
