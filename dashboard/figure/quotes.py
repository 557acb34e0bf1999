"""What the agenda says in words: sentences without a number, which never become a series."""

from __future__ import annotations

from dashboard.asking.queries import Result, ask
from dashboard.figure.core import Figure, Table
from dashboard.words import notation
from snapshot.periods import UNDATED
from snapshot.read import Snapshot

RETOLD = "De uitspraken zijn in eigen woorden naverteld. Een richting zonder getal wordt hier geen grafiek."


def in_words(snapshot: Snapshot, *, subject: str, more: tuple[Result, ...] = (), notes: tuple[str, ...] = ()) -> Figure:
    """Statements on one subject, each with period and paragraph; no unit, for they hold no numbers.

    Args:
        snapshot: The snapshot to ask.
        subject: Code of the subject, such as "tightness".
        more: Rows of figures whose warnings belong beside the statements.
        notes: Remarks beside those of the data.
    """
    found = ask(snapshot, "statements", subject=subject).ordered("subject")
    rows = found.by("order")
    word = found.label("subject", subject)
    paragraphs = notation.listing(sorted({row["paragraph"] for row in rows}))
    count = notation.so_many(len(rows), "uitspraak", "uitspraken")
    table = tuple((row["statement"], _period(row["reference_period"]), row["paragraph"]) for row in rows)
    return Figure(
        id=f"statements-{notation.slug(subject)}",
        title=f"In woorden: {word.lower()}",
        headline=rows[0]["statement"].rstrip("."),
        subtitle=f"Wat de agenda in woorden zegt, zonder getal: {count}",
        chart=None,
        alt=" ".join(row["statement"] for row in rows),
        sentence=f"Deze uitspraken staan in de Meerjarenagenda, paragraaf {paragraphs}.",
        table=Table(("Uitspraak", "Periode", "Paragraaf"), table),
        results=(found, *more),
        notes=(RETOLD, *notes),
    )


def _period(code: str | None) -> str:
    return notation.period(code or UNDATED)
