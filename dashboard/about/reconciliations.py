"""Tellingscontrole: every reconciliation of the snapshot in words, what deviates first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.about.sections import heading, paragraphs, section, table, under
from dashboard.asking.memory import once
from dashboard.asking.queries import Cell, ask
from dashboard.words import notation
from snapshot.read import Reconciliation, Snapshot

EXACT, NEAR, DEVIATES = "exact", "within_tolerance", "known_deviation"
PERCENTAGES = ("pct", "pct_change")


@dataclass(frozen=True)
class Outcome:
    """How a reconciliation came out: the words, and the sign and class of the mark beside them."""

    words: str
    sign: str
    css: str


OUTCOMES = {
    DEVIATES: Outcome("wijkt af, bekend", "▲", "mg-off"),
    NEAR: Outcome("sluit binnen de afronding", "○", "mg-near"),
    EXACT: Outcome("sluit precies", "●", "mg-exact"),
}
OTHER = "Overig"
NOTHING = "Hier zijn geen tabellen die hetzelfde getal moeten geven: er valt niets na te rekenen."
HEADER = ("Controle", "Dit getal", "Tegenover dit getal", "Verschil", "Mag verschillen", "Uitkomst")
WIDTHS = (22, 22, 22, 10, 10, 14)


def waiting(snapshot: Snapshot) -> dict[str, Cell]:
    """Return name and column total of each check that must wait until the amounts of its programme have a column."""
    if not {"budget_lines", "budget_column_totals"} <= set(snapshot.datasets):
        return {}
    lines = ask(snapshot, "budget_lines").rows
    loose = [row for row in lines if row["value"] is not None and None in (row["year"], row["cost_type"])]
    totals = ask(snapshot, "budget_column_totals", programme=sorted({row["programme"] for row in loose}))
    return {f"columns_{row['programme']}_{row['year']}_{row['cost_type']}": cell for row, cell in totals.cells()}


def count_sentence(checked: Sequence[Reconciliation], later: int) -> str:
    """Return in one sentence how many checks came out how."""
    number = {outcome: sum(item.outcome == outcome for item in checked) for outcome in OUTCOMES}
    text = (
        f"Van de {len(checked)} controles sluiten er {number[EXACT]} precies en {number[NEAR]} binnen de afronding. "
        f"{_deviating(number[DEVIATES])}"
    )
    return f"{text} {_waiting(later)}" if later else text


def _deviating(number: int) -> str:
    if not number:
        return "Geen enkele controle wijkt af."
    return f"{number} {'wijkt' if number == 1 else 'wijken'} af; de reden staat erbij."


def _waiting(number: int) -> str:
    return f"{number} andere {'controle kan' if number == 1 else 'controles kunnen'} nog niet."


@once
def reconciliation_section(snapshot: Snapshot) -> str:
    """Return the section as HTML: the count, what deviates, then all others by subject, then what must wait."""
    later = waiting(snapshot)
    checked = [item for item in snapshot.reconciliations if item.name not in later]
    deviating = [item for item in checked if item.outcome == DEVIATES]
    if not checked and not later:
        return section(heading("Tellingscontrole", "controle"), paragraphs(NOTHING))
    parts = [
        heading("Tellingscontrole", "controle"),
        paragraphs(
            count_sentence(checked, len(later)),
            "We rekenen elk totaal na waar dat kan. Bij afgeronde getallen mag er een klein verschil zijn: hoeveel, "
            "staat erbij. Wijkt er iets af, dan veranderen we niets: het cijfer blijft staan zoals de bron het geeft.",
        ),
    ]
    if deviating:
        parts += [heading("Wijkt af", level=3), _table("Wijkt af", deviating)]
    subjects: dict[str, list[Reconciliation]] = {}
    for item in checked:
        if item.outcome != DEVIATES:
            subjects.setdefault(item.subject or OTHER, []).append(item)
    for word, items in subjects.items():
        parts += [heading(word, level=3), _table(word, items)]
    if later:
        parts += _later(snapshot, later)
    return section(*parts)


def _table(caption: str, items: Sequence[Reconciliation]) -> str:
    return table(HEADER, [_row(item) for item in items], caption=f"{caption}: controles", widths=WIDTHS)


def _row(item: Reconciliation) -> tuple[str, ...]:
    left, right, difference, allowed = compared(item)
    outcome = OUTCOMES[item.outcome]
    mark = f'<span class="{outcome.css}" aria-hidden="true">{outcome.sign}</span> {escape(outcome.words)}'
    return (
        under(escape(item.title), item.reason),
        under(escape(left), item.left_title),
        under(escape(right), item.right_title),
        escape(difference),
        escape(allowed),
        mark,
    )


def compared(item: Reconciliation) -> tuple[str, str, str, str]:
    """Return both values, their difference and what it may be, each in words and in its unit."""
    gap = abs(item.left - item.right)
    return (
        _value(item.left, item.unit),
        _value(item.right, item.unit),
        _gap(gap, item.unit) if gap > 1e-9 else "geen",
        _gap(item.tolerance, item.unit) if item.tolerance else "niets",
    )


def _value(value: float, unit: str) -> str:
    """Return a value in its unit: a percentage that is published whole stays whole, a computed one has a decimal."""
    if unit == "index":
        return notation.number(value)
    return notation.amount(value, unit, _decimals(value, unit))


def _gap(gap: float, unit: str) -> str:
    if unit in PERCENTAGES:
        return f"{notation.number(gap, _decimals(gap, unit))} procentpunt"
    return _value(gap, unit)


def _decimals(value: float, unit: str) -> int:
    return 1 if unit in PERCENTAGES and not float(value).is_integer() else 0


def _later(snapshot: Snapshot, later: dict[str, Cell]) -> list[str]:
    rows = [
        (escape(item.title), escape(notation.amount(item.left, item.unit)), escape(later[item.name].amount))
        for item in snapshot.reconciliations
        if item.name in later
    ]
    why = (
        "De agenda laat bij de meeste kostenregels niet zien in welk jaar een bedrag valt, en of het structureel is. "
        "Zodra de regio dat invult, moeten de bedragen optellen tot het totaal van de kolom."
    )
    header = ("Controle", "Al ingevuld", "Totaal van de kolom")
    caption = "Begroting: controles die nog niet kunnen"
    return [
        heading("Nog niet te controleren", level=3),
        paragraphs(why),
        table(header, rows, caption=caption, widths=(60, 20, 20), numeric=(1, 2)),
    ]
