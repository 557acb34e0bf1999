"""The form on which progress and spending are kept: its words, and an empty one of a snapshot."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from snapshot.read import Row, Snapshot

NEEDS = ("activities", "budget_lines")  # the datasets that a form is made of
STAGES = {"not_started": "niet begonnen", "running": "loopt", "done": "klaar", "stopped": "gestopt"}
FILE_NAME = "voortgang.xlsx"
PROGRESS, SPENDING, HELP = "Voortgang", "Uitgaven", "Uitleg"
PROGRESS_HEADER = ("Nummer", "Activiteit", "Stand", "Datum", "Toelichting")
SPENDING_HEADER = ("Nummer", "Onderdeel", "Regel", "Begroot")
EXPLAINED = (
    "Vul per activiteit de stand, de datum van die stand en zo nodig een toelichting in. Laat leeg wat je niet weet.",
    f"De stand is een van deze: {', '.join(STAGES.values())}.",
    "Vul per regel van de begroting in wat er in een kwartaal is uitgegeven, in euro. Een 0 betekent: niets "
    "uitgegeven. Een lege cel betekent: nog niet gemeld.",
    "Bij een regel met PM of n.t.b. hoort geen bedrag: laat die eerst in de begroting opnemen.",
    "Een nieuw bestand vult aan. Staat er een ander bedrag bij dezelfde regel en hetzelfde kwartaal, dan telt het "
    "nieuwste bestand.",
)
WIDTHS = {PROGRESS: (16, 70, 16, 13, 50), SPENDING: (18, 32, 50, 14)}


def line_code(programme: str, line: int | str) -> str:
    """Return the number of a line of the budget: "work_centre-07"."""
    return f"{programme}-{int(line):02d}"


def quarters(period: str) -> tuple[str, ...]:
    """Return the quarters of years such as "2026..2027" or "2026"."""
    first, _, last = period.partition("..")
    return tuple(f"{year}-Q{part}" for year in range(int(first), int(last or first) + 1) for part in range(1, 5))


def form(snapshot: Snapshot) -> bytes:
    """Return an empty form as a workbook, with the activities, budget lines and quarters of `snapshot`.

    Raises:
        KeyError: The snapshot has no agenda.
    """
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    head, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    day, euro = book.add_format({"num_format": "d-m-yyyy"}), book.add_format({"num_format": "#,##0.00"})
    lines = _lines(snapshot.rows("budget_lines"))
    moments = quarters(snapshot.rows("budget_lines")[0]["reference_period"])
    spending_head = (*SPENDING_HEADER, *(f"{moment[5:]} {moment[:4]}" for moment in moments))
    activities = [(row["activity"], row["title"]) for row in _in_order(snapshot)]
    for name, header, rows in (
        (PROGRESS, PROGRESS_HEADER, activities),
        (SPENDING, spending_head, lines),
    ):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, header, head)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, row, wrap)
        for column, width in enumerate(WIDTHS[name]):
            sheet.set_column(column, column, width, day if name == PROGRESS and column == 3 else None)
        sheet.freeze_panes(1, 2)
        if name == SPENDING:
            sheet.set_column(len(SPENDING_HEADER), len(spending_head) - 1, 12, euro)
        else:
            sheet.data_validation(1, 2, len(rows), 2, {"validate": "list", "source": list(STAGES.values())})
    sheet = book.add_worksheet(HELP)
    sheet.set_column(0, 0, 100)
    for place, text in enumerate(EXPLAINED):
        sheet.write_string(place, 0, text, wrap)
    book.close()
    return content.getvalue()


def _in_order(snapshot: Snapshot) -> list[Row]:
    """Return the activities in the order of the agenda: by action line, then as printed."""
    lines = list(snapshot.labels("activities")["action_line"])
    return sorted(snapshot.rows("activities"), key=lambda row: (lines.index(row["action_line"]), row["sort_order"]))


def _lines(rows: Sequence[Row]) -> list[tuple[str, str, str, float | str]]:
    """Return code, heading, name and budget of each line; "PM" or "n.t.b." where no amount is known."""
    words = {"pro_memorie": "PM", "to_be_determined": "n.t.b."}
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(line_code(row["programme"], row["line"]), []).append(row)
    lines = []
    for code, amounts in sorted(found.items(), key=lambda pair: (pair[1][0]["programme"] != "work_centre", pair[0])):
        known = [row["value"] for row in amounts if row["value"] is not None]
        budget = sum(known) if known else words.get(amounts[0]["status"], "PM")
        lines.append((code, amounts[0]["heading"], amounts[0]["activity"], budget))
    return lines
