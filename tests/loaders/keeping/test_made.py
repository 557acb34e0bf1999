"""Made rows beside the answers: a build with them is the build without them, and a file that is not right is not used."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from loaders.agenda.raw import read_table
from loaders.build import build
from loaders.building.incoming import read_incoming
from loaders.keeping import made
from loaders.keeping.memberships import regions_in_use
from loaders.keeping.paths import SERVICES
from loaders.keeping.staging import kept_reader
from loaders.keeping.store import Store
from loaders.refresh import Wanted, refresh
from loaders.series.cbs import SERIES as LIVE
from loaders.series.collect import Collected, collect
from loaders.series.declare import Regions
from loaders.services.settings import Settings
from tests.helpers import copy_data
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import every_table

SERIES = ("areas", "areas_2016", "labour_participation_series", "commuting_series")
LABOUR = "labour_participation_series"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=500) as server:
        yield server


@pytest.fixture(scope="module")
def refreshed(tmp_path_factory: pytest.TempPathFactory, cbs: FakeCBS) -> Iterator[tuple[Path, str]]:
    """A folder of another region, so without an agenda, with live data in use; and the id of its snapshot."""
    data = copy_data(tmp_path_factory.mktemp("made") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGION", "AM08")
        settings = Settings(url=cbs.url(), attempts=1, read_s=10)
        outcomes, published = refresh(data, data / "snapshots", settings, Wanted(only=SERIES, quiet=True))
        assert {outcome.state for outcome in outcomes} == {"accepted"}, outcomes
        assert published is not None
        yield data, published.id


def kept(data: Path) -> dict[str, Path]:
    return {path.name.split("-")[0]: path for path in (data / SERVICES / "made").iterdir()}


def test_a_build_with_made_rows_is_the_build_without_them(refreshed: tuple[Path, str], tmp_path: Path) -> None:
    data, id_ = refreshed
    assert set(kept(data)) == {LABOUR, "commuting_series"}
    before = {path: path.stat().st_mtime_ns for path in kept(data).values()}
    assert build(data, tmp_path / "with").id == id_
    assert {path: path.stat().st_mtime_ns for path in kept(data).values()} == before  # used, not made
    shutil.rmtree(data / SERVICES / "made")
    assert build(data, tmp_path / "without").id == id_
    assert set(kept(data).values()) == set(before)


def test_every_kind_of_row_reads_back_as_it_was_made(refreshed: tuple[Path, str]) -> None:
    data, _ = refreshed
    store = Store(data / SERVICES)
    table, _ = read_table(data, "reference/regions.csv")
    regions = regions_in_use(store, store.entries(), table)
    for live in LIVE:
        if entry := store.entries().get(live.series.dataset):
            fresh = collect(live, kept_reader(store, entry), regions, None)
            made.keep(store, "x-y", fresh)
            back = made.read(store, "x-y")
            assert back is not None
            assert (back.titles, back.cells) == (fresh.titles, fresh.cells)
            pd.testing.assert_frame_equal(back.rows, fresh.rows, check_dtype=False, check_names=False)
            for name in fresh.rows:
                assert list(map(type, back.rows[name])) == list(map(type, fresh.rows[name]))
    (store.folder / "made" / "x-y").unlink()


@pytest.mark.parametrize("damage", ["cut", "empty", "value", "foreign", "renamed"])
def test_a_file_that_is_not_right_is_made_anew(
    refreshed: tuple[Path, str], damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    data, _ = refreshed
    path, other = kept(data)[LABOUR], kept(data)["commuting_series"]
    whole = path.read_bytes()
    store = Store(data / SERVICES)
    good = made.read(store, path.name)
    assert good is not None
    path.write_bytes({
        "cut": whole[: len(whole) // 2],
        "empty": b"",
        "value": other_value(store, path.name, good, whole),
        "foreign": b"a text of somebody else\n",
        "renamed": other.read_bytes(),
    }[damage])  # fmt: skip
    assert made.read(store, path.name) is None
    assert "made anew" in caplog.text
    read_incoming(data, read_table(data, "reference/regions.csv")[0])
    assert path.read_bytes() == whole


def other_value(store: Store, name: str, good: Collected, whole: bytes) -> bytes:
    """A sound Parquet file with another figure in it, behind the hash of the right one."""
    made.keep(store, name, Collected(good.rows.assign(value="1"), good.titles, good.cells))
    content = (store.folder / "made" / name).read_bytes().split(b"\n", 1)[1]
    digest = whole.split(b"\n", 1)[0]
    assert hashlib.sha256(content).hexdigest().encode() != digest
    return digest + b"\n" + content


def test_the_name_follows_from_answers_membership_and_code(
    refreshed: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Store(refreshed[0] / SERVICES).entries()[LABOUR]
    labour = next(live for live in LIVE if live.series.dataset == LABOUR)
    flows = next(live for live in LIVE if live.series.other_region)
    here = Regions({"AM07": ("GM0202",)}, home="AM07")
    name = made.name_of(entry, here, labour.series)
    assert name == made.name_of(entry, Regions({"AM07": ("GM0202",)}, home="AM08"), labour.series)
    assert name != made.name_of(entry, Regions({"AM07": ("GM0202", "GM0221")}), labour.series)
    assert made.name_of(entry, here, flows.series).endswith("-AM07")  # flows are of one region
    monkeypatch.setattr(made, "code", lambda: "another")
    assert name != made.name_of(entry, here, labour.series)


def test_what_no_entry_needs_is_removed_but_not_the_flows_of_another_region(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "made").mkdir()
    for name in ("a-1", "a-2", "b-3-AM07", "b-3-AM08", ".unfinished-a-1-99"):
        (tmp_path / "made" / name).write_bytes(b"x")
    made.prune(store, ["a-1", "b-3-AM07"])
    assert {path.name for path in (tmp_path / "made").iterdir()} == {"a-1", "b-3-AM07", "b-3-AM08"}
