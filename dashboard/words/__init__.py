"""Dutch from values: numbers, periods and lists. It knows no data."""
