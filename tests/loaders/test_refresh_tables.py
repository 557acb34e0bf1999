"""The tables of flows, places and the whole country, and editions that come and go. Figures invented."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from loaders.keeping.store import Store
from loaders.refresh import Outcome, Wanted, refresh
from loaders.series import areas
from loaders.series.cbs import commuting_series, establishments_series, labour_participation_series
from loaders.series.declare import CHUNK, Regions
from loaders.series.derive import with_regions
from loaders.series.flows import with_regional_flows
from loaders.series.reading import slices
from loaders.services.cbs.model import Code, Dimension, Structure, Topic
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.fake_cbs import FakeCBS, FakeTable, real
from tests.services.fake_dims import NINE
from tests.services.fake_tables import AREAS, every_table, labour
from tests.services.fake_tables import areas as areas_table

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
    is_sum = (flows["region_code"] + flows["other_region_code"]).str.contains("AM")
    assert set(flows.loc[is_sum & flows["value"].eq(0), "status"]) <= {"derived", "provisional"}
    zero = flows[flows["value"].eq(0) & ~is_sum]
    assert len(zero) > 10
    assert set(zero["status"]) == {"rounded"}
    assert zero["note"].str.startswith("Minder dan 50").all()
    assert zero["note"].str.endswith("Voorlopig.").equals(zero["reference_period"].eq("2024-12"))
    assert set(flows.loc[flows["value"].gt(0) & ~is_sum, "status"]) == {"published", "provisional"}
    assert (flows["value"].dropna() % 100 == 0).all()  # thousands with one decimal, multiplied once


@pytest.mark.slow
def test_a_sum_of_flows_says_how_much_small_ones_can_add(live: Snapshot) -> None:
    inside = flow(live, "AM07", "AM07")
    pairs = live.select("commuting_series", {"region_code": list(NINE), "other_region_code": list(NINE)})
    pairs = pairs[pairs["reference_period"].eq("2023-12")]
    assert len(pairs) == 81
    assert inside["value"] == pairs["value"].sum()
    assert inside["status"] == "derived"
    assert inside["small_flows"] == pairs["value"].eq(0).sum() > 0
    most = 49 * inside["small_flows"]
    assert inside["note"].endswith(f"geteld als 0: {inside['small_flows']}, samen hoogstens {most}.")
    assert (inside["missing_parts"], inside["at_most"]) == (0, inside["value"] + most)
    out = flow(live, "AM07", "AM09")
    assert (out["status"], out["small_flows"], out["missing_parts"]) == ("derived", 5, 0)
    assert out["at_most"] == out["value"] + 5 * 49
    whole = flow(live, "AM08", "AM08")  # four large flows
    assert (whole["status"], whole["small_flows"], whole["parts"], whole["note"]) == ("derived", 0, 4, None)
    assert whole["at_most"] == whole["value"]


@pytest.mark.slow
def test_only_flows_that_concern_the_region_are_kept_one_by_one(live: Snapshot) -> None:
    flows = live.select("commuting_series")
    assert not flows.isin(["GM0000", "NL00"]).any(axis=None)
    home = {*NINE, "AM07"}
    far = flows[~flows["region_code"].isin(home) & ~flows["other_region_code"].isin(home)]
    assert set(far["region_code"]) | set(far["other_region_code"]) == {"AM08", "AM09", "NL01"}


def flows_of(**values: dict[str, float]) -> pd.DataFrame:
    rows = [(home, work, value) for home, works in values.items() for work, value in works.items()]
    frame = pd.DataFrame(rows, columns=["region_code", "other_region_code", "value"])
    return frame.assign(measure="jobs", period="2023-12", unit="jobs", reason="", final=True)


def test_a_missing_flow_leaves_a_sum_of_what_is_there_with_its_bounds() -> None:
    regions = Regions({"AM01": ("GM0001", "GM0002"), "AM02": ("GM0003",)})
    cells = flows_of(
        GM0001={"GM0001": 1000, "GM0003": 1000, "NL01": 2700},  # to GM0002 there is no row at all: at most 700
        GM0002={"GM0001": 1000, "GM0002": 1000, "GM0003": 0, "NL01": 2000},
        GM0003={"GM0001": float("nan"), "GM0002": 1000, "GM0003": 1000, "NL01": float("nan")},
        NL01={"GM0001": 2400, "GM0002": 2500, "GM0003": 2000, "NL01": 6900},
    )
    sums = with_regional_flows(cells, regions).set_index(["region_code", "other_region_code"])
    inside = sums.loc["AM01", "AM01"]
    assert (inside["value"], inside["missing_parts"], inside["small_flows"]) == (3000, 1, 0)
    assert inside["at_most"] == 3500  # homes leave 700 over, and who works in GM0002 500
    assert (inside["parts"], inside["note"]) == (4, "Zonder cijfer: samen hoogstens ongeveer 500.")
    out = sums.loc["AM01", "AM02"]
    assert (out["value"], out["missing_parts"], out["small_flows"], out["at_most"]) == (1000, 0, 1, 1049)
    back = sums.loc["AM02", "AM01"]
    assert (back["value"], back["missing_parts"]) == (1000, 1)
    assert back["at_most"] == 1400  # the total of GM0003 is unknown, but 2.400 work in GM0001 and 2.000 are there
    assert pd.isna(sums.loc["GM0003", "NL01"]["at_most"])
    cells = cells[~(cells["region_code"].eq("NL01") | cells["other_region_code"].eq("NL01"))]
    sums = with_regional_flows(cells.reset_index(drop=True), regions).set_index(["region_code", "other_region_code"])
    assert pd.isna(sums.loc["AM01", "AM01"]["at_most"])
    assert sums.loc["AM01", "AM01"]["note"].endswith("Hoeveel er zonder cijfer is, is niet bekend.")


def test_a_sum_of_nothing_has_no_value() -> None:
    regions = Regions({"AM01": ("GM0001",), "AM02": ("GM0002",)})
    cells = flows_of(GM0001={"GM0001": 500}, GM0002={"GM0002": 500})
    nothing = with_regional_flows(cells, regions).set_index(["region_code", "other_region_code"]).loc["AM01", "AM02"]
    assert pd.isna(nothing["value"])
    assert (nothing["reason"], nothing["missing_parts"]) == ("not_available", 1)


@pytest.mark.parametrize("seed", range(3))
def test_at_the_real_size_bounds_hold_whatever_is_hidden(seed: int) -> None:
    random = np.random.default_rng(seed)
    members: dict[str, list[str]] = {}
    for row in real.rows("memberships.csv"):
        if row["last"] == "2026":
            members.setdefault(row["region"], []).append(row["municipality"])
    places = ["NL01", *sorted(code for codes in members.values() for code in codes)]
    true = 100.0 * random.poisson(
        random.gamma(0.15, 8, (len(places), len(places)))
    )  # hundreds: nothing is rounded away
    true[0, :], true[:, 0] = true[1:, :].sum(axis=0), true[:, 1:].sum(axis=1)
    hidden = random.random(true.shape) < random.choice([0.01, 0.1, 0.5])
    hidden[0, :] = hidden[:, 0] = False
    cells = pd.DataFrame(
        {"region_code": np.repeat(places, len(places)), "other_region_code": np.tile(places, len(places))}
    ).astype("object")
    cells = cells.assign(value=true.ravel(), measure="jobs", period="2023-12", unit="jobs", reason="", final=True)
    regions = Regions({region: tuple(codes) for region, codes in members.items()}, since=2015)
    start = time.process_time()
    found = with_regional_flows(cells[~hidden.ravel()].reset_index(drop=True), regions)
    assert time.process_time() - start < 10  # seconds of processor; about half of one on two quiet cores
    place = {code: at for at, code in enumerate(places)}
    sums = found[found["derived"].eq(True)]
    for row in sums.sample(300, random_state=seed).itertuples():
        homes, works = (
            [place[member] for member in members.get(code, [code])] for code in (row.region_code, row.other_region_code)
        )
        block, lacks = true[np.ix_(homes, works)], hidden[np.ix_(homes, works)]
        assert row.missing_parts == lacks.sum()
        if lacks.all():
            assert pd.isna(row.value)
        else:
            assert row.value == block[~lacks].sum() <= block.sum() <= row.at_most


def test_a_table_of_flows_is_asked_a_few_municipalities_at_a_time() -> None:
    codes = {f"GM{at:04d}": Code(f"GM{at:04d}", str(at), f"GM{at:04d}") for at in range(1, 346)}
    places = [Dimension(name, name, "GeoDimension", codes) for name in ("WoonregioS", "WerkregioS")]
    years = {f"{year}MM12": Code(f"{year}MM12", str(year), f"{year}MM12") for year in (2023, 2024)}
    time = Dimension("Perioden", "Perioden", "TimeDimension", years)
    structure = Structure("85481NED", (*places, time), (Topic("T_1", "Banen van werknemers", "x 1 000", 1),))
    planned = slices(commuting_series.SERIES, structure)
    assert [chosen.label for chosen in planned] == ["2023"] * 25 + ["2024"] * 25
    asked = [code for chosen in planned[:25] for code in chosen.wanted["WoonregioS"]]
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
        *"abcdefghijklmnopqrs",
    }  # and no groups of them


@pytest.mark.slow
def test_establishments_of_a_merged_municipality_join_and_the_region_is_their_sum(live: Snapshot) -> None:
    total = live.select("establishments_series", {"section": "total"})
    wide = total.pivot(index="reference_period", columns="region_code", values="value")
    assert not {"GM0196", "GM0199"} & set(wide.columns)
    assert wide["AM07"].equals(wide[list(NINE)].sum(axis=1).rename("AM07"))
    zevenaar = total[total["region_code"].eq("GM0299")].set_index("reference_period")["note"]
    assert zevenaar.notna().equals(zevenaar.index.to_series() < "2018")


@pytest.mark.slow
@pytest.mark.parametrize("api", ["v3", "v4"])
def test_a_total_without_some_sections_is_never_the_start_of_growth(data: Path, cbs: FakeCBS, api: str) -> None:
    settings = Settings(api=api, url=cbs.url(api), attempts=2, pause_s=0.01, read_s=10)
    wanted = Wanted(
        quiet=True, since=2014, only=("areas", *(s.dataset for s in areas.EARLIER), "establishments_series")
    )
    outcomes, _ = refresh(data, data / "snapshots", settings, wanted)
    assert {outcome.state for outcome in outcomes} == {"accepted"}, outcomes
    with Snapshot.open(data / "snapshots") as opened:
        arnhem = opened.select("establishments_series", {"region_code": "GM0202"})
        totals = arnhem[arnhem["section"].isin(["total", "total_counted"])].set_index("reference_period")["section"]
        assert totals.to_dict() == {"2014": "total_counted", **{str(year): "total" for year in range(2015, 2026)}}
        early = arnhem[arnhem["reference_period"].eq("2014") & arnhem["section"].isin(["o", "p", "q"])]
        assert set(early["status"]) == {"not_available"}
        assert "zonder" not in opened.labels("establishments_series")["section"]["total"]
        region = opened.select("establishments_series", {"region_code": "AM07", "section": "total_counted"})
        assert list(region["parts"]) == [9]  # Rijnwaarden is in Zevenaar
        assert list(region["note"]) == [None]


@pytest.mark.slow
def test_memberships_of_each_year_are_data(live: Snapshot) -> None:
    rows = live.select("region_memberships")
    assert set(rows["boundary_year"]) == set(AREAS)
    rijnwaarden = rows[rows["municipality_code"].eq("GM0196")]
    assert list(rijnwaarden["boundary_year"]) == [2015, 2016, 2017]
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
