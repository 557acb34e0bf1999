"""PDF files, opened again: A4, tagged, Dutch, embedded type, and the texts and numbers of the figures."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import entry
from dashboard.export import render
from dashboard.export.package import page_package
from snapshot.read import Snapshot
from tests.dashboard.export.made import EVERYTHING, ROZENDAAL, make, packed


@pytest.fixture(scope="module", autouse=True)
def _stop_the_drawing_process() -> Iterator[None]:
    yield
    render.stop()


def read(snapshot: Snapshot, *names: str, selection: Selection = EVERYTHING, notes: tuple[str, ...] = ()) -> PdfReader:
    figures = [make(entry(name), snapshot, selection) for name in names]
    content, _ = packed(figures, "pdf", selection=selection, title="Lijst", notes=notes)
    return PdfReader(io.BytesIO(content))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def elements(node: Any) -> Iterator[DictionaryObject]:
    """Walk through the tags of a PDF."""
    node = node.get_object()
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def test_a_document_is_a4_dutch_tagged_and_carries_its_type(snapshot: Snapshot) -> None:
    figure = make(entry("uitkering-per-gemeente"), snapshot)
    reader = read(snapshot, "uitkering-per-gemeente", "hele-begroting")
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Lijst"
    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)
    tags = list(elements(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Table", "/TH", "/Figure", "/P"} <= {tag["/S"] for tag in tags}
    assert figure.alt in [tag.get("/Alt") for tag in tags]
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    assert all("SourceSansPro" in font.get_object()["/BaseFont"] for font in fonts)


def test_text_can_be_selected_and_numbers_are_those_of_the_snapshot(snapshot: Snapshot) -> None:
    reader = read(snapshot, "uitkering-per-gemeente", selection=ROZENDAAL)
    figure = make(entry("uitkering-per-gemeente"), snapshot, ROZENDAAL)
    text = text_of(reader)
    for wanted in (figure.headline, figure.subtitle, figure.sentence, "Gemeenten: Rozendaal", snapshot.id):
        assert wanted in text
    for row in figure.table.rows:
        assert " ".join(row) in text
    assert "niet beschikbaar" in text
    assert "7,1%" in text  # in the chart itself: Arnhem is not in the table of this choice
    assert f"Bladzijde 1 van {len(reader.pages)}" in text


def test_to_be_determined_and_pro_memorie_stand_in_words(snapshot: Snapshot) -> None:
    text = text_of(read(snapshot, "hele-begroting", "kosten"))
    assert "n.t.b. n.t.b." in text
    assert "€ 840.000 + PM" in text
    assert "Nader te bepalen: het bedrag staat nog niet vast." in text


def test_markup_in_a_note_is_text(snapshot: Snapshot) -> None:
    hostile = '#import "x" <b> $x$ *vet* _cursief_ @bron [haak] \\ `a`'
    assert hostile in text_of(read(snapshot, "spanning", notes=(hostile,)))


@pytest.mark.slow
def test_a_page_of_tables_only_and_a_long_one_become_documents(snapshot: Snapshot) -> None:
    content, name = page_package("uitvoeringsagenda", snapshot, Selection(), "pdf", today="2026-11-24")
    reader = PdfReader(io.BytesIO(content))
    rows = make(entry("activiteiten"), snapshot).table.rows
    text = text_of(reader).replace("\u00ad", "")
    assert sum(" ".join(row[0].split()[:2]) in text for row in rows) == len(rows)
    assert len(reader.pages) >= 3
    assert name.endswith(f"{snapshot.id}.pdf")
