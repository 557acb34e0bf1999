"""The strip from figure to decision: what it says follows from the chain, and each of its links keeps the filters."""

from __future__ import annotations

import random
from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from dashboard.asking.policy import SUBJECTS
from dashboard.asking.queries import ask
from dashboard.composition.availability import figures
from dashboard.composition.catalogue import FIGURES, path_of
from dashboard.composition.site import PAGES
from dashboard.figure.declare import Declaration
from dashboard.subjects.activities import planning
from dashboard.subjects.activities.strip import OURS, PARTLY_OURS, strip, strip_of_figure
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.browsing import SHIFTS, arrive, still, visitor

WITH = ("bevolking", "uitkeringen", "banenafspraak", "vacatures", "pendel", "begroting", "sectoren")


def texts(snapshot: Snapshot, path: str) -> list[list[str]]:
    found = strip(snapshot, path)
    return [[stop.text for stop in step] for step in found.steps] if found else []


def test_the_strip_of_the_job_agreement_is_the_one_of_the_agenda(snapshot: Snapshot) -> None:
    assert texts(snapshot, "banenafspraak") == [
        ["ambitie 2", "4", "5"],
        ["8 activiteiten, vanaf Q2 2026"],
        ["€ 195.000 in 7 regels (2026-2027)"],
        ["7 doelen"],
    ]


@pytest.mark.parametrize("path", [info.path for info in PAGES])
def test_a_strip_counts_what_is_linked_to_the_page_and_nothing_else(snapshot: Snapshot, path: str) -> None:
    rows = snapshot.rows("policy_links")
    linked = [row for row in rows if row["to_kind"] == "page" and row["to_id"] == path]
    if not linked:
        assert strip(snapshot, path) is None
        return
    activities = {row["from_id"] for row in linked if row["from_kind"] == "activity"}
    ends = defaultdict(set)
    for row in rows:
        if row["from_id"] in activities and row["to_id"] != "none":
            ends[row["to_kind"]].add(row["to_id"])
    ends["goal"] |= {row["from_id"] for row in linked if row["from_kind"] == "goal"}
    told = " ".join(text for step in texts(snapshot, path) for text in step)
    if len(ends["goal"]) > 1:
        assert f"{len(ends['goal'])} doelen" in told
    assert ("activiteit" in told) == bool(activities)
    if activities:
        assert f"{len(activities)} activiteit" in told
    if ends["budget_line"]:
        known = sum(
            row["value"] or 0
            for row in snapshot.rows("budget_lines")
            if f"{row['programme']}-{row['line']:02d}" in ends["budget_line"]
        )
        assert notation.euro(known) in told
        assert f"{len(ends['budget_line'])} regel" in told
    held = {code for one in planning.activities(ask(snapshot, "activities")) if one.code in activities
            for code in one.ambitions if code.isdigit()}  # fmt: skip
    found = strip(snapshot, path)
    assert found is not None
    assert {
        stop.text.removeprefix("ambitie ") for step in found.steps for stop in step if "ambitie" in stop.chosen
    } == held
    used = [row for row in rows if row["from_id"] in activities and row["to_kind"] in ("goal", "budget_line")]
    proposals = {bool(row["is_proposal"]) for row in (*linked, *used) if row["to_id"] != "none"}
    assert found.whose == (OURS if proposals == {True} else PARTLY_OURS if len(proposals) == 2 else "")


@pytest.mark.parametrize("declared", FIGURES, ids=lambda declared: declared.name)
def test_a_figure_has_a_strip_where_a_goal_is_about_it(declared: Declaration, snapshot: Snapshot) -> None:
    found = strip_of_figure(snapshot, path_of(declared), declared.name)
    rows = snapshot.rows("policy_links")
    goals = {row["from_id"] for row in rows if row["to_kind"] == "figure" and row["to_id"] == declared.name}
    if not goals:
        assert found is None
        return
    activities = {row["from_id"] for row in rows if row["to_kind"] == "goal" and row["to_id"] in goals}
    assert found is not None
    told = [stop.text for step in found.steps for stop in step]
    assert told[-1] == (f"{len(goals)} doelen" if len(goals) > 1 else "1 doel")
    assert any(text.startswith(f"{len(activities)} activiteit") for text in told) == bool(activities)
    assert all(stop.chosen.get("onderwerp") in (None, SUBJECTS[path_of(declared)]) for s in found.steps for stop in s)


@pytest.mark.parametrize("path", WITH)
def test_every_link_chooses_what_the_other_page_can_choose(snapshot: Snapshot, path: str) -> None:
    found = strip(snapshot, path)
    assert found is not None
    for step in found.steps:
        for stop in step:
            words = {
                option.choice.key: set(option.of(snapshot).values())
                for declared in figures(snapshot, stop.path)
                for option in declared.all_options
            }
            assert all(word in words[name] for name, word in stop.chosen.items())


@pytest.mark.browser
def test_links_of_the_strip_keep_filters_and_arrive(dashboard_server: str, chromium: Browser) -> None:
    """From a page drawn at random, with filters: every link is followed."""
    draw = random.Random(1027)
    kept = {"gemeente": ["Arnhem", "Rheden"], "sector": ["Zorg"], "vergelijk": ["Nederland"]}
    query = "gemeente=Arnhem&gemeente=Rheden&sector=Zorg&vergelijk=Nederland"
    context = visitor(chromium)
    page = context.new_page()
    for path in draw.sample(("uitkeringen", "vacatures", "banenafspraak", "bevolking"), 1):
        arrive(page, f"{dashboard_server}/{path}?{query}")
        links = page.locator(".mg-chain a")
        addresses = [links.nth(place).get_attribute("href") or "" for place in range(links.count())]
        assert len(addresses) >= 4
        for address in addresses:
            asked = parse_qs(urlsplit(address).query)
            assert {name: asked[name] for name in kept} == kept
            arrive(page, f"{dashboard_server}/{address}")
            shown = parse_qs(urlsplit(page.url).query)
            assert {name: shown[name] for name in kept} == kept
            assert page.get_by_text("Een keuze in de link bestaat niet").count() == 0
            for name, words in asked.items():  # a choice that is the first one anyway leaves the address
                assert shown.get(name, words) == words
                assert name in shown or page.get_by_role("radio", name=words[0], checked=True).count() == 1
        arrive(page, f"{dashboard_server}/{path}?{query}")
        page.locator(".mg-chain").first.locator("a").last.click()
        page.locator("h1", has_text="Doelen").wait_for()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "dark"), [(1366, False), (390, True), (320, False)])
def test_the_strip_is_small_and_moves_nothing(width: int, dark: bool, dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, width=width, height=800, dark=dark)
    context.add_init_script(SHIFTS)
    page = arrive(context.new_page(), f"{dashboard_server}/vacatures?sector=Zorg")
    box = page.locator(".mg-chain").first.bounding_box()
    assert box is not None
    assert box["width"] <= width
    assert box["height"] < (40 if width > 1000 else 190)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert _lowest(page) < 0.1
    context.close()


def _lowest(page: Page) -> float:
    still(page)
    return float(page.evaluate("window.shifts"))


@pytest.mark.browser
def test_the_strip_is_on_paper(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium, dark=True)
    page = arrive(context.new_page(), f"{dashboard_server}/banenafspraak")
    page.emulate_media(media="print")
    whole = page.get_by_role("navigation", name="Van cijfer naar besluit", exact=True)
    assert whole.is_visible()
    assert "8 activiteiten" in whole.inner_text()
    context.close()
