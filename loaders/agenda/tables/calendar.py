"""What the agenda says is to come: laws, evaluations, money, and the next agenda.

Agenda, introduction, 1.1.5, 2.2, 2.4, 3.2.1 and 4.1 to 4.3.1; retold in own words.
Grain: one event, on a day, in a month, quarter or year, or over years.
Printed once; later news is not in it.
Trap: "begin 2026" is not a date: `as_said` keeps the words, the period is its quarter.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="calendar",
    title="Kalender",
    description="Wat volgens de agenda komt: wetten, evaluaties, geld en de volgende agenda.",
    files=("mja/calendar.csv",),
    processing="derived",
    columns=(
        key("event", "Code"),
        Column("reference_period", "label", "Periode"),
        Column("as_said", "label", "Wanneer, zoals de agenda het noemt"),
        Column(
            "kind",
            "label",
            "Soort",
            labels={
                "law": "wet of landelijke afspraak",
                "service": "dienstverlening",
                "evaluation": "evaluatie",
                "report": "verslag",
                "money": "geld",
                "agenda": "agenda en afspraken",
            },
        ),
        Column("title", "label", "Wat"),
        Column(
            "certainty",
            "label",
            "Zekerheid",
            labels={"stated": "staat zo in de agenda", "planned": "gepland", "expected": "verwacht"},
        ),
        Column("who", "label", "Wie", nullable=True),
        Column("detail", "label", "Toelichting", nullable=True),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
    warnings=("Dit zijn de datums van de agenda. Of een datum later is veranderd, staat er niet in.",),
)
