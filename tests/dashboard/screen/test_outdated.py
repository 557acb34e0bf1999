"""A link to figures that an earlier version of the program kept: what it lacks is left out, and nothing breaks."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from benchmarks.figures import drawers, selections, sent
from dashboard.asking.queries import holds
from dashboard.asking.selection import Selection
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import COMPOSITIONS, FIGURES
from dashboard.finding.answers import answer
from dashboard.screen.freeze import PLACES
from dashboard.screen.serving import Serving
from dashboard.subjects.sectors.coverage import agenda
from snapshot.read import Snapshot, content_id

ALWAYS = (
    "value",
    "unit",
    "status",
    "source",
    "measure",
    "reference_period",
    "title",
)  # of these no snapshot is without


def kept_without(folder: Path, snapshots: Path, lost: dict[str, list[str]]) -> Snapshot:
    """Return a kept snapshot that never had these columns, as the server opens it beside the newest."""
    shutil.copytree(snapshots, folder)
    newest = (folder / "CURRENT").read_text(encoding="ascii").strip()
    older = folder / "older"
    shutil.copy(folder / f"{newest}.duckdb", older)
    with duckdb.connect(str(older)) as connection:
        for dataset, columns in lost.items():
            connection.execute(f"CREATE TABLE copied AS SELECT * EXCLUDE ({', '.join(columns)}) FROM {dataset}")
            connection.execute(f"DROP TABLE {dataset}")
            connection.execute(f"ALTER TABLE copied RENAME TO {dataset}")
            (text,) = connection.execute("SELECT declaration FROM _datasets WHERE name = ?", [dataset]).fetchall()[0]
            declared = json.loads(text)
            declared["columns"] = [one for one in declared["columns"] if one["name"] not in columns]
            connection.execute("UPDATE _datasets SET declaration = ? WHERE name = ?", [json.dumps(declared), dataset])
        name = content_id(connection)
        connection.execute("UPDATE _snapshot SET id = ?", [name])
    older.rename(folder / f"{name}.duckdb")
    serving = Serving(folder)
    serving.current()
    return serving.kept(name)


def drawn_loss(snapshot: Snapshot, seed: int) -> dict[str, list[str]]:
    """Return columns of one to four datasets that a snapshot can do without."""
    draw = random.Random(seed)
    spare = {
        name: [one.name for one in dataset.columns if one.name not in (*dataset.key, *ALWAYS)]
        for name, dataset in snapshot.datasets.items()
        if name not in (PLACES, "sources")  # these are the ground of all
    }
    chosen = draw.sample([name for name, columns in spare.items() if columns], draw.randint(1, 4))
    return {name: draw.sample(spare[name], draw.randint(1, min(2, len(spare[name])))) for name in sorted(chosen)}


@pytest.mark.parametrize("seed", range(6))
def test_what_an_older_snapshot_lacks_is_left_out_and_the_rest_is_drawn(
    snapshot: Snapshot, snapshot_folder: Path, tmp_path: Path, seed: int
) -> None:
    lost = drawn_loss(snapshot, seed)
    older = kept_without(tmp_path / "snapshots", snapshot_folder, lost)
    assert older.outdated == set(lost)
    for declared in FIGURES:
        if can_draw(older, declared):
            assert not {need.split(".")[0] for need in declared.needs} & set(lost)
    columns = {column for names in lost.values() for column in names}
    for page in COMPOSITIONS:
        if page.narrowed and all(holds(older, need) for need in page.narrowed.needs):
            assert page.narrowed.option.of(older)
    drawn = 0
    for drawer in drawers(older):
        for selection in (Selection(region=older.region), *selections(older, 2)):
            try:
                drawn += bool(sent(drawer.draw(selection)))
            except KeyError as error:  # of a sentence beside the figure: its card says that it cannot be shown
                if error.args[0] not in columns:
                    raise
    assert drawn > 20
    for question in ("bijstand in Rheden", "begroting 2026", "openstaande vacatures in de bouw", "inwoners"):
        assert answer(older, question)


def test_the_source_of_a_snapshot_from_before_documents_were_noted_is_known(
    snapshot: Snapshot, snapshot_folder: Path, tmp_path: Path
) -> None:
    older = kept_without(tmp_path / "snapshots", snapshot_folder, {"sources": ["via"]})
    assert agenda(older).title == agenda(snapshot).title
