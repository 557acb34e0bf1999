"""What a snapshot is made of, read from what is kept; a build never asks the network."""
