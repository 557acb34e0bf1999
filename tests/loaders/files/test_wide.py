"""Tables with a period or a region in each heading: read as what they say, or refused with what is missing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from loaders.files.words.names import Names
from loaders.services.errors import SourceError
from tests.loaders.files.taking import read, values
from tests.services.dropped_files import COMMUTING, Row, ods, text, workbook, xlsx

GWU: Sequence[Row] = (
    ("Geregistreerde werkzoekenden (GWU), verzonnen",),
    ("Gemeente", "Totaal", "januari 2026", "februari 2026", "maart 2026"),
    ("Arnhem", 36, 11, 12, 13),
    ("Doesburg", 6, "x", 2, None),
    ("Totaal", 42, 14, 14, 14),
)
GWU_MEANS = {
    ("GM0202", "2026-01", "11", "published"), ("GM0202", "2026-02", "12", "published"),
    ("GM0202", "2026-03", "13", "published"), ("GM0221", "2026-01", "", "suppressed"),
    ("GM0221", "2026-02", "2", "published"), ("GM0221", "2026-03", "", "not_available"),
}  # fmt: skip


@pytest.mark.parametrize("make", [xlsx, ods, text])
def test_months_as_columns_behind_a_total(make, names: Names, complete: Names) -> None:  # type: ignore[no-untyped-def]
    for known in (names, complete):
        taken = read(make(GWU), known)
        assert values(taken, "region_code", "reference_period", "value", "status") == GWU_MEANS
        assert "passed over 1 column (a total: Totaal)" in taken.account.told()


@pytest.mark.parametrize("first", ["Aantal", "Aantal werkzoekenden", "Eindtotaal"])
def test_a_total_may_be_called_by_the_name_of_the_number(first: str, names: Names) -> None:
    rows = [GWU[0], ("Gemeente", first, *GWU[1][2:]), *GWU[2:]]
    assert values(read(xlsx(rows), names), "region_code", "reference_period", "value", "status") == GWU_MEANS


def test_periods_below_a_merged_heading(names: Names) -> None:
    rows = [GWU[0], (None, None, "Maand"), *GWU[1:]]
    body = workbook(("Tabel", rows), change=lambda book: book["Tabel"].merge_cells("C2:E2"))
    assert values(read(body, names), "region_code", "reference_period", "value", "status") == GWU_MEANS


def test_regions_as_columns(names: Names, complete: Names) -> None:
    rows = [
        ("Geregistreerde werkzoekenden (GWU)",),
        ("Maand", "Uitkering", "Totaal", "Arnhem", "Doesburg", "Nederland"),
        ("maart 2026", "WW", 30, 10, 20, 900),
        (None, "WIA", 3, 1, 2, 90),
        ("april 2026", "WW", 30, 11, 19, 901),
        ("Bron: UWV",),
    ]
    for known in (names, complete):
        assert values(read(xlsx(rows), known), "region_code", "reference_period", "scheme", "value") == {
            ("GM0202", "2026-03", "ww", "10"), ("GM0221", "2026-03", "ww", "20"), ("NL01", "2026-03", "ww", "900"),
            ("GM0202", "2026-03", "wia", "1"), ("GM0221", "2026-03", "wia", "2"), ("NL01", "2026-03", "wia", "90"),
            ("GM0202", "2026-04", "ww", "11"), ("GM0221", "2026-04", "ww", "19"), ("NL01", "2026-04", "ww", "901"),
        }  # fmt: skip


def test_a_heading_that_is_almost_a_region_is_refused(names: Names) -> None:
    rows = [("GWU",), ("Maand", "Arnhem", "Doesburgh"), ("maart 2026", 10, 20)]
    with pytest.raises(SourceError, match="no region 'Doesburgh', is Doesburg meant"):
        read(xlsx(rows), names)


BANEN = {
    ("2025-Q4", "jobs", "5310"),
    ("2026-Q1", "jobs", "5350"),
    ("2025-Q4", "target_jobs", "4900"),
    ("2026-Q1", "target_jobs", "4950"),
}


@pytest.mark.parametrize(
    "header",
    [
        [("Arbeidsmarktregio", "Aantal banen", None, "Doelstelling", None), (None, "2025 Q4", "2026 Q1", "2025 Q4", "2026 Q1")],
        [(None, "Aantal banen", None, "Doelstelling", None), ("Arbeidsmarktregio", "2025 Q4", "2026 Q1", "2025 Q4", "2026 Q1")],
        [("Arbeidsmarktregio", "Banen 2025 Q4", "Banen 2026 Q1", "Doelstelling 2025 Q4", "Doelstelling 2026 Q1")],
        [("Arbeidsmarktregio", "2025 Q4 banen", "2026 Q1 banen", "2025 Q4 - doelstelling", "2026 Q1 - doelstelling")],
    ],
    ids=["above", "above-2", "before", "behind"],
)  # fmt: skip
def test_a_number_and_a_quarter_in_one_heading(header: list[Row], names: Names) -> None:
    rows = [("Banenafspraak, verzonnen",), *header, ("Midden-Gelderland", 5310, 5350, 4900, 4950)]
    assert values(read(xlsx(rows), names), "reference_period", "measure", "value") == BANEN


def test_a_quarter_above_and_the_numbers_below(names: Names) -> None:
    rows = [
        ("Banenafspraak, verzonnen",),
        ("Regio", "2025 Q4", None, "2026 Q1", None),
        (None, "Banen", "Doelstelling", "Banen", "Doelstelling"),
        ("Midden-Gelderland", 5310, 4900, 5350, 4950),
    ]

    def merge(book: Workbook) -> None:
        for cells in ("A2:A3", "B2:C2", "D2:E2"):
            book["Tabel"].merge_cells(cells)

    for body in (workbook(("Tabel", rows)), workbook(("Tabel", rows), change=merge)):
        assert values(read(body, names), "reference_period", "measure", "value") == BANEN


def test_which_number_it_is_must_be_said(names: Names) -> None:
    header, row = ("Regio", "2025 Q4", "2026 Q1"), ("Midden-Gelderland", 5310, 5350)
    with pytest.raises(SourceError, match=r"no known kind .*lacks 1 of: banen"):
        read(xlsx([("Banenafspraak",), header, row]), names)
    with pytest.raises(SourceError, match=r"no known kind .*lacks 1 of: banen"):
        read(xlsx([("Banenafspraak: banen en doelstelling",), header, row]), names)
    taken = read(xlsx([("Banenafspraak: doelstelling banen",), header, row]), names)
    assert values(taken, "reference_period", "measure", "value") == {
        ("2025-Q4", "target_jobs", "5310"), ("2026-Q1", "target_jobs", "5350"),
    }  # fmt: skip


@pytest.mark.parametrize("cells", [(1.6, "1,7", 1.8), ("krap", "Krap", "zeer krap")])
def test_tightness_by_quarter_is_a_ratio_or_a_class(cells: Row, names: Names) -> None:
    rows = [
        ("Spanningsindicator",),
        ("Arbeidsmarktregio", "Beroepsgroep", "2025K3", "2025K4", "2026K1"),
        ("Midden-Gelderland", "Bakkers", *cells),
    ]
    column = "ratio" if cells[0] == 1.6 else "tightness_class"
    wanted = [("2025-Q3", "1.6"), ("2025-Q4", "1.7"), ("2026-Q1", "1.8")]
    if column == "tightness_class":
        wanted = [("2025-Q3", "tight"), ("2025-Q4", "tight"), ("2026-Q1", "very_tight")]
    assert values(read(xlsx(rows), names), "reference_period", column) == set(wanted)


def test_another_number_by_occupation_and_quarter_is_not_taken_for_tightness(names: Names) -> None:
    rows = [("Vacatures",), ("Arbeidsmarktregio", "Beroepsgroep", "2025 Q4"), ("Midden-Gelderland", "Bakkers", 3)]
    with pytest.raises(SourceError, match=r"no known kind .*lacks 1 of: spanning"):
        read(xlsx(rows), names)


def test_a_matrix_with_its_total_first(names: Names) -> None:
    rows = [list(row) for row in COMMUTING]
    for row in rows[2:]:
        row += [None] * (5 - len(row))
        row[1:] = [row[4], *row[1:4]]
    rows[2] = [None, "Werkregio"]
    assert (
        read(xlsx(rows), names)
        .rows.drop(columns="source")
        .equals(read(xlsx(COMMUTING), names).rows.drop(columns="source"))
    )


def test_years_as_columns_of_a_list_of_flows(names: Names) -> None:
    rows = [
        ("Werknemers (x 1 000)",),
        ("x 1 000",),
        ("Woonregio", "Werkregio", 2022, 2023),
        ("Midden-Gelderland", "FoodValley", 8.1, 8.2),
    ]
    assert values(read(xlsx(rows), names), "reference_period", "value") == {("2022", "8100"), ("2023", "8200")}


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        (("Jaar", "Kwartaal"), (2026, 1)),
        (("Jaar", "Kwartaal"), (2026, "Q1")),
        (("Kwartaal", "Jaar"), ("1e kwartaal", "2026")),
        (("Jaar", "Kwartaal nr."), (2026, "1")),
    ],
)
def test_year_and_quarter_in_columns_of_their_own(heading: Row, row: Row, names: Names) -> None:
    rows = [
        ("Banenafspraak",),
        ("Regio", *heading, "Banen"),
        ("Midden-Gelderland", *row, 5350),
        ("Rijk van Nijmegen", *row, 5),
    ]
    assert values(read(xlsx(rows), names), "reference_period", "value") == {("2026-Q1", "5350"), ("2026-Q1", "5")}


@pytest.mark.parametrize("row", [(2026, 3), (2026, "maart"), ("2026", "03"), (2026, "mrt")])
def test_year_and_month_in_columns_of_their_own(row: Row, names: Names) -> None:
    rows = [("GWU",), ("Jaar", "Maand", "Gemeente", "Aantal"), (*row, "Arnhem", 5), (None, None, "Doesburg", 7)]
    assert values(read(xlsx(rows), names), "region_code", "reference_period", "value") == {
        ("GM0202", "2026-03", "5"), ("GM0221", "2026-03", "7"),
    }  # fmt: skip
