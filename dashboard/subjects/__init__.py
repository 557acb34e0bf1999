"""The figures, one folder a page; no folder knows another, but the overview."""
