"""Figures of the page sectoren."""
