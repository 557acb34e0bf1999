"""What stands on which page, in order, and what of it can be drawn."""
