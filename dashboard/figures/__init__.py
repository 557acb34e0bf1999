"""Figures: pure functions from snapshot and selection to everything a card shows. One module per subject."""
