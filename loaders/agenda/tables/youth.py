"""Young people: number, WW inflow, mbo students.

CBS 85458NED, SBB and UWV, as printed in the agenda, 1.1.6.
Grain: topic x measure x period; persons, students or %.
Printed once; CBS yearly, SBB per school year.
Trap: "15 tot en met 25" is a band of eleven years, not the usual 15-24.
"""

from __future__ import annotations

from snapshot.model import Column, Measure, key, observations

DATASET = observations(
    name="youth",
    title="Jongeren",
    description="Jongeren in de regio, hun instroom in de WW en de mbo-studenten.",
    files=("mja/youth.csv",),
    keys=(
        key(
            "topic",
            "Onderwerp",
            {
                "youth_15_25": "Jongeren van 15 t/m 25 jaar",
                "ww_inflow_under_27": "Instroom in de WW, jonger dan 27 jaar",
                "ww_outflow_to_temporary_agency": "Uitstroom uit de WW naar uitzendwerk",
                "mbo_students": "Mbo-studenten",
                "mbo_care_share": "Mbo-studenten in Zorg & Welzijn",
                "mbo_vacancies_change": "Vacatures op mbo-niveau",
            },
        ),
    ),
    measures=(
        Measure("persons", "Personen", ("persons",)),
        Measure("students", "Studenten", ("students",)),
        Measure("share_pct", "Aandeel", ("pct",)),
        Measure("change_pct", "Verandering", ("pct_change",)),
    ),
    extra=(Column("as_written", "label", "Zoals de agenda het schrijft", nullable=True),),
)
