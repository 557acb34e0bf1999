"""Searching as a reader does: from any page with a key, an answer in the address, a link to the figure, and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browsing import still, visit, visitor
from tests.dashboard.screen.audit import allowed, faults

pytestmark = [pytest.mark.browser]
FIELD = "Zoek een cijfer of woord"


def test_a_question_is_asked_with_a_key_and_its_figure_is_one_click_away(
    dashboard_server: str, chromium: Browser
) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/pendel?gemeente=Arnhem")
    page.keyboard.press("/")
    field = page.get_by_label(FIELD)
    expect(field).to_be_focused()
    still(page)
    page.keyboard.type("wajong rheden/arnhem")  # the key is a sign where a reader types
    page.keyboard.press("Enter")
    expect(page.locator(".mg-answer article h2").first).to_have_text(
        "Wajong (aantal) eind 2024: Rheden 1.100 personen; Arnhem 4.100 personen"
    )
    still(page)
    assert page.url == f"{dashboard_server}/zoeken?vraag=wajong+rheden%2Farnhem"
    assert faults(page) - allowed() == set()
    page.locator(".mg-answer article a").first.click()
    page.get_by_role("heading", name="Uitkeringen", level=1).wait_for()
    still(page)
    expect(
        page.get_by_role("radiogroup", name="Uitkering", exact=True).get_by_role("radio", name="Wajong")
    ).to_be_checked()
    page.go_back()
    expect(page.get_by_label(FIELD)).to_have_value("wajong rheden/arnhem")
    context.close()


def test_a_figure_of_ones_own_keeps_its_choices_in_the_address(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    address = (
        f"{dashboard_server}/verkennen?gemeente=Rheden&cijfers=Uitkeringen+per+gemeente"
        "&grootheid=Aandeel+van+inwoners+van+15+t%2Fm+64+jaar&indeling=Kaart&bij=WIA"
    )
    page = visit(context, address)
    expect(page.locator(".mg-head h3").first).to_contain_text("WIA")
    assert faults(page) - allowed() == set()
    page.get_by_role("combobox", name="Gegevens").click()
    page.get_by_role("option", name="Financiering").click()
    expect(page.locator(".mg-head h3").first).to_contain_text("Financiering")
    still(page)
    assert "cijfers=Financiering" in page.url
    assert "WIA" not in page.url
    expect(page.get_by_text("is overgeslagen")).to_have_count(0)
    context.close()


def test_a_clear_answer_stands_above_its_figure(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/zoeken?vraag=wajong+rheden")
    card = page.locator("[class*=st-key-figuur-]")
    expect(card).to_have_count(1)
    expect(card.locator("svg.marks")).to_be_visible()
    expect(card.locator("h3")).to_contain_text("Rheden")
    said, drawn = page.locator(".mg-answer article h2").bounding_box(), card.bounding_box()
    assert said is not None
    assert drawn is not None
    assert said["y"] < drawn["y"] < 768
    assert faults(page) - allowed() == set()
    for question in ("wajong rozendaal", "uitkering", "gemeente", ""):  # secret, many readings, a word, nothing
        page = visit(context, f"{dashboard_server}/zoeken?vraag={question}")
        assert page.locator("[class*=st-key-figuur-] svg.marks").count() == 0
    context.close()


def test_a_term_leads_to_the_figure_with_its_number(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/begrippen?zoek=krapte")
    page.get_by_role("link", name="Spanning op de arbeidsmarkt").first.click()
    page.get_by_role("heading", name="Vacatures en spanning", level=1).wait_for()
    still(page)
    expect(page.get_by_role("heading", name="Hoe krap is het?")).to_be_in_viewport()
    context.close()


def test_several_terms_stand_below_each_other(dashboard_server: str, chromium: Browser) -> None:
    context = visitor(chromium)
    page = visit(context, f"{dashboard_server}/zoeken?vraag=hoe+krap+is+de+arbeidsmarkt")
    boxes = [one.bounding_box() for one in page.locator(".mg-answer dl > div").all()]
    assert len(boxes) == 3
    assert len({round(box["x"]) for box in boxes if box}) == 1
    assert all(box["height"] < 120 for box in boxes if box)
    context.close()
