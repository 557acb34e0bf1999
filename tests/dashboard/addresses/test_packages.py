"""The addresses of packages: the files of a page and of a sector, for choices drawn at random, opened again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from html import unescape
from urllib.parse import urlencode

import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from dashboard.addresses.packages import possible
from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.site import page
from dashboard.export.package import FORMATS, page_items, sector_items
from dashboard.screen import packages
from snapshot import clock
from snapshot.read import Snapshot
from tests.dashboard.addresses.answering import get, problem
from tests.dashboard.screen.opening import opened


def drawn(snapshot: Snapshot, draw: random.Random) -> tuple[Selection, dict[str, list[str]]]:
    towns, sectors = municipalities(snapshot), priority_sectors(snapshot)
    chosen = tuple(code for code in towns if draw.random() < 0.2)
    sector = draw.choice(list(sectors))
    selection = Selection(municipalities=chosen, sector=sector, region=snapshot.region)
    return selection, {"gemeente": [towns[code] for code in chosen], "sector": [sectors[sector]]}


@pytest.mark.parametrize("seed", range(6))
def test_the_workbook_of_a_page_holds_its_figures_with_the_choices(
    addresses: str, snapshot: Snapshot, seed: int
) -> None:
    draw = random.Random(seed)
    name = draw.choice([one for one in possible(snapshot)["pakket"] if one != "sectortafel"])
    selection, values = drawn(snapshot, draw)
    found = get(f"{addresses}/pakket/{name}.xlsx?{urlencode(values, doseq=True)}")
    assert "attachment" in found.headers["Content-Disposition"]
    sheets = openpyxl.load_workbook(io.BytesIO(found.content)).sheetnames
    items = page_items(name, snapshot, selection, clock.today().isoformat())
    assert len(sheets) >= len(items), (name, values)


def test_each_kind_of_the_package_of_a_sector_opens(addresses: str, snapshot: Snapshot) -> None:
    selection, values = drawn(snapshot, random.Random(5))
    query = urlencode(values, doseq=True)
    figures = len(sector_items(snapshot, selection))
    content = {kind: get(f"{addresses}/pakket/sectortafel.{kind}?{query}").content for kind in FORMATS}
    assert len(openpyxl.load_workbook(io.BytesIO(content["xlsx"])).sheetnames) >= figures
    assert len(zipfile.ZipFile(io.BytesIO(content["zip"])).namelist()) >= figures
    assert len(Presentation(io.BytesIO(content["pptx"])).slides) >= figures
    assert len(PdfReader(io.BytesIO(content["pdf"])).pages) == 2


def test_the_page_offers_what_the_address_answers(addresses: str, snapshot: Snapshot) -> None:
    selection, _ = drawn(snapshot, random.Random(2))
    told = opened(packages.packages(snapshot, page("sectoren"), selection))
    ways = {name: unescape(way) for name, way in re.findall(r'download="([^"]+)" href="([^"]+)"', told)}
    assert len(ways) == 2 * len(FORMATS)
    for name, way in ways.items():
        if name.endswith((".xlsx", ".zip")):
            assert name in get(addresses + way).headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("geluk.xlsx", 404, "geen pakket ‘geluk’"),
        ("sectortafel.pdf", 400, "Welke sector?"),
        ("uitkeringen.zip?gemeente=Atlantis", 400, "Atlantis"),
        ("uitkeringen.zip?kleur=rood", 400, "kleur"),
    ],
)
def test_what_is_not_there_is_said(addresses: str, path: str, status: int, said: str) -> None:
    told = problem(f"{addresses}/pakket/{path}")
    assert (told["status"], said in str(told)) == (status, True), told


def test_a_page_that_can_show_anything_offers_no_files_of_all_its_figures(snapshot: Snapshot) -> None:
    assert "bevolking" in possible(snapshot)["pakket"]
    assert packages.packages(snapshot, page("bevolking"), Selection())
    assert "verkennen" not in possible(snapshot)["pakket"], "it would hold another figure than the reader sees"
    assert not packages.packages(snapshot, page("verkennen"), Selection())
