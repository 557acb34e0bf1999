"""The quarterly report for the PO (agenda, 4.2.2): findings, progress per activity, spending per line and quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.export import document
from dashboard.export.about import Item
from dashboard.figure.core import Figure, Table
from dashboard.subjects.activities import planning, reported
from dashboard.subjects.budget import spending, spending_quarters
from dashboard.subjects.budget.costs import PROGRAMME
from dashboard.subjects.budget.spent_lines import LESS, MORE, OVER_BUDGET
from dashboard.words import notation
from snapshot.read import Snapshot

KEPT = ("progress", "spending")  # it can be made where one of these is there
TITLE = "Kwartaalverslag {}"
NOTHING = ("Geen bevindingen", "Wat gemeld is, ligt op de planning en rond naar rato.")
Finding = tuple[str, str]  # what it is about, and the finding


def can_report(snapshot: Snapshot) -> bool:
    """Whether anything was reported that a report can tell of."""
    return any(holds(snapshot, name) for name in KEPT)


def quarterly_report(snapshot: Snapshot, *, today: str) -> tuple[bytes, str]:
    """Return the report as a PDF with its name, over what was reported up to `today` (ISO date).

    Raises:
        ValueError: Nothing was reported.
    """
    if not can_report(snapshot):
        raise ValueError("nothing was reported of progress or spending")
    selection, quarter = Selection(region=snapshot.region), _quarter(snapshot, today)
    figures = [
        _findings(snapshot, quarter, today),
        *_progress(snapshot, selection, today),
        *_spent(snapshot, selection),
    ]
    title = TITLE.format(notation.period(quarter))
    items = [Item(figure, selection) for figure in figures]
    return document.document(items, title, tables=True), f"{notation.slug(f'{title} {snapshot.id}')}.pdf"


def _quarter(snapshot: Snapshot, today: str) -> str:
    """Return the last quarter of which spending was reported, or else that of the last report on an activity."""
    if holds(snapshot, "spending"):
        return ask(snapshot, "spending").periods[-1]
    days = [day for day in ask(snapshot, "progress").codes("reference_period") if day <= today]
    return planning.quarter_of(max(days, default=today))


def _progress(snapshot: Snapshot, selection: Selection, today: str) -> Iterator[Figure]:
    if holds(snapshot, "progress"):
        yield replace(reported.progress(snapshot, selection, today=today), chart=None)


def _spent(snapshot: Snapshot, selection: Selection) -> Iterator[Figure]:
    if holds(snapshot, "spending"):
        for programme in PROGRAMME.codes:
            yield spending.spending(snapshot, selection, programme)
            yield spending_quarters.by_quarter(snapshot, selection, programme)


def _findings(snapshot: Snapshot, quarter: str, today: str) -> Figure:
    found = [*_about_money(snapshot, quarter), *_about_activities(snapshot, today)]
    shown = found or [NOTHING]
    results = _results(snapshot)
    headline = f"{len(found)} bevindingen" if len(found) > 1 else "1 bevinding" if found else "Geen bevindingen"
    return Figure(
        id="quarterly-findings",
        title="Bevindingen",
        headline=f"{headline} t/m het {notation.period(quarter)}",
        subtitle=f"Verslag over geld en voortgang aan het PO (paragraaf 4.2.2), gemaakt op {notation.day(today)}",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(shown), 'regel', 'regels')}.",
        sentence="Wat hieronder staat, meldde het netwerkteam. Wat niet gemeld is, is onbekend en geen 0.",
        table=Table(("Waarover", "Bevinding"), tuple(shown)),
        results=results,
        cell_notes=False,
        computed=True,
    )


def _results(snapshot: Snapshot) -> tuple[Result, ...]:
    return tuple(ask(snapshot, name) for name in KEPT if holds(snapshot, name))


def _about_money(snapshot: Snapshot, quarter: str) -> Iterator[Finding]:
    """Give what lies above the mandate, then what is far from an even share, then of how much nothing is known."""
    if not holds(snapshot, "spending"):
        return
    reports = ask(snapshot, "spending")
    for programme, name in PROGRAMME.of(snapshot).items():
        lines = spending.lines_until(ask(snapshot, "budget_lines", programme=programme), reports, quarter)
        known = [line for line in lines if line.total is not None and line.budgeted is not None]
        for verdict in (OVER_BUDGET, MORE, LESS):
            why = " en dus boven het mandaat" if verdict == OVER_BUDGET else ""
            for line in known:
                if line.verdict == verdict:
                    money = f"{notation.euro(line.total or 0)} uitgegeven, begroot {notation.euro(line.budgeted or 0)}"
                    even = f", naar rato {notation.euro(line.even or 0)}"
                    yield name, f"‘{line.name}’: {verdict}{why}. {money}{even}."
        for year in spending.over_a_year(snapshot, lines, programme):
            yield name, f"Boven het budget van het jaar: {year}."
        lacking = sum(line.total is None for line in lines)
        if lacking:
            yield name, f"Van {lacking} van de {len(lines)} regels is niets gemeld."


def _about_activities(snapshot: Snapshot, today: str) -> Iterator[Finding]:
    """Give the activities that were stopped, or are later or longer than planned, and of how many nothing is known."""
    reports = reported.reports_of(snapshot, today)
    if reports is None:
        return
    found = planning.activities(ask(snapshot, "activities"))
    for activity in found:
        told = reports.of(activity.code)
        beside = reported.beside_plan(activity, told)
        if told.stage == "stopped" or beside in (reported.LATE, reported.LONGER):
            note = f" Toelichting: {told.note}" if told.note else ""
            words = "" if told.stage == "stopped" else f", {beside}"
            yield "Uitvoeringsagenda", f"‘{activity.title}’: {reports.text(activity.code)}{words}.{note}"
    lacking = sum(not reports.of(activity.code).stage for activity in found)
    if lacking:
        yield "Uitvoeringsagenda", f"Van {lacking} van de {len(found)} activiteiten is niets gemeld."
