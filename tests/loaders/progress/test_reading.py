"""Reports as people make them, and every kind of mistake in them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest

from loaders.progress.plan import Plan
from loaders.progress.reading import Report, is_report, read_report
from loaders.services.errors import SourceError
from snapshot.progress import PROGRESS, PROGRESS_HEADER, SPENDING, form, quarters
from snapshot.read import Snapshot
from tests.services.dropped_files import ATLAS, COMMUTING, JOB_AGREEMENT, JOBSEEKERS, TIGHTNESS, ods, text, xlsx
from tests.services.report_files import SPENT, STAGES, Row, book, filled

Read = Callable[..., Report]
LINES = ("Nummer", "Regel", "Q1 2026", "Q2 2026")


def test_a_report_reads_whatever_its_sheets_order_and_notation(read: Read) -> None:
    found = read(book(("Notities", [("Lees dit",)]), ("Geld", SPENT), ("Activiteiten", STAGES)))
    assert found.stages == {
        ("working-01", "2026-06-30"): ("running", "pilot loopt"),
        ("accessible-06", "2026-05-12"): ("done", ""),
        ("learning-01", "2026-07-01"): ("not_started", ""),
    }
    assert found.spent == {
        ("work_centre-01", "2026-Q1"): 12500.0,
        ("work_centre-01", "2026-Q2"): 10000.5,
        ("ambitions_2_6-01", "2026-Q1"): 1250.0,
        ("ambitions_2_6-01", "2026-Q2"): 0.0,  # nothing spent, which is not: not reported
    }
    assert "passed over 1 rows of totals" in found.told
    assert "passed over columns: Totaal" in found.told
    assert "no amount, and not 0: - in D7" in found.told


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_text_reads_the_same_as_a_workbook(read: Read, mark: str) -> None:
    assert read(text(STAGES, mark=mark)).stages == read(book(("Blad1", STAGES))).stages


def test_an_open_document_reads_the_same_as_a_workbook(read: Read) -> None:
    assert read(ods(SPENT)).spent == read(book(("Geld", SPENT))).spent


def test_amounts_below_each_other_read_the_same_as_quarters_beside_each_other(read: Read) -> None:
    rows: list[Row] = [
        ("Kwartaal", "Begrotingsregel", "Bedrag"),
        ("2026-Q1", "Huisvesting", "12.500,00"),
        ("2e kwartaal 2026", "Huisvesting", "€ 10.000,50"),
        ("Q1 2026", "HARRIE training", 1250),
        ("Q2 2026", "HARRIE training", 0),
    ]
    assert read(text(rows)).spent == read(book(("Geld", SPENT))).spent


def test_the_form_holds_all_and_is_read_back(snapshot: Snapshot, plan: Plan, read: Read) -> None:
    empty = form(snapshot)
    with pytest.raises(SourceError, match="nothing is filled in"):
        read(empty)
    rng = random.Random(4)
    codes, lines = list(plan.activities), [code for code, line in plan.lines.items() if line.budgeted is not None]
    rows = {code: place for place, code in enumerate(plan.activities, start=2)}
    places = {code: place for place, code in enumerate(plan.lines, start=2)}
    for _ in range(3):
        stages = {code: rng.choice(("niet begonnen", "loopt", "klaar", "gestopt")) for code in rng.sample(codes, 7)}
        spent = {code: rng.randrange(0, 5_000_00) / 100 for code in rng.sample(lines, 9)}
        cells: dict[str, dict[str, object]] = {PROGRESS: {}, SPENDING: {}}
        for code, word in stages.items():
            cells[PROGRESS] |= {f"C{rows[code]}": word, f"D{rows[code]}": "30-9-2026"}
        cells[SPENDING] = {f"G{places[code]}": value for code, value in spent.items()}
        found = read(filled(empty, cells))
        assert {code for code, _ in found.stages} == set(stages)
        assert found.spent == {(code, "2026-Q3"): value for code, value in spent.items()}


def test_files_of_other_kinds_are_no_reports() -> None:
    for rows in (TIGHTNESS, ATLAS, JOBSEEKERS, JOB_AGREEMENT, COMMUTING):
        assert not is_report(xlsx(rows))
    assert is_report(book(("Blad1", STAGES)))
    assert is_report(text(SPENT))
    assert not is_report(b"\x00\x01")


def stages(*rows: Row) -> bytes:
    return book(("Voortgang", [PROGRESS_HEADER, *rows]))


def spent(*rows: Row, header: Row = LINES) -> bytes:
    return book(("Uitgaven", [header, *rows]))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (stages(("working-77", "", "loopt", "1-6-2026")), ["row 2: no activity 'working-77'", "near it are", "working-07"]),
        (stages(("", "Website Werkcentrum aktief", "loopt", "1-6-2026")), ["near it are accessible-06 (Website Werkcentrum actief)"]),
        (stages(("working-01", "Website Werkcentrum actief", "loopt", "1-6-2026")), ["number and name differ: working-01 and accessible-06"]),
        (stages(("working-01", "Iets anders", "loopt", "1-6-2026")), ["number and name differ: 'Iets anders' is no activity"]),
        (stages(("working-01", "", "half", "1-6-2026")), ["Stand is 'half', expected one of niet begonnen, loopt, klaar, gestopt"]),
        (stages(("working-01", "", "", "1-6-2026")), ["Stand is empty"]),
        (stages(("working-01", "", "loopt", "")), ["Datum is empty, expected a day"]),
        (stages(("working-01", "", "loopt", "juni 2026")), ["Datum is 'juni 2026', expected a day"]),
        (stages(("working-01", "", "loopt", "31-2-2026")), ["Datum is '31-2-2026'"]),
        (stages(("working-01", "", "loopt", "25-11-2026")), ["2026-11-25 lies in the future, today is 2026-11-24"]),
        (stages(("working-01", "", "loopt", "30-9-2025")), ["2025-09-30 lies outside the term of the agenda, 2025-10-01 to 2027-12-31"]),
        (stages(("working-01", "", "loopt", "1-6-2026"), ("working-01", "", "klaar", "1-6-2026")), ["row 3: working-01 on 2026-06-01 stands twice, first in sheet Voortgang, row 2"]),
        (spent(("work_centre-99", "", 1, 2)), ["no budget line 'work_centre-99'"]),
        (spent(("", "Kantoorkostn", 1, None)), ["near it are work_centre-04 (Kantoorkosten)"]),
        (spent(("", "Onvoorzien", 1, None)), ["'Onvoorzien' names ambitions_2_6-23 and work_centre-20: fill in the number"]),
        (spent(("work_centre-25", "Begeleiding communicatieproces", 100, None)), ["(cell C2): an amount on work_centre-25 (Begeleiding communicatieproces), which is PM in the budget"]),
        (spent(("work_centre-01", "", "twee ton", None)), ["(cell C2): 'twee ton' is not an amount in euro"]),
        (spent(("work_centre-01", "", "1,5 mln", None)), ["'1,5 mln' is not an amount"]),
        (spent(("work_centre-01", "", 5), header=("Nummer", "Regel", "Q4 2025")), ["the quarter is 2025-Q4, expected one of 2026-Q1 to 2027-Q4"]),
        (spent(("work_centre-01", "", 5), header=("Nummer", "Regel", "Q1 2027")), ["2027-Q1 lies in the future"]),
        (spent(("work_centre-01", "", 5), header=("Nummer", "Regel", "Q1")), ["the heading 'Q1' has no year"]),
        (spent(("work_centre-01", "", 5, 6), header=("Nummer", "Regel", "Q1 2026", "2026 Q1")), ["two columns are about 2026-Q1"]),
        (spent(("work_centre-01", "", 5, 6), ("", "Huisvesting", 7, None)), ["row 3: work_centre-01 in 2026-Q1 stands twice, first in sheet Uitgaven, row 2"]),
        (text([("Regel", "Kwartaal", "Bedrag"), ("Huisvesting", "binnenkort", 5)]), ["row 2 (cell C2): the quarter is binnenkort"]),
        (book(("A", [("Activiteit", "Datum"), ("x", "1-6-2026")])), ["row 1: lacks a column Stand"]),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_row_and_what_to_do(read: Read, body: bytes, says: Sequence[str]) -> None:
    assert is_report(body)
    with pytest.raises(SourceError) as caught:
        read(body)
    for words in says:
        assert words in str(caught.value)
    assert "add the file again" in caught.value.advice or "python -m loaders form" in caught.value.advice


def test_all_mistakes_of_a_file_are_named_at_once(read: Read) -> None:
    rows = [
        ("working-01", "", "half", "31-2-2026"),
        ("nergens", "", "loopt", "1-6-2026"),
        ("working-02", "", "klaar", "1-6-2026"),
    ]
    wrong = [
        ("work_centre-25", "", 100, None),
        ("work_centre-01", "", "veel", "heel veel"),
        ("", "Kantoorkosten", 1, 2),
    ]
    with pytest.raises(SourceError, match=r"^6 mistake\(s\)") as caught:
        read(book(("Uitgaven", [LINES, *wrong]), ("Voortgang", [PROGRESS_HEADER, *rows])))
    assert str(caught.value).count("\n  sheet ") == 6
    assert caught.value.shown == "6 fouten"


def test_a_day_of_today_and_the_running_quarter_count(read: Read) -> None:
    found = read(book(("V", [PROGRESS_HEADER, ("working-01", "", "loopt", "24-11-2026")]),
                      ("U", [("Nummer", "Q4 2026"), ("work_centre-01", 10)])))  # fmt: skip
    assert list(found.stages) == [("working-01", "2026-11-24")]
    assert list(found.spent) == [("work_centre-01", "2026-Q4")]


def test_what_a_person_does_not_see_is_not_read(plan: Plan) -> None:
    import io

    from openpyxl import load_workbook

    made = load_workbook(io.BytesIO(stages(("working-01", "", "loopt", "1-6-2026"), ("working-02", "", "half", "x"))))
    made["Voortgang"].row_dimensions[3].hidden = True
    content = io.BytesIO()
    made.save(content)
    found = read_report("a.xlsx", content.getvalue(), plan, read_on="2026-11-24T12:00:00+00:00")
    assert list(found.stages) == [("working-01", "2026-06-01")]
    assert "passed over 1 hidden rows" in found.told


def test_a_sheet_of_their_own_beside_the_tables_is_passed_over_and_named(read: Read) -> None:
    own = ("Acties", [("Activiteit", "Datum"), ("bellen", "1-6-2026")])
    found = read(book(own, ("Geld", SPENT)))
    assert "passed over sheet Acties, row 1: lacks a column Stand" in found.told
    with pytest.raises(SourceError, match="sheet Voortgang, row 1: lacks a column Stand"):
        read(book((PROGRESS, own[1]), ("Geld", SPENT)))  # a sheet of the form whose heading was changed


def test_the_term_is_that_of_the_agenda(plan: Plan) -> None:
    assert (
        plan.moments
        == quarters("2026..2027")
        == (*(f"2026-Q{n}" for n in range(1, 5)), *(f"2027-Q{n}" for n in range(1, 5)))
    )
    assert len(plan.activities) == 43
    assert sorted(code for code, line in plan.lines.items() if line.budgeted is None) == [
        "ambitions_2_6-12", "ambitions_2_6-16", "ambitions_2_6-26", "work_centre-25",
    ]  # fmt: skip
    assert plan.yearly["work_centre", "2026"] == 869_500
