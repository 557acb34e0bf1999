"""One module per dataset: its declaration `DATASET`, and `load`, which only selects and renames."""
