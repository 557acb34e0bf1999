"""Uitvoeringsagenda: what is planned when, in which action line and for which ambition."""

from dashboard.screen.composing import show

show("uitvoeringsagenda")
