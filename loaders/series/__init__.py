"""Live series: what is asked of each table, and how its cells become observations."""
