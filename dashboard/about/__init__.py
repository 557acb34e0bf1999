"""Pages that are read: sources, reconciliations, dictionary, terms and statements."""
