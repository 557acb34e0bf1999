"""The addresses of figures: the files of the card, byte for byte, for choices drawn at random."""

from __future__ import annotations

import io
import random
import re
import xml.etree.ElementTree as ET
from html import unescape
from urllib.parse import urlencode

import pytest
from PIL import Image

from dashboard.addresses.figures import KINDS
from dashboard.composition import catalogue
from dashboard.composition.addressing import written
from dashboard.composition.availability import can_draw
from dashboard.export import picture
from dashboard.export.downloads import downloads
from dashboard.figure.making import built
from dashboard.screen.addresses import file_links
from snapshot.read import Snapshot
from tests.dashboard.addresses.answering import answering, get, problem
from tests.dashboard.addresses.drawing import any_figure


def check_files(addresses: str, snapshot: Snapshot, draw: random.Random) -> None:
    declared, selection, options = any_figure(snapshot, draw)
    figure = built(declared.builder, snapshot, selection, tuple(sorted(options.items())))
    query = urlencode(written(declared, snapshot, selection, options))
    button = {one.kind: one for one in downloads(figure, selection)}
    for suffix in (".csv", "-international.csv"):
        found = get(f"{addresses}/figuur/{declared.name}{suffix}?{query}")
        assert found.content == button[KINDS[suffix][0]].content(figure), (declared.name, query)
    links = file_links(declared.builder, snapshot, selection, tuple(sorted(options.items())))
    ways = dict(re.findall(r'download="([^"]+)" href="([^"]+)"', links))
    assert list(ways) == [one.file_name for one in button.values()]
    for one in (button["csv"], button["csv-international"]):
        assert get(addresses + unescape(ways[one.file_name])).content == one.content(figure), ways
    told = get(f"{addresses}/figuur/{declared.name}.json?{query}").json()
    assert (told["titel"], told["bevinding"], told["zin"]) == (figure.title, figure.headline, figure.sentence)
    assert told["tabel"]["rijen"] == [list(row) for row in figure.table.rows]
    assert [len(part["rijen"]) for part in told["gegevens"]] == [len(result.rows) for result in figure.results]


@pytest.mark.parametrize("seed", range(40))
def test_the_file_at_the_address_is_that_of_the_button(addresses: str, snapshot: Snapshot, seed: int) -> None:
    check_files(addresses, snapshot, random.Random(seed))


def test_so_it_is_of_a_refreshed_snapshot(live: Snapshot) -> None:
    draw = random.Random(3)
    with answering(live.path.parent) as address:
        for _ in range(40):
            check_files(address, live, draw)


def test_a_picture_is_drawn_as_the_button_draws_it(addresses: str) -> None:
    address = f"{addresses}/figuur/uitkering-per-gemeente{{}}?uitkering=WIA&gemeente=Rheden"
    svg, png = get(address.format(".svg")), get(address.format(".png"))
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "Rheden" in "".join(ET.fromstring(svg.content).itertext())
    drawn = Image.open(io.BytesIO(png.content))
    assert (drawn.format, drawn.width) == ("PNG", 2400)
    assert get(address.format(".png")).content == png.content


def test_a_figure_without_a_chart_says_which_files_it_has(addresses: str) -> None:
    found = problem(f"{addresses}/figuur/hele-begroting.png")
    assert found["status"] == 404
    assert ".csv" in found["detail"]
    assert get(f"{addresses}/figuur/hele-begroting.csv").status_code == 200


def test_what_a_figure_cannot_follow_is_told_at_once(addresses: str) -> None:
    told = problem(f"{addresses}/figuur/uitkering-per-gemeente.csv?gemeente=Rhedn&sector=Zorg&uitkering=AOW&reeks=x")
    assert told["status"] == 400
    assert len(told["fouten"]) == 4
    assert "Bedoel je Rheden?" in told["detail"]
    assert "WIA" in told["detail"]
    sheet = problem(f"{addresses}/figuur/sector-op-een-blad.csv")
    assert "Kies bij sector: " in sheet["detail"]
    assert get(f"{addresses}/figuur/sector-op-een-blad.csv?sector=Zorg").status_code == 200


def test_an_unknown_figure_names_those_that_look_like_it(addresses: str, snapshot: Snapshot) -> None:
    found = problem(f"{addresses}/figuur/uitkering-per-gemente")
    assert found["status"] == 404
    assert "/figuur/uitkering-per-gemeente" in found["misschien_bedoel_je"]
    lacking = [one.name for one in catalogue.FIGURES if not can_draw(snapshot, one)]
    assert problem(f"{addresses}/figuur/{lacking[0]}.csv")["status"] == 404


def test_the_light_page_of_a_figure_tells_all_in_little(addresses: str, snapshot: Snapshot) -> None:
    draw = random.Random(11)
    drawn = [any_figure(snapshot, draw) for _ in range(4)]
    for declared, selection, options in (*drawn, (catalogue.entry("tijdlijn"), drawn[0][1], {})):
        query = urlencode(written(declared, snapshot, selection, options))
        page = get(f"{addresses}/figuur/{declared.name}?{query}", accept="text/html")
        assert page.status_code == 200
        assert len(page.content) < 300_000
        assert "<script" not in page.text
        if options:
            figure = built(declared.builder, snapshot, selection, tuple(sorted(options.items())))
            assert all(part in page.text for part in ("<h1>", "<table>", "Bron: ", "Status: ", "Momentopname "))
            assert ("<svg" in page.text) == picture.can_draw(figure)
        place = rf'href="/{catalogue.path_of(declared)}[^"#]*#{catalogue.anchor_of(declared)}"'
        assert re.search(place, page.text)


def test_a_frozen_page_leads_to_frozen_figures(addresses: str, snapshot: Snapshot) -> None:
    page = get(f"{addresses}/figuur/werkzoekenden?momentopname={snapshot.id}", accept="text/html")
    assert page.headers["cache-control"].endswith("immutable")
    assert page.text.count(f"momentopname={snapshot.id}") == 2
    today = get(f"{addresses}/figuur/tijdlijn.csv?momentopname={snapshot.id}")
    assert "immutable" not in today.headers["cache-control"]


def test_who_may_embed_a_figure_is_a_setting(addresses: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def frames() -> str:
        policy = get(f"{addresses}/figuur/hele-begroting", accept="text/html").headers["content-security-policy"]
        return policy.partition("frame-ancestors ")[2]

    assert frames() == "'self'"
    monkeypatch.setenv("EMBED_ALLOWED", "https://www.arnhem.nl https://*.example.org")
    assert frames() == "'self' https://www.arnhem.nl https://*.example.org"
    monkeypatch.setenv("EMBED_ALLOWED", "https://www.arnhem.nl; script-src *")
    assert frames() == "'self'"
