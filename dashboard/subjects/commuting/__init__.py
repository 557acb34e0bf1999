"""Figures of the page pendel."""
