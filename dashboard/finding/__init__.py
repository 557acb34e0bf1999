"""A typed question, answered from what a snapshot declares: measures, labels, places, periods, terms and synonyms."""
