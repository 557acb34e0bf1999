"""What the text of a cell says: a number, a moment, the name of a region."""
