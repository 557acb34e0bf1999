"""What of a file is read: its visible sheets, rows and columns, in full; and what is done with other forms of file."""

from __future__ import annotations

import csv
import io

import pytest
from odf import table as odf
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.text import P
from openpyxl import Workbook

from loaders.files.combine import Taken
from loaders.files.sheets import formats
from loaders.files.sheets.read import read_sheets
from loaders.files.words.names import Names
from loaders.services.errors import SourceError
from tests.loaders.files.taking import GWU, read, values
from tests.services.dropped_files import ATLAS, JOB_AGREEMENT, TIGHTNESS, ods, rewritten, strict, text, workbook, xlsx

QUARTERS = {
    quarter: [
        ("Arbeidsmarktregio", "Beroepsgroep", "Kwartaal", "Spanning", "Typering"),
        ("Midden-Gelderland", "Bakkers", quarter, ratio, "krap"),
    ]
    for quarter, ratio in (("2025 Q3", 1.6), ("2025 Q4", 1.7), ("2026 Q1", 1.8))
}


def test_every_visible_sheet_with_a_table_is_read_and_said(names: Names) -> None:
    taken = read(workbook(*QUARTERS.items(), ("Uitleg", [("Wat dit is",)])), names)
    assert values(taken, "reference_period", "ratio") == {
        ("2025-Q3", "1.6"), ("2025-Q4", "1.7"), ("2026-Q1", "1.8"),
    }  # fmt: skip
    assert taken.account.told() == (
        "3 rows of sheets 2025 Q3, 2025 Q4, 2026 Q1; passed over 1 sheet (no table of a known kind: Uitleg)"
    )


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_hidden_sheet_is_never_read(state: str, place: int, names: Names) -> None:
    def hide(book: Workbook) -> None:
        book.active = (place + 1) % 3
        book.worksheets[place].sheet_state = state

    taken = read(workbook(*QUARTERS.items(), change=hide), names)
    hidden = list(QUARTERS)[place].replace(" ", "-")
    assert set(taken.rows["reference_period"]) == {"2025-Q3", "2025-Q4", "2026-Q1"} - {hidden}
    assert f"passed over 1 sheet (hidden: {list(QUARTERS)[place]})" in taken.account.told()


def test_a_file_with_only_hidden_tables_is_refused_with_their_names(names: Names) -> None:
    def hide(book: Workbook) -> None:
        book["2026 Q1"].sheet_state = "hidden"

    with pytest.raises(SourceError, match=r"no known kind .*hidden: sheet 2026 Q1"):
        read(workbook(("Uitleg", [("Wat", "dit is")]), ("2026 Q1", QUARTERS["2026 Q1"]), change=hide), names)
    with pytest.raises(SourceError, match=r"every sheet that is not hidden is empty .*2026 Q1.*show the sheet"):
        read(workbook(("Blad1", []), ("2026 Q1", QUARTERS["2026 Q1"]), change=hide), names)


def test_hidden_rows_and_columns_are_not_read_but_give_their_label_to_the_rows_below(names: Names) -> None:
    rows = [
        *GWU[:2],
        ("Arnhem", "maart 2026", "WW", 10),
        ("Doesburg", "maart 2026", "WW", 20),
        (None, None, "WIA", 5),
        ("Duiven", "maart 2026", "WW", 30),
    ]

    def hide(book: Workbook) -> None:
        book["Tabel"].row_dimensions[4].hidden = True  # Doesburg, WW, as a filter leaves it

    taken = read(workbook(("Tabel", rows), change=hide), names)
    assert values(taken, "region_code", "scheme", "value") == {
        ("GM0202", "ww", "10"), ("GM0221", "wia", "5"), ("GM0226", "ww", "30"),
    }  # fmt: skip
    assert "passed over 1 row (hidden: Doesburg)" in taken.account.told()


def test_a_hidden_column_is_said_and_its_merged_heading_is_seen_beside_it(names: Names) -> None:
    def hide(book: Workbook) -> None:
        book["Tabel"].merge_cells("B2:C2")
        book["Tabel"].column_dimensions["B"].hidden = True

    taken = read(workbook(("Tabel", [*ATLAS[:4], ATLAS[5]]), change=hide), names)
    assert values(taken, "scheme", "measure") >= {("ww", "share_pct"), ("wajong", "benefits")}
    assert ("ww", "benefits") not in values(taken, "scheme", "measure")
    assert "passed over 1 column (hidden: B)" in taken.account.told()


