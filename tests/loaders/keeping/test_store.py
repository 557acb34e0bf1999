"""What the loaders wrote down and read back may be damaged in any way: a clear error, or the same figures."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.agenda.raw import read_table
from loaders.build import build
from loaders.building.incoming import read_incoming
from loaders.files.inbox import read_in
from loaders.files.inventory import UNKNOWN, listed
from loaders.keeping import made
from loaders.keeping.paths import DROPPED, SERVICES
from loaders.keeping.staging import Staging
from loaders.keeping.states import STATE
from loaders.keeping.store import Store
from loaders.refresh import Wanted, refresh
from loaders.services.errors import SourceError
from loaders.services.settings import Settings
from loaders.status import lines, status
from snapshot.checks import validate
from snapshot.read import Snapshot
from tests.helpers import copy_data, run
from tests.services.dropped_files import ATLAS, TIGHTNESS, xlsx
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import areas, labour

ONLY = ("areas", "labour_participation_series")
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.floats(allow_nan=False), st.text(max_size=5), st.just([]),
    st.just({}), st.just(["x"]), st.just({"x": 1}),
)  # fmt: skip
FUZZ = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two refreshed tables and their snapshot."""
    folder = copy_data(tmp_path_factory.mktemp("store") / "data")
    with FakeCBS(areas(), labour(), page=2000) as server:
        chosen = Settings(url=server.url(), attempts=1, pause_s=0.01, read_s=10)
        outcomes, _ = refresh(folder, folder / "snapshots", chosen, Wanted(quiet=True, only=ONLY))
    assert {outcome.state for outcome in outcomes} == {"accepted"}
    return folder


@pytest.fixture(scope="module")
def whole(data: Path) -> dict[str, int]:
    """The rows of each dataset that undamaged notes give."""
    return figures(data)


@pytest.fixture
def broken(data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(data, tmp_path / "data"))


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of everything inside a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, one in inner for found in places(one, (*path, key)))]


def spoiled(draw: st.DataObject, content: Any) -> Any:
    """Return `content` with one key dropped or one value replaced, anywhere in it."""
    content = copy.deepcopy(content)
    *way, last = draw.draw(st.sampled_from([path for path in places(content) if path]))
    holder = content
    for step in way:
        holder = holder[step]
    if draw.draw(st.booleans()):
        del holder[last]
    else:
        holder[last] = draw.draw(VALUES)
    return content


def incoming(folder: Path) -> tuple[Any, list[Any]]:
    return read_incoming(folder, read_table(folder, "reference/regions.csv")[0])


def figures(folder: Path) -> dict[str, int]:
    live, failures = incoming(folder)
    assert failures == []
    return {table.dataset.name: len(table.rows()) for table in live.tables}


@FUZZ
@given(draw=st.data())
def test_a_damaged_note_does_not_stop_a_build_from_good_data(
    draw: st.DataObject, data: Path, whole: dict[str, int], broken: Path
) -> None:
    path = broken / SERVICES / "state.json"
    path.write_text(json.dumps(spoiled(draw, json.loads((data / SERVICES / "state.json").read_text()))))
    live, failures = incoming(broken)
    assert failures == []
    assert {table.dataset.name for table in live.tables} == set(whole)
    rows, failures = validate(STATE, live.tables[-1].rows(), {})
    assert failures == []
    assert set(rows["state"]) <= {"ok", "failed", "older_edition"}
    with Snapshot.open(broken / "snapshots") as opened:
        assert lines(status(opened, broken))
    store = Store(broken / SERVICES)
    store.note(ONLY[1])  # the next refresh mends it
    assert store.states()[ONLY[1]]["state"] == "ok"


@FUZZ
@given(draw=st.data())
def test_a_damaged_lock_is_told_or_does_no_harm(
    draw: st.DataObject, data: Path, whole: dict[str, int], broken: Path
) -> None:
    path = broken / SERVICES / "lock.json"
    path.write_text(json.dumps(spoiled(draw, json.loads((data / SERVICES / "lock.json").read_text()))))
    live, failures = incoming(broken)
    if failures:
        assert all(failure.found for failure in failures)
        return
    found = {table.dataset.name: len(table.rows()) for table in live.tables}
    assert all(whole[name] == rows for name, rows in found.items() if name != "live_sources")


