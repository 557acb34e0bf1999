"""Real local servers and real files that tests use in place of those of publishers."""
