"""Any series of reports against a plain account of what was said last, with draws at random."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from loaders.files.sheets.sheet import laid_out, plain_cell
from loaders.progress.combine import clashes, frames, left_alone, newest
from loaders.progress.layout import layouts
from loaders.progress.mandate import findings
from loaders.progress.plan import Line, Plan
from loaders.progress.reading import Report
from loaders.progress.rows import Found, progress_rows, spending_rows
from snapshot.clock import local_day
from snapshot.progress import STAGES

LINES, QUARTERS = ("work_centre-01", "work_centre-02", "ambitions_2_6-01"), ("2026-Q1", "2026-Q2", "2026-Q4", "2027-Q1")
SPENT = st.dictionaries(
    st.tuples(st.sampled_from(LINES), st.sampled_from(QUARTERS)),
    st.integers(-500, 9_999_99).map(lambda cents: cents / 100),
)
STAGED = st.dictionaries(
    st.tuples(st.sampled_from(("working-01", "working-02")), st.sampled_from(("2026-06-01", "2026-12-31"))),
    st.tuples(st.sampled_from(sorted(STAGES)), st.sampled_from(("", "een toelichting"))),
)
DAYS = (
    "2026-04-01T09:00:00+00:00",
    "2026-12-31T22:30:00+00:00",
    "2026-12-31T23:30:00+00:00",
    "2027-02-01T09:00:00+00:00",
)
REPORTS = st.lists(st.tuples(STAGED, SPENT, st.sampled_from(DAYS)), min_size=1, max_size=5).map(
    lambda told: [Report(f"{n}.xlsx", f"{n:064d}", day, staged, spent) for n, (staged, spent, day) in enumerate(told)]
)


@given(REPORTS)
def test_the_last_word_counts_and_nothing_else_is_lost(reports: list[Report]) -> None:
    account: dict[tuple[str, str], tuple[object, Report]] = {}
    for report in reports:
        for about, value in report.cells.items():
            account[about] = (value, report)
    assert {about: report.name for about, report in newest(reports).items()} == {
        about: report.name for about, (_, report) in account.items()
    }
    rows = {dataset.name: frame for dataset, frame in frames(reports)}
    told = {
        (row.budget_line, row.reference_period): (float(row.value), row.source, row.status)
        for row in (rows["spending"].itertuples() if "spending" in rows else ())
    }
    ends = {"2026-Q1": "2026-03-31", "2026-Q2": "2026-06-30", "2026-Q4": "2026-12-31", "2027-Q1": "2027-03-31"}
    assert told == {
        about: (
            value,
            report.source,
            "provisional" if ends[about[1]] >= local_day(report.read_on).isoformat() else "published",
        )
        for about, (value, report) in account.items()
        if about in report.spent
    }
    staged = rows["progress"].itertuples() if "progress" in rows else ()
    assert {(row.activity, row.reference_period): (row.stage, row.note) for row in staged} == {
        about: value for about, (value, report) in account.items() if about in report.stages
    }


@given(REPORTS)
def test_what_an_older_file_says_of_a_quarter_and_the_new_one_not_is_named(reports: list[Report]) -> None:
    *older, new = reports
    left = left_alone(older, new)
    assert not set(left) & set(new.spent)
    assert {quarter for _, quarter in left} <= {quarter for _, quarter in new.spent}
    assert set(left) <= {about for report in older for about in report.spent}


@given(REPORTS)
def test_files_of_one_moment_clash_just_where_they_differ(reports: list[Report]) -> None:
    first, last = reports[0], reports[-1]
    assert clashes(first, last) == clashes(last, first)
    both = set(first.cells) & set(last.cells)
    assert set(clashes(first, last)) == {about for about in both if first.cells[about] != last.cells[about]}


@given(SPENT, st.integers(1, 3_000), st.integers(1, 9_000))
def test_a_finding_is_made_just_where_more_is_spent_than_budgeted(
    spent: dict[tuple[str, str], float], budgeted: int, year: int
) -> None:
    lines = {code: Line(code, code.rsplit("-", 1)[0], "", code, float(budgeted)) for code in LINES}
    day = local_day(DAYS[0])
    plan = Plan({}, lines, day, day, QUARTERS, {("work_centre", "2026"): float(year)})
    told = findings(spent, plan)
    sums = {code: sum(value for (line, _), value in spent.items() if line == code) for code in LINES}
    over = [code for code, total in sums.items() if total > budgeted]
    assert [code for code in LINES if any(f"{code} (" in one for one in told)] == over
    of_year = sum(v for (line, quarter), v in spent.items() if line.startswith("work_centre") and quarter < "2027")
    assert any("work_centre in 2026" in one for one in told) == (of_year > year)


@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=8))
def test_a_budget_that_is_spent_to_the_cent_is_not_exceeded(cents: list[int]) -> None:
    quarters = [f"{year}-Q{part}" for year in (2026, 2027) for part in range(1, 5)][: len(cents)]
    spent = {("work_centre-01", quarter): part / 100 for quarter, part in zip(quarters, cents, strict=True)}
    total = sum(cents) / 100
    line, day = Line("work_centre-01", "work_centre", "", "Huisvesting", total), local_day(DAYS[0])
    of_year = sum(part for (_, quarter), part in zip(spent, cents, strict=True) if quarter < "2027") / 100
    assert findings(spent, Plan({}, {line.code: line}, day, day, (), {("work_centre", "2026"): of_year})) == []


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        ("working-01", "Huisvesting", "work_centre-01", "loopt", "klaar", "1-6-2026", "31-12-2027", "Q1 2026", "2026-Q2",
         "Totaal", "€ 1.234,56", "-", "PM", "Onvoorzien", "Nummer", "Stand", "Datum", "Bedrag", "Kwartaal", "99999-Q9")
    ),
)  # fmt: skip
HEADS = st.sampled_from(
    (
        ("Nummer", "Activiteit", "Stand", "Datum", "Toelichting"),
        ("Nummer", "Onderdeel", "Regel", "Q1 2026", "Q2 2027"),
        ("Regel", "Kwartaal", "Bedrag", "Nummer", "Datum"),
        ("Regel", "Bedrag", "Q1", "Totaal", ""),
    )
)


@given(HEADS, st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=6))
def test_whatever_stands_in_a_table_is_read_or_refused_with_its_places(
    plan: Plan, head: tuple[str, ...], rows: list[list[object]]
) -> None:
    sheet = laid_out("Blad 1", [head, *[tuple(map(plain_cell, row)) for row in rows]])
    (found,) = layouts([sheet])
    seen, today = Found(), local_day(DAYS[1])
    faults = (progress_rows if found.kind == "progress" else spending_rows)(found, plan, today, seen)
    assert all(fault.startswith("sheet Blad 1, row ") for fault in faults)
    assert {code for code, _ in seen.stages} <= set(plan.activities)
    assert {code for code, _ in seen.spent} <= {
        code for code, line in plan.lines.items() if line.budgeted is not None
    } or faults
    told = len(seen.stages) + len(seen.spent) + len(faults) + seen.open + seen.totals + len(seen.marks)
    filled = sum(any(cell is not None for cell in row) for row in sheet.rows[1:])
    assert told >= filled  # no row is passed over in silence
