"""The table on a sheet: recognised by its header, and read row by row."""
