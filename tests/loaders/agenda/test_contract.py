"""The contract: complete declarations, and input that breaks them is refused with place, finding and expectation."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from loaders.agenda.corrections import Corrections, apply_flags, read_corrections
from loaders.agenda.reconciliations import Rule, evaluate, reconcile, rules
from loaders.agenda.scope import place
from loaders.agenda.tables import TABLES
from loaders.build import DECLARED, Content, load
from snapshot.errors import Failure, ValidationError
from snapshot.model import STATUSES, UNITS, Dataset, dataset_from_dict, to_dict
from snapshot.periods import is_period
from snapshot.region import DEFAULT
from snapshot.tables import ddl, write_table
from tests.helpers import DATA, ROOT, copy_data, line_of, replace

MODULES = sorted((ROOT / "loaders" / "agenda" / "tables").glob("[!_]*.py"))
by_name = pytest.mark.parametrize("dataset", DECLARED, ids=lambda dataset: dataset.name)
by_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)


# --- declarations ---------------------------------------------------------------------------------------------


def test_every_table_is_registered_by_name() -> None:
    assert [dataset.name for dataset in TABLES] == [module.stem for module in MODULES]


@by_module
def test_a_table_is_exactly_a_declaration(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    public: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            public.add(node.name)
        elif isinstance(node, ast.Assign):
            public |= {target.id for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            public.add(node.target.id)
    assert {name for name in public if not name.startswith("_")} == {"DATASET"}


@by_module
def test_a_table_says_what_source_grain_rhythm_and_trap(module: Path) -> None:
    told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    lines = [line for line in told.splitlines() if line.strip()]
    assert len(lines) >= 5
    assert any(line.startswith("Grain:") for line in lines)
    assert any(line.startswith("Trap:") for line in lines)


@by_name
def test_a_declaration_is_complete(dataset: Dataset) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", dataset.name)
    assert dataset.key
    assert dataset.files
    assert all((DATA / place(name, DEFAULT)).is_file() for name in dataset.files)
    for text in (dataset.title, dataset.description, *dataset.warnings, *(c.title for c in dataset.columns)):
        assert text == text.strip() != ""
        assert text[0] == text[0].upper()
        assert "_" not in text
    assert dataset.description.endswith(".")
    assert all(warning.endswith(".") for warning in dataset.warnings)
    names = [column.name for column in dataset.columns]
    assert len(set(names)) == len(names)
    titles = [column.title for column in dataset.columns]
    assert len(set(titles)) == len(titles)
    assert all(not dataset.column(name).nullable for name in dataset.key)


@by_name
def test_units_statuses_and_labels_are_closed_lists(dataset: Dataset) -> None:
    for measure in dataset.measures:
        assert set(measure.units) <= set(UNITS)
        assert measure.name.endswith("_pct") == (measure.units[0] in ("pct", "pct_change"))
    for column in dataset.columns:
        assert not (column.labels and column.labels_from)
        assert all(code and word for code, word in column.labels.items())
        assert column.labels_from in ("", *(d.name for d in TABLES))
    if dataset.is_observations:
        assert set(dataset.column("unit").labels) == set(UNITS)
        assert set(dataset.column("status").labels) == set(STATUSES)
        assert set(dataset.column("measure").labels) == {measure.name for measure in dataset.measures}


def test_statuses_are_the_agreed_twelve_and_five_of_them_carry_no_value() -> None:
    assert {code for code, status in STATUSES.items() if status.has_value} == {
        "published",
        "provisional",
        "derived",
        "expected",
        "inferred",
        "rounded",
        "doubtful",
    }
    assert {code for code, status in STATUSES.items() if not status.has_value} == {
        "suppressed",
        "to_be_determined",
        "pro_memorie",
        "not_applicable",
        "not_available",
    }


@by_name
def test_a_declaration_survives_being_stored(dataset: Dataset) -> None:
    stored = json.loads(json.dumps(to_dict(dataset), ensure_ascii=False))
    again = dataset_from_dict(stored)
    assert again == dataset
    for column in dataset.columns:
        assert list(again.column(column.name).labels.items()) == list(column.labels.items())


def test_every_input_file_belongs_to_a_dataset() -> None:
    used = {place(name, DEFAULT) for dataset in DECLARED for name in dataset.files}
    present = {
        path.relative_to(DATA).as_posix()
        for kind in ("mja/midden-gelderland", "cbs", "reference")
        for path in (DATA / kind).glob("*.csv")
    }
    assert used == present


def test_unknown_columns_and_measures_name_the_known_ones() -> None:
    dataset = next(d for d in TABLES if d.name == "benefits")
    with pytest.raises(KeyError, match=r"no column nonsense.*region_code, scheme"):
        dataset.column("nonsense")
    with pytest.raises(KeyError, match=r"no measure nonsense.*recipients, share_pct"):
        dataset.measure("nonsense")


# --- from declaration to table --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def content() -> Content:
    return load(DATA)


@pytest.fixture(scope="module")
def tables(content: Content) -> Iterator[duckdb.DuckDBPyConnection]:
    """Every dataset in one database in memory, which a test may change inside a transaction."""
    with duckdb.connect() as connection:
        for dataset in content.datasets:
            write_table(connection, dataset, content.frames[dataset.name])
        yield connection


@pytest.fixture
def changed(tables: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    tables.execute("BEGIN")
    yield tables
    tables.execute("ROLLBACK")


def test_tables_carry_types_and_dutch_comments(tables: duckdb.DuckDBPyConnection) -> None:
    comments = dict(tables.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    columns = {
        (table, name): (comment, kind, nullable)
        for table, name, comment, kind, nullable in tables.execute(
            "SELECT table_name, column_name, comment, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal"
        ).fetchall()
    }
    types = {"text": "VARCHAR", "number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN"}
    assert comments == {dataset.name: dataset.title for dataset in DECLARED}
    for dataset in DECLARED:
        for column in dataset.columns:
            comment, kind, nullable = columns[dataset.name, column.name]
            assert comment == f"{column.title}. {column.description}".strip()
            assert kind == types[column.dtype]
            assert nullable == column.nullable


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE benefits SET value = 12 WHERE status = 'suppressed'",
        "UPDATE benefits SET value = NULL WHERE status = 'rounded'",
        "UPDATE benefits SET status = 'definitief' WHERE scheme = 'ww'",
        "UPDATE benefits SET unit = 'euros' WHERE scheme = 'ww'",
        "UPDATE benefits SET source = NULL WHERE scheme = 'ww'",
    ],
)
def test_constraints_are_the_last_line_of_defence(tables: duckdb.DuckDBPyConnection, change: str) -> None:
    with duckdb.connect() as connection:
        dataset = next(d for d in TABLES if d.name == "benefits")
        connection.execute(ddl(dataset))
        connection.register("rows_of_benefits", tables.execute("SELECT * FROM benefits").df())
        connection.execute("INSERT INTO benefits SELECT * FROM rows_of_benefits")
        with pytest.raises(duckdb.ConstraintException):
            connection.execute(change)


# --- input that breaks the contract ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Break:
    """One way to spoil a file, and the failure that must be named."""

    name: str
    file: str
    spoil: Callable[[Path, str], None]
    line: int | None
    column: str
    found: str
    expected: str


def swap(old: str, new: str) -> Callable[[Path, str], None]:
    return lambda folder, name: replace(folder, name, old, new)


def rewrite(change: Callable[[str], str], encoding: str = "utf-8") -> Callable[[Path, str], None]:
    def spoil(folder: Path, name: str) -> None:
        path = folder / name
        path.write_bytes(change(path.read_bytes().decode("utf-8")).encode(encoding))

    return spoil


def without_column(column: str) -> Callable[[Path, str], None]:
    def spoil(folder: Path, name: str) -> None:
        frame = pd.read_csv(folder / name, dtype=str, keep_default_na=False)
        frame.drop(columns=column).to_csv(folder / name, index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")

    return spoil


def lines_in(name: str) -> int:
    return len((DATA / name).read_text(encoding="utf-8").splitlines())


BENEFITS, BUDGET = "mja/midden-gelderland/benefits.csv", "mja/midden-gelderland/budget.csv"
BREAKS = (
    Break(
        "text_in_a_number", BENEFITS, swap("GM0202,ww,recipients,2024-end,1900", "GM0202,ww,recipients,2024-end,veel"),
        line_of(BENEFITS, "GM0202,ww,recipients"), "value", "'veel'", "a number with a decimal point",
    ),
    Break(
        "percentage_above_hundred", BENEFITS, swap("GM0202,ww,share_pct,2024-end,1.7", "GM0202,ww,share_pct,2024-end,140"),
        line_of(BENEFITS, "GM0202,ww,share_pct"), "value", "'140'", "at least 0 and at most 100 (pct)",
    ),
    Break(
        "negative_count", BENEFITS, swap("GM0202,wia,recipients,2024-end,4600", "GM0202,wia,recipients,2024-end,-4600"),
        line_of(BENEFITS, "GM0202,wia,recipients"), "value", "'-4600'", "at least 0",
    ),
    Break(
        "value_beside_suppressed", BENEFITS, swap("GM0277,ww,recipients,2024-end,,", "GM0277,ww,recipients,2024-end,12,"),
        line_of(BENEFITS, "GM0277,ww,recipients"), "value", "12", "an empty cell, since the status is suppressed",
    ),
    Break(
        "two_decimals_in_a_whole_number", BENEFITS,
        swap("AM07,wia,recipients,2024-end,10700", "AM07,wia,recipients,2024-end,10.700"),
        line_of(BENEFITS, "AM07,wia,recipients"), "value", "10.7", "a whole number",
    ),
    Break(
        "unknown_municipality", "mja/midden-gelderland/residents_15_64.csv", swap("GM0202,", "GM9999,"),
        2, "region_code", "'GM9999'", "one of AM01, AM02, AM03",
    ),
    Break(
        "duplicate_key", BUDGET, rewrite(lambda text: text + text.splitlines()[1] + "\n"),
        lines_in(BUDGET) + 1, "side+heading+measure+reference_period", "'income, impulse_budget, eur, 2026'", "a key that occurs once",
    ),
    Break(
        "missing_column", "mja/midden-gelderland/commuting.csv", without_column("value"), 1, "value", "no such column", "columns direction,",
    ),
    Break(
        "wrong_encoding", "mja/midden-gelderland/activities.csv", rewrite(lambda text: text, "cp1252"),
        line_of("mja/midden-gelderland/activities.csv", "working-05"), "-", "byte 0x94", "UTF-8",
    ),
    Break(
        "semicolons", "mja/midden-gelderland/funding.csv", rewrite(lambda text: text.replace(",", ";")),
        1, "-", "stream;measure;reference_period", "column names separated by commas",
    ),
    Break(
        "too_few_cells", "mja/midden-gelderland/jobs.csv", swap("NL01,all,employee_jobs_growth_pct,2024..2027,2.8,pct_change,expected,1.2.1,uwv-regio-in-beeld,Verwachting.", "NL01,all,employee_jobs_growth_pct,2024..2027,2.8"),
        line_of("mja/midden-gelderland/jobs.csv", "NL01,all"), "-", "6 cells", "11 cells",
    ),
    Break(
        "published_without_value", "mja/midden-gelderland/youth.csv", swap("2024-end,48054,", "2024-end,,"),
        2, "value", "an empty cell", "a number, or a status without one (now published)",
    ),
    Break(
        "wrong_unit_for_measure", "mja/midden-gelderland/ageing.csv", swap("7800,persons", "7800,jobs"),
        line_of("mja/midden-gelderland/ageing.csv", "care,reaching"), "unit", "'jobs'", "persons for reaching_pension_age",
    ),
    Break(
        "period_in_words", "mja/midden-gelderland/job_agreement.csv", swap("AM07,target_jobs,2024-end", "AM07,target_jobs,eind 2024"),
        line_of("mja/midden-gelderland/job_agreement.csv", "AM07,target_jobs"), "reference_period", "'eind 2024'", "a period such as 2024",
    ),
    Break(
        "month_thirteen", "cbs/tightness_class.csv", swap("AM07,2021-Q1", "AM07,2021-13"),
        2, "reference_period", "'2021-13'", "a period such as 2024",
    ),
    Break(
        "empty_table", "mja/midden-gelderland/labour_potential.csv", rewrite(lambda text: text.splitlines()[0] + "\n"),
        None, "-", "no rows", "at least one row",
    ),
    Break(
        "empty_file", "mja/midden-gelderland/vacancies.csv", rewrite(lambda _: ""), 1, "-", "''", "column names separated by commas",
    ),
    Break(
        "missing_file", "mja/midden-gelderland/ambitions.csv", lambda folder, name: (folder / name).unlink(),
        None, "-", "no such file", "a CSV file",
    ),
    Break(
        "decimal_comma", "mja/midden-gelderland/education_demand.csv", swap(",10.3,", ',"10,3",'),
        line_of("mja/midden-gelderland/education_demand.csv", "primary,replacement"), "value", "'10,3'", "a number with a decimal point",
    ),
    Break(
        "underscore_in_a_number", "mja/midden-gelderland/registered_jobseekers.csv", swap(",11400,", ",11_400,"),
        2, "value", "'11_400'", "a number with a decimal point",
    ),
    Break(
        "not_a_number", "cbs/benefits_national.csv", swap("wao,benefits,2016-12,293,", "wao,benefits,2016-12,nan,"),
        3, "value", "'nan'", "a number with a decimal point",
    ),
    Break(
        "status_outside_the_list", "cbs/population.csv", swap("17282163,persons,published", "17282163,persons,definitief"),
        2, "status", "'definitief'", "one of derived, doubtful, expected, inferred, not_applicable",
    ),
    Break(
        "undeclared_column", "mja/midden-gelderland/statements.csv", rewrite(lambda text: re.sub(r"$", ",x", text.rstrip("\n"), flags=re.M) + "\n"),
        1, "x", "a column that is not declared", "columns subject,",
    ),
    Break(
        "quote_that_never_closes", "mja/midden-gelderland/sector_owners.csv", swap("GM1955,false,liemers-vision,", 'GM1955,false,liemers-vision,"'),
        line_of("mja/midden-gelderland/sector_owners.csv", "liemers,Liemerse Economische Visie,Liemers,de Liemerse Economische Visie,partnership,GM1955"),
        "-", "unexpected end of data", "a quote that closes",
    ),
    Break(
        "column_twice", "mja/midden-gelderland/priority_sectors.csv", swap("certainty,paragraph,", "certainty,certainty,"),
        1, "certainty", "this column twice", "each column once",
    ),
    Break(
        "column_missing_in_one_of_two_files", "cbs/sources.csv", without_column("footnote"),
        1, "footnote", "no such column", "columns id, publisher",
    ),
    Break(
        "text_in_an_integer", "reference/regions.csv", swap("Arnhem,municipality,AM07,1\n", "Arnhem,municipality,AM07,eerste\n"),
        2, "sort_order", "'eerste'", "a number",
    ),
    Break(
        "fraction_in_an_integer", "reference/tightness_bands.csv", swap("zeer krap,4,,5", "zeer krap,4,,5.5"),
        6, "sort_order", "'5.5'", "a whole number",
    ),
    Break(
        "line_break_in_a_cell", "mja/midden-gelderland/action_lines.csv", swap("working,Werkend netwerk,", 'working,"Werkend\rnetwerk",'),
        2, "title", r"'Werkend\rnetwerk'", "text on one line",
    ),
    Break(
        "empty_key", "mja/midden-gelderland/budget_column_totals.csv", swap("work_centre,2026,incidental", "work_centre,,incidental"),
        2, "year", "an empty cell", "a value",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def failures(tmp_path_factory: pytest.TempPathFactory) -> tuple[Failure, ...]:
    """Every failure of one data folder in which all files above are spoiled at once."""
    folder = copy_data(tmp_path_factory.mktemp("broken") / "data")
    for item in BREAKS:
        item.spoil(folder, item.file)
    with pytest.raises(ValidationError) as caught:
        load(folder)
    return caught.value.failures


@pytest.mark.parametrize("item", BREAKS, ids=lambda item: item.name)
def test_a_failure_names_file_line_column_found_and_expected(item: Break, failures: tuple[Failure, ...]) -> None:
    at = [f for f in failures if (f.file, f.line, f.column) == (f"data/{item.file}", item.line, item.column)]
    assert len(at) == 1, "\n".join(map(str, failures))
    assert item.found in at[0].found
    assert item.expected in at[0].expected


def test_all_failures_of_all_files_come_at_once_and_none_besides(failures: tuple[Failure, ...]) -> None:
    wanted = {(f"data/{item.file}", item.line, item.column) for item in BREAKS}
    assert {(f.file, f.line, f.column) for f in failures} == wanted
    assert len(failures) == len(BREAKS)
    text = str(ValidationError(failures))
    assert text.startswith(f"{len(BREAKS)} failure(s)")
    assert text.endswith("python -m loaders build")
    assert all(str(failure) in text for failure in failures)


def test_a_spreadsheet_with_bom_and_crlf_is_read_as_it_is(tmp_path: Path, content: Content) -> None:
    folder = copy_data(tmp_path / "data")
    path = folder / BENEFITS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    pd.testing.assert_frame_equal(load(folder).frames["benefits"], content.frames["benefits"])


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "2024-12",
        "2024-12-31",
        "2024-02-29",
        "2024-Q4",
        "2024/2025",
        "2023..2028",
        "2035..",
        "2024-end",
        "undated",
    ],
)
def test_a_period_that_exists_is_accepted(text: str) -> None:
    assert is_period(text)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-00", "2024-13", "2023-02-29", "2024-12-32", "2024-Q0", "2024-Q5", "2024/2026", "2028..2023",
     "2024 ", "eind 2024", "..2024", "２０２４", "2024-1", "31-12-2024", "2024-End", "eind", "2024-undated"],
)  # fmt: skip
def test_a_period_that_does_not_exist_is_refused(text: str) -> None:
    assert not is_period(text)


def test_an_activity_in_a_quarter_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    folder = copy_data(tmp_path / "data")
    replace(
        folder, "mja/midden-gelderland/activities.csv", "4,3.1.1,2026-Q2,2027-Q1,false", "4,3.1.1,2026-Q6,2027-Q1,false"
    )
    with pytest.raises(ValidationError, match=r"data/mja/midden-gelderland/activities.csv:2 \[start\] found '2026-Q6'"):
        load(folder)


# --- corrections ----------------------------------------------------------------------------------------------


def _flagged(content: Content) -> dict[str, pd.DataFrame]:
    return {name: frame.copy() for name, frame in content.frames.items()}


def test_every_flag_explains_its_cell(content: Content) -> None:
    assert content.corrections.flags
    for flag in content.corrections.flags:
        frame = content.frames[flag["dataset"]]
        for name, wanted in flag["key"].items():
            frame = frame[frame[name] == wanted]
        assert list(frame["note"]) == [flag["reason"]]


def test_every_flag_fails_once_the_source_is_mended(content: Content) -> None:
    for flag in content.corrections.flags:
        frames = _flagged(content)
        chosen = frames[flag["dataset"]]
        for name, wanted in flag["key"].items():
            chosen = chosen[chosen[name] == wanted]
        frames[flag["dataset"]].loc[chosen.index, "value"] += 1
        failures = apply_flags(content.corrections, frames)
        assert [(f.file, f.column) for f in failures] == [("data/corrections.toml", flag["id"])]
        assert "if the source was mended, remove this entry" in failures[0].expected


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ({"dataset": "nothing"}, "nothing"),
        ({"dataset": "statements"}, "value"),
        ({"key": {"scheem": "ww"}}, "scheem"),
        ({"key": {"region_code": "GM0221"}}, "8 rows"),
        ({"key": {"region_code": "GM9999"}}, "0 rows"),
        ({"key": {"region_code": "GM0277", "scheme": "ww", "measure": "recipients"}}, "nan"),
    ],
)
def test_a_flag_that_fits_no_single_cell_fails(content: Content, flag: dict[str, object], found: str) -> None:
    entry = {"id": "x", "dataset": "benefits", "key": {}, "expect": 1, "reason": "y", **flag}
    failures = apply_flags(Corrections((entry,), {}), _flagged(content))
    assert len(failures) == 1
    assert found in failures[0].found


@pytest.mark.parametrize(
    ("text", "column", "found"),
    [
        ("[[flag]]\nid = 'a'\ndataset = 'benefits'\nkey = {}\nreason = 'x'", "a", "expect = None"),
        ("[[flag]]\ndataset = 'benefits'\nkey = {}\nexpect = 1\nreason = 'x'", "flag 1", "id = None"),
        ("[[flag]]\nid = 'a'\ndataset = 'benefits'\nkey = 3\nexpect = 1\nreason = 'x'", "a", "key = 3"),
        ("[[flag]]\nid = 'a'\ndataset = 'benefits'\nkey = {}\nexpect = 'one'\nreason = 'x'", "a", "expect = 'one'"),
        ("[[deviation]]\nexpect = 1\nreason = 'x'", "deviation 1", "reconciliation = None"),
        ("[[deviation]]\nreconciliation = 'b'\nexpect = 1", "b", "reason = None"),
        ("[[deviation]]\nreconciliation = 'b'\nexpect = 1\nreason = 'x'\n" * 2, "b", "this deviation twice"),
        ("[[flag]\n", "-", "line 1"),
    ],
)
def test_corrections_with_a_field_missing_are_failures_and_no_crash(
    tmp_path: Path, text: str, column: str, found: str
) -> None:
    (tmp_path / "corrections.toml").write_text(text, encoding="utf-8")
    _, failures = read_corrections(tmp_path)
    assert [(failure.file, failure.column) for failure in failures] == [("data/corrections.toml", column)]
    assert found in failures[0].found


# --- totals ---------------------------------------------------------------------------------------------------


def test_all_totals_of_the_repository_add_up(tables: duckdb.DuckDBPyConnection, content: Content) -> None:
    results = reconcile(tables, content.corrections)
    assert len(results) == len(rules())
    assert {item.name for item in results if item.outcome == "known_deviation"} == set(content.corrections.deviations)
    assert all(item.reason for item in results if item.outcome == "known_deviation")


def _failures(connection: duckdb.DuckDBPyConnection, corrections: Corrections) -> dict[str, Failure]:
    with pytest.raises(ValidationError) as caught:
        reconcile(connection, corrections)
    return {failure.column: failure for failure in caught.value.failures}


def test_a_total_that_does_not_add_up_names_both_sides(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute("UPDATE residents_15_64 SET value = value + 1000 WHERE region_code = 'GM0202'")
    failure = _failures(changed, content.corrections)["residents_without_rozendaal"]
    assert failure.file == "data/mja/midden-gelderland/residents_15_64.csv"
    assert failure.found == "som van acht gemeenten, zonder Rozendaal = 261300"
    assert failure.expected == "regiototaal in de agenda = 260300 within 0"


def test_a_large_amount_is_named_to_the_euro(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute("UPDATE budget SET value = value + 5 WHERE heading = 'carry_over' AND reference_period = '2026'")
    failure = _failures(changed, content.corrections)["budget_income_2026"]
    assert failure.found.endswith("= 2891477")
    assert failure.expected.startswith("totale baten = 2891472 ")


def test_several_totals_that_do_not_add_up_are_named_at_once(
    changed: duckdb.DuckDBPyConnection, content: Content
) -> None:
    changed.execute("UPDATE commuting SET value = 15000 WHERE partner_region = 'AM08' AND direction = 'outbound'")
    changed.execute("UPDATE budget SET value = 900000 WHERE heading = 'work_centre' AND reference_period = '2026'")
    failures = _failures(changed, content.corrections)
    assert {"commuting_outbound", "budget_expenses_2026", "totals_work_centre_2026"} <= set(failures)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("DELETE FROM vacancies", ""),
        ("DELETE FROM funding WHERE reference_period = '2026'", "budget_impulse_2026"),
        ("DELETE FROM labour_potential WHERE \"group\" = 'unemployed'", "unused_potential_parts"),
        (
            "INSERT INTO labour_potential SELECT * REPLACE ('2025-12-31' AS reference_period)"
            " FROM labour_potential WHERE \"group\" = 'unemployed'",
            "unused_potential_parts",
        ),
        (
            "INSERT INTO residents_15_64 SELECT * REPLACE ('2025' AS reference_period)"
            " FROM residents_15_64 WHERE region_code = 'AM07'",
            "residents_without_rozendaal",
        ),
    ],
)
def test_a_row_too_few_or_too_many_is_a_failure_and_no_crash(
    changed: duckdb.DuckDBPyConnection, content: Content, change: str, rule: str
) -> None:
    changed.execute(change)
    if rule:
        assert rule in _failures(changed, content.corrections)
    else:
        assert reconcile(changed, content.corrections)


def test_a_known_deviation_that_no_longer_occurs_fails(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute("UPDATE labour_potential SET value = 73 WHERE measure = 'net_participation_pct'")
    failure = _failures(changed, content.corrections)["net_participation"]
    assert failure.file == "data/corrections.toml"
    assert (failure.found, failure.expected) == ("no deviation any more", "this entry removed")


def test_a_known_deviation_of_another_size_fails(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute("UPDATE labour_potential SET value = 78 WHERE measure = 'net_participation_pct'")
    assert "a deviation of 4.97" in _failures(changed, content.corrections)["net_participation"].found


def test_a_deviation_without_an_entry_fails(tables: duckdb.DuckDBPyConnection, content: Content) -> None:
    failures = _failures(tables, Corrections((), {}))
    assert set(failures) == set(content.corrections.deviations)


def test_a_deviation_of_an_unknown_rule_fails(tables: duckdb.DuckDBPyConnection, content: Content) -> None:
    deviations = {
        **content.corrections.deviations,
        "nonsense": {"reconciliation": "nonsense", "expect": 1, "reason": "x"},
    }
    failure = _failures(tables, Corrections((), deviations))["nonsense"]
    assert "does not exist" in failure.found


def _breaks(connection: duckdb.DuckDBPyConnection, rule: Rule, corrections: Corrections) -> bool:
    return isinstance(evaluate(connection, rule, corrections), Failure)


@pytest.mark.slow
@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_every_rule_can_fail(rule: Rule, changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    assert not _breaks(changed, rule, content.corrections)
    if rule.name == "activities":
        changed.execute("DELETE FROM activities WHERE activity = 'working-01'")
        assert _breaks(changed, rule, content.corrections)
        return
    if match := re.fullmatch(r"columns_(work_centre|ambitions_2_6)_(\d{4})_(\w+)", rule.name):
        changed.execute(
            "UPDATE budget_lines SET year = ?, cost_type = ? WHERE programme = ? AND value IS NOT NULL",
            [match[2], match[3], match[1]],
        )
        assert _breaks(changed, rule, content.corrections)
        return
    if match := re.fullmatch(r"goal_jobs_(\w+)|goal_spending_\d{4}", rule.name):
        changed.execute(f"UPDATE goals SET {match[1] or 'target'} = {match[1] or 'target'} + 7")
        assert _breaks(changed, rule, content.corrections)
        return
    used = set(re.findall(r"(?:FROM|JOIN) (\w+)", f"{rule.left} {rule.right}")) - {"regions"}
    for table in sorted(used):
        changed.execute(
            f"UPDATE {table} SET value = value * 3 + 777 * (rowid + 1) * (rowid + 2) WHERE unit NOT IN ('pct', 'pct_change')"
        )
        if _breaks(changed, rule, content.corrections):
            return
        changed.execute(f"UPDATE {table} SET value = value + 7 WHERE unit IN ('pct', 'pct_change')")
        if _breaks(changed, rule, content.corrections):
            return
    pytest.fail(f"{rule.name} holds whatever the figures are")


# --- budget columns that the region fills in ------------------------------------------------------------------

COLUMNS = (("2026", "incidental"), ("2026", "structural"), ("2027", "incidental"), ("2027", "structural"))


# One of many ways to spread the amounts of each line over the four columns so that every total fits.
# It is made up to test the check, and says nothing about the agenda.
ASSIGNMENTS: dict[str, dict[int, tuple[int, ...]]] = {
    "work_centre": {
        1: (0, 1, 3), 2: (0, 1, 2), 3: (1,), 4: (1, 3), 5: (1, 2, 3), 6: (1, 2, 3), 7: (1, 2, 3), 8: (1, 3),
        9: (1, 2), 10: (1, 3), 11: (1, 3), 12: (1, 3), 13: (1, 2, 3), 14: (1, 3), 15: (1, 3), 16: (0, 1),
        17: (0, 1, 3), 18: (3,), 19: (1, 3), 20: (0, 3), 21: (0, 1, 3), 22: (3,), 23: (3,), 24: (1, 3),
        26: (0, 3), 27: (1, 3), 28: (1, 3),
    },
    "ambitions_2_6": {
        1: (0, 2), 2: (0, 2), 3: (0, 2), 4: (0, 2), 5: (0, 2), 6: (0, 2), 7: (0, 2), 8: (0, 1, 2, 3), 9: (0, 2),
        10: (0, 2), 11: (0, 2), 13: (0,), 14: (0,), 15: (0, 2), 17: (0,), 18: (0, 2), 19: (0, 2), 20: (2,),
        21: (3,), 22: (0, 2), 23: (0, 2), 24: (0, 2), 25: (0, 2), 27: (0, 2),
    },
}  # fmt: skip


def _assign(connection: duckdb.DuckDBPyConnection, programme: str) -> None:
    for line, places in ASSIGNMENTS[programme].items():
        for order, spot in enumerate(places, start=1):
            connection.execute(
                "UPDATE budget_lines SET year = ?, cost_type = ? WHERE programme = ? AND line = ? AND amount_order = ?",
                [*COLUMNS[spot], programme, line, order],
            )


def test_filled_in_columns_above_their_total_fail(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute("UPDATE budget_lines SET year = '2026', cost_type = 'incidental' WHERE activity = 'Loopbaanadvies'")
    failure = _failures(changed, content.corrections)["columns_work_centre_2026_incidental"]
    assert failure.found == "bedragen die aan deze kolom zijn toegewezen = 680000"
    assert "= 193000 " in failure.expected


def test_columns_filled_in_for_a_part_pass(changed: duckdb.DuckDBPyConnection, content: Content) -> None:
    changed.execute(
        "UPDATE budget_lines SET year = '2026', cost_type = 'structural'"
        " WHERE activity = 'Loopbaanadvies' AND amount_order = 1"
    )
    assert len(reconcile(changed, content.corrections)) == len(rules())


@pytest.mark.parametrize("programme", ["work_centre", "ambitions_2_6"])
def test_a_full_assignment_that_adds_up_passes_and_one_amount_moved_fails(
    changed: duckdb.DuckDBPyConnection, content: Content, programme: str
) -> None:
    _assign(changed, programme)
    open_amounts = changed.execute(
        "SELECT count(*) FROM budget_lines WHERE programme = ? AND value IS NOT NULL AND year IS NULL", [programme]
    ).fetchall()
    assert open_amounts == [(0,)]
    assert len(reconcile(changed, content.corrections)) == len(rules())
    changed.execute(
        "UPDATE budget_lines SET year = CASE year WHEN '2026' THEN '2027' ELSE '2026' END"
        " WHERE programme = ? AND value IS NOT NULL AND line = (SELECT max(line) FROM budget_lines"
        " WHERE programme = ? AND value IS NOT NULL) AND amount_order = 1",
        [programme, programme],
    )
    assert any(name.startswith(f"columns_{programme}") for name in _failures(changed, content.corrections))
