"""The colours of municipalities: those that are chosen together differ, however many a region has."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dashboard.telling.focus import shades
from dashboard.telling.roles import PLACES


@given(count=st.integers(1, 30), seed=st.integers(0, 10**6))
def test_municipalities_that_are_chosen_together_have_colours_of_their_own(count: int, seed: int) -> None:
    towns = tuple(f"GM{number:04d}" for number in range(count))
    chosen = tuple(random.Random(seed).sample(towns, min(count, len(PLACES))))
    found = shades(towns, chosen)
    assert set(found) == set(chosen)
    assert len(set(found.values())) == len(chosen)
    assert shades(towns, tuple(reversed(chosen))) == found, "in whatever order they were chosen"


@given(count=st.integers(1, 30), seed=st.integers(0, 10**6))
def test_one_alone_and_each_of_nine_keep_their_own(count: int, seed: int) -> None:
    towns = tuple(f"GM{number:04d}" for number in range(count))
    one = random.Random(seed).choice(towns)
    assert shades(towns, (one,)) == {one: PLACES[towns.index(one) % len(PLACES)]}
    few = towns[: len(PLACES)]
    assert shades(few, few) == dict(zip(few, PLACES, strict=False))


def test_more_than_there_are_colours_start_again() -> None:
    towns = tuple(f"GM{number:04d}" for number in range(2 * len(PLACES)))
    assert list(shades(towns, towns).values()) == [*PLACES, *PLACES]
