"""Speerpuntsectoren: which sectors are a priority, whose choice that is, and how they can be measured."""

from dashboard.card import card, key_figures
from dashboard.figures import sector_tables, sectors
from dashboard.frame import view

snapshot, selection = view()
key_figures(sectors.key_figures, snapshot, selection)
card(sectors.who_chose, snapshot, selection)
card(sector_tables.by_municipality, snapshot, selection)
card(sector_tables.crosswalk, snapshot, selection)
card(sector_tables.reasons, snapshot, selection)
