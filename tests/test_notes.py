"""A note with any sign at all: it is kept, every file opens, and what cannot be shown is replaced and said."""

from __future__ import annotations

import io
import itertools
import random
import unicodedata
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import NOTHING, Selection
from dashboard.composition.catalogue import entry
from dashboard.export import document, glyphs
from dashboard.figure.core import Figure
from dashboard.screen import meeting
from dashboard.screen.meeting_page import hand_out
from dashboard.words.notation import REPLACEMENT, names, storable
from snapshot.read import Snapshot
from tests.dashboard.export.made import packed
from tests.helpers import DRAWN

ODD = {
    "emoji": "Let op 😀 hier",
    "family": "Zie 👩‍👩‍👧 en ❤️",
    "chinese": "Bezoek 漢字 dinsdag",
    "control": "bel\x07 nul\x00 esc\x1b",
    "noncharacter": "x\uffff y\ufffe",
    "mark": "a\ufeffb",
    "half": "half\ud83d",
    "plain": "é ’ – € ½ → Ж א",
}
odd = pytest.mark.parametrize("note", ODD.values(), ids=ODD)


def spanning(snapshot: Snapshot) -> Figure:
    return entry("spanning").builder(snapshot, Selection())


def file_of(snapshot: Snapshot, kind: Any, note: str) -> bytes:
    return packed([spanning(snapshot)], kind, title="Lijst", notes=(note,))[0]


def pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


@odd
def test_a_note_comes_back_from_the_address_as_it_was_kept(note: str, snapshot: Snapshot) -> None:
    (noted,) = meeting.noted([meeting.Item("spanning")], 0, note)
    assert meeting.read([meeting.write(noted)], snapshot).items == (noted,)
    raw = f"spanning~vergelijk.regio-en-nederland~notitie.{note}"
    assert meeting.read([raw], snapshot).items[0].note == noted.note == storable(note)
    noted.note.encode()


@odd
def test_a_pdf_with_the_note_opens_and_says_what_it_replaced(note: str, snapshot: Snapshot) -> None:
    text = pdf_text(file_of(snapshot, "pdf", note))
    assert " ".join(glyphs.printable(storable(note)).split()) in text
    assert (document.REPLACED in text) == (REPLACEMENT in glyphs.printable(storable(note)))


@odd
def test_a_powerpoint_with_the_note_opens_and_keeps_it(note: str, snapshot: Snapshot) -> None:
    slide = Presentation(io.BytesIO(file_of(snapshot, "pptx", note))).slides[1]
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert any(f"Notitie: {storable(note)}" in text for text in texts)
    assert f"Notitie: {storable(note)}" in slide.notes_slide.notes_text_frame.text


@odd
def test_a_workbook_with_the_note_opens_and_keeps_it(note: str, snapshot: Snapshot) -> None:
    book = load_workbook(io.BytesIO(file_of(snapshot, "xlsx", note)))
    assert storable(note) in [cell.value for row in book["Toelichting"].iter_rows() for cell in row]


@pytest.mark.parametrize("kind", ["pdf", "pptx"])
def test_the_hand_out_takes_a_note_that_nobody_cleaned(kind: Any, snapshot: Snapshot) -> None:
    content = hand_out((meeting.Item("spanning", note="\x00 \uffff 😀"),), snapshot, kind)
    assert content.startswith(b"PK" if kind == "pptx" else b"%PDF")


def test_any_sign_of_the_typeface_makes_a_pdf_and_any_other_is_replaced(snapshot: Snapshot) -> None:
    chance = random.Random(9)
    signs = [chr(code) for code in range(1, 0x2FFFF) if unicodedata.category(chr(code)) != "Cs"]
    note = "".join(chance.sample(signs, 400)) + "".join(chance.sample(signs[:1500], 150)) + "\x07"
    content = packed([spanning(snapshot)], "pdf", title=note, notes=(note,))[0]
    assert REPLACEMENT in pdf_text(content)


@pytest.mark.parametrize("found", DRAWN, ids=lambda found: found.name)
def test_no_text_of_ours_is_replaced(found: Any, snapshot: Snapshot) -> None:
    options = found.defaults | ({"today": "2026-11-24"} if "today" in found.options else {})
    figure = found.builder(snapshot, Selection(), **options)
    texts = (figure.title, figure.headline, figure.subtitle, figure.sentence, figure.alt, *figure.all_notes)
    cells = (cell for row in figure.table.rows for cell in row)
    assert not [text for text in (*texts, *figure.table.header, *cells) if glyphs.lacking(text)]


def test_a_reader_hears_which_signs_a_pdf_replaces() -> None:
    assert glyphs.lacking("Let op 😀, 漢 en 😀 é") == ("😀", "漢")
    assert glyphs.lacking("gewoon – ’ €") == ()


def test_a_remark_is_not_empty_starts_with_a_capital_and_is_not_told_again(snapshot: Snapshot) -> None:
    """Of every figure and some choices: what stands in the sentence, or in another remark, is told once."""
    chance = random.Random(11)
    towns = list(municipalities(snapshot))
    choices = [Selection(), *(Selection(tuple(chance.sample(towns, size)), compare=NOTHING) for size in (1, 2, 4))]
    for found, selection in itertools.product(DRAWN, choices):
        options = found.defaults | ({"today": "2026-11-24"} if "today" in found.options else {})
        figure = found.builder(snapshot, found.asked(selection), **options)
        for note in figure.all_notes:
            assert note, found.name
            assert not note[0].islower() or note.startswith("n.t.b."), (found.name, note)
            remark = note.partition(": ")[2] or note
            assert remark.casefold() not in figure.sentence.casefold(), (found.name, note)
        starts = [note.partition(": ")[0] for note in figure.all_notes if note.partition(": ")[2]]
        assert "Midden-Gelderland (eind 2024)" not in starts, found.name  # of three measures: of which is told


def test_a_name_keeps_its_capital_behind_a_colon(snapshot: Snapshot) -> None:
    assert (
        "Techniek (Gemeente Arnhem): Arnhem noemt: Techniek."
        in entry("speerpunten").builder(snapshot, Selection()).all_notes
    )


def test_publishers_that_are_more_than_one_stand_apart(snapshot: Snapshot) -> None:
    assert names(["CBS", "UWV"]) == "CBS en UWV"
    assert entry("jongeren").builder(snapshot, Selection()).origin.startswith("CBS; SBB en UWV · ")
    tightness = spanning(snapshot).origin
    assert tightness.startswith("UWV, via Rivierenland Business; UWV, via RTV Utrecht; UWV · ")
