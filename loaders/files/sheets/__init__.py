"""A file as sheets of cells, whatever its form."""
