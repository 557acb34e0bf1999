"""Every sector on every page that follows it, taken home: what the files hold is of that sector or says that it is not."""

from __future__ import annotations

import io
import random
import zipfile

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.asking.queries import ask, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.filtering import filters_of
from dashboard.export.package import FORMATS, Kind, page_items, page_package
from snapshot.read import Snapshot
from tests.helpers import SHOWN

DAY = "2026-11-24"
SECTORS = (
    "energy", "care", "technology", "ict", "education_childcare", "logistics", "manufacturing", "leisure", "green",
)  # fmt: skip
FOLLOW = ("bevolking", "vacatures", "sectoren")


def words_of(content: bytes, kind: Kind) -> str:
    """Return all that stands in a file, opened again by a reader."""
    if kind == "xlsx":
        sheets = openpyxl.load_workbook(io.BytesIO(content)).worksheets
        return " ".join(str(cell) for sheet in sheets for row in sheet.values for cell in row if cell is not None)
    if kind == "pptx":
        shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
        return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    if kind == "pdf":
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("leesmij.txt").decode("utf-8-sig")


def bare(text: str) -> str:
    """Return a text without spaces and hyphens, for lines break where they please."""
    return "".join(text.replace("-", "").replace("\u00ad", "").split())


def test_these_pages_follow_the_sector(snapshot: Snapshot) -> None:
    assert {info.path for info in SHOWN if filters_of(snapshot, info).works("sector")} == set(FOLLOW)


@pytest.mark.slow
@pytest.mark.parametrize("path", FOLLOW)
@pytest.mark.parametrize("sector", SECTORS)
def test_a_page_of_a_sector_holds_the_sector_in_every_kind_of_file(snapshot: Snapshot, path: str, sector: str) -> None:
    """The kind of file is drawn at random: each page meets each kind, whatever the sector."""
    selection = Selection(sector=sector)
    kind = random.Random(f"{path} {sector}").choice(list(FORMATS))
    content, name = page_package(path, snapshot, selection, kind, today=DAY)
    assert name.endswith(f".{kind}")
    told, word = bare(words_of(content, kind)), priority_sectors(snapshot)[sector]
    items = page_items(path, snapshot, selection, DAY)
    for item in items:
        assert bare(item.figure.headline) in told
    named = {row["sector_title"] for row in ask(snapshot, "sector_crosswalk", priority_sector=sector).rows}
    headlines = " ".join(item.figure.headline for item in items)
    assert word in headlines or any(name in headlines for name in named)
    apart = [item.figure for item in items if item.figure.lacks_sector]
    assert all(f"Geen cijfer over {word}" in figure.headline for figure in apart), [one.headline for one in apart]
