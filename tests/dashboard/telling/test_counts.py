"""Counts of a whole in a sentence, with the verb that goes with them."""

from __future__ import annotations

import pytest

from dashboard.telling import counts


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (0, 9, "geen van de 9 gemeenten is"),
        (1, 9, "1 van de 9 gemeenten is"),
        (1, 2, "1 van de 2 gemeenten is"),
        (2, 2, "beide gemeenten zijn"),
        (3, 3, "alle 3 gemeenten zijn"),
        (4, 9, "4 van de 9 gemeenten zijn"),
        (1, 1, "de enige gemeente is"),
        (0, 1, "geen enkele gemeente is"),
    ],
)
def test_a_part_stands_with_its_verb(count: int, total: int, told: str) -> None:
    assert f"{counts.part(count, total, 'gemeente', 'gemeenten')} {counts.verb(count, 'is', 'zijn')}" == told
