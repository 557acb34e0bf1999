"""Figures of the page banenafspraak."""
