"""Real files about progress and spending, as people make them with the form or without. All figures are invented."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook, load_workbook

from snapshot.progress import PROGRESS_HEADER

Row = Sequence[object]
STAGES: tuple[Row, ...] = (
    PROGRESS_HEADER,
    ("working-01", "", "loopt", datetime(2026, 6, 30), "pilot loopt"),
    ("", "Website Werkcentrum actief", "Klaar", "12-05-2026", None),
    (),
    ("learning-01", "Visie op regionaal leren", "niet begonnen", "1 juli 2026", ""),
    ("learning-02", "Ontwikkelen van een minor met de HAN", None, None, None),
)
SPENT: tuple[Row, ...] = (
    ("Uitgaven 2026, verzonnen",),
    (),
    ("Regel", "Nummer", "Q1 2026", "2e kwartaal 2026 (€)", "Totaal"),
    ("Huisvesting & faciliteiten",),
    ("Huisvesting", "work_centre-01", "€ 12.500,00", 10000.5, "22.500,50"),
    ("HARRIE training", None, "1.250", 0, "1.250"),
    ("Kantoorkosten", "", None, "-", None),
    ("TOTAAL", None, 13750, 10000.5, 23750.5),
)


def book(*sheets: tuple[str, Sequence[Row]]) -> bytes:
    """Return a workbook with these sheets, in this order."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return _saved(made)


def filled(form: bytes, cells: dict[str, dict[str, object]]) -> bytes:
    """Return the form with cells filled in, by sheet and place such as "C2"."""
    made = load_workbook(io.BytesIO(form))
    for sheet, values in cells.items():
        for place, value in values.items():
            made[sheet][place] = value
    return _saved(made)


def _saved(made: Workbook) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()
