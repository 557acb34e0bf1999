"""Verkennen: any figure of the data, chosen by the reader."""

from dashboard.screen.exploring import explore_page

explore_page()
