"""Vacancies that arose in a year.

UWV, dashboard Vacaturemarkt, as printed in the agenda, 1.2.3.
Grain: region x year; vacancies, rounded to thousands.
Printed once.
Trap: the split by ISCO level is a picture in the source and has no numbers: it is not here.
"""

from __future__ import annotations

from snapshot.model import Measure, observations, region_key

DATASET = observations(
    name="vacancies",
    title="Ontstane vacatures",
    description="Vacatures die in een jaar zijn ontstaan.",
    files=("mja/vacancies.csv",),
    keys=(region_key(),),
    measures=(Measure("vacancies_arisen", "Ontstane vacatures", ("vacancies",)),),
    warnings=("De verdeling over beroepsniveaus staat alleen als plaatje in de bron en is niet overgenomen.",),
)
