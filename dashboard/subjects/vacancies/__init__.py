"""Figures of the page vacatures."""
