"""What the agenda agrees on money: who may spend, who reports when, and what some amounts are meant for."""

from __future__ import annotations

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.words import notation
from snapshot.read import Snapshot

SUBJECT = "money"
LETTERS = "De agenda legt de letters PO niet uit."


def _told(snapshot: Snapshot) -> bool:
    return bool(ask(snapshot, "statements", subject=SUBJECT).rows)


@figure(
    "afspraken-over-geld",
    "Afspraken over geld",
    needs=("statements",),
    holds=_told,
)
def agreements(snapshot: Snapshot, _selection: Selection) -> Figure:
    """The statements of the agenda on mandate, reports and the purpose of amounts, each with its paragraph."""
    result = ask(snapshot, "statements", subject=SUBJECT)
    rows = result.by("order")
    paragraphs = notation.listing(sorted({row["paragraph"] for row in rows}))
    return Figure(
        id="budget-agreements",
        title="Afspraken over geld",
        headline=rows[0]["statement"].rstrip("."),
        subtitle="Wat de agenda zegt over wie geld mag uitgeven, wie rapporteert en waar geld voor is. "
        f"Meerjarenagenda, paragraaf {paragraphs}",
        chart=None,
        alt=" ".join(row["statement"] for row in rows),
        sentence=" ".join(row["statement"] for row in rows[1:3]) or rows[0]["statement"],
        table=Table(("Afspraak", "Paragraaf"), tuple((row["statement"], row["paragraph"]) for row in rows)),
        results=(result,),
        notes=("De afspraken zijn in eigen woorden naverteld.", LETTERS),
    )
