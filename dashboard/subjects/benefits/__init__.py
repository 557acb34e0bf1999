"""Figures of the page uitkeringen."""
