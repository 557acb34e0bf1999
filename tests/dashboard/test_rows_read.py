"""Asking which places, periods and measures there are reads no rows: no more of a table ten times as large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from benchmarks.growth import GROWN, TOWNS, invented
from dashboard.about.explanation import status_counts
from dashboard.asking import queries
from dashboard.asking.selection import Selection
from dashboard.finding.matching import readings
from dashboard.finding.question import understand
from dashboard.finding.vocabulary import vocabulary
from dashboard.subjects.exploring.cells import chosen
from dashboard.subjects.exploring.offering import Wish, code_of, offer
from snapshot.read import Snapshot
from snapshot.write import publish

SIZES = (4, 40)  # branches, of 6,840 rows each
QUESTION = "Hoeveel banen verzonnen in B00003?"
pytestmark = pytest.mark.slow


def published(snapshot: Snapshot, folder: Path, towns: Sequence[str], *, branches: int) -> Snapshot:
    """Publish the snapshot with one large table more, and open it."""
    frames = {name: snapshot.select(name) for name in snapshot.datasets}
    names = [f"B{branch:05d}" for branch in range(branches)]
    made = invented(towns, names, column="branch", source=next(iter(snapshot.sources)))
    publish(folder, (*snapshot.datasets.values(), GROWN), {**frames, GROWN.name: made}, lambda _: ())
    return Snapshot.open(folder)


@pytest.fixture(scope="module")
def grown(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, ...]]:
    """The snapshot with one large table more, of two sizes."""
    towns = [*queries.municipalities(snapshot), *(f"GM9{town:03d}" for town in range(TOWNS - 9))]
    opened = [published(snapshot, tmp_path_factory.mktemp("grown"), towns, branches=size) for size in SIZES]
    yield tuple(opened)
    for one in opened:
        one.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of rows of the large table that were read, by the two ways there are."""
    counted: list[int] = []
    rows, select = Snapshot.rows, Snapshot.select

    def count_rows(self: Snapshot, dataset: str, *given: object, **named: object) -> object:
        found = rows(self, dataset, *given, **named)  # type: ignore[arg-type]
        counted.append(len(found) if dataset == GROWN.name else 0)
        return found

    def count_select(self: Snapshot, dataset: str, *given: object) -> object:
        found = select(self, dataset, *given)  # type: ignore[arg-type]
        counted.append(len(found) if dataset == GROWN.name else 0)
        return found

    monkeypatch.setattr(Snapshot, "rows", count_rows)
    monkeypatch.setattr(Snapshot, "select", count_select)
    return counted


@pytest.fixture(scope="module")
def wide(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, ...]]:
    """The snapshot with a table of all places of the region and ever more others."""
    opened = []
    for others in (400, 1600):
        towns = [
            snapshot.region.code,
            "NL01",
            *queries.municipalities(snapshot),
            *(f"GM9{at:04d}" for at in range(others)),
        ]
        opened.append(published(snapshot, tmp_path_factory.mktemp("wide"), towns, branches=4))
    yield tuple(opened)
    for one in opened:
        one.close()


def test_learning_what_can_be_asked_reads_no_rows(grown: tuple[Snapshot, ...], read: list[int]) -> None:
    for one, size in zip(grown, SIZES, strict=True):
        known = vocabulary(one)
        assert sum(facet.dataset == GROWN.name and facet.column == "branch" for facet in known.own) == size
    assert sum(read) == 0


def test_counting_the_figures_of_each_status_reads_no_rows(grown: tuple[Snapshot, ...], read: list[int]) -> None:
    for one in grown:
        assert status_counts(one)["published"] > one.row_counts[GROWN.name]
    assert sum(read) == 0


def test_a_question_reads_what_it_names(grown: tuple[Snapshot, ...], read: list[int]) -> None:
    found = []
    for one in grown:
        known = vocabulary(one)
        read.clear()
        told = readings(one, known, understand(known, QUESTION))
        assert told[0].dataset.name == GROWN.name
        assert {row["branch"] for row in told[0].result.rows} == {"B00003"}
        found.append(sum(read))
    assert found[0] == found[1] == 6840


def test_a_choice_of_what_to_explore_reads_what_it_shows(grown: tuple[Snapshot, ...], read: list[int]) -> None:
    found = []
    for one in grown:
        offered = offer(one, Wish(code_of(GROWN.title), view="verloop", rest="b00003"))
        assert offered.codes == (("branch", "B00003"),)
        read.clear()
        shown = chosen(one, Selection(region=one.region), offered)
        assert {row["branch"] for row in shown.rows.rows} == {"B00003"}
        found.append(sum(read))
    assert found[0] == found[1] <= 6840


def test_what_can_be_explored_reads_the_places_that_can_be_shown(wide: tuple[Snapshot, ...], read: list[int]) -> None:
    found = []
    for one in wide:
        read.clear()
        offered = offer(one, Wish(code_of(GROWN.title), view="plaatsen", rest="b00003"))
        shown = chosen(one, Selection(region=one.region), offered)
        assert set(queries.municipalities(one)) <= set(shown.places)
        found.append(sum(read))
    assert found[0] == found[1] > 0
