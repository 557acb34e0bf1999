"""A refresh from a local server: what it fetches, keeps, skips, derives and says. Figures invented."""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.build import build
from loaders.building import embedded
from loaders.keeping.store import Store
from loaders.refresh import Outcome, Wanted, names, refresh
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.fake_cbs import FakeCBS, FakeTable
from tests.services.fake_pdok import FakePDOK
from tests.services.fake_tables import NINE, every_table, labour, population

pytestmark = pytest.mark.slow  # each refresh ends in a whole build
FAST = ("labour_participation_series", "unemployment_benefits_series")
# facts of CBS, as carried over: inhabitants of the nine on 1 January 2024, 405.500 together
REAL = {
    "GM0202": 167632, "GM0221": 11079, "GM0226": 25146, "GM0275": 44090, "GM0277": 1719,
    "GM0293": 15004, "GM0299": 45343, "GM1705": 47230, "GM1734": 48257,
}  # fmt: skip


def real_population() -> FakeTable:
    codes = {region: ("T001019", "T001038", "10000", region, "2024JJ00") for region in REAL}
    return replace(population(), exact={("Bevolking op 1 januari", *codes[region]): REAL[region] for region in REAL})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_data(tmp_path / "data")


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=200) as server:
        yield server


def settings(server: FakeCBS, api: str = "v3") -> Settings:
    return Settings(api=api, url=server.url(api), attempts=2, pause_s=0.01, read_s=10)


def run(data: Path, server: FakeCBS, api: str = "v3", **wanted: object) -> dict[str, Outcome]:
    chosen = Wanted(**{"quiet": True, "only": FAST, **wanted})  # type: ignore[arg-type]
    outcomes, _ = refresh(data, data / "snapshots", settings(server, api), chosen)
    return {outcome.dataset: outcome for outcome in outcomes}


@pytest.mark.parametrize("api", ["v3", "v4"])
def test_every_live_dataset_joins_the_snapshot_and_the_agenda_stays(
    tmp_path: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, api: str
) -> None:
    data = copy_data(tmp_path / "data")
    lock = (data / "snapshot.lock.json").read_bytes()
    tables = [real_population() if table.id == "03759ned" else table for table in every_table()]
    with FakeCBS(*tables, page=200) as server, FakePDOK() as pdok:
        monkeypatch.setenv("PDOK_URL", pdok.url)
        outcomes = run(data, server, api, only=())
        assert {outcome.state for outcome in outcomes.values()} == {"accepted"}
        assert server.most_at_once <= 4
    with Snapshot.open(data / "snapshots") as live:
        live.verify()
        series = {name for name in names() if not name.startswith("areas")}
        boxed = {one.live.name for one in embedded.SERIES}  # whose place the refreshed ones take
        added = series | {"live_sources", "region_memberships", "boundaries"}
        assert added == set(live.datasets) - set(snapshot.datasets) | boxed | {"boundaries"}
        for name in set(snapshot.datasets) - {"regions", "sources", "boundaries", *boxed}:
            assert snapshot.select(name).equals(live.select(name))
        assert len(live.select("regions")) > len(snapshot.select("regions"))
        region = live.select("population_series", {"region_code": "AM07", "age": "total"}).set_index("reference_period")
        assert region["value"]["2024-01-01"] == 405_500  # sum of REAL, as the agenda prints
        assert region["status"]["2023-01-01"] == "derived"
        zevenaar = live.select("population_series", {"region_code": "GM0299", "age": "total"})
        assert zevenaar["note"].notna().sum() == 3  # 2015, 2016 and 2017 with Rijnwaarden
        assert live.select("population_series", {"region_code": ["GM0196", "GM0199"]}).empty
        empty = live.select("jobs_series", {"region_code": "AM07", "section": "d"})
        assert empty["value"].isna().all()
        assert set(empty["status"]) == {"not_available"}
        arnhem = live.select("jobs_series", {"region_code": "GM0202", "section": "c"})
        assert (arnhem["value"] % 100 == 0).all()  # thousands with one decimal, multiplied once
        assert (arnhem["value"] > 100).all()
        late = live.select("social_assistance_series", {"region_code": "GM0202", "reference_period": "2025-12"})
        assert list(late["status"]) == ["not_available"]
        assert list(late["value"].isna()) == [True]
        wao = live.select("benefits_series", {"region_code": ["GM0277", "AM07"], "scheme": "wao"})
        assert set(wao["status"]) == {"not_available" if api == "v3" else "suppressed"}
        assert set(live.select("live_sources")["state"]) == {"ok"}
        credits = live.sources["cbs-03759ned-live"]
        assert (credits.licence, credits.table_id) == ("CC BY 4.0", "03759ned")
    assert (data / "snapshot.lock.json").read_bytes() == lock


