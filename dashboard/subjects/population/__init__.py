"""Figures of the page bevolking."""
