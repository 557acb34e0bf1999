"""Figures of the page uitvoeringsagenda."""
