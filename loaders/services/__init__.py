"""The services of publishers: how they are asked, and what can go wrong with them. Nothing here knows a dataset."""
