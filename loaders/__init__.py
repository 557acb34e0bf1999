"""Everything that touches the network or cleans a source. It writes snapshots and knows no dashboard."""
