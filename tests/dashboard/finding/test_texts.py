"""What stands in words: each text that is found leads to the page, and to the choices, where a reader sees it."""

from __future__ import annotations

import html
import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.asking.queries import ask, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.addressing import read
from dashboard.composition.catalogue import composition, entry, on_page
from dashboard.composition.site import page
from dashboard.figure.making import built
from dashboard.finding.answers import answer
from dashboard.finding.page import answer_html
from dashboard.finding.texts import Text, texts
from snapshot.read import Snapshot
from tests.apps import run, through_the_router

DRAWS = 6


@pytest.fixture
def drawn(snapshot: Snapshot) -> list[Text]:
    """Sentences of tables of words, at random, that a figure of a page shows."""
    told = [one for one in texts(snapshot) if one.address != one.path and "?" in one.address]
    return random.Random(7).sample(told, DRAWS)


def test_a_sentence_stands_where_its_link_leads(
    snapshot_folder: Path, drawn: list[Text], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    through_the_router(monkeypatch)
    for one in drawn:
        parts = urlsplit(one.address)
        app = run(page(parts.path), {name: values[0] for name, values in parse_qs(parts.query).items()})
        assert not app.exception, one.address
        told = html.unescape(" ".join(str(element.proto.body) for element in app.get("html")))
        assert one.words in told, one.address


def test_each_statement_leads_to_the_page_that_shows_it(snapshot: Snapshot) -> None:
    statements = set(ask(snapshot, "statements").codes("statement"))
    found = {one.words: one for one in texts(snapshot) if one.words in statements}
    assert found.keys() == statements
    assert len({one.path for one in found.values()}) > 3
    tightness = ask(snapshot, "statements", subject="tightness").codes("statement")
    assert {found[words].path for words in tightness} == {"vacatures"}


def test_a_place_on_a_page_exists(snapshot: Snapshot) -> None:
    for one in texts(snapshot):
        parts = urlsplit(one.address)
        anchors = {section.anchor for section in composition(parts.path).sections} if on_page(parts.path) else set()
        assert not parts.fragment or parts.fragment in anchors, one.address


def test_a_priority_sector_is_found_by_its_name(snapshot: Snapshot) -> None:
    for word in priority_sectors(snapshot).values():
        found = answer(snapshot, word)
        ways = [urlsplit(one.address) for one in found.texts]
        assert ("sectoren", {"sector": [word]}) in [(one.path, parse_qs(one.query)) for one in ways], word


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("hoe krap is de arbeidsmarkt", "spanning"),
        ("hoe krap is het in rheden", "spanning"),
        ("hoeveel activiteiten lopen er", "tijdlijn"),
        ("wat komt eraan", "kalender"),
    ],
)
def test_where_no_number_answers_the_finding_of_a_figure_does(question: str, name: str, snapshot: Snapshot) -> None:
    found = answer(snapshot, question)
    assert not found.has_numbers
    declared = entry(name)
    figure = built(declared.builder, snapshot, Selection(region=snapshot.region), read(declared, snapshot, {}).options)
    assert found.findings[0].sentence == f"{figure.headline}."
    assert found.findings[0].line == figure.origin
    told = answer_html(found, str)
    assert html.escape(figure.headline) in told
    assert html.escape(figure.origin) in told
    assert "Gevonden in een figuur" in told or found.lead in html.unescape(told)


def test_no_finding_is_told_of_other_things_that_stand_on_the_same_page(snapshot: Snapshot) -> None:
    found = answer(snapshot, "spanning bij dierenartsen")
    assert [one.way.words for one in found.findings] == ["Vacatures en spanning: Hoe krap is het?"]
    assert answer(snapshot, "inwoners arnhem").findings == ()
