"""The catalogue knows every figure that a page shows, and each of them builds with each of its options."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from dashboard.availability import can_draw
from dashboard.catalogue import ENTRIES, Entry, entry, of_builder, on_page
from dashboard.selection import Selection
from snapshot.read import Snapshot

PAGES = Path(__file__).resolve().parent.parent / "pages"
TODAY = "2026-11-24"


@pytest.mark.parametrize("path", sorted({found.path for found in ENTRIES}))
def test_a_page_shows_exactly_the_figures_of_the_catalogue(path: str) -> None:
    shown = re.findall(r"\bcard\((\w+)\.(\w+)", (PAGES / f"{path}.py").read_text(encoding="utf-8"))
    entered = [(found.builder.__module__.rsplit(".")[-1], found.builder.__name__) for found in on_page(path)]
    assert shown == entered


@pytest.mark.parametrize("found", ENTRIES, ids=lambda found: found.name)
def test_every_option_builds(found: Entry, snapshot: Snapshot) -> None:
    if not can_draw(snapshot, found):
        pytest.skip(f"reads {', '.join(found.needs)}, which comes with a refresh or a file")
    for values in itertools.product(*(listed or ("",) for listed in found.options.values())):
        options = dict(zip(found.options, values, strict=True))
        if "today" in options:
            options["today"] = TODAY
        assert found.builder(snapshot, Selection(), **options).headline


def test_names_are_unique_and_unknown_ones_are_named() -> None:
    assert len({found.name for found in ENTRIES}) == len(ENTRIES)
    assert of_builder(entry("spanning").builder).name == "spanning"
    with pytest.raises(KeyError, match="no figure 'pizza'; there are inwoners"):
        entry("pizza")
