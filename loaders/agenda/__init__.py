"""The agenda: its transcribed tables, what is known of their faults, and the sums that they must give."""
