"""Everything that pages share: questions, figures, the card, filters, Dutch notation. Never the network."""
