"""Overzicht: a map to point at, six numbers, what changed, the sectors, and how the agenda goes."""

from dashboard.screen.frame import view
from dashboard.screen.overview_page import overview_page

overview_page(*view())
