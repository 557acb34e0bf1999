"""Uitvoeringsagenda: what is planned when, in which action line and for which ambition."""

from dashboard.screen.composing import show
from dashboard.screen.progress_form import progress_form

show("uitvoeringsagenda")
progress_form()
