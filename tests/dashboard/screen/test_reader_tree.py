"""What a screen reader hears: the accessibility tree of each page as golden text, key figures, charts and announcements.

After a change that is meant: GOLDEN=write pytest tests/dashboard/screen/test_reader_tree.py, and read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.composition.site import PageInfo
from tests.browsing import arrive, serving, still, visit, visitor
from tests.helpers import ROOT, SHOWN

pytestmark = [pytest.mark.browser]
GOLDEN = ROOT / "tests" / "golden"
DAY = "2026-11-24"  # on which the golden texts were made: what runs according to the planning depends on it
SILENT = {
    "none",
    "generic",
    "StaticText",
    "InlineTextBox",
    "ListMarker",
    "LineBreak",
    "paragraph",
    "RootWebArea",
    "strong",
}
WHOLE = {"listitem", "heading", "row", "caption", "term", "definition", "DescriptionListTerm", "DescriptionListDetail"}
STATES = ("disabled", "expanded", "checked", "level", "live")
CHANGES = (
    (re.compile(r"\b[0-9a-f]{12}\b"), "<momentopname>"),
    (re.compile(r"(gemaakt op|<momentopname> van) \d+ \w+ \d{4}( om [\d:.]+)?"), r"\1 <datum>"),
)


@pytest.fixture(scope="module")
def dashboard_server(snapshot_folder: Path) -> Iterator[str]:
    """The address of a server on which it is always the day of the golden texts."""
    with serving(snapshot_folder, TODAY=DAY) as (address, _):
        yield address


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    context = visitor(chromium)
    yield context.new_page()
    context.close()


def tree(page: Page) -> str:
    """Return role, name and state of all that a screen reader meets, indented, without snapshot and its date."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    root = next(node for node in nodes.values() if not node.get("parentId"))
    lines = _lines(root, nodes, 0)
    text = "\n".join(lines) + "\n"
    for pattern, instead in CHANGES:
        text = pattern.sub(instead, text)
    return text


def _lines(node: dict[str, Any], nodes: dict[str, dict[str, Any]], depth: int) -> list[str]:
    role = node.get("role", {}).get("value", "none")
    shown = not node.get("ignored") and role not in SILENT
    children = [nodes[child] for child in node.get("childIds", ()) if child in nodes]
    if not shown:
        text = _words(node) if role == "StaticText" and not node.get("ignored") else ""
        return (
            [f"{'  ' * depth}{text}"] if text else [line for child in children for line in _lines(child, nodes, depth)]
        )
    name = node.get("name", {}).get("value", "") or (_spoken(node, nodes) if role in WHOLE else "")
    states = [
        f"{p['name']}={p['value'].get('value')}"
        for p in node.get("properties", ())
        if p["name"] in STATES and (role == "heading" or p["name"] != "level")
    ]
    line = " ".join(filter(None, [f"{'  ' * depth}{role}", f'"{_flat(name)}"' if name else "", *sorted(states)]))
    leaf = role in WHOLE or role in ("img", "image", "button", "link", "radio", "option", "graphics-document")
    inside = [] if leaf else [text for child in children for text in _lines(child, nodes, depth + 1)]
    return [line, *(text for text in inside if text.strip() != _flat(name))]


def _words(node: dict[str, Any]) -> str:
    return _flat(node.get("name", {}).get("value", ""))


def _spoken(node: dict[str, Any], nodes: dict[str, dict[str, Any]]) -> str:
    """Return all text inside a node, as it is read in one go."""
    role = node.get("role", {}).get("value")
    if role == "StaticText":
        return str(node.get("name", {}).get("value", ""))
    return " ".join(
        filter(None, (_spoken(nodes[child], nodes) for child in node.get("childIds", ()) if child in nodes))
    )


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("info", SHOWN, ids=lambda info: info.file)
def test_a_page_reads_as_before(info: PageInfo, dashboard_server: str, page: Page) -> None:
    found = tree(arrive(page, f"{dashboard_server}/{info.path}"))
    golden = GOLDEN / f"{info.file}.txt"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8"), "a change that is meant: GOLDEN=write"


def test_a_key_figure_is_one_sentence_and_a_chart_one_picture(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    lines = tree(visit(context, f"{dashboard_server}/uitkeringen")).splitlines()
    figure = next(line.strip() for line in lines if "WIA in Midden-Gelderland" in line and "listitem" in line)
    assert re.fullmatch(
        r'listitem "WIA in Midden-Gelderland · eind 2024 · één meting [\d,]+% [\d.]+ personen .+ Nederland \(.+\)".*',
        figure,
    )
    pictures = [line.strip() for line in lines if re.match(r"\s*(img|image) ", line)]
    assert len(pictures) == 4
    assert all(len(picture) > 80 for picture in pictures), "a chart says what it shows"
    assert not [line for line in lines if "graphics-" in line]
    context.close()


def test_the_table_view_has_caption_heads_and_rows(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    page.get_by_role("button", name="Tabel ‘").first.click()
    table = page.get_by_role("table", name=re.compile("Bijstand per gemeente"))
    table.wait_for()
    assert next(head.inner_text() for head in table.get_by_role("columnheader").all()) == "Gemeente of regio"
    assert "Arnhem" in [head.inner_text() for head in table.get_by_role("rowheader").all()]
    context.close()


def test_a_choice_is_announced_politely_and_once(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/uitkeringen")
    live = page.locator("#mg-live")
    assert live.get_attribute("role") == "status"
    assert live.text_content() == "", "nothing is said while the page opens"
    towns = page.get_by_role("combobox", name="Gemeenten")
    towns.fill("Rhe")
    page.get_by_role("option", name="Rheden").click()
    page.wait_for_function("() => document.querySelector('#mg-live').textContent.includes('Gemeenten: Rheden')")
    said = live.text_content() or ""
    assert said.startswith("Uitkeringen. Gemeenten: Rheden")
    assert page.locator(".mg-head h3").first.inner_text() in said
    page.keyboard.press("Escape")
    still(page)
    assert live.text_content() == said
    page.get_by_role("link", name="Pendel").first.click()
    page.wait_for_function("() => document.querySelector('#mg-live').textContent.startsWith('Pendel')")
    context.close()
