"""One refresh, dataset by dataset: what it would do, what it did, and how that came out."""
