"""Employees of 60 and over by sector, and how many reach pension age within seven years.

UWV, as printed in the agenda, 1.1.7.
Grain: sector x measure; % of employees, persons rounded to hundreds.
Printed once.
Trap: the counts do not follow from sector sizes elsewhere in the agenda: kept and flagged, never derived.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="ageing",
    title="Vergrijzing van werknemers",
    description="Werknemers van 60 jaar en ouder, en wie binnen zeven jaar de AOW-leeftijd bereikt.",
    files=("mja/ageing.csv",),
    keys=(key("sector", "Sector", labels_from="sectors"),),
    measures=(
        Measure("share_60plus_pct", "Aandeel werknemers van 60 jaar en ouder", ("pct",)),
        Measure("reaching_pension_age", "Bereikt binnen zeven jaar de AOW-leeftijd", ("persons",)),
    ),
    warnings=("De aantallen volgen niet uit de omvang van de sectoren elders in de bron.",),
)
