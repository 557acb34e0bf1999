"""The budget ahead: what the reader assumes is told as theirs, and nothing is told around n.t.b. without it."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.drawing import drawing
from dashboard.charts.grouped import Grouped
from dashboard.composition.availability import can_draw
from dashboard.export import package, xlsx
from dashboard.export.about import Item
from dashboard.export.citation import citation
from dashboard.export.tables import csv_package
from dashboard.figure.core import Figure
from dashboard.figure.declare import declaration
from dashboard.subjects.budget import assumption, budget, outlook
from snapshot.read import Snapshot

ALL = Selection()
OWN = "eigen aanname"


def _codes(snapshot: Snapshot) -> list[str]:
    return [code for code in assumption.CHOSEN.of(snapshot) if code]


def _told(figure: Figure) -> list[str]:
    cells = [cell for row in figure.table.rows for cell in row]
    return [figure.headline, figure.subtitle, figure.sentence, figure.alt, *cells, repr(figure.chart)]


def test_without_an_assumption_nothing_is_computed_around_ntb(snapshot: Snapshot) -> None:
    figure = outlook.ahead(snapshot, ALL)
    rows = {row[0]: row[1:] for row in figure.table.rows}
    assert rows["2028"] == ("€ 1.291.476", "€ 648.450 (voorlopig)", "€ 1.350.376", "€ 589.551 (voorlopig)", "agenda")
    assert rows["2029"] == ("€ 1.033.180", "€ 589.551 (voorlopig)", "n.t.b.", "nog niet te zeggen", "agenda")
    assert rows["2030"] == ("€ 861.919", "nog niet te zeggen", "n.t.b.", "nog niet te zeggen", "agenda")
    told = " ".join(_told(figure))
    assert not any(residual in told for residual in ("1.622.731", "2.484.650", "1622731", "2484650"))
    values = {row["value"] for result in figure.results for row in result.rows}
    assert not {1622731.0, 2484650.0} & values  # what files hold
    assert "te zeggen" in figure.headline
    assert OWN not in figure.headline


def test_the_level_of_2028_ends_the_reserve_in_2030(snapshot: Snapshot) -> None:
    figure = outlook.ahead(snapshot, ALL, "same")
    rows = {row[0]: row[1:] for row in figure.table.rows}
    spent = f"€ 1.350.376 ({OWN})"
    assert rows["2029"] == ("€ 1.033.180", "€ 589.551 (voorlopig)", spent, f"€ 272.355 ({OWN})", OWN)
    assert rows["2030"] == ("€ 861.919", f"€ 272.355 ({OWN})", spent, f"−€ 216.102 ({OWN})", OWN)
    assert "2030" in figure.headline
    assert "€ 216.102 te weinig" in figure.headline
    assert outlook.ahead(snapshot, ALL, "less").headline.endswith("eind 2030 nog € 53.974 over")


def test_every_assumption_is_told_as_one_everywhere(snapshot: Snapshot) -> None:
    for code in random.Random(1).sample(_codes(snapshot), 8):
        figure = outlook.ahead(snapshot, ALL, code)
        for text in (figure.title, figure.headline, figure.subtitle, figure.sentence, figure.status_line):
            assert OWN in text, (code, text)
        quoted = citation(figure, ALL)
        assert f"zijn een {OWN} van de lezer" in quoted
        assert "geen cijfers van de agenda" in quoted
        assert isinstance(figure.chart, Grouped)
        open_ = [row for row in figure.chart.rows if row.is_assumed]
        assert len(open_) == 4
        assert all(OWN in row.text for row in open_)
        assert not drawing(figure.chart).data["filled"][6:]  # three years of the agenda, two bars each
        assert OWN in assumption.CHOSEN.of(snapshot)[code].lower()  # the words of the choice stand in the address


@pytest.mark.parametrize("code", ["same", "2000000"])
def test_every_file_marks_what_is_assumed(snapshot: Snapshot, code: str) -> None:
    figure = outlook.ahead(snapshot, ALL, code)
    book = openpyxl.load_workbook(io.BytesIO(xlsx.figure_workbook(figure, ALL)))
    for sheet in book.worksheets:
        text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
        is_agenda = "Budgetoverheveling" in text
        assert is_agenda or OWN in text, sheet.title
        assert not is_agenda or OWN not in text, sheet.title  # rows of the agenda are those of the agenda alone
    short = -216_102 if code == "same" else -1_515_350
    own = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) if short in row]
    assert [row[0] for row in own] == ["2030"]
    assert f"berekend met {OWN}" in own[0]
    with zipfile.ZipFile(io.BytesIO(csv_package([Item(figure, ALL)], figure.title))) as archive:
        names = [name for name in archive.namelist() if "-2" in name and name.endswith(".csv")]
        assert names
        assert all(OWN in archive.read(name).decode("utf-8-sig") for name in names)
        assert OWN in archive.read("leesmij.txt").decode("utf-8-sig")


def test_no_figure_of_the_agenda_and_no_package_knows_an_assumption(snapshot: Snapshot) -> None:
    items = package.page_items("begroting", snapshot, ALL, today="2026-11-24")
    ahead = [item.figure for item in items if item.figure.id == "budget-ahead"]
    assert [figure.headline for figure in ahead] == [outlook.ahead(snapshot, ALL).headline]
    for figure in (budget.income_and_expenses(snapshot, ALL), budget.whole_budget(snapshot, ALL)):
        assert OWN not in " ".join(_told(figure))
    assert {row["status"] for row in ask(snapshot, "budget", heading="total_expenses").rows} == {
        "published",
        "to_be_determined",
    }


def test_an_assumption_that_there_is_not_is_refused(snapshot: Snapshot) -> None:
    for code in ("half", "550000", "9", "-500000", "1e6"):
        with pytest.raises(ValueError, match="no assumption"):
            outlook.ahead(snapshot, ALL, code)


def test_the_carry_over_is_an_indication_without_bounds(snapshot: Snapshot) -> None:
    for code in ("", "same"):
        notes = " ".join(outlook.ahead(snapshot, ALL, code).all_notes)
        assert "indicatie (paragraaf 4.2)" in notes
        assert "geen onder- of bovengrens" in notes


def test_a_budget_that_is_settled_needs_no_assumption(snapshot: Snapshot) -> None:
    result = ask(snapshot, "budget")
    assert assumption.unsettled(result) == ["2029", "2030"]
    whole = result.only(row for row in result.rows if row["reference_period"] < "2029")
    assert assumption.unsettled(whole) == []
    assert can_draw(snapshot, declaration(outlook.ahead))


def test_a_shortage_is_carried_on_and_drawn_without_length(snapshot: Snapshot) -> None:
    figure = outlook.ahead(snapshot, replace(ALL), "2000000")
    assert isinstance(figure.chart, Grouped)
    short = [row for row in figure.chart.rows if row.text.startswith("Tekort")]
    assert [row.value for row in short] == [None, None]
    assert short[0].text == f"Tekort € 377.269 ({OWN})"
    assert "−€ 377.269" in figure.table.rows[-1][2]
