"""Which rows and cells of a table count: labels, totals, notes, marks; and what is said of them. All figures invented."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from openpyxl import Workbook

from loaders.files.words import numbers
from loaders.files.words.names import Names
from loaders.services.errors import SourceError
from tests.loaders.files.taking import GWU, read, values
from tests.services.dropped_files import ATLAS, COMMUTING, JOB_AGREEMENT, TIGHTNESS, Row, text, workbook, xlsx


def test_what_counted_and_what_was_passed_over_is_said_with_numbers(names: Names) -> None:
    account = read(xlsx(ATLAS), names).account
    assert account.sheets == ("Tabel 1",)
    assert account.told() == (
        "3 rows of sheet Tabel 1; passed over 2 rows (no known region: Roosendaal; a total: Totaal)"
    )


# --- labels that are written once -------------------------------------------------------------------------------

PIVOT: list[Row] = [
    *GWU[:2],
    ("Arnhem", "maart 2026", "WW", 1000),
    (None, None, "WIA", 500),
    (None, "april 2026", "WW", 900),
    ("Doesburg", "maart 2026", "WW", 20),
    (None, None, "WIA", 30),
    ("Totaal Doesburg", None, None, 50),
]
AS_MEANT = {
    ("GM0202", "2026-03", "ww", "1000"), ("GM0202", "2026-03", "wia", "500"), ("GM0202", "2026-04", "ww", "900"),
    ("GM0221", "2026-03", "ww", "20"), ("GM0221", "2026-03", "wia", "30"),
}  # fmt: skip
KEYS = ("region_code", "reference_period", "scheme", "value")


@pytest.mark.parametrize("make", [xlsx, text])
def test_a_pivot_table_writes_a_label_once(make, names: Names, complete: Names) -> None:  # type: ignore[no-untyped-def]
    for known in (names, complete):
        taken = read(make(PIVOT), known)
        assert values(taken, *KEYS) == AS_MEANT
        assert "3 row(s) took Gemeente from above (row 4, row 5, row 7)" in taken.account.told()
        assert "passed over 1 row (a total: Totaal Doesburg)" in taken.account.told()


def test_merged_cells_are_about_all_their_rows(names: Names) -> None:
    rows = [list(row) for row in PIVOT[:-1]]
    for place in (3, 6):
        rows[place][1] = "maart 2026"

    def merge(book: Workbook) -> None:
        for cells in ("A3:A5", "A6:A7"):
            book["Tabel"].merge_cells(cells)

    assert values(read(workbook(("Tabel", rows), change=merge), names), *KEYS) == AS_MEANT


def test_a_merged_label_to_the_right_of_repeated_ones_is_filled_too(names: Names) -> None:
    rows = [
        ("Arbeidsmarktregio", "Beroepsgroep", "Kwartaal", "Spanning"),
        ("Midden-Gelderland", "Bakkers", "2025 Q4", 1.5),
        ("Midden-Gelderland", None, "2026 Q1", 1.6),
    ]
    with pytest.raises(SourceError, match="row 3 has numbers, and its beroepsgroep is empty"):
        read(workbook(("Tabel", rows)), names)
    body = workbook(("Tabel", rows), change=lambda book: book["Tabel"].merge_cells("B2:B3"))
    assert values(read(body, names), "occupation_group", "reference_period", "ratio") == {
        ("Bakkers", "2025-Q4", "1.5"), ("Bakkers", "2026-Q1", "1.6"),
    }  # fmt: skip


def test_a_label_on_a_row_of_its_own_is_about_the_rows_below(names: Names) -> None:
    rows = [*GWU[:2], ("Arnhem",), (None, "maart 2026", "WW", 10), ("Doesburg",), (None, "maart 2026", "WW", 20)]
    taken = read(xlsx(rows), names)
    assert values(taken, "region_code", "value") == {("GM0202", "10"), ("GM0221", "20")}
    assert "(a heading within the table: Arnhem, Doesburg)" in taken.account.told()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((None, None, None, 1020), "row 5 has numbers and no label"),
        (("Arnhem", "april 2026", None, 40), "row 5: its uitkering is empty: write it in, or Totaal"),
        (("Arnhem", "april 2026", "-", 40), "row 5: uitkering '-' is none of totaal"),
        (("Arnhem", None, "WIA", 40), "row 5: '' is not a month"),
    ],
)
def test_rows_whose_labels_cannot_be_told_are_refused_by_their_number(row: Row, message: str, names: Names) -> None:
    with pytest.raises(SourceError, match=message):
        read(xlsx([*GWU, row]), names)


def test_a_hole_among_labels_that_are_repeated_is_refused_with_its_row(names: Names) -> None:
    rows = [*GWU[:3], ("Arnhem", "maart 2026", "WIA", 500), (None, "maart 2026", "WW", 20)]
    with pytest.raises(SourceError, match=r"row 5: its Gemeente \(cell A5\) is empty, and other rows write it again"):
        read(xlsx(rows), names)


def test_below_an_empty_row_or_a_note_no_label_is_filled_in(names: Names) -> None:
    for between in ((), ("Bron: UWV",)):
        with pytest.raises(SourceError, match="row 6 has numbers, and its gemeentecode is empty"):
            read(xlsx([*GWU, between, (None, "april 2026", "WW", 7)]), names)


def test_a_number_that_is_merged_over_rows_is_refused(names: Names) -> None:
    body = workbook(("Tabel", GWU), change=lambda book: book["Tabel"].merge_cells("D3:D4"))
    with pytest.raises(SourceError, match="the cells D3:D4 are merged: one number about several rows"):
        read(body, names)


# --- rows that are no data --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("Total", None, None, 1020), "a total: Total"),
        (("Totaal", "maart 2026", "WW", 1020), "a total: Totaal"),
        (("Eindtotaal", None, None, 1020), "a total: Eindtotaal"),
        (("Arnhem Total", None, None, 1000), "a total: Arnhem Total"),
        (("Grand Total", None, None, 1000), "a total: Grand Total"),
        (("Bron: UWV", "x"), "a note: Bron: UWV"),
        (("Bron: UWV", None, None, "x"), "a note: Bron: UWV"),
        (("* voorlopige cijfers", "maart 2026"), "a note: * voorlopige cijfers"),
        (("x = geheim", None, None, "."), "a note: x = geheim"),
        (("1) exclusief instellingen",), "a note: 1) exclusief instellingen"),
        (("Applied filters:\nJaar is 2026",), "a note: Applied filters"),
        (("Zomaar een regel", "met woorden"), "a note: Zomaar een regel"),
        (("Noord-Brabant", "maart 2026", "WW", 9), "a province: Noord-Brabant"),
        (("PV25", "maart 2026", "WW", 9), "a province: PV25"),
        (GWU[1], "the header again: Gemeente"),
        (("Arnhem", "Totaal", "WW", 3000), "a total: Arnhem"),
    ],
)
@pytest.mark.parametrize("known", ["names", "complete"])
def test_one_more_row_that_is_no_data_is_passed_over_and_said(
    row: Row, reason: str, known: str, request: pytest.FixtureRequest
) -> None:
    taken = read(xlsx([*GWU, row]), request.getfixturevalue(known))
    assert values(taken, "region_code", "value") == {("GM0202", "1000"), ("GM0221", "20")}
    assert f"passed over 1 row ({reason}" in taken.account.told()


def test_a_strange_region_with_numbers_is_still_refused(complete: Names) -> None:
    with pytest.raises(SourceError, match="row 5: no region 'Sterrenstad'"):
        read(xlsx([*GWU, ("Sterrenstad", "maart 2026", "WW", 5)]), complete)
    with pytest.raises(SourceError, match="row 5: no region 'Doesburgh', is Doesburg meant"):
        read(xlsx([*GWU, ("Doesburgh", "maart 2026", "WW", 5)]), complete)


def test_the_country_counts_also_where_its_name_has_the_word_total(names: Names) -> None:
    taken = read(xlsx([*GWU, ("Totaal Nederland", "maart 2026", "WW", 160000)]), names)
    assert ("NL01", "160000") in values(taken, "region_code", "value")


BANEN = ("Regio", "Kwartaal", "Banen", "Doelstelling")


@pytest.mark.parametrize(
    "rows",
    [
        [
            BANEN,
            ("Midden-Gelderland", "2026 Q1", 1, 2),
            (),
            (*BANEN[:2], *BANEN[:1:-1]),
            ("FoodValley", "2026 Q1", 3, 4),
        ],
        [(*BANEN[:3], None, *BANEN[:2], "Doelstelling"), ("FoodValley", "2026 Q1", 1, None, "Twente", "2026 Q1", 2)],
    ],
    ids=["below", "beside"],
)
def test_a_second_table_on_a_sheet_is_refused(rows: list[Row], names: Names) -> None:
    with pytest.raises(
        SourceError, match=r"(row 5 begins another table|heading 'regio' stands twice).*file of its own"
    ):
        read(xlsx([("Banenafspraak",), *rows]), names)


def test_the_header_again_is_refused_where_the_period_stands_above_the_first_one(names: Names) -> None:
    rows = [
        ("Banenafspraak, 2025 Q4",),
        ("Regio", "Banen"),
        ("Twente", 1),
        ("2026 Q1",),
        ("Regio", "Banen"),
        ("FoodValley", 2),
    ]
    with pytest.raises(SourceError, match="row 5 begins another table"):
        read(xlsx(rows), names)


# --- codes and names of municipalities --------------------------------------------------------------------------


@pytest.mark.parametrize("code", [202, 202.0, "202", "0202", "GM0202", "gm0202", "GM 0202", "202.0"])
@pytest.mark.parametrize("heading", ["Gemeentecode", "Gemeente", "gemeente_code", "Gemeente code"])
def test_the_code_of_a_municipality_is_known_in_every_form(code: object, heading: str, names: Names) -> None:
    taken = read(xlsx([GWU[0], (heading, *GWU[1][1:]), (code, *GWU[2][1:])]), names)
    assert values(taken, "region_code", "value") == {("GM0202", "1000")}


def test_a_code_and_a_name_that_contradict_each_other_are_refused(names: Names) -> None:
    rows = [GWU[0], ("Gemeentecode", *GWU[1]), (202, *GWU[3])]
    with pytest.raises(SourceError, match="row 3: 202 is Arnhem, and beside it stands Doesburg"):
        read(xlsx(rows), names)


def test_a_number_of_the_publisher_gives_way_to_the_name_beside_it(names: Names) -> None:
    rows = [JOB_AGREEMENT[0], ("Regiocode", *JOB_AGREEMENT[1]), (7, *JOB_AGREEMENT[2])]
    assert set(read(xlsx(rows), names).rows["region_code"]) == {"AM07"}


def test_a_region_with_a_second_name_that_is_not_known_here_is_passed_over(names: Names) -> None:
    taken = read(xlsx([*GWU, ("’s-Gravenhage", "maart 2026", "WW", 5), ("Den Bosch", "maart 2026", "WW", 5)]), names)
    assert "passed over 2 rows (no known region: ’s-Gravenhage, Den Bosch)" in taken.account.told()


# --- marks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("—", "not_available"), ("–", "not_available"), ("-", "not_available"), (".", "not_available"),
        ("nb.", "not_available"), ("n.b.", "not_available"), ("NB", "not_available"), ("geen gegevens", "not_available"),
        ("x", "suppressed"), ("X", "suppressed"), ("*", "suppressed"), ("<5", "suppressed"), ("< 5", "suppressed"),
        ("0-4", "suppressed"), ("0 – 4", "suppressed"), ("1-4", "suppressed"), ("5 of minder", "suppressed"),
        ("minder dan 5", "suppressed"), ("t/m 4", "suppressed"), ("≤ 4", "suppressed"), ("<5 personen", "suppressed"),
        ("N.v.t.", "not_applicable"), ("n.v.t", "not_applicable"), ("nvt", "not_applicable"),
        ("n.t.b.", "to_be_determined"), ("PM", "pro_memorie"),
        ("geen", None), ("nihil", None), ("#N/B", None), ("n/a", None), ("5 of meer", None), (">5", None), ("12", None),
    ],
)  # fmt: skip
def test_a_mark_is_a_status_or_no_mark(written: str, status: str | None) -> None:
    assert numbers.mark(written) == status


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("geen", r"\(it can be 0 or no figure\)"), ("nihil", r"\(it can be 0 or almost 0\)"),
        ("#DIV/0!", r"\(it is an error of the spreadsheet\)"), ("veel", "and no known mark"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_mark_its_cell_and_what_is_allowed(written: str, why: str, names: Names) -> None:
    with pytest.raises(SourceError, match=rf"'{written}' is no number ?{why}; known are x, \*.*<5.*\(cell D5\)"):
        read(xlsx([*GWU, ("Duiven", "maart 2026", "WW", written)]), names)


def test_a_dash_is_no_figure_and_that_is_said(names: Names) -> None:
    taken = read(xlsx([*GWU, ("Duiven", "maart 2026", "WW", "—")]), names)
    assert ("GM0226", "", "not_available") in values(taken, "region_code", "value", "status")
    assert "1 held only a dash: read as no figure, not as 0 (D5)" in taken.account.told()


def test_a_dash_is_zero_only_where_the_file_says_so(names: Names) -> None:
    taken = read(xlsx([*GWU, ("Duiven", "maart 2026", "WW", "-"), ("- = nihil",)]), names)
    assert ("GM0226", "0", "published") in values(taken, "region_code", "value", "status")
    assert "1 held only a dash, which the file explains as zero (D5)" in taken.account.told()


def test_a_dash_of_cbs_is_refused_for_it_can_be_zero(names: Names) -> None:
    rows = [list(row) for row in COMMUTING]
    rows[5][2] = "-"
    with pytest.raises(SourceError, match=r"'-' can be zero or no figure: write 0, or a point.* \(cell C6\)"):
        read(xlsx(rows), names)


def test_a_dash_in_front_is_a_minus_and_a_mark_of_dashes_is_none(names: Names) -> None:
    assert numbers.parse("–5", numbers.COMMA) == numbers.parse("−5", numbers.COMMA) == -5
    assert read(xlsx(TIGHTNESS), names).account.rows == 7


def at(rows: Sequence[Row], heading: str, word: str) -> list[list[object]]:
    copy = [list(row) for row in rows]
    place = next(row for row in copy if heading in row)
    place[place.index(heading)] = word
    return copy


@pytest.mark.parametrize(
    "word",
    [
        "Jaar-kwartaal", "Jaar/kwartaal", "jaar_kwartaal", "Jaarkwartaal", "Jaar en kwartaal", "Periode", "Perioden",
        "Kwartaal", "Peildatum", "Kwartaal 1)", "Kwartaal¹", "Verslagkwartaal", "KWARTAAL:",
    ],
)  # fmt: skip
def test_a_period_is_known_under_every_heading(word: str, names: Names) -> None:
    assert len(read(xlsx(at(TIGHTNESS, "KWARTAAL", word)), names).rows) == 7


@pytest.mark.parametrize(
    "word", ["Som van Banen", "Sum of Banen", "Banen *", "banen (aantal)", "Aantal_banen", "Aantal banen 2)"]
)
def test_a_number_is_known_under_every_heading(word: str, names: Names) -> None:
    taken = read(xlsx(at(JOB_AGREEMENT, "Aantal banen", word)), names)
    assert ("jobs", "5310") in values(taken, "measure", "value")
