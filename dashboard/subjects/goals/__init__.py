"""Figures of the page doelen."""
