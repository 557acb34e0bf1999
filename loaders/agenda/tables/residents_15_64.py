"""Inhabitants of 15 to 64 per municipality: the denominator beside the benefits.

UWV Atlas SV 2024 with CBS population, as printed in the agenda, 1.1.4.
Grain: region; persons, rounded to hundreds.
Printed once; Atlas SV appears every June.
Trap: the region's 260.300 is the sum without Rozendaal (1.100).
"""

from __future__ import annotations

from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="residents_15_64",
    title="Inwoners van 15 t/m 64 jaar",
    description="Inwoners in de leeftijd waarop de percentages met een uitkering zijn berekend.",
    files=("mja/residents_15_64.csv",),
    keys=(region_key(),),
    measures=(Measure("persons", "Inwoners van 15 t/m 64 jaar", ("persons",)),),
    warnings=("Het regiototaal in de bron telt Rozendaal niet mee.",),
)
