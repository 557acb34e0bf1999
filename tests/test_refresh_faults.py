"""Whatever a publisher does, what is in use is never worse than before. Figures invented."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.cbs.settings import Settings
from loaders.refresh import Wanted, refresh
from loaders.store import Store, read_lines
from snapshot.read import Snapshot
from tests.fake_cbs import FAULTS, FakeCBS
from tests.fake_tables import labour, unemployment_benefits
from tests.helpers import ROOT, copy_data, environment

TABLES = {"labour_participation_series": "86276NED", "unemployment_benefits_series": "85554NED"}


class Site:
    """A data folder with live data in use, and the server it came from."""

    def __init__(self, data: Path, cbs: FakeCBS) -> None:
        self.data, self.cbs = data, cbs
        self.cbs.slow_s = 1.0
        self.store = Store(data / "raw" / "cbs")
        assert self.refresh() == dict.fromkeys(TABLES, "accepted")
        self.rows = self.in_use()

    def refresh(self) -> dict[str, str]:
        chosen = Settings(url=self.cbs.url(), attempts=2, pause_s=0.001, read_s=0.4, answer_s=2)
        wanted = Wanted(only=tuple(TABLES), quiet=True)
        outcomes, _ = refresh(self.data, self.data / "snapshots", chosen, wanted)
        return {outcome.dataset: outcome.state for outcome in outcomes}

    def in_use(self) -> dict[str, pd.DataFrame]:
        with Snapshot.open(self.data / "snapshots") as snapshot:
            snapshot.verify()
            return {name: snapshot.select(name) for name in snapshot.datasets if name != "live_sources"}

    def assert_as_good_as_before(self) -> None:
        found = self.in_use()
        assert set(found) == set(self.rows)
        for name, rows in self.rows.items():
            different = [] if name != "sources" else ["published", "retrieved"]
            pd.testing.assert_frame_equal(found[name].drop(columns=different), rows.drop(columns=different), obj=name)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with FakeCBS(labour(), unemployment_benefits(), page=6) as cbs:
        yield Site(copy_data(tmp_path_factory.mktemp("site") / "data"), cbs)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.slow
def test_a_fault_keeps_the_last_good_data_and_the_others_go_on(site: Site, fault: str) -> None:
    bad, good = "labour_participation_series", "unemployment_benefits_series"
    site.cbs.fault(TABLES[bad], fault)
    site.cbs.publish(TABLES[good])
    assert site.refresh() == {bad: "failed", good: "accepted"}
    site.assert_as_good_as_before()
    state = site.store.states()[bad]
    assert state["state"] == "failed"
    assert state["reason"]
    with Snapshot.open(site.data / "snapshots") as snapshot:
        stand = snapshot.select("live_sources", {"dataset": bad}).iloc[0]
        assert (stand["state"], stand["since"]) == ("failed", state["since"])
    assert site.refresh()[bad] == "failed"
    assert site.store.states()[bad]["since"] == state["since"]  # since when, not when last
    site.cbs.heal()
    assert site.refresh()[bad] in ("accepted", "unchanged")
    assert site.store.states()[bad]["state"] == "ok"
    site.assert_as_good_as_before()


@pytest.mark.slow
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    faults=st.dictionaries(
        st.sampled_from(sorted(TABLES.values())),
        st.tuples(st.sampled_from(sorted(set(FAULTS) - {"slow"})), st.sampled_from([1, 3, 8, 1_000_000])),
        min_size=1,
    ),
    rounds=st.integers(1, 2),
)
def test_whatever_faults_are_drawn_the_snapshot_is_never_worse(
    site: Site, faults: dict[str, tuple[str, int]], rounds: int
) -> None:
    for table, (fault, times) in faults.items():
        site.cbs.publish(table)
        site.cbs.fault(table, fault, times)
    for _ in range(rounds):
        site.refresh()
        site.assert_as_good_as_before()
    site.cbs.heal()
    assert set(site.refresh().values()) <= {"accepted", "unchanged"}
    site.assert_as_good_as_before()


@pytest.mark.slow
@pytest.mark.parametrize("at", [2, 9, 25, 38])
def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_fetched_twice(site: Site, at: int) -> None:
    for table in TABLES.values():
        site.cbs.publish(table)
    site.cbs.requests.clear()
    process = start(site)

    def kill(_: str) -> None:
        if len(site.cbs.requests) == at:
            os.kill(process.pid, signal.SIGKILL)

    site.cbs.on_request = kill
    assert process.wait(60) == -signal.SIGKILL
    site.cbs.on_request = lambda _: None
    site.assert_as_good_as_before()
    whole = {url for name, table in TABLES.items() for url in staged(site, name, site.cbs.tables[table].modified)}
    site.cbs.requests.clear()
    assert start(site).wait(60) == 0
    again = {f"{site.cbs.url()}{path}" for path in site.cbs.requests}
    assert not again & whole
    assert at < 9 or whole
    site.assert_as_good_as_before()


def staged(site: Site, dataset: str, modified: str) -> list[str]:
    """Return the addresses that the killed refresh of this publication already had."""
    header, *lines = read_lines(site.store.staging_path(dataset)) or [{}]
    return [line["url"] for line in lines] if header.get("modified") == modified else []


def start(site: Site) -> subprocess.Popen[bytes]:
    only = [word for name in TABLES for word in ("--only", name)]
    return subprocess.Popen(
        [sys.executable, "-m", "loaders", "refresh", "--quiet", *only],
        cwd=ROOT,
        env=environment(site.data, site.data / "snapshots", CBS_URL=site.cbs.url(), CBS_ATTEMPTS="1"),
    )
