"""Figures of the page overzicht."""
