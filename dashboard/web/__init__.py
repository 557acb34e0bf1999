"""The web server around the pages: which doors are open, to whom, how often, and what it says of itself."""
