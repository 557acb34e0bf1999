"""Whether new figures can be true, beside what is in use and beside the period before."""
