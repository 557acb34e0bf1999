"""One refreshed snapshot for every test of live figures. FIGURES ARE INVENTED, except where HOUSEHOLDS and tables() say so.

It holds what a reader can meet: a secret cell, a hole in the middle of a series, months without a figure at the end, a
region whose sum is not known, provisional years, and one source that failed after it had succeeded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.cbs.settings import Settings
from loaders.refresh import Wanted, refresh
from snapshot.read import Snapshot
from tests.fake_cbs import FakeCBS, FakeTable
from tests.fake_tables import benefits, every_table, labour, social_assistance
from tests.helpers import copy_data

SERIES = (
    "areas",
    "population_series",
    "labour_participation_series",
    "benefits_series",
    "social_assistance_series",
    "unemployment_benefits_series",
    "jobs_series",
    "commuting_series",
    "vacancies_series",
)
FAILED = "unemployment_benefits_series"
HOUSEHOLDS = {  # bijstand in December 2024: as the agenda rounds them, one just inside its rounding, one just outside
    "GM0202": 8160, "GM0221": 300, "GM0226": 540, "GM0275": 1260,
}  # fmt: skip


def with_holes(codes: dict[str, str], topic: str) -> str:
    """WAO in Rozendaal is secret; WW in Duiven misses May 2024."""
    if codes["RegioS"] == "GM0277" and topic == "WAO-uitkering":
        return "secret"
    return (
        "not_available" if (codes["RegioS"], codes["Perioden"], topic) == ("GM0226", "2024MM05", "Werkloosheid") else ""
    )


def tables() -> list[FakeTable]:
    """Return the tables of CBS with what the tests look for."""
    households = {
        ("Totaal bijstandsuitkeringen", "D001", code, "2024MM12"): float(count) for code, count in HOUSEHOLDS.items()
    }
    workers = {
        ("Beroeps- en niet-beroepsbevolking", "T001038", "AM07", "2024JJ00"): 304.0,
        ("Werkzame beroepsbevolking", "T001038", "AM07", "2024JJ00"): 223.0,  # the agenda prints 222.000
    }
    ours = {
        "82015NED": replace(social_assistance(), exact=households),
        "86276NED": replace(labour(), exact=workers),
        "80794ned": replace(benefits(), hole=with_holes),
    }
    return [ours.get(table.id, table) for table in every_table()]


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with snapshots of data that were refreshed from the local service."""
    data = copy_data(tmp_path_factory.mktemp("live") / "data")
    with FakeCBS(*tables(), page=2000) as server:
        settings = Settings(api="v4", url=server.url("v4"), attempts=1, pause_s=0.01, read_s=10)
        outcomes, _ = refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=SERIES))
        assert {outcome.state for outcome in outcomes} == {"accepted"}, outcomes
        server.fault("85554NED", "html")
        refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=(FAILED,), again=True))
    return data / "snapshots"


@pytest.fixture(scope="session")
def live(live_folder: Path) -> Iterator[Snapshot]:
    """The open refreshed snapshot."""
    with Snapshot.open(live_folder) as opened:
        yield opened
