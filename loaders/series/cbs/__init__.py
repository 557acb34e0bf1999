"""Live series of CBS, one module per dataset: SERIES, DATASET and `load`. They need answers in data/raw."""
