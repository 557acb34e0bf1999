"""Vergaderlijst: the figures chosen for a meeting, to order, present and hand out."""

from dashboard.screen.frame import view
from dashboard.screen.meeting_page import meeting_page

snapshot, _ = view()
meeting_page(snapshot)
