"""Any dataset of the snapshot as a figure: what can be chosen follows from its declaration alone."""
