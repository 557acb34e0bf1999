"""What a page opens with says what the page says, whatever its address chooses; else it says nothing."""

from __future__ import annotations

import os
import random
import secrets
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import pytest

from dashboard.composition import catalogue
from dashboard.composition.addressing import filters
from dashboard.composition.availability import figures
from dashboard.composition.offering import offered
from dashboard.composition.site import PAGES, PageInfo
from dashboard.screen import first_view
from dashboard.screen.first_view import FIRST_VIEW, FOLDER, HOME
from snapshot.read import Snapshot
from tests.apps import run, through_the_router
from tests.dashboard.addresses.answering import answering, get
from tests.helpers import SHOWN

DRAWS = 3  # choices a page
TOLD = ("mg-title", "mg-questions", "mg-kpis", "mg-question", "mg-head", "mg-sentence")  # what both draw as it is
VOID = ("br", "path", "circle", "line", "rect", "image", "use", "stop")


class Texts(HTMLParser):
    """The texts below each element with one of the classes `TOLD`, in the order of the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element."""
        if tag not in VOID:
            kinds = (dict(attrs).get("class") or "").split()
            self.open.append(next((kind for kind in TOLD if kind in kinds), ""))

    def handle_endtag(self, tag: str) -> None:
        """Go out of an element."""
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Take a text along with what it stands in."""
        if (told := " ".join(data.split())) and (within := next(filter(None, self.open), "")):
            self.found.append((within, told))


@pytest.fixture(scope="session")
def server(snapshot_folder: Path) -> Iterator[str]:
    with answering(snapshot_folder, FIRST_VIEW) as address:
        yield address


@pytest.fixture
def _pages(snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)


def address(server: str, path: str, values: dict[str, object] | None = None) -> str:
    return f"{server}{FOLDER}{path or HOME}?{urlencode(values or {}, doseq=True)}"


def drawn(snapshot: Snapshot, info: PageInfo) -> Iterator[dict[str, object]]:
    """Yield what an address can choose of a page, drawn at random."""
    draw = random.Random((os.environ.get("FRESH_DRAWS") and secrets.token_hex()) or info.path)
    towns, sector, compare = filters(snapshot)
    shown = figures(snapshot, info.path)
    for _ in range(DRAWS):
        values: dict[str, object] = {towns.name: draw.sample(list(towns.words), draw.randint(0, 4))}
        values |= {one.name: draw.choice(list(one.words)) for one in (sector, compare) if draw.random() < 0.5}
        for one in offered(snapshot, shown, shown, {}):
            if draw.random() < 0.5:
                values[one.choice.key] = draw.choice(list(one.words.values()))
        yield {name: value for name, value in values.items() if value}


@pytest.mark.usefixtures("_pages")
@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_it_says_what_the_page_says(info: PageInfo, snapshot: Snapshot, server: str) -> None:
    agree(server, info, snapshot)


def agree(server: str, info: PageInfo, snapshot: Snapshot) -> None:
    """Check for choices drawn at random that a page says all that its first view says."""
    for values in ({}, *drawn(snapshot, info)):
        told = Texts(get(address(server, info.path, values)).text).found
        app = run(info, values)
        page = Texts("".join(element.proto.body for element in app.get("html"))).found
        assert told, values
        assert [one for one in told if one not in page] == [], values
        if not values and catalogue.on_page(info.path) and info.path != "verkennen":  # it has choices of its own
            assert {"mg-title", "mg-question", "mg-head"} <= {kind for kind, _ in told}


@pytest.mark.slow
@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.file)
def test_it_says_so_with_series_and_files_too(
    info: PageInfo, live_and_files: Snapshot, files_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(files_folder))
    through_the_router(monkeypatch)
    with answering(files_folder, FIRST_VIEW) as server:
        agree(server, info, live_and_files)


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("uitkeringen", {"weergave": "Kort"}),
        ("uitkeringen", {"toon-uitkering-per-gemeente": "Tabel"}),
        ("uitkeringen", {"gemeente": "Atlantis"}),
        ("vergadering", {"presenteren": "1"}),
        ("regiovergelijking", {}),
    ],
)
def test_it_says_nothing_where_the_page_opens_in_another_way(path: str, values: dict[str, str], server: str) -> None:
    answer = get(address(server, path, values))
    assert (answer.status_code, answer.text) == (200, "")


def test_a_page_that_does_not_exist_is_told(server: str) -> None:
    answer = get(address(server, "uitkering"))
    assert answer.status_code == 404
    assert "/eerste-beeld/uitkeringen" in answer.text


def test_a_link_that_writes_what_is_the_default_opens_as_without_it(server: str) -> None:
    plain = get(address(server, "uitkeringen")).text
    values = {"weergave": "Uitgebreid", "toon-uitkering-per-gemeente": "Grafiek", "gemeente": "", "lijst": "x"}
    assert Texts(get(address(server, "uitkeringen", values)).text).found == Texts(plain).found != []


def test_the_chart_follows_for_who_comes_next_and_the_mark_tells_it(snapshot_folder: Path) -> None:
    with answering(snapshot_folder, FIRST_VIEW) as server:
        page = address(server, "uitkeringen")
        end = time.monotonic() + 60
        while "<svg " not in (answer := get(page)).text.split("mg-first-cards")[1] and time.monotonic() < end:
            time.sleep(0.1)
        assert answer.text.split("mg-first-cards")[1].count('<svg role="img"') == 1
        assert get(page, If_None_Match=answer.headers["etag"]).status_code == 304
        chosen = get(address(server, "uitkeringen", {"gemeente": "Rheden"}))
        assert chosen.headers["etag"] != answer.headers["etag"]


def test_a_choice_that_few_make_waits_for_no_chart_and_draws_none(server: str) -> None:
    values = {"gemeente": ["Duiven", "Zevenaar"], "uitkering": "WIA"}
    for _ in range(4):
        assert '<svg role="img"' not in get(address(server, "uitkeringen", values)).text
        time.sleep(0.5)  # in which a chart that was asked for would be drawn


def test_what_fails_is_left_to_the_page(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no figure")

    monkeypatch.setattr(first_view, "opening", fail)
    answer = get(address(server, "begroting", {"vergelijk": "Niets"}))
    assert (answer.status_code, answer.text) == (200, "")
