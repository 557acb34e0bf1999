"""Figures of the page regiovergelijking."""
