"""What the agenda says in words and not in numbers.

Agenda, part 1, 2.6.2 and 4; retold in own words.
Grain: subject x order; one Dutch sentence.
Printed once.
Trap: to which priority sectors a statement belongs is our reading; their codes, with a semicolon between them.
Trap: a direction without a number stays words and never becomes a series.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="statements",
    title="Wat de agenda in woorden zegt",
    description="Uitspraken uit de agenda, in eigen woorden.",
    files=("mja/statements.csv",),
    processing="retold",
    columns=(
        key(
            "subject",
            "Onderwerp",
            {
                "tightness": "Spanning",
                "vacancies": "Vacatures",
                "jobs": "Banen",
                "ageing": "Vergrijzing",
                "job_agreement": "Banenafspraak",
                "priority_sectors": "Speerpuntsectoren",
                "money": "Afspraken over geld",
            },
        ),
        key("order", "Volgorde", dtype="integer"),
        Column("statement", "label", "Uitspraak"),
        Column("reference_period", "label", "Periode", nullable=True),
        Column("paragraph", "label", "Paragraaf"),
        Column("priority_sectors", "label", "Speerpuntsectoren die erin genoemd worden", nullable=True),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
