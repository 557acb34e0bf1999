"""The contract between loaders and dashboard: declarations, checks, and the file that carries both."""
