"""The page overzicht: each number is the key figure of its own page, with its publisher."""

from __future__ import annotations

from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import composition
from dashboard.subjects.overview.overview import highlights
from snapshot.read import Snapshot


def test_each_number_is_the_one_of_its_page(snapshot: Snapshot) -> None:
    found = highlights(snapshot)
    assert len(found) == 8
    for highlight in found:
        row = composition(highlight.path).key_figures
        assert row is not None
        own = {figure.label: figure for figure in row.builder(snapshot, Selection(region=snapshot.region))}
        figure = own[highlight.figure.label]
        assert (highlight.figure.number, highlight.figure.unit) == (figure.number, figure.unit)
        assert highlight.figure.comparison == figure.comparison
        assert figure.publishers
        assert highlight.figure.period == f"{figure.period} · {figure.publishers}"
