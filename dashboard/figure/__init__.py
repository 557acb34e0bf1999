"""What a figure is, and how it is declared: once, beside the function that makes it."""