def test_a_period_in_a_hidden_column_is_missed_by_name(names: Names) -> None:
    def hide(book: Workbook) -> None:
        book["Tabel"].column_dimensions["B"].hidden = True

    with pytest.raises(SourceError, match=r"no period above it.*hidden and so not read: column B"):
        read(workbook(("Tabel", GWU), change=hide), names)


@pytest.mark.parametrize("stated", ["A1:B3", "A1", "A1:F6", "A1:XFD1048576", ""])
def test_the_size_that_a_sheet_states_of_itself_does_not_cut_it(stated: str, names: Names) -> None:
    def change(name: str, content: bytes) -> bytes:
        if "worksheets" not in name:
            return content
        start, end = content.index(b"<dimension"), content.index(b"/>", content.index(b"<dimension")) + 2
        return content[:start] + (f'<dimension ref="{stated}"/>'.encode() if stated else b"") + content[end:]

    assert len(read(rewritten(xlsx(TIGHTNESS), change), names).rows) == 7


def test_what_stands_too_far_to_the_right_is_said(names: Names) -> None:
    taken = read(workbook(("Tabel", [*GWU[:2], ("Arnhem", "maart 2026", "WW", 10, *[None] * 400, 7)])), names)
    assert "passed over 1 column (too far to the right: those behind OJ)" in taken.account.told()


def test_tables_of_two_kinds_are_refused_with_their_sheets(names: Names) -> None:
    body = workbook(("Spanning", QUARTERS["2026 Q1"]), ("Banen", JOB_AGREEMENT))
    with pytest.raises(SourceError, match=r"two kinds .*on sheet Spanning and Banenafspraak per regio on sheet Banen"):
        read(body, names)


def test_what_two_sheets_tell_alike_counts_once_and_what_they_tell_otherwise_is_refused(names: Names) -> None:
    one, other = QUARTERS["2026 Q1"], [list(row) for row in QUARTERS["2026 Q1"]]
    taken = read(workbook(("Alles", one), ("Regio", other)), names)
    assert len(taken.rows) == 1
    assert "1 figures stand on two sheets alike" in taken.account.told()
    other[1][3] = 1.9
    with pytest.raises(SourceError, match=r"twice .*sheet Alles and Regio: such as AM07, Bakkers"):
        read(workbook(("Alles", one), ("Regio", other)), names)


def test_faults_of_all_sheets_are_said_at_once(names: Names) -> None:
    bad = {quarter: [rows[0], (*rows[1][:4], "superkrap")] for quarter, rows in QUARTERS.items()}
    with pytest.raises(SourceError, match=r"3 cell.*sheet 2025 Q3: row 2.*sheet 2025 Q4: row 2.*sheet 2026 Q1: row 2"):
        read(workbook(*bad.items()), names)


def test_strict_open_xml_reads_the_same(names: Names) -> None:
    assert (
        read(strict(xlsx(TIGHTNESS)), names)
        .rows.drop(columns="source")
        .equals(read(xlsx(TIGHTNESS), names).rows.drop(columns="source"))
    )


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.4, "0%", "40%"), (0.4, "0.0%", "40%"), (0.125, "#,##0.0%;-0.0%", "12.5%"), (0.4, '0.0"x"%', "40%"),
        (0.4, '0.0"%"', "0.4%"), (0.4, r"0.0\%", "0.4%"), (0.4, '0.0" %"', "0.4%"), (0.4, '#,##0.0" %"', "0.4%"),
        (0.4, '0.0 "procent"', "0.4%"), (0.4, '0.0_-"%"', "0.4%"), (0.4, "0.0", 0.4), (0.4, "General", 0.4),
        (5.0, '#,##0" personen"', 5.0), (5.0, '"€" #,##0', 5.0), (5.0, "[$€-413] #,##0", 5.0), (5.0, "@", 5.0),
        (5.0, "[Red]0", 5.0), (5.0, '_-* #,##0_-;-* #,##0_-;_-* "-"_-', 5.0), (0.0, '0;-0;"-"', 0.0), (0.0, "0;-0;;@", 0.0),
        (3.0, '[<5]"<5";0', "<5"), (7.0, '[<5]"<5";0', 7.0), (3.0, '"x"', "x"), (3.0, ";;;", "3 (hidden by its number format)"),
        (202.0, "0000", 202.0), (202.0, '"GM"0000', "GM0202"), (149100.0, "#,##0.0,", "149,1 x 1000"),
        (149.1, '0.0" x 1000"', "149,1 x 1000"), (15.2, '0.0"*"', "15,2*"), (1.5, '0.0" mln"', "1,5 mln"),
    ],
)  # fmt: skip
def test_what_a_number_shows_through_its_format_is_what_counts(value: float, code: str, shown: object) -> None:
    assert formats.shown(value, code) == shown


