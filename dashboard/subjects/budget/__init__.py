"""Figures of the page begroting."""
