"""What the network team keeps itself: how far activities are, and what was spent per budget line and quarter."""
