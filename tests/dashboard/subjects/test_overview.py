"""The page overzicht: each number is the key figure of its own page, with its publisher, the newest source first."""

from __future__ import annotations

import pytest

from dashboard.asking.queries import ask, holds
from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import composition
from dashboard.subjects.overview.overview import highlights
from dashboard.subjects.vacancies.direction import direction
from dashboard.subjects.vacancies.tightness import known_classes
from dashboard.words import notation
from snapshot.read import Snapshot


@pytest.mark.parametrize("towns", [(), ("GM0275",), ("GM0202", "GM0221")])
def test_each_number_is_the_one_of_its_page_for_the_same_choice(towns: tuple[str, ...], snapshot: Snapshot) -> None:
    selection = Selection(towns, region=snapshot.region)
    found = highlights(snapshot, selection)
    assert len({highlight.path for highlight in found}) == len(found) == 6
    published = [highlight.published for highlight in found]
    assert published == sorted(published, reverse=True)
    for highlight in found:
        row = composition(highlight.path).key_figures
        assert row is not None
        own = {figure.label: figure for figure in row.builder(snapshot, selection)}
        figure = own[highlight.figure.label]
        assert (highlight.figure.number, highlight.figure.unit) == (figure.number, figure.unit)
        assert highlight.figure.comparison == figure.comparison
        assert highlight.figure.course == figure.course
        assert figure.publishers
        assert highlight.figure.period == f"{figure.period} · {figure.publishers}"


def test_numbers_that_there_are_by_municipality_follow_the_choice(snapshot: Snapshot) -> None:
    labels = {
        one.path: one.figure.label for one in highlights(snapshot, Selection(("GM0275",), region=snapshot.region))
    }
    assert labels["bevolking"] == "Inwoners van Rheden"
    assert labels["uitkeringen"] == "Bijstand in Rheden"


def test_where_the_market_goes_is_told_in_published_numbers_with_their_dates(snapshot: Snapshot) -> None:
    told = direction(snapshot)
    rows = {
        row["reference_period"]: row["value"]
        for row in ask(snapshot, "vacancies_series", region_code="PV25", section="total").rows
    }
    newest = max(rows)
    before = rows[f"{int(newest[:4]) - 1}{newest[4:]}"]
    assert abs(rows[newest] - before) > 100
    assert told.startswith(
        f"Er zijn {'minder' if rows[newest] < before else 'meer'} vacatures open dan een jaar eerder: "
    )
    for value in (rows[newest], before):
        assert notation.number(value) in told
    quarter, word = known_classes(ask(snapshot, "tightness_class", region_code=snapshot.region.code))[-1]
    assert f"in het {notation.period(quarter)} {word}" in told
    assert notation.period(newest) in told
    assert "%" not in told
    assert "(CBS)" in told
    assert "De agenda zegt: sinds medio 2023" in told


def test_a_region_of_which_no_tightness_is_known_is_told_its_vacancies_alone(live: Snapshot) -> None:
    if not holds(live, "tightness_class"):
        assert "De arbeidsmarkt in" not in direction(live)
    assert bool(direction(live)) == (holds(live, "vacancies_series") or holds(live, "tightness_class"))
