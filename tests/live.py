"""One refreshed snapshot for every test of live figures. FIGURES ARE INVENTED, except where HOUSEHOLDS and tables() say so.

It holds what a reader can meet: a secret cell, a hole in the middle of a series, months without a figure at the end, a
region whose sum is not known, provisional years, and one source that failed after it had succeeded.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.add import add
from loaders.refresh import Wanted, refresh
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.dropped_files import COMMUTING, JOB_AGREEMENT, JOBSEEKERS, TIGHTNESS, Row, ods, text, xlsx
from tests.services.fake_cbs import Dim, FakeCBS, FakeTable
from tests.services.fake_dims import months
from tests.services.fake_more import benefits_national
from tests.services.fake_tables import benefits, every_table, labour, social_assistance
from tests.sharing import shared

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
    "establishments_series",
    "labour_national_series",
    "benefits_national_series",
    "vacancies_national_series",
)
FAILED = "unemployment_benefits_series"
HOUSEHOLDS = {  # bijstand in December 2024: as the agenda rounds them, one just inside its rounding, one just outside
    "GM0202": 8160, "GM0221": 300, "GM0226": 540, "GM0275": 1260,
}  # fmt: skip

NEXT_ATLAS: tuple[Row, ...] = (  # every figure is invented
    ("Atlas SV, verzonnen cijfers. Peildatum 31-12-2025",),
    ("Gemeente", "WW", None, "Wajong", None, "WIA", None),
    (None, "aantal", "%", "aantal", "%", "aantal", "%"),
    ("Arnhem", 2000, 1.8, 4100, 3.6, 4900, 4.3), ("Doesburg", 120, 1.8, 240, 3.5, 460, 6.8),
    ("Duiven", 300, 1.9, 400, 2.3, 640, 3.9), ("Lingewaard", 400, 1.4, 600, 2.0, 1050, 3.6),
    ("Overbetuwe", 500, 1.6, 550, 1.8, 1100, 3.7), ("Rheden", 450, 1.7, 1100, 4.1, 1300, 4.8),
    ("Rozendaal", "x", "x", "x", "x", "x", "x"), ("Westervoort", 170, 1.8, 280, 3.0, 490, 5.2),
    ("Zevenaar", 420, 1.5, 700, 2.6, 1300, 4.7), ("Midden-Gelderland", 4360, 1.7, 7970, 3.1, 11200, 4.2),
)  # fmt: skip


def with_holes(codes: dict[str, str], topic: str) -> str:
    """WAO in Rozendaal is secret; WW in Duiven misses May 2024."""
    if codes["RegioS"] == "GM0277" and topic == "WAO-uitkering":
        return "secret"
    return (
        "not_available" if (codes["RegioS"], codes["Perioden"], topic) == ("GM0226", "2024MM05", "Werkloosheid") else ""
    )


def until_june_2026() -> Dim:
    """The months of a table that goes on after the last month of the embedded one."""
    more = [(f"2026MM{month:02d}", f"2026 {month}", "Voorlopig") for month in range(1, 7)]
    known = months()
    return replace(known, codes=(*known.codes, *more))


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
        "37789ksz": replace(benefits_national(), dims=(until_june_2026(),)),
    }
    return [ours.get(table.id, table) for table in every_table()]


@pytest.fixture(scope="session")
def live_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with snapshots of data that were refreshed from the local service. For reading: what writes copies it."""
    with shared(tmp_path_factory, "live", refreshed) as folder:
        yield folder / "data" / "snapshots"


def refreshed(folder: Path) -> None:
    """Make `data` in a folder, with what the local service gave."""
    data = copy_data(folder / "data")
    with FakeCBS(*tables(), page=2000) as server:
        settings = Settings(api="v4", url=server.url("v4"), attempts=1, pause_s=0.01, read_s=10)
        outcomes, _ = refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=SERIES))
        assert {outcome.state for outcome in outcomes} == {"accepted"}, outcomes
        server.fault("85554NED", "html")
        refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=(FAILED,), again=True))


@pytest.fixture(scope="session")
def live(live_folder: Path) -> Iterator[Snapshot]:
    """The open refreshed snapshot."""
    with Snapshot.open(live_folder) as opened:
        yield opened


@pytest.fixture(scope="session")
def files_folder(live_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with snapshots of the refreshed data with files of UWV and CBS; all figures of the files are invented."""

    def make(folder: Path) -> None:
        dropped(shutil.copytree(live_folder.parent, folder / "data"), folder)

    with shared(tmp_path_factory, "files", make) as folder:
        yield folder / "data" / "snapshots"


def dropped(data: Path, folder: Path) -> None:
    """Write the files in a folder and take them into the data."""
    files = {
        "atlas.xlsx": xlsx(NEXT_ATLAS), "gwu.csv": text(JOBSEEKERS), "balans.xlsx": xlsx(COMMUTING),
        "spanning.xlsx": xlsx(TIGHTNESS), "banen.ods": ods(JOB_AGREEMENT),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    reports, _ = add(data, data / "snapshots", [folder / name for name in files], accept=False)
    assert {report.state for report in reports} == {"accepted"}, reports


@pytest.fixture(scope="session")
def live_and_files(files_folder: Path) -> Iterator[Snapshot]:
    """The open snapshot of the refreshed data with files of UWV and CBS in it."""
    with Snapshot.open(files_folder) as opened:
        yield opened