def test_without_raw_data_the_snapshot_is_as_ever(data: Path, snapshot: Snapshot) -> None:
    assert build(data, data / "snapshots").id == snapshot.id


def test_a_second_refresh_asks_only_whether_something_changed(data: Path, cbs: FakeCBS) -> None:
    assert {outcome.state for outcome in run(data, cbs).values()} == {"accepted"}
    first = [path.read_bytes() for path in sorted((data / "raw" / "cbs" / "answers").iterdir())]
    cbs.requests.clear()
    assert {outcome.state for outcome in run(data, cbs).values()} == {"unchanged"}
    assert all("TableInfos" in path or "ODataCatalog" in path for path in cbs.requests)
    cbs.publish("85554NED")
    cbs.requests.clear()
    assert {name: outcome.state for name, outcome in run(data, cbs).items()} == {
        FAST[0]: "unchanged",
        FAST[1]: "accepted",
    }
    assert not [path for path in cbs.requests if "86276NED/UntypedDataSet" in path]
    assert [path.read_bytes() for path in sorted((data / "raw" / "cbs" / "answers").iterdir())] == first


def test_answers_are_kept_by_hash_with_where_and_when(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs)
    lock = json.loads((data / "raw" / "cbs" / "lock.json").read_text(encoding="utf-8"))
    assert set(lock) == set(FAST)
    kept = {path.name.removesuffix(".json.gz"): path for path in (data / "raw" / "cbs" / "answers").iterdir()}
    named = set()
    for entry in lock.values():
        assert entry["modified"].startswith("2026-06-")
        for answer in entry["answers"]:
            assert set(answer) == {"url", "retrieved", "modified", "sha256"}
            assert answer["url"].startswith(cbs.url())
            body = gzip.decompress(kept[answer["sha256"]].read_bytes())
            assert hashlib.sha256(body).hexdigest() == answer["sha256"]
            named.add(answer["sha256"])
    assert named == set(kept)
    assert not list((data / "raw" / "cbs" / "staging").iterdir())


def test_a_build_reads_kept_answers_without_a_network(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs)
    with Snapshot.open(data / "snapshots") as published:
        id_ = published.id
    asked = len(cbs.requests)
    assert build(data, data / "again").id == id_
    assert len(cbs.requests) == asked


def test_a_damaged_answer_stops_the_build_and_says_what_to_do(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs)
    path = sorted((data / "raw" / "cbs" / "answers").iterdir())[0]
    path.write_bytes(gzip.compress(b"{}"))
    shutil.rmtree(data / "raw" / "cbs" / "made")
    with pytest.raises(Exception, match=r"a kept answer is damaged .* refresh --again"):
        build(data, data / "again")
    assert {outcome.state for outcome in run(data, cbs, again=True).values()} == {"accepted"}
    build(data, data / "again")


