"""Zoeken: a typed question, answered from the figures and words of the dashboard."""

from dashboard.screen.finding import search_page

search_page()
