"""The tables of flows, places and the whole country, and editions that come and go. Figures invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from loaders import areas
from loaders.cbs.model import Code, Dimension, Structure, Topic
from loaders.cbs.settings import Settings
from loaders.derive import with_regions
from loaders.flows import with_regional_flows
from loaders.live import commuting_series, establishments_series, labour_participation_series
from loaders.refresh import Outcome, Wanted, refresh
from loaders.series import CHUNK, Regions, slices
from loaders.store import Store
from snapshot.read import Snapshot
from tests.fake_cbs import FakeCBS, FakeTable
from tests.fake_dims import NINE
from tests.fake_tables import AREAS, every_table, labour
from tests.fake_tables import areas as areas_table
from tests.helpers import copy_data

LABOUR = "labour_participation_series"
NEW = (
    "commuting_series", "establishments_series", "vacancies_series", "vacancies_national_series",
    "labour_national_series", "benefits_national_series",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copy_data(tmp_path / "data")


@pytest.fixture
def cbs() -> Iterator[FakeCBS]:
    with FakeCBS(*every_table(), page=200) as server:
        yield server


def run(data: Path, server: FakeCBS, *only: str, api: str = "v3") -> dict[str, Outcome]:
    settings = Settings(api=api, url=server.url(api), attempts=2, pause_s=0.01, read_s=10)
    outcomes, _ = refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=only))
    return {outcome.dataset: outcome for outcome in outcomes}


@pytest.fixture(scope="module", params=["v3", "v4"])
def live(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Snapshot]:
    folder = copy_data(tmp_path_factory.mktemp("live") / "data")
    editions = ("areas", *(series.dataset for series in areas.EARLIER))
    with FakeCBS(*every_table(), page=200) as server:
        outcomes = run(folder, server, *NEW, *editions, api=request.param)
        assert {outcome.state for outcome in outcomes.values()} == {"accepted"}, outcomes
        asked = [
            path for path in server.requests if "85481NED" in path and ("DataSet" in path or "Observations" in path)
        ]
        assert all("WoonregioS" in path and "Perioden" in path for path in asked)  # never the whole table
    with Snapshot.open(folder / "snapshots") as opened:
        yield opened


# --- flows -----------------------------------------------------------------------------------------------------


def flow(live: Snapshot, home: str, work: str, year: int = 2023) -> pd.Series:
    wanted = {"region_code": home, "other_region_code": work, "reference_period": f"{year}-12"}
    found = live.select("commuting_series", wanted)
    assert len(found) == 1
    return found.iloc[0]


@pytest.mark.slow
def test_a_flow_of_zero_stays_zero_and_says_what_it_means(live: Snapshot) -> None:
    flows = live.select("commuting_series")
    zero = flows[flows["value"].eq(0)]
    assert len(zero) > 10
    assert set(zero["status"]) == {"rounded"}
    assert zero["note"].str.startswith("Minder dan 50").all()
    assert zero["note"].str.endswith("Voorlopig.").equals(zero["reference_period"].eq("2024-12"))
    assert set(flows.loc[flows["value"].gt(0) & flows["note"].isna(), "status"]) == {"published", "provisional"}
    assert (flows["value"].dropna() % 100 == 0).all()  # thousands with one decimal, multiplied once


@pytest.mark.slow
def test_a_sum_of_flows_is_given_only_where_small_ones_hide_little(live: Snapshot) -> None:
    inside = flow(live, "AM07", "AM07")
    pairs = live.select("commuting_series", {"region_code": list(NINE), "other_region_code": list(NINE)})
    pairs = pairs[pairs["reference_period"].eq("2023-12")]
    assert len(pairs) == 81
    assert inside["value"] == pairs["value"].sum()
    assert inside["status"] == "derived"
    assert inside["small_flows"] == pairs["value"].eq(0).sum() > 0
    most = 49 * inside["small_flows"]
    assert inside["note"].endswith(f"geteld als 0: {inside['small_flows']}, samen hoogstens {most}.")
    out = flow(live, "AM07", "AM09")
    assert (out["status"], out["reason"]) == ("not_available", "not_available")
    assert pd.isna(out["value"])
    assert out["note"].startswith("Niet te berekenen. Kleiner dan 50: 5 van de 9 stromen")
    whole = flow(live, "AM08", "AM08")  # four large flows
    assert (whole["status"], whole["small_flows"], whole["note"]) == ("derived", 0, "Som van 4 afgeronde stromen.")


@pytest.mark.slow
def test_only_flows_that_concern_the_region_are_kept_one_by_one(live: Snapshot) -> None:
    flows = live.select("commuting_series")
    assert not flows.isin(["GM0000", "NL00"]).any(axis=None)
    home = {*NINE, "AM07"}
    far = flows[~flows["region_code"].isin(home) & ~flows["other_region_code"].isin(home)]
    assert set(far["region_code"]) | set(far["other_region_code"]) == {"AM08", "AM09", "NL01"}


def test_a_missing_flow_makes_no_sum() -> None:
    regions = Regions({"AM01": ("GM0001", "GM0002"), "AM02": ("GM0003",)})
    cells = pd.DataFrame(
        [(home, work, 1000.0) for home in ("GM0001", "GM0002", "GM0003") for work in ("GM0001", "GM0002", "GM0003")],
        columns=["region_code", "other_region_code", "value"],
    ).assign(measure="jobs", period="2023-12", unit="jobs", reason="", final=True)
    cells = cells.drop(index=1)  # from GM0001 to GM0002: no row at all
    sums = with_regional_flows(cells, regions).set_index(["region_code", "other_region_code"])["value"]
    assert sums["AM01", "AM02"] == 2000
    assert pd.isna(sums["AM01", "AM01"])
    cells.loc[0, "value"] = float("nan")
    sums = with_regional_flows(cells, regions).set_index(["region_code", "other_region_code"])["value"]
    assert pd.isna(sums["AM01", "GM0001"])
    assert sums["AM02", "AM01"] == 2000


def test_a_table_of_flows_is_asked_twenty_municipalities_at_a_time() -> None:
    codes = {f"GM{at:04d}": Code(f"GM{at:04d}", str(at), f"GM{at:04d}") for at in range(1, 346)}
    places = [Dimension(name, name, "GeoDimension", codes) for name in ("WoonregioS", "WerkregioS")]
    years = {f"{year}MM12": Code(f"{year}MM12", str(year), f"{year}MM12") for year in (2023, 2024)}
    time = Dimension("Perioden", "Perioden", "TimeDimension", years)
    structure = Structure("85481NED", (*places, time), (Topic("T_1", "Banen van werknemers", "x 1 000", 1),))
    planned = slices(commuting_series.SERIES, structure)
    assert [chosen.label for chosen in planned] == ["2023"] * 18 + ["2024"] * 18
    asked = [code for chosen in planned[:18] for code in chosen.wanted["WoonregioS"]]
    assert asked == list(codes)
    assert max(len(chosen.wanted["WoonregioS"]) for chosen in planned) == CHUNK


# --- places and the country ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_tables_of_the_country_have_its_code_and_units_as_published(live: Snapshot) -> None:
    for name in ("vacancies_national_series", "labour_national_series", "benefits_national_series"):
        assert set(live.select(name)["region_code"]) == {"NL01"}
    labour = live.select("labour_national_series")
    assert set(labour.loc[labour["measure"].str.endswith("_pct"), "unit"]) == {"pct"}
    assert set(labour.loc[~labour["measure"].str.endswith("_pct"), "unit"]) == {"persons_thousand"}
    assert set(labour["adjustment"]) == {"seasonal", "none"}
    assert set(labour["reference_period"].str[4:6]) == {"-Q"}
    assert set(live.select("benefits_national_series")["unit"]) == {"benefits_thousand"}
    national = live.select("vacancies_national_series")
    assert set(national["measure"]) == {"open_vacancies", "new_vacancies", "filled_vacancies"}
    assert (national["value"] % 100 == 0).all()


@pytest.mark.slow
def test_vacancies_are_of_provinces_and_parts_of_the_country_never_of_the_region(live: Snapshot) -> None:
    places = set(live.select("vacancies_series")["region_code"])
    assert places == {"NL01", "LD02", "PV25", "PV26"}
    regions = live.select("regions").set_index("region_code")
    assert tuple(regions.loc["LD02", ["title", "kind", "part_of"]]) == (
        "Oost-Nederland (landsdeel)",
        "country_part",
        "NL01",
    )
    assert regions.loc["PV26", "title"] == "Utrecht (provincie)"
    farms = live.select("vacancies_series", {"region_code": "PV25", "section": "a"})
    assert farms["value"].isna().all()
    assert set(farms["status"]) == {"not_available"}
    assert set(live.select("vacancies_series")["section"]) == {
        "total",
        *"abcdefghijklmnopqrstu",
    }  # and no groups of them


@pytest.mark.slow
def test_establishments_of_a_merged_municipality_join_and_the_region_is_their_sum(live: Snapshot) -> None:
    total = live.select("establishments_series", {"section": "total"})
    wide = total.pivot(index="reference_period", columns="region_code", values="value")
    assert not {"GM0196", "GM0203"} & set(wide.columns)
    assert wide["AM07"].equals(wide[list(NINE)].sum(axis=1).rename("AM07"))
    zevenaar = total[total["region_code"].eq("GM0299")].set_index("reference_period")["note"]
    assert zevenaar.notna().equals(zevenaar.index.to_series() < "2018")


@pytest.mark.slow
def test_memberships_of_each_year_are_data(live: Snapshot) -> None:
    rows = live.select("region_memberships")
    assert set(rows["boundary_year"]) == set(AREAS)
    rijnwaarden = rows[rows["municipality_code"].eq("GM0196")]
    assert list(rijnwaarden["boundary_year"]) == [2016]
    assert set(rows.groupby("boundary_year")["table_id"].first()) == set(AREAS.values())
    assert set(rows["province_code"]) == {"PV25"}
    assert set(rows["province_title"]) == {"Gelderland"}


def test_a_year_before_a_merger_has_the_municipalities_of_then() -> None:
    editions = [
        areas.Edition(2026, {"AM01": ("GM0009",), "AM02": ("GM0005",)}, {}),
        areas.Edition(2016, {"AM01": ("GM0001", "GM0002"), "AM02": ("GM0005",), "AM04": ("GM0007",)}, {}),
    ]
    regions = areas.combined(editions)
    assert regions.earlier == {"GM0001": "AM01", "GM0002": "AM01"}  # AM04 is no region any more

    def sums(year: int, **values: float) -> pd.Series:
        cells = pd.DataFrame({"region_code": list(values), "value": list(values.values())})
        cells = cells.assign(measure="persons", period=f"{year}-01-01", unit="persons", reason="", final=True)
        return with_regions(cells, regions, ()).set_index("region_code")["value"].filter(like="AM")

    gone = float("nan")
    assert sums(2024, GM0009=30, GM0005=5, GM0001=gone, GM0002=gone).to_dict() == {"AM01": 30, "AM02": 5}
    assert sums(2017, GM0001=10, GM0002=15, GM0005=5).to_dict() == {"AM01": 25, "AM02": 5}
    assert sums(2015, GM0001=10, GM0002=15, GM0005=5).to_dict() == {"AM02": 5}  # before the oldest edition
    assert sums(2017, GM0001=10, GM0002=15, GM0005=5, GM0008=1).to_dict() == {"AM02": 5}  # a stranger may belong to it


# --- editions --------------------------------------------------------------------------------------------------


def older() -> FakeTable:
    return replace(labour(), id="86111NED", title=labour().title.replace("2025", "2024"))


@pytest.mark.slow
@pytest.mark.parametrize("api", ["v3", "v4"])
def test_a_lost_id_falls_back_to_its_predecessor_and_says_so(data: Path, cbs: FakeCBS, api: str) -> None:
    del cbs.tables["86276NED"]
    cbs.tables["86111NED"] = older()
    outcome = run(data, cbs, LABOUR, api=api)[LABOUR]
    assert outcome.state == "accepted"
    assert "there is no table 86276NED any more; read from 86111NED; put the id of the new edition" in outcome.text
    state = Store(data / "raw" / "cbs").states()[LABOUR]
    assert (state["state"], state["table"]) == ("older_edition", "86276NED")
    with Snapshot.open(data / "snapshots") as opened:
        assert not opened.select(LABOUR).empty
        assert opened.sources["cbs-86276ned-live"].table_id == "86111NED"
        assert opened.select("live_sources", {"dataset": LABOUR}).iloc[0]["state"] == "older_edition"
    assert run(data, cbs, LABOUR, api=api)[LABOUR].state == "unchanged"
    cbs.tables["86276NED"] = replace(labour(), modified="2026-07-01T02:00:00")  # it is back
    assert run(data, cbs, LABOUR, api=api)[LABOUR].state == "accepted"
    assert Store(data / "raw" / "cbs").states()[LABOUR]["state"] == "ok"
    with Snapshot.open(data / "snapshots") as opened:
        assert opened.sources["cbs-86276ned-live"].table_id == "86276NED"


@pytest.mark.slow
def test_a_lost_id_in_use_keeps_its_data_and_names_the_successor(data: Path, cbs: FakeCBS) -> None:
    run(data, cbs, LABOUR)
    with Snapshot.open(data / "snapshots") as opened:
        before = opened.select(LABOUR)
    del cbs.tables["86276NED"]
    cbs.tables |= {
        "86111NED": older(),
        "86999NED": replace(labour(), id="86999NED", title=labour().title.replace("2025", "2026")),
    }
    outcome = run(data, cbs, LABOUR)[LABOUR]
    assert outcome.state == "failed"
    assert "no table 86276NED any more; a newer edition exists: 86999NED; what was read from it stays" in outcome.text
    with Snapshot.open(data / "snapshots") as opened:
        assert opened.select(LABOUR).equals(before)
        assert opened.select("live_sources", {"dataset": LABOUR}).iloc[0]["state"] == "failed"


@pytest.mark.slow
def test_a_lost_edition_of_the_areas_is_no_end_to_the_regions(data: Path, cbs: FakeCBS) -> None:
    del cbs.tables["86247NED"]
    outcomes = run(data, cbs, "areas", "areas_2016", "establishments_series")
    assert "read from 86059NED" in outcomes["areas"].text
    with Snapshot.open(data / "snapshots") as opened:
        assert set(opened.select("region_memberships")["boundary_year"]) == {2025, 2016}
        assert "AM08" in set(opened.select("establishments_series")["region_code"])


def test_every_id_is_declared_once_and_the_family_has_its_real_title() -> None:
    assert areas.SERIES.table not in areas.SERIES.predecessors
    assert labour_participation_series.SERIES.title_part in labour().title
    assert areas_table().title.startswith(areas.SERIES.title_part)
    assert establishments_series.SERIES.declaration != replace(establishments_series.SERIES, table="x").declaration
