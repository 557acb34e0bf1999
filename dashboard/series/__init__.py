"""The engine of live series: how a course is read, told, drawn and tabled."""