def test_a_page_missing_on_the_very_first_refresh_is_seen(data: Path, cbs: FakeCBS) -> None:
    cbs.page = 4
    cbs.fault("86276NED", "missing_page")
    outcome = run(data, cbs)[FAST[0]]
    assert (outcome.state, "misses rows" in outcome.text) == ("failed", True)
    assert "56 cells instead of 105" in outcome.text  # 8 of 15 rows, for every other page is gone; seven topics each
    with Snapshot.open(data / "snapshots") as live:
        assert FAST[0] not in live.datasets
        assert FAST[1] in live.datasets


def test_a_dry_run_tells_and_changes_nothing(data: Path, cbs: FakeCBS) -> None:
    outcomes = run(data, cbs, dry_run=True)
    assert {outcome.state for outcome in outcomes.values()} == {"planned"}
    assert outcomes[FAST[0]].text == "table 86276NED, published 2026-06-30T02:00:00: 150 rows in 10 slices"
    assert not (data / "raw").exists()
    assert not [path for path in cbs.requests if "DataSet" in path]


def test_since_limits_the_years(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs, since=2024)
    with Snapshot.open(data / "snapshots") as live:
        assert set(live.select(FAST[0])["reference_period"]) == {"2024", "2025"}


def test_status_tells_a_newer_edition(data: Path, cbs: FakeCBS) -> None:
    newer = replace(
        labour(), id="86999NED", title=labour().title.replace("2025", "2026"), modified="2027-02-01T02:00:00"
    )
    cbs.tables[newer.id] = newer
    assert "a newer edition exists: 86999NED" in run(data, cbs)[FAST[0]].text
    assert Store(data / "raw" / "cbs").states()[FAST[0]]["successor"] == "86999NED"


def test_a_person_can_accept_what_looks_implausible(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs)
    cbs.fault("85554NED", "vanished_code")
    refused = run(data, cbs)[FAST[1]]
    assert refused.state == "failed"
    assert "regions vanished: AM08" in refused.text
    assert f"--only {FAST[1]} --accept" in refused.text
    assert run(data, cbs, accept=True)[FAST[1]].state == "accepted"
    with Snapshot.open(data / "snapshots") as live:
        assert "AM08" not in set(live.select(FAST[1])["region_code"])


@pytest.mark.parametrize("arguments", [["--only", FAST[1], "--quiet"], ["--only", FAST[1]]])
def test_the_command_line_refreshes_and_reports(
    data: Path, cbs: FakeCBS, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    for name, value in {
        "DASHBOARD_DATA": str(data),
        "DASHBOARD_SNAPSHOTS": str(data / "snapshots"),
        "CBS_URL": cbs.url(),
        "CBS_ATTEMPTS": "1",
        "CBS_PAUSE": "0.01",
    }.items():
        monkeypatch.setenv(name, value)
    assert main(["refresh", *arguments]) == 0
    told = capsys.readouterr()
    assert (told.out == "") == ("--quiet" in arguments)
    assert ("rows" in told.err) == ("--quiet" not in arguments)  # the progress bar
    cbs.fault("85554NED", "html")
    assert main(["refresh", *arguments]) == 1
    told = capsys.readouterr()
    assert FAST[1] in told.err
    assert "DOCTYPE" in told.err
    assert main(["status", "--json"]) == 0
    live = {entry["dataset"]: entry for entry in json.loads(capsys.readouterr().out)["live"]}
    assert live[FAST[1]]["state"] == "failed"
    assert "DOCTYPE" in live[FAST[1]]["reason"]
    with Snapshot.open(data / "snapshots") as opened:
        stand = opened.select("live_sources", {"dataset": FAST[1]}).iloc[0]
        assert stand["state"] == "failed"
        assert not opened.select(FAST[1]).empty
    assert main(["refresh", "--only", "nonsense"]) == 2
    assert "there are areas, areas_2025, " in capsys.readouterr().err


def test_the_nine_of_the_fake_tables_are_the_nine_of_the_region() -> None:
    assert sum(REAL.values()) == 405_500
    assert set(REAL) == set(NINE)
