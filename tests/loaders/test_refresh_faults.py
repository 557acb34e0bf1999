"""Whatever a publisher does, what is in use is never worse than before. Figures invented."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.keeping.store import Store, read_lines
from loaders.refresh import Wanted, refresh
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import ROOT, copy_data, environment
from tests.services.fake_cbs import FAULTS, Dim, FakeCBS, FakeTable
from tests.services.fake_tables import areas, labour, unemployment_benefits

TABLES = {"labour_participation_series": "86276NED", "unemployment_benefits_series": "85554NED"}


CAUSE_OF = {  # what a visitor is told; behind it what shows it
    "500": ("unreachable", ""),
    "abort": ("unreachable", ""),
    "slow": ("unreachable", ""),
    "html": ("not_data", ""),
    "odata_error": ("not_data", ""),
    "truncated": ("not_data", ""),
    "circle": ("not_data", ""),
    "empty": ("empty", "2024"),
    "renamed_topic": ("renamed", "Beroeps- en niet-beroepsbevolking"),
    "new_code": ("implausible", "niet meer: GM0268"),
    "vanished_code": ("implausible", "niet meer: GM0268"),
    "unit": ("unit_changed", "Beroeps- en niet-beroepsbevolking: eerst x 1 000, nu aantal"),
    "missing_page": ("incomplete", ""),
    "times100": ("implausible", ""),
}


class Site:
    """A data folder with live data in use, and the server it came from."""

    def __init__(self, data: Path, cbs: FakeCBS, first: str = "", region: str = "") -> None:
        self.data, self.cbs, self.region = data, cbs, region
        self.cbs.slow_s = 1.0
        self.store = Store(data / "raw" / "cbs")
        only = (*TABLES, *([first] if first else []))
        assert self.refresh(only) == dict.fromkeys(only, "accepted")
        self.rows = self.in_use()

    def refresh(self, only: tuple[str, ...] = tuple(TABLES)) -> dict[str, str]:
        chosen = Settings(url=self.cbs.url(), attempts=2, pause_s=0.001, read_s=0.4, answer_s=2)
        wanted = Wanted(only=only, quiet=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("REGION", self.region)
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
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of a region without an agenda, with few years and places: a refresh and its build take a moment."""
    with FakeCBS(*small_tables(), page=4) as cbs:
        data = copy_data(tmp_path_factory.mktemp("small") / "data")
        yield Site(data, cbs, first="areas", region="Rijk van Nijmegen")


def small_tables() -> Iterator[FakeTable]:
    """The two tables and the areas, of six places and two years: still several pages to a year."""
    places = ("NL01", "AM07", "AM08", "GM0202", "GM0252", "GM0268")
    for table in (areas(), labour(), unemployment_benefits()):
        yield replace(
            table,
            dims=tuple(
                replace(dim, codes=tuple(code for code in dim.codes if keeps_code(dim, code[0], places)))
                for dim in table.dims
            ),
        )


def keeps_code(dim: Dim, code: str, places: tuple[str, ...]) -> bool:
    if dim.kind == "TimeDimension":
        return code[:4] in ("2024", "2025") and ("MM" not in code or code[-2:] in ("01", "12"))
    return dim.kind not in ("GeoDimension", "GeoDetail") or code in places


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with FakeCBS(labour(), unemployment_benefits(), page=6) as cbs:
        yield Site(copy_data(tmp_path_factory.mktemp("site") / "data"), cbs)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.slow
def test_a_fault_keeps_the_last_good_data_and_the_others_go_on(small_site: Site, fault: str) -> None:
    bad, good = "labour_participation_series", "unemployment_benefits_series"
    small_site.cbs.fault(TABLES[bad], fault)
    small_site.cbs.publish(TABLES[good])
    assert small_site.refresh() == {bad: "failed", good: "accepted"}
    small_site.assert_as_good_as_before()
    state = small_site.store.states()[bad]
    assert state["state"] == "failed"
    assert state["reason"]
    cause, shown = CAUSE_OF[fault]
    assert (state["cause"], state["shown"] if shown else "") == (cause, shown), state
    with Snapshot.open(small_site.data / "snapshots") as snapshot:
        stand = snapshot.select("live_sources", {"dataset": bad}).iloc[0]
        assert (stand["state"], stand["since"]) == ("failed", state["since"])
        assert (stand["cause"], stand["shown"] or "") == (state["cause"], state["shown"])
    assert small_site.refresh()[bad] == "failed"
    assert small_site.store.states()[bad]["since"] == state["since"]  # since when, not when last
    small_site.cbs.heal()
    assert small_site.refresh()[bad] in ("accepted", "unchanged")
    assert small_site.store.states()[bad]["state"] == "ok"
    small_site.assert_as_good_as_before()


@pytest.mark.slow
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    faults=st.dictionaries(
        st.sampled_from(sorted(TABLES.values())),
        st.tuples(st.sampled_from(sorted(set(FAULTS) - {"slow"})), st.sampled_from([1, 3, 8, 1_000_000])),
        min_size=1,
    ),
    rounds=st.integers(1, 2),
)
def test_whatever_faults_are_drawn_the_snapshot_is_never_worse(
    small_site: Site, faults: dict[str, tuple[str, int]], rounds: int
) -> None:
    for table, (fault, times) in faults.items():
        small_site.cbs.publish(table)
        small_site.cbs.fault(table, fault, times)
    for _ in range(rounds):
        small_site.refresh()
        small_site.assert_as_good_as_before()
    small_site.cbs.heal()
    assert set(small_site.refresh().values()) <= {"accepted", "unchanged"}
    small_site.assert_as_good_as_before()


@pytest.mark.slow
@pytest.mark.parametrize("at", [2, 25, 38])
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