@pytest.fixture(scope="module")
def dropped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two dropped files in use, and a snapshot."""
    folder = copy_data(tmp_path_factory.mktemp("dropped") / "data")
    (folder / "raw" / "uwv").mkdir(parents=True, exist_ok=True)
    for name, rows in (("atlas.xlsx", ATLAS), ("krapte.xlsx", TIGHTNESS)):
        (folder / "raw" / "uwv" / name).write_bytes(xlsx(rows))
    assert {report.state for report in read_in(folder, accept=False)} == {"accepted"}
    build(folder, folder / "snapshots")
    return folder


@FUZZ
@given(draw=st.data())
@pytest.mark.parametrize("name", ["lock.json", "state.json"])
def test_what_is_noted_of_dropped_files_may_be_damaged_too(draw: st.DataObject, dropped: Path, name: str) -> None:
    path = dropped / DROPPED / name
    sound = path.read_text()
    path.write_text(json.dumps(spoiled(draw, json.loads(sound))))
    try:
        live, failures = incoming(dropped)
        assert not failures or name == "lock.json"
        assert {"atlas", "tightness_by_occupation"} & {table.dataset.name for table in live.tables} or failures
        with Snapshot.open(dropped / "snapshots") as opened:
            told, refused = said(lambda: lines(status(opened, dropped)))
        assert told or (name, refused) == ("lock.json", "lock.json cannot be read")
        reports, refused = said(lambda: read_in(dropped, accept=False))
        assert {report.file for report in reports or ()} >= {"atlas.xlsx", "krapte.xlsx"} or (
            refused == f"{name} cannot be read"
        )
    finally:
        path.write_text(sound)


def said(call: Callable[[], Any]) -> tuple[Any, str]:
    """Return what `call` returns, or what happened by its own words."""
    try:
        return call(), ""
    except SourceError as error:
        return None, error.happened


@pytest.mark.parametrize("fault", ["files", "file", "periods", "figures", "counted"])
def test_status_says_that_what_is_noted_of_a_dropped_file_is_damaged(dropped: Path, fault: str) -> None:
    entry = Store(dropped / DROPPED).entries()["tightness_by_occupation"]
    sound = listed(entry)
    (sha256,) = entry.summary["files"]
    entry.summary["files"] = {
        "files": 3, "file": {sha256: None}, **{name: {sha256: {name: {"x": 1}}} for name in ("periods", "figures", "counted")}
    }[fault]  # fmt: skip
    (told,) = listed(entry)
    assert told["counted"].endswith(f"damaged; run: python -m loaders remove {sha256[:12]}, and add it again")
    assert {**sound[0], **UNKNOWN, "counted": ""} == {**told, "counted": ""}


def test_the_advice_for_a_damaged_note_of_a_dropped_file_works(dropped: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(dropped, tmp_path / "data"))
    path = folder / DROPPED / "lock.json"
    entries = json.loads(path.read_text())
    entries["tightness_by_occupation"]["summary"]["files"] = 3
    path.write_text(json.dumps(entries))
    where = {"data": folder, "snapshots": folder / "snapshots"}
    built = run("build", **where)
    assert (built.returncode, "Traceback" in built.stderr) == (0, False), "the figures do not depend on it"
    told = run("status", **where)
    assert (told.returncode, "Traceback" in told.stderr) == (0, False)
    ((name, hash_),) = [(line.split()[0], line.split()[2]) for line in told.stdout.splitlines() if "damaged" in line]
    assert name == "krapte.xlsx"
    assert run("remove", hash_, **where).returncode == 0
    assert run("add", str(folder / "raw" / "uwv" / name), **where).returncode == 0
    (told_again,) = [state["files"] for state in status_of(folder) if state["dataset"] == "tightness_by_occupation"]
    assert (told_again[0]["file"], told_again[0]["figures"]) == (name, 7)


def status_of(folder: Path) -> list[dict[str, Any]]:
    with Snapshot.open(folder / "snapshots") as opened:
        return list(status(opened, folder)["live"])


@pytest.mark.parametrize("name", ["lock.json", "state.json", "withdrawn.json"])
@pytest.mark.parametrize("text", ["", "[]", "null", "3", '"x"', "{", "\x00", "[" * 5000, '{"a": NaN'])
def test_a_file_that_is_no_table_is_told(broken: Path, name: str, text: str) -> None:
    (broken / SERVICES / name).write_text(text)
    live, failures = incoming(broken)
    assert [f"{name} cannot be read" in failure.found for failure in failures] == (
        [True] if name == "lock.json" else []
    )
    if name == "state.json":
        assert set(live.tables[-1].rows()["cause"]) == {"note_lost"}
        assert live.tables[-1].rows()["dataset"].tolist() == sorted(ONLY)


@pytest.mark.parametrize("key", ["state", "since", "reason"])
def test_build_and_status_say_in_words_that_a_note_lacks_a_key(broken: Path, key: str) -> None:
    path = broken / SERVICES / "state.json"
    notes = json.loads(path.read_text())
    del notes[ONLY[1]][key]
    path.write_text(json.dumps(notes))
    built = run("build", data=broken, snapshots=broken / "snapshots")
    assert (built.returncode, "Traceback" in built.stderr) == (0, False)
    assert (
        f"the note about {ONLY[1]} in state.json cannot be read (it lacks {key}); run: python -m loaders refresh"
        in (built.stderr)
    )
    told = run("status", data=broken, snapshots=broken / "snapshots")
    assert (told.returncode, "Traceback" in told.stderr) == (0, False)
    assert f"it lacks {key}" in told.stdout
    with Snapshot.open(broken / "snapshots") as opened:
        assert opened.row_counts[ONLY[1]] > 100


@pytest.mark.parametrize("key", ["reason", "checked", "successor"])
def test_a_note_with_control_characters_does_not_stop_a_build(broken: Path, key: str) -> None:
    path = broken / SERVICES / "state.json"
    notes = json.loads(path.read_text())
    notes[ONLY[1]][key] = "a\x1bb"
    path.write_text(json.dumps(notes))
    live, failures = incoming(broken)
    rows, found = validate(STATE, live.tables[-1].rows(), {})
    assert failures == found == []
    assert rows.set_index("dataset").loc[ONLY[1], "cause"] == "note_lost"


def test_a_lost_note_file_does_not_lose_the_figures(whole: dict[str, int], broken: Path) -> None:
    (broken / SERVICES / "state.json").unlink()
    assert figures(broken) == whole


def test_a_damaged_lock_stops_the_build_with_advice_that_works(broken: Path) -> None:
    path = broken / SERVICES / "lock.json"
    entries = json.loads(path.read_text())
    del entries[ONLY[1]]["answers"]
    path.write_text(json.dumps(entries))
    built = run("build", data=broken, snapshots=broken / "snapshots")
    assert (built.returncode, "Traceback" in built.stderr) == (1, False)
    assert "lock.json cannot be read (labour_participation_series: it lacks answers)" in built.stderr
    assert "put back raw/cbs/lock.json from a copy, or remove it and refresh" in built.stderr
    path.unlink()
    with FakeCBS(areas(), labour(), page=2000) as server:
        chosen = Settings(url=server.url(), attempts=1, pause_s=0.01, read_s=10)
        outcomes, published = refresh(broken, broken / "snapshots", chosen, Wanted(quiet=True, only=ONLY))
    assert {outcome.state for outcome in outcomes} == {"accepted"}
    assert published


@FUZZ
@given(draw=st.data())
def test_made_rows_that_say_something_else_of_themselves_are_made_anew(
    draw: st.DataObject, data: Path, whole: dict[str, int], broken: Path
) -> None:
    path = next((data / SERVICES / made.FOLDER).glob("labour*"))
    table = pq.read_table(BytesIO(path.read_bytes().split(b"\n", 1)[1]))
    told = spoiled(draw, json.loads(table.schema.metadata[b"made"]))
    body = BytesIO()
    pq.write_table(table.replace_schema_metadata({"made": json.dumps(told)}), body)
    content = hashlib.sha256(body.getvalue()).hexdigest().encode() + b"\n" + body.getvalue()
    (broken / SERVICES / made.FOLDER / path.name).write_bytes(content)
    assert figures(broken) == whole


@FUZZ
@given(draw=st.data())
def test_a_damaged_line_of_a_staging_counts_as_none(draw: st.DataObject, broken: Path) -> None:
    store = Store(broken / SERVICES)
    store.staging_path("x").unlink(missing_ok=True)
    staging = Staging(store, "x", "2026", "question")
    staging.put("http://a", b"one")
    path = store.staging_path("x")
    header, line = path.read_text().splitlines()
    path.write_text(f"{header}\n{json.dumps(spoiled(draw, json.loads(line)))}\n")
    again = Staging(store, "x", "2026", "question")
    assert all(again.get(url) in (None, b"one") for url in list(again.answers))
    store.prune()
