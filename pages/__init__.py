"""One page per file: it chooses, asks, and hands figures to cards."""
