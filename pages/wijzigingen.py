"""Wijzigingen: what changed between two kept snapshots."""

from dashboard.screen.changes_page import changes_page
from dashboard.screen.frame import view

view()
changes_page()
