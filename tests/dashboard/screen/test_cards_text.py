"""How the parts of a card's text stand apart: nothing runs into what is beside it."""

from __future__ import annotations

import re

import pytest

from dashboard.screen import html


@pytest.mark.parametrize(
    ("about", "refused", "told"),
    [
        (
            "Aantal, mei 2026",
            "Dit cijfer is er niet per gemeente.",
            "Aantal, mei 2026 · Dit cijfer is er niet per gemeente.",
        ),
        ("", "Dit cijfer is er niet per gemeente.", "Dit cijfer is er niet per gemeente."),
        ("Aantal, mei 2026", "", "Aantal, mei 2026"),
    ],
)
def test_what_a_figure_does_not_follow_stands_apart_from_what_it_tells(about: str, refused: str, told: str) -> None:
    (line,) = re.findall("<p>(.*)</p>", html.head("Kop", about, refused))
    assert re.sub("<[^>]*>", "", line) == told
