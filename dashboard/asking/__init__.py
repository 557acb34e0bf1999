"""Snapshot in, rows out: questions, selection, freshness, and the memory of what was made."""
