"""The 304.000 people of 15 to 74 by what they do: the base of the page bevolking.

CBS 86111NED and 85458NED, edited by UWV, as printed in the agenda, 1.1.1 and 1.1.2.
Grain: one group of people; persons, rounded to thousands by the source.
Printed once; the yearly CBS table has a new id for every regional division.
Trap: net participation is printed as 74%, while 222/304 is 73,0%: kept as published and flagged.
"""

from __future__ import annotations

from snapshot.model import Measure, key, observations

DATASET = observations(
    name="labour_potential",
    title="Beroepsbevolking en onbenut arbeidspotentieel",
    description="Inwoners van 15 t/m 74 jaar naar wat zij doen op de arbeidsmarkt.",
    files=("mja/labour_potential.csv",),
    keys=(
        key(
            "group",
            "Groep",
            {
                "population_total": "Alle inwoners",
                "working_age": "Inwoners van 15 t/m 74 jaar",
                "employed": "Heeft betaald werk",
                "wants_more_hours": "Werkt en wil meer uren",
                "unemployed": "Werkloos",
                "semi_unemployed": "Semiwerkloos",
                "unused_potential": "Onbenut arbeidspotentieel",
                "not_available": "Zoekt niet en is niet beschikbaar",
            },
        ),
    ),
    measures=(
        Measure("persons", "Personen", ("persons",)),
        Measure("net_participation_pct", "Netto arbeidsparticipatie", ("pct",)),
    ),
    warnings=("De bron rondt af op duizenden: tel de groepen niet op tot een exact getal.",),
)
