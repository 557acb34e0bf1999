"""Answers do not depend on the size of a table: of a large one each place is read once, in the order of its key."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from dashboard.asking import queries
from dashboard.asking.memory import MEMORY
from dashboard.asking.queries import PERIOD, ask
from snapshot.read import Row, Snapshot

REGION = "region_code"
Wanted = Mapping[str, str | Sequence[str]]


@pytest.fixture
def read(live: Snapshot, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Wanted]]:
    """Let every table count as a large one; what is read of the snapshot is noted."""
    noted: list[tuple[str, Wanted]] = []
    rows = Snapshot.rows

    def noting(snapshot: Snapshot, dataset: str, where: Wanted | None = None, **more: Any) -> tuple[Row, ...]:
        noted.append((dataset, where or {}))
        return rows(snapshot, dataset, where, **more)

    MEMORY.forget(live)
    monkeypatch.setattr(queries, "SMALL", 0)
    monkeypatch.setattr(Snapshot, "rows", noting)
    return noted


def drawn(snapshot: Snapshot, name: str, draw: random.Random) -> dict[str, str | tuple[str, ...]]:
    """Return a question to a table: some of its places or one, and sometimes some of its other keys."""
    codes = {column: snapshot.values(name, column) for column in snapshot.datasets[name].key}
    wanted: dict[str, str | tuple[str, ...]] = {}
    for column, held in codes.items():
        if column == REGION or draw.random() < 0.4:
            some = tuple(draw.choices([*held, "nowhere"], k=draw.randint(0, 4)))
            wanted[column] = draw.choice(held) if draw.random() < 0.3 else some
    return wanted


@pytest.mark.slow
@pytest.mark.usefixtures("read")
@pytest.mark.parametrize("part", [0, 60, queries.PART])
def test_a_large_table_answers_as_the_snapshot_does(live: Snapshot, monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    monkeypatch.setattr(queries, "PART", part)
    by_place = [name for name, one in live.datasets.items() if one.is_observations and one.key[0] == REGION]
    draw, found = random.Random(20261126), 0
    for turn in range(400):
        name = by_place[turn % len(by_place)]
        wanted = drawn(live, name, draw)
        answer = ask(live, name, **wanted).rows
        assert answer == live.rows(name, wanted), (name, wanted)
        found += len(answer)
    assert found > 1000
    MEMORY.forget(live)


@pytest.mark.slow
def test_what_was_read_of_a_place_serves_every_question_about_it(
    live: Snapshot, read: list[tuple[str, Wanted]]
) -> None:
    places = live.values("population_series", REGION)[:3]
    ask(live, "population_series", region_code=places)
    first = len([one for one in read if one[0] == "population_series"])
    for period in live.values("population_series", PERIOD):
        for place in places:
            assert ask(live, "population_series", region_code=place, reference_period=period).rows
    assert first == len(places)
    assert len([one for one in read if one[0] == "population_series"]) == first
    MEMORY.forget(live)
