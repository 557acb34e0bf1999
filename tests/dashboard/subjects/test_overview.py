"""The page overzicht: each number is the key figure of its own page, with its publisher, the newest source first."""

from __future__ import annotations

import pytest

from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import composition
from dashboard.subjects.overview.overview import highlights
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
