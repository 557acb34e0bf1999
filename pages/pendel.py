"""Pendel: who lives here and works elsewhere, and the reverse."""

from dashboard.composing import show

show("pendel")
