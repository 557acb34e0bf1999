"""One table in layouts drawn at random: it reads back to what it says or is refused, and never says something else."""

from __future__ import annotations

import io
import re
import unicodedata
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from loaders.files.words.names import Names
from loaders.services.errors import SourceError
from tests.loaders.files.taking import read
from tests.services.dropped_files import Row, ods, rewritten, strict, text

REGIONS = {
    "GM0202": ["Arnhem", "gemeente Arnhem", "ARNHEM", "Arnhem (Gld)", 202, "0202", "GM0202"],
    "GM0221": ["Doesburg", "Doesburg (gemeente)", "doesburg ", 221, "0221"],
    "GM0226": ["Duiven", "Duiven*", "Gemeente Duiven", 226.0],
    "GM0277": ["Rozendaal", "Rozendaal (Gld.)", "GM 0277"],
}
MONTHS = {
    "2026-01": ["januari 2026", "2026-01"],
    "2026-02": ["februari 2026", "202602"],
    "2026-03": ["maart 2026", "31-3-2026"],
}
SCHEMES = {"ww": ["WW", "ww"], "wia": ["WIA"], "social_assistance": ["Bijstand", "Participatiewet"]}
MARKS = {
    "suppressed": ["x", "<5", "0-4", "*"],
    "not_available": ["-", "–", ".", "n.b.", None],
    "not_applicable": ["N.v.t."],
}
REGION_WORDS = ["Gemeente", "gemeentenaam", "Gemeente code", "Gemeente 1)"]
MONTH_WORDS = ["Maand", "Periode", "Peildatum", "jaar_maand", "Verslagmaand"]
NUMBER_WORDS = ["Aantal", "Aantal GWU", "Som van Aantal", "Aantal personen", "geregistreerde\nwerkzoekenden"]
NOTES: list[Row] = [("Bron: UWV",), ("Bron: UWV", "x"), ("* voorlopig cijfer",), ("Totaal", None, None, 99), ("Total",)]
Key = tuple[str, str, str]
Table = dict[Key, tuple[str, str]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Return what a table says: value and status by region, month and scheme."""
    keys = st.tuples(*(st.sampled_from(sorted(words)) for words in (REGIONS, MONTHS, SCHEMES)))
    number = st.integers(0, 99_999).map(lambda value: (str(value), "published"))
    cells = st.one_of(number, number, st.sampled_from(sorted(MARKS)).map(lambda status: ("", status)))
    return draw(st.dictionaries(keys, cells, min_size=1, max_size=9))


@dataclass(frozen=True)
class Layout:
    """A file: its rows, what is merged, and which sheets stand beside the table."""

    rows: list[list[object]]
    merged: list[str]
    below: int


def spelt(draw: st.DrawFn, words: list[object]) -> object:
    word = draw(st.sampled_from(words))
    if not isinstance(word, str):
        return word
    word = word.replace("-", draw(st.sampled_from("-‑–"))) if word[:1].isalpha() else word
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), word).replace(
        " ", draw(st.sampled_from([" ", "\u00a0"]))
    )


def written(draw: st.DrawFn, value: str, status: str, *, grouped: bool) -> object:
    if status != "published":
        return draw(st.sampled_from(MARKS[status]))
    return f"{int(value):,}".replace(",", ".") if grouped else int(value)


@st.composite
def layouts(draw: st.DrawFn, table: Table, styles: tuple[str, ...] = ("repeated", "once", "merged")) -> Layout:
    """Return a table row by row: columns in any order, labels repeated, merged or written once, notes around it."""
    order = draw(st.permutations([0, 1, 2]))
    words = [draw(st.sampled_from(some)) for some in (REGION_WORDS, MONTH_WORDS, ["Uitkering", "Soort uitkering"])]
    number = draw(st.sampled_from(NUMBER_WORDS))
    grouped = draw(st.booleans())
    style = draw(st.sampled_from(styles))
    above: list[list[object]] = [["Geregistreerde werkzoekenden (GWU), verzonnen"], *([[]] * draw(st.integers(0, 5)))]
    header: list[object] = [*(words[place] for place in order), number]
    body: list[list[object]] = []
    keys = sorted(table, key=lambda key: tuple(key[place] for place in order))
    merged: list[str] = []
    last: Key | None = None
    starts: dict[int, int] = {}
    for line, key in enumerate(keys, start=len(above) + 2):
        same = 0
        while last and same < 2 and key[order[same]] == last[order[same]]:
            same += 1
        row: list[object] = []
        for place in range(3):
            if place >= same or style == "repeated":
                row.append(spelt(draw, (REGIONS, MONTHS, SCHEMES)[order[place]][key[order[place]]]))  # type: ignore[arg-type]
                starts[place] = line
            else:
                row.append(None)
                merged = [cells for cells in merged if not cells.startswith(f"{'ABC'[place]}{starts[place]}:")]
                merged.append(f"{'ABC'[place]}{starts[place]}:{'ABC'[place]}{line}")
        body.append([*row, written(draw, *table[key], grouped=grouped)])
        last = key
    notes = draw(st.lists(st.sampled_from(NOTES), max_size=2))
    rows = [*above, header, *body, *(list(note) for note in notes)]
    return Layout(rows, merged if style == "merged" else [], len(notes))


@st.composite
def wide(draw: st.DrawFn, table: Table) -> Layout:
    """Return a table with its months as columns, behind a total or not; a month that a row lacks is an empty cell."""
    months = sorted({month for _, month, _ in table})
    total = draw(st.sampled_from([[], ["Totaal"], ["Aantal"] if len(months) > 1 else []]))
    rows: list[list[object]] = [
        ["GWU, verzonnen"],
        ["Gemeente", "Uitkering", *total, *(draw(st.sampled_from(MONTHS[m])) for m in months)],
    ]
    for region, scheme in sorted({(region, scheme) for region, _, scheme in table}):
        cells = [table.get((region, month, scheme), ("", "not_available")) for month in months]
        rows.append(
            [spelt(draw, REGIONS[region]), spelt(draw, SCHEMES[scheme]), *([77] if total else [])]  # type: ignore[list-item, arg-type]
            + [written(draw, *cell, grouped=False) for cell in cells]
        )
    return Layout(rows, [], 0)


def excel(layout: Layout, decoys: list[str], place: int, *, dimension: bool) -> bytes:
    book = Workbook()
    book.active.title = "Tabel"
    for row in layout.rows:
        book["Tabel"].append([None if cell == "" else cell for cell in row])
    for cells in layout.merged:
        book["Tabel"].merge_cells(cells)
    for title in decoys:
        sheet = book.create_sheet(title, place % (len(book.sheetnames) + 1))
        if title == "concept":  # another figure about the same, on a sheet that nobody sees
            for row in [["GWU"], ["Gemeente", "Maand", "Aantal"], ["Arnhem", "maart 2026", 1]]:
                sheet.append(row)
            sheet.sheet_state = "hidden"
        else:
            sheet.append(["Dit is uitleg"])
    book.active = book.sheetnames.index("Tabel")
    content = io.BytesIO()
    book.save(content)
    assert load_workbook(io.BytesIO(content.getvalue())).sheetnames == book.sheetnames
    if not dimension:
        return content.getvalue()
    return rewritten(
        content.getvalue(), lambda _, part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', part)
    )


@dataclass(frozen=True)
class Form:
    """How a table is saved: as what, and which sheets stand beside it."""

    name: str
    decoys: list[str]
    place: int
    wrong_size: bool
    mark: str
    encoding: str


FORMS = st.builds(
    Form,
    st.sampled_from(["xlsx", "strict", "ods", "csv"]),
    st.lists(st.sampled_from(["concept", "uitleg"]), unique=True),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(";\t"),
    st.sampled_from(["utf-8-sig", "utf-16"]),
)


def saved(layout: Layout, form: Form) -> bytes:
    if form.name == "csv" and not layout.merged:
        return text(layout.rows, mark=form.mark, encoding=form.encoding)
    if form.name == "ods" and not layout.merged:
        return ods([tuple(row) for row in layout.rows])
    body = excel(layout, form.decoys, form.place, dimension=form.wrong_size)
    return strict(body) if form.name == "strict" else body


@st.composite
def cases(draw: st.DrawFn, kind: str) -> tuple[Table, Layout, Form, int, int, str | None]:
    """Return a table, a layout and form for it, and a label to spoil: its row from the end, column and new text."""
    table = draw(tables())
    styles = ("repeated", "once") if kind == "spoiled" else ("repeated", "once", "merged")
    layout = draw(wide(table) if kind == "wide" else layouts(table, styles))
    spoiled = draw(st.sampled_from(["", "?", "Zzyzx", "-", None]))
    return table, layout, draw(FORMS), draw(st.integers(1, len(table))), draw(st.integers(0, 2)), spoiled


def says(body: bytes, known: Names) -> Table | None:
    """Return what was read of a file; None where it was refused with evidence and advice, {} where without."""
    try:
        taken = read(body, known)
    except SourceError as error:
        return None if error.evidence and error.advice else {}
    rows = taken.rows[["region_code", "reference_period", "scheme", "value", "status"]].to_numpy()
    return {(region, month, scheme): (value, status) for region, month, scheme, value, status in rows}


MANY = settings(max_examples=40, deadline=None)


@pytest.mark.parametrize("known", ["names", "complete"])
def test_a_table_reads_the_same_in_every_layout(known: str, request: pytest.FixtureRequest) -> None:
    names = request.getfixturevalue(known)

    @MANY
    @given(cases("long"))
    def check(case: tuple[Table, Layout, Form, int, int, str | None]) -> None:
        table, layout, form, *_ = case
        assert says(saved(layout, form), names) == table

    check()


def test_a_table_with_months_as_columns_reads_the_same(names: Names) -> None:
    @MANY
    @given(cases("wide"))
    def check(case: tuple[Table, Layout, Form, int, int, str | None]) -> None:
        table, layout, form, *_ = case
        found = says(saved(layout, form), names)
        assert found is not None
        assert {key: cell for key, cell in found.items() if key in table or cell != ("", "not_available")} == table

    check()


def test_a_table_that_lost_a_label_is_refused_or_says_which_rows_took_one_from_above(names: Names) -> None:
    """Whatever label is emptied or spoiled: no figure moves to another region, month or scheme without a word."""

    @MANY
    @given(cases("spoiled"))
    def check(case: tuple[Table, Layout, Form, int, int, str | None]) -> None:
        table, layout, form, from_end, column, spoiled = case
        place = len(layout.rows) - layout.below - from_end
        rows = [list(row) for row in layout.rows]
        rows[place][column] = spoiled
        body = saved(Layout(rows, [], layout.below), form)
        found = says(body, names) or {}
        if any(table.get(key) != cell for key, cell in found.items()):
            assert not spoiled
            assert re.search(rf"from above \([^)]*row {place + 1}\b", read(body, names).account.told())

    check()
