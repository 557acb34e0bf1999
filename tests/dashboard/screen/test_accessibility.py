"""Accessibility faults, by axe-core in a real browser: every page, light and dark, filters closed and open, and 320 pixels wide."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from datetime import date, datetime
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser

from dashboard.about.statement import RECORD
from dashboard.composition import catalogue
from dashboard.composition.site import PageInfo
from snapshot import clock
from tests.browsing import Look, still, visit, visitor
from tests.dashboard.screen.audit import AXE, Fault, allowed, faults
from tests.helpers import DRAWN, SHOWN

pytestmark = [pytest.mark.browser]
WAYS = {"licht": (1366, False), "donker": (1366, True), "scherm van 320 pixels breed": (320, False)}
MOST_KNOWN = 5


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, set[Fault]]]:
    """What each page showed; on request it becomes the record that the accessibility statement reads."""
    found: dict[str, set[Fault]] = {}
    yield found
    if os.environ.get("RECORD_ACCESSIBILITY") and set(found) == {info.path for info in SHOWN}:
        RECORD.write_text(json.dumps(_record(found), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _record(found: dict[str, set[Fault]]) -> dict[str, Any]:
    known = json.loads(RECORD.read_text(encoding="utf-8"))["known"]
    return {
        "tested_on": clock.today().isoformat(),
        "axe": _axe_version(),
        "streamlit": version("streamlit"),
        "pages": sorted(found),
        "ways": [*WAYS],
        "violations": len(set().union(*found.values())),
        "known": known,
    }


def _axe_version() -> str:
    return AXE.split("axe v", 1)[1].split("\n", 1)[0].strip()


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_a_page_has_no_faults(info: PageInfo, look: Look, seen: dict[str, set[Fault]]) -> None:
    seen[info.path] = set().union(*(faults(look(info.path, width=width, dark=dark)) for width, dark in WAYS.values()))
    assert seen[info.path] - allowed() == set()


@pytest.mark.parametrize("way", WAYS)
def test_open_filters_have_no_faults(way: str, dashboard_server: str, chromium: Browser) -> None:
    """They are the same on every page: each way opens those of one, drawn at random."""
    width, dark = WAYS[way]
    path = random.Random(way).choice(
        sorted({catalogue.path_of(entry) for entry in DRAWN if "municipalities" in entry.follows})
    )
    context = visitor(chromium, width=width, dark=dark)
    page = visit(context, f"{dashboard_server}/{path}")
    if width < 640:
        page.get_by_role("button", name="Filters", exact=True).click()
    page.get_by_role("combobox", name="Gemeenten").click()
    page.get_by_role("option", name="Arnhem").wait_for()
    assert faults(page) - allowed() == set(), path
    context.close()


def test_the_table_view_and_what_unfolds_have_no_faults(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.get_by_role("button", name="Tabel ‘").first.click()
    page.locator(".mg-table").first.wait_for()
    page.locator("details summary").first.click()
    page.get_by_role("button", name="Meenemen").first.click()
    still(page)
    assert faults(page) == set()
    context.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_choice_a_meeting_list_and_a_presentation_have_no_faults(
    dark: bool, dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium, width=1920, height=1080, dark=dark)
    page = visit(context, f"{dashboard_server}/uitkeringen?gemeente=Arnhem&gemeente=Rheden")
    assert faults(page) == set()
    page.get_by_role("button", name="Op de lijst").first.click()
    still(page)
    page.get_by_role("link", name="Vergaderlijst (1)").click()
    page.locator("h1", has_text="Vergaderlijst").wait_for()
    still(page)
    assert faults(page) == set()
    page.get_by_role("button", name="Presenteren").first.click()
    page.locator(".st-key-podium").wait_for()
    still(page)
    assert faults(page) == set()
    context.close()


def test_the_known_faults_are_few_and_not_yet_mended(seen: dict[str, set[Fault]]) -> None:
    if set(seen) != {info.path for info in SHOWN}:
        pytest.skip("needs the result of every page")
    known = allowed()
    assert len(known) <= MOST_KNOWN
    assert known - set().union(*seen.values()) == set(), "mended upstream: take these out of the record"


def test_axe_finds_a_fault_that_is_there(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/privacy")
    page.evaluate("document.querySelector('.mg-title').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert {rule for rule, _ in faults(page)} >= {"image-alt", "html-has-lang"}
    context.close()


def test_the_record_is_of_these_pages_and_this_axe() -> None:
    tested = json.loads(RECORD.read_text(encoding="utf-8"))
    assert tested["pages"] == sorted(info.path for info in SHOWN), (
        "run: RECORD_ACCESSIBILITY=1 pytest tests/dashboard/screen/test_accessibility.py"
    )
    assert tested["axe"] == _axe_version()
    assert tested["violations"] == len(tested["known"])
    assert date.fromisoformat(tested["tested_on"]) <= datetime.now(clock.ZONE).date(), "tested on a day to come"


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_a_page_has_a_title_one_h1_ordered_headings_and_landmarks(info: PageInfo, look: Look) -> None:
    page = look(info.path, width=1366, dark=False)
    assert page.title() == f"{info.title} | Arbeidsmarkt Midden-Gelderland"
    assert page.evaluate("document.documentElement.lang") == "nl"
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for role in ("banner", "main", "navigation"):
        assert page.get_by_role(role).first.is_visible(), role
    tables = page.evaluate(
        "[...document.querySelectorAll('main table')].map(t => [!!t.caption, [...t.querySelectorAll('th')].every(h => h.scope)])"
    )
    assert all(caption and scoped for caption, scoped in tables)


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_each_button_of_a_card_names_its_figure(info: PageInfo, look: Look) -> None:
    """Who hears only the buttons of a page knows to which figure each belongs; so what unfolds below it."""
    cards = look(info.path).locator("[class*='st-key-figuur-']").all()
    named = []
    for card in cards:
        told = card.locator(".mg-acts :is(.mg-do, summary)").all_text_contents()
        assert len(told) >= 3
        (title,) = {name.partition(" ‘")[2] for name in told}
        named.append(title)
    assert all(named)
    assert len(set(named)) == len(named)


def test_the_filters_of_a_phone_have_no_faults(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=390, height=844)
    four = "&".join(f"gemeente={name}" for name in ("Overbetuwe", "Lingewaard", "Westervoort", "Zevenaar"))
    page = visit(context, f"{dashboard_server}/uitkeringen?{four}")
    page.locator(".mg-drawer").first.click()
    assert faults(page) == set()
    context.close()
