"""What the agenda says in words about how tight a priority sector is: there is no number by sector."""

from __future__ import annotations

from dashboard.asking.memory import shared
from dashboard.asking.queries import Result, ask, holds
from dashboard.words import notation
from snapshot.read import Row, Snapshot

SAID, SECTORS, TIGHTNESS = "statements", "priority_sectors", "tightness"
OUR_READING = "Bij welke sector een uitspraak van de agenda hoort, is onze lezing."


@shared
def said(snapshot: Snapshot, sector: str) -> tuple[Result, ...]:
    """Return the statements about how tight a priority sector is; none where there are none."""
    rows = snapshot.rows(SAID) if holds(snapshot, SAID) else []
    told = {row.get(SECTORS) or "" for row in rows}  # a list of codes, to ask for only those: what is asked is a source
    about = sorted(codes for codes in told if sector in codes.split(";"))
    return (ask(snapshot, SAID, subject=TIGHTNESS, **{SECTORS: tuple(about)}),) if about else ()


def in_a_sentence(snapshot: Snapshot, sector: str) -> list[str]:
    """Return what is said, each with its period."""
    return [f"{row['statement'].rstrip('.')} ({_when(row)})" for found in said(snapshot, sector) for row in found.rows]


def lines(snapshot: Snapshot, sector: str, *, topic: str, name: str, region: str) -> list[tuple[str, ...]]:
    """Return a line of the sheet for each statement, under `topic`, for the sector called `name`."""
    return [
        (
            topic,
            name,
            f"geen getal; de agenda: {row['statement'].rstrip('.')}",
            region,
            _when(row),
            f"{found.only([row]).publishers}, par. {row['paragraph']}",
        )
        for found in said(snapshot, sector)
        for row in found.rows
    ]


def _when(row: Row) -> str:
    return notation.period(row["reference_period"]) if row["reference_period"] else "geen datum in de bron"
