"""Wijzigingen: what changed between two kept snapshots."""

from dashboard.changes import changes_page
from dashboard.frame import view

view()
changes_page()
