"""Whose priority a sector is, as a filter of the whole page: sectors, municipalities, and what it says of itself."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import Browser

from dashboard.asking.selection import Selection
from dashboard.subjects.sectors import owners, sectors, side_by_side
from dashboard.subjects.sectors.coverage import coverage
from snapshot.read import Snapshot
from tests.browsing import arrive, visitor

LIEMERS = ("Doesburg", "Duiven", "Westervoort", "Zevenaar")  # Montferland lies outside the region
OF = {  # as paragraph 2.6.2 of the agenda has it: sectors, and municipalities where not all belong to it
    "hca": (("Energie", "Zorg", "(Hoogwaardige) techniek"), ()),
    "liemers": (("Logistiek", "Maakindustrie", "Vrijetijdseconomie (incl. Horeca)"), LIEMERS),
    "arnhem": (
        ("Energie", "Zorg", "(Hoogwaardige) techniek", "ICT", "Onderwijs & kinderopvang"),
        ("Arnhem",),
    ),
    "doesburg": (("Vrijetijdseconomie (incl. Horeca)", "Groen"), ("Doesburg",)),
    "rheden": (("Zorg",), ("Rheden",)),
    "several": (("Energie", "Zorg", "(Hoogwaardige) techniek", "Vrijetijdseconomie (incl. Horeca)"), ()),
}


def plain(name: str) -> str:
    """Return a sector without what stands between brackets, as a dashboard may shorten it."""
    return re.sub(r"\s*\([^)]*\)\s*", "", name).lower()


@pytest.mark.parametrize("owner", OF)
def test_sectors_and_municipalities_follow_from_whose_priority_is_asked_for(snapshot: Snapshot, owner: str) -> None:
    wanted, towns = OF[owner]
    figure = side_by_side.side_by_side(snapshot, Selection(), owner=owner)
    assert {plain(row[0]) for row in figure.table.rows} == set(map(plain, wanted))
    found = coverage(snapshot)
    narrowed = owners.narrowed(snapshot, Selection(), owner)
    assert tuple(found.names[code] for code in narrowed.municipalities) == towns
    told = owners.told(snapshot, Selection(), owner)
    assert all(name in told for name in towns)
    assert ("hele regio" in told) == (not towns)
    counted = sectors.key_figures(snapshot, narrowed, owner)
    assert (counted[0].number, counted[1].number) == (str(len(wanted)), str(len(towns) or 9))


def test_the_filter_offers_everyone_each_owner_and_two_or_more(snapshot: Snapshot) -> None:
    assert set(owners.OWNER.of(snapshot)) == {"", *OF}
    assert next(iter(owners.OWNER.of(snapshot))) == ""
    assert owners.told(snapshot, Selection(), "") == ""
    assert owners.narrowed(snapshot, Selection(), "") == Selection()


def test_what_the_reader_chose_himself_stays(snapshot: Snapshot) -> None:
    """Municipalities, sectors and owners drawn at random."""
    draw, found = random.Random(1214), coverage(snapshot)
    for _ in range(60):
        towns = tuple(code for code in found.names if draw.random() < 0.3)
        owner, sector = draw.choice(list(OF)), draw.choice(["", *found.ranked])
        selection = Selection(municipalities=towns, sector=sector)
        narrowed, told = owners.narrowed(snapshot, selection, owner), owners.told(snapshot, selection, owner)
        assert narrowed.sector == sector
        if towns:
            assert narrowed.municipalities == towns
            assert "koos je zelf" in told
        named = plain(found.sector(sector)) in map(plain, OF[owner][0]) if sector else True
        assert (" niet als speerpunt van " in told or "één keer genoemd" in told) == (not named)


@pytest.mark.browser
def test_the_page_follows_whose_priority_and_keeps_it_in_links_and_files(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    page = arrive(context.new_page(), f"{dashboard_server}/sectoren?speerpuntvan=Gemeente+Rheden")
    note = page.get_by_text("Figuren die gemeenten volgen, gaan nu over Rheden.")
    assert note.is_visible()
    figures = page.locator("[class*='st-key-figuur-']")
    assert "Voor Rheden noemt de agenda 1 speerpunt" in page.locator(".st-key-figuur-sectors-matrix").inner_text()
    table = page.locator(".st-key-figuur-sectors-side-by-side")
    assert table.locator("tbody th").all_inner_texts() == ["Zorg", "Zorg"]
    assert figures.count() >= 5
    name = table.locator("tbody th a").first
    assert "speerpuntvan=Gemeente+Rheden" in (name.get_attribute("href") or "")
    arrive(page, f"{dashboard_server}/{name.get_attribute('href')}")
    assert note.is_visible()
    assert page.locator(".st-key-figuur-sector-sheet").count() == 1
    page.get_by_role("button", name="Pagina meenemen").click()
    with page.expect_download() as caught:
        page.get_by_role("link", name="CSV").first.click()
    assert "rheden" in caught.value.suggested_filename
    context.close()
