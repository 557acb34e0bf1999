"""Tables that are carried over: the content is that of a snapshot from nothing, and each is read through once more."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from snapshot import carrying, files
from snapshot.carrying import NOTHING, CarryRefused, Last, last_of
from snapshot.errors import SnapshotDamaged
from snapshot.model import Dataset
from snapshot.read import Snapshot
from snapshot.write import Published, publish
from tests.snapshot.published import FIGURES, SOURCES, small

US = pd.DataFrame([("us", "Wij", "Eigen telling")], columns=["id", "publisher", "title"])


def table(number: int, rows: int, value: float) -> tuple[Dataset, pd.DataFrame]:
    cells = [
        (f"place {at:05d}", "persons", "2024", value + at, "persons", "published", None, "us", None)
        for at in range(rows)
    ]
    dataset = replace(FIGURES, name=f"figures_{number}")
    return dataset, pd.DataFrame(cells, columns=[column.name for column in dataset.columns])


def put(folder: Path, content: dict[int, tuple[int, float]], last: Last = NOTHING) -> Published:
    """Publish tables of so many rows from such a value on; those that `last` has are carried over."""
    made = {number: table(number, *of) for number, of in content.items()}
    follows = {dataset.name: carrying.follows(dataset, [content[number]]) for number, (dataset, _) in made.items()}
    frames = {
        dataset.name: frame for dataset, frame in made.values() if not last.holds(dataset.name, follows[dataset.name])
    }
    datasets = (*(dataset for dataset, _ in made.values()), SOURCES)
    return publish(folder, datasets, frames | {"sources": US}, lambda _: (), follows=follows, last=last)


def test_whatever_changed_the_content_is_that_of_a_snapshot_from_nothing(tmp_path: Path) -> None:
    draw, folder = random.Random(11), tmp_path / "carried"
    content = {number: (draw.randrange(1, 3000), 1.0) for number in range(8)}
    sizes = []
    for turn in range(30):
        for number in draw.sample(range(10), draw.randrange(4)):
            drawn = draw.random()
            if drawn < 0.2:
                content.pop(number, None)
            else:
                content[number] = (draw.randrange(1, 3000), round(draw.uniform(0, 9)))
        made = put(folder, content, last_of(folder))
        anew = put(tmp_path / f"{turn}", content)
        assert (made.id, made.datasets) == (anew.id, anew.datasets)
        with Snapshot.open(folder) as one, Snapshot.open(tmp_path / f"{turn}") as other:
            one.verify()
            assert list(one.datasets) == list(other.datasets)
            assert all(one.rows(name) == other.rows(name) for name in other.datasets)
        sizes.append([files.snapshot_path(place, made.id).stat().st_size for place in (folder, tmp_path / f"{turn}")])
    assert sum(one for one, _ in sizes[10:]) < 1.5 * sum(other for _, other in sizes[10:])  # room is used again


def test_a_carried_table_that_is_not_what_it_was_stops_the_build(tmp_path: Path) -> None:
    content = {1: (2000, 1.0), 2: (2000, 2.0)}
    made = put(tmp_path, content)
    last = last_of(tmp_path)
    wrong = replace(last.tables["figures_2"], cells="2000-1")
    content[1] = (2000, 3.0)
    with pytest.raises(SnapshotDamaged, match="the table figures_2 is not as it was carried over"):
        put(tmp_path, content, replace(last, tables={**last.tables, "figures_2": wrong}))
    assert files.current_id(tmp_path) == made.id
    assert files.kept_ids(tmp_path) == [made.id]


def test_a_file_that_changed_or_went_between_reading_and_copying_is_refused(tmp_path: Path) -> None:
    first = small(tmp_path, 1)
    last = last_of(tmp_path)
    path = files.snapshot_path(tmp_path, first.id)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(CarryRefused, match="is not as it was written"):
        last.copy(tmp_path, tmp_path / "copy")
    path.unlink()
    with pytest.raises(CarryRefused, match="is gone"):
        last.copy(tmp_path, tmp_path / "copy")


def test_every_cell_and_the_place_of_each_row_count_in_the_sum(tmp_path: Path) -> None:
    dataset, frame = table(1, 50, 1.0)
    exchanged = frame.assign(value=[*frame["value"][[1, 0]], *frame["value"][2:]])
    noted = frame.assign(note=["x", None, *frame["note"][2:]])
    changed = [
        frame,
        frame.assign(note="x"),
        frame.assign(value=frame["value"] + 1),
        frame.iloc[:-1],
        exchanged,
        noted,
        noted.assign(note=[None, "x", *frame["note"][2:]]),
    ]
    sums = set()
    for at, one in enumerate(changed):
        folder = tmp_path / str(at)
        publish(folder, (dataset, SOURCES), {dataset.name: one, "sources": US}, lambda _: ())
        sums.add(last_of(folder).tables[dataset.name].cells)
    assert len(sums) == len(changed)
