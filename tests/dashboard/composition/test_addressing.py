"""What an address chooses is what was written, and what pages offer: the same names and words."""

from __future__ import annotations

import random
from urllib.parse import parse_qs, urlencode

import pytest

from dashboard.composition import addressing, catalogue
from dashboard.composition.addressing import ChoicesUnknown, read, written
from dashboard.composition.availability import can_draw
from dashboard.composition.offering import offered
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure


@pytest.mark.parametrize("seed", range(60))
def test_what_is_written_is_read_back(snapshot: Snapshot, seed: int) -> None:
    declared, selection, options = any_figure(snapshot, random.Random(seed))
    query = urlencode(written(declared, snapshot, selection, options))
    found = read(declared, snapshot, parse_qs(query))
    assert found.selection == declared.asked(selection)
    assert dict(found.options) == options


def test_what_is_written_is_read_back_from_a_refreshed_snapshot(live: Snapshot) -> None:
    draw = random.Random(5)
    for _ in range(150):
        declared, selection, options = any_figure(live, draw)
        found = read(declared, live, parse_qs(urlencode(written(declared, live, selection, options))))
        assert (found.selection, dict(found.options)) == (declared.asked(selection), options)


def test_every_word_that_a_page_offers_is_one_of_an_address(live: Snapshot) -> None:
    for page in catalogue.COMPOSITIONS:
        drawn = [one for one in page.figures if can_draw(live, one)]
        words: dict[str, set[str]] = {}
        for declared in drawn:
            for one in addressing.dimensions(declared, live):
                words.setdefault(one.name, set()).update(one.words)
        for found in offered(live, page.figures, drawn, {}):
            assert set(found.words.values()) == words[found.choice.key]


def test_a_filter_that_is_not_followed_is_refused_unless_it_chooses_nothing(snapshot: Snapshot) -> None:
    declared = catalogue.entry("baten-en-lasten")
    neutral = {"gemeente": [""], "sector": ["Alle sectoren"], "vergelijk": ["Regio en Nederland"]}
    assert read(declared, snapshot, neutral) == read(declared, snapshot, {})
    with pytest.raises(ChoicesUnknown) as caught:
        read(declared, snapshot, {"gemeente": ["Arnhem"], "sector": ["Zorg"], "vergelijk": ["Niets"], "x": ["y"]})
    assert len(caught.value.faults) == 4