def test_a_percent_sign_in_quotes_is_no_percentage_in_a_file(names: Names) -> None:
    rows = [*ATLAS[:3], ("Arnhem", 1900, 0.4, 3000, 0.026, 113000), ("Doesburg", 100, 0.5, 200, 0.018, 1000)]
    body = xlsx(rows, formats={"C4": '0.0"%"', "C5": r"0.0\%", "E4": "0.0%", "E5": "0.0%"})
    taken = read(body, names)
    found = {(row.region_code, row.scheme): row.value for row in taken.rows.itertuples() if row.measure == "share_pct"}
    assert found == {
        ("GM0202", "ww"): "0.4", ("GM0221", "ww"): "0.5", ("GM0202", "wajong"): "2.6", ("GM0221", "wajong"): "1.8",
    }  # fmt: skip


def test_a_number_that_is_hidden_behind_a_mark_stays_secret(names: Names) -> None:
    taken = read(xlsx(ATLAS[:4], formats={"B4": '[<5000]"<5000";0', "E4": '"x"'}), names)
    assert {row.status for row in taken.rows.itertuples() if row.value == ""} == {"suppressed"}
    assert "1900" not in set(taken.rows["value"])


def test_numbers_shown_in_thousands_count_where_the_heading_says_so(names: Names) -> None:
    rows = [list(row) for row in JOB_AGREEMENT]
    rows[2][2] = 5310
    body = xlsx(rows, formats={"C3": "#,##0,"})
    with pytest.raises(
        SourceError, match="column banen: '5,31 x 1000' is shown in thousands, and its heading does not"
    ):
        read(body, names)


def document(rows: list[tuple[object, ...]], **hidden: object) -> bytes:
    """Return an .ods with a hidden sheet, a hidden row, a hidden column, a merged label and a comment."""
    made = OpenDocumentSpreadsheet()
    style = Style(name="unseen", family="table")
    style.addElement(TableProperties(display="false"))
    made.automaticstyles.addElement(style)
    for title, unseen in (("concept", True), ("Tabel", False)):
        sheet = odf.Table(name=title, stylename="unseen") if unseen else odf.Table(name=title)
        for column in range(6):
            at = {"visibility": "collapse"} if column == hidden.get("column") else {}
            sheet.addElement(odf.TableColumn(**at))
        for place, row in enumerate(rows):
            line = odf.TableRow(**({"visibility": "filter"} if place == hidden.get("row") else {}))
            for column, value in enumerate(row):
                spans = {"numberrowsspanned": 2} if (place, column) == hidden.get("merged") else {}
                number = isinstance(value, int | float)
                cell = odf.TableCell(valuetype="float", value=value, **spans) if number else odf.TableCell(**spans)
                if value is not None and not number:
                    cell.addElement(P(text=str(value)))
                line.addElement(cell)
            sheet.addElement(line)
        made.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    made.write(content)
    return content.getvalue()


def test_of_an_open_document_only_what_is_visible_is_read(names: Names) -> None:
    rows: list[tuple[object, ...]] = [
        *[(*row, None) for row in GWU[:1]],
        ("Gemeente", "Maand", "Uitkering", "Aantal", "Leeftijd"),
        ("Arnhem", "maart 2026", "WW", 10, "x"),
        (None, "maart 2026", "WIA", 5, "x"),
        ("Doesburg", "maart 2026", "WW", 20, "x"),
    ]
    taken = read(document(rows, row=4, column=4, merged=(2, 0)), names)
    assert values(taken, "region_code", "scheme", "value") == {("GM0202", "ww", "10"), ("GM0202", "wia", "5")}
    told = taken.account.told()
    assert "sheet Tabel; passed over 1 sheet (hidden: concept); passed over 1 row (hidden: Doesburg)" in told
    assert "passed over 1 column (hidden: E)" in told


