"""A note with any sign at all: it is kept, every file opens, and what cannot be shown is replaced and said."""

from __future__ import annotations

import io
import random
import unicodedata
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import entry
from dashboard.export import document, glyphs
from dashboard.figure.core import Figure
from dashboard.screen import meeting
from dashboard.screen.meeting_page import hand_out
from dashboard.words.notation import REPLACEMENT, storable
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