def shown_as(shown: str, value: float) -> bytes:
    made = OpenDocumentSpreadsheet()
    sheet, line = odf.Table(name="Tabel"), odf.TableRow()
    cell = odf.TableCell(valuetype="float", value=value)
    cell.addElement(P(text=shown))
    line.addElement(cell)
    sheet.addElement(line)
    made.spreadsheet.addElement(sheet)
    content = io.BytesIO()
    made.write(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("shown", "value", "cell"),
    [("0,4%", 0.4, "0.4%"), ("0,4", 0.4, 0.4), ("<5", 3, "<5"), ("-", 0, 0.0), ("x", 3, "x"), ("5", 5, 5.0)],
)
def test_an_open_document_shows_its_numbers_in_text(shown: str, value: float, cell: object) -> None:
    assert read_sheets(shown_as(shown, value))[0].rows == ((cell,),)


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_reads_the_same_in_every_encoding_and_with_every_separator(mark: str, encoding: str, names: Names) -> None:
    rows = [*ATLAS[:3], ("Súdwest-Fryslân", 1, 1.5, 3, 2.5, 4), *ATLAS[3:]]
    taken = read(text(rows, mark=mark, encoding=encoding), names)
    assert taken.skipped == {"Súdwest-Fryslân": 1, "Roosendaal": 1, "Totaal": 1}
    assert taken.rows.drop(columns="source").equals(read(ods(rows), names).rows.drop(columns="source"))


def test_a_line_that_names_the_separator_is_followed(names: Names) -> None:
    taken = read(b"sep=,\r\n" + text(TIGHTNESS, mark=","), names)
    assert len(taken.rows) == 7


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OTHER_FORMS = {
    "old": (OLE + "Workbook".encode("utf-16-le"), r"an old \.xls; open it in Excel and save it as \.xlsx"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), r"protected with a password; .*take the password away"),
    "page": (b"<html><body><table><tr><td>1</td></tr></table></body></html>", r"web page.* with a table.*save it as"),
    "page-16": ("\ufeff<html><table></table></html>".encode("utf-16-le"), r"web page.*save it as \.xlsx"),
    "xml-2003": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', r"spreadsheet as XML .*save it as"),
    "json": (b'{"rows": [' + b'{"a": 1},' * 30_000 + b"{}]}", r"is JSON, no table"),
    "long-line": (b'"' + b"x" * 200_000 + b'";1', r"text file cannot be read .*field larger"),
    "binary-book": (rewritten(xlsx([]), lambda _, content: content).replace(b"xl/workbook.xml", b"xl/workbook.bin"), r"\.xlsb"),
}  # fmt: skip


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_other_forms_of_file_are_refused_with_what_to_do(form: str, names: Names) -> None:
    body, message = OTHER_FORMS[form]
    with pytest.raises(SourceError, match=message) as caught:
        read(body, names)
    assert caught.value.cause == "unreadable_file"


@pytest.mark.parametrize("length", [32_768, 100_000, 200_000])
@pytest.mark.parametrize("limit", [131_072, 10_000_000])  # the usual one, and one that another module has set
def test_a_text_file_with_an_endless_cell_is_refused_whoever_reads_it(names: Names, length: int, limit: int) -> None:
    before = csv.field_size_limit(limit)
    try:
        with pytest.raises(SourceError, match=r"text file cannot be read .*field larger"):
            read(b'Gemeente;Kwartaal\nArnhem;"' + b"x" * length + b'"\n', names)
    finally:
        csv.field_size_limit(before)


def test_a_formula_without_a_result_matters_only_where_it_is_seen(names: Names) -> None:
    def hide(book: Workbook) -> None:
        book["reken"]["A1"] = "=1+1"
        book["reken"].sheet_state = "hidden"

    taken: Taken = read(workbook(("reken", []), ("2026 Q1", QUARTERS["2026 Q1"]), change=hide), names)
    assert len(taken.rows) == 1
