"""A replay of rows that CBS really published: what the snapshot then holds is what CBS says, in both versions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.refresh import Wanted, refresh
from loaders.series import areas
from loaders.series.cbs import benefits_national_series, labour_national_series
from loaders.series.sections import SECTIONS
from loaders.services.settings import Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.fake_cbs import Dim, FakeCBS, FakeTable, real
from tests.services.fake_dims import GONE, NINE, regio
from tests.services.fake_more import vacancies
from tests.services.fake_tables import AREAS, labour, population, unemployment_benefits
from tests.services.fake_tables import areas as areas_table

pytestmark = pytest.mark.slow
REPLAYED = (
    "population_series", "benefits_national_series", "labour_national_series", "vacancies_series",
    "unemployment_benefits_series",
)  # fmt: skip
INHABITANTS = "Bevolking op 1 januari"


def real_periods(table: str) -> Callable[[str], bool]:
    return {row["period"] for row in real.figures(table)}.__contains__


def real_population() -> FakeTable:
    """The real inhabitants of the nine, of Rijnwaarden and of the country; ages are invented."""
    places = regio(merged=True)
    kept = tuple(code for code in places.codes if code[0] in {"NL01", *NINE, *GONE})
    time = real.dim("03759ned", "Perioden", lambda code: code >= "2015")
    dims = [replace(places, codes=kept) if dim.name == "RegioS" else dim for dim in population().dims]
    exact = {
        (INHABITANTS, "T001019", "T001038", "10000", row["region"], row["period"]): float(row["value"])
        for row in real.figures("03759ned")
    }
    return replace(population(), dims=(*dims[:-1], time), exact=exact)


def of_the_country(table: str, *dims: Dim) -> FakeTable:
    """A real table without places: a figure that is blank cannot occur, one that is not there is `.`."""
    titles = {topic.code: topic.title for topic in real.topics(table, 1)}
    cells = {
        (titles[row["topic"]], *filter(None, (row["code"],)), row["period"]): row["value"]
        for row in real.figures(table)
    }

    def hole(codes: dict[str, str], topic: str) -> str:
        value = cells.get((topic, *(codes[dim.name] for dim in dims), codes["Perioden"]))
        return "not_available" if value is None else "" if value else "impossible"

    exact = {key: float(value) for key, value in cells.items() if value}
    time = real.dim(table, "Perioden", real_periods(table))
    return FakeTable(table, real.title(table), (*dims, time), real.topics(table, 1), hole, exact=exact)


def real_vacancies() -> FakeTable:
    figures = real.figures("83599NED")
    topic = "Openstaande vacatures"
    exact = {(topic, row["code"], row["region"], row["period"]): float(row["value"]) for row in figures}
    dims = (
        real.dim("83599NED", "BedrijfstakkenBranchesSBI2008"),
        real.dim("83599NED", "RegioS", ("NL01", "PV25").__contains__),
        Dim(
            "Perioden",
            "Perioden",
            "TimeDimension",
            8,
            tuple((p, p, "Definitief") for p in sorted({k[3] for k in exact})),
        ),
    )
    return replace(vacancies(), dims=dims, exact=exact, hole=lambda *_: "")


def real_tables() -> Iterator[FakeTable]:
    yield from (areas_table(year) for year in AREAS)
    yield real_population()
    yield of_the_country("37789ksz")
    yield of_the_country("85224NED", real.dim("85224NED", "SeizoenEnWerkdagcorrectie"))
    yield real_vacancies()
    yield replace(unemployment_benefits(), dims=(
        *unemployment_benefits().dims[:3], real.dim("85554NED", "RegioS"),
        real.dim("85554NED", "Perioden", lambda code: code >= "2026"),
    ))  # fmt: skip
    yield labour()


@pytest.fixture(scope="module", params=["v3", "v4"])
def replayed(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Snapshot]:
    data: Path = copy_data(tmp_path_factory.mktemp("real") / "data")
    names = (*REPLAYED, *(series.dataset for series in (areas.SERIES, *areas.EARLIER)))
    with FakeCBS(*real_tables(), page=2000) as server:
        settings = Settings(api=request.param, url=server.url(request.param), attempts=1, pause_s=0.01, read_s=30)
        outcomes, _ = refresh(data, data / "snapshots", settings, Wanted(quiet=True, only=names))
    assert {outcome.state for outcome in outcomes} == {"accepted"}, outcomes
    with Snapshot.open(data / "snapshots") as opened:
        yield opened


def inhabitants(snapshot: Snapshot, region: str) -> dict[str, int]:
    found = snapshot.select("population_series", {"region_code": region, "age": "total"})
    return {period[:4]: int(value) for period, value in zip(found["reference_period"], found["value"], strict=True)}


def test_the_region_has_its_real_inhabitants_in_every_year_with_those_of_rijnwaarden(replayed: Snapshot) -> None:
    published = {(row["region"], row["period"][:4]): int(row["value"]) for row in real.figures("03759ned")}
    years = [str(year) for year in range(2016, 2027)]
    region = inhabitants(replayed, "AM07")
    assert list(region) == years
    assert (region["2016"], region["2024"], region["2026"]) == (386_997, 405_500, 411_424)
    for year in years:
        assert region[year] == sum(published.get((code, year), 0) for code in (*NINE, "GM0196")), year
        for code in (*NINE, "NL01"):
            if code != "GM0299" and (code, year) in published:
                assert inhabitants(replayed, code)[year] == published[code, year]
    zevenaar = inhabitants(replayed, "GM0299")
    assert (zevenaar["2016"], zevenaar["2017"]) == (43_135, 43_231)
    assert zevenaar["2018"] == published["GM0299", "2018"]
    rows = replayed.select("population_series", {"region_code": "GM0299", "age": "total"}).set_index("reference_period")
    assert rows["note"]["2017-01-01"] == "Met Rijnwaarden, dat sinds 2018 bij Zevenaar hoort."
    assert rows["note"].notna().sum() == 2


def test_national_benefits_are_those_of_cbs(replayed: Snapshot) -> None:
    codes = {topic.title: topic.code for topic in real.topics("37789ksz", 1)}
    wanted = {
        q.measure: codes[q.title.replace("Niet seizoen", "Niet-seizoen")]
        for q in benefits_national_series.SERIES.quantities
    }
    found = replayed.select("benefits_national_series")
    assert set(found["scheme"]) == set(wanted)
    figures = {(row["topic"], row["period"]): row["value"] for row in real.figures("37789ksz")}
    for row in found.itertuples():
        assert row.value == float(figures[wanted[row.scheme], row.reference_period.replace("-", "MM")])
    march = found[found["reference_period"].eq("2026-03")].set_index("scheme")
    assert march["value"].to_dict() == {
        "ww": 202.1, "wia": 492.1, "wao": 133.1, "wajong": 248.2, "disability_total": 877.7,
        "social_assistance": 404.0, "social_assistance_to_pension_age": 347.0,
    }  # fmt: skip
    assert set(march["status"]) == {"provisional"}


def test_the_national_labour_force_is_that_of_cbs(replayed: Snapshot) -> None:
    codes = {topic.title: topic.code for topic in real.topics("85224NED", 1)}
    wanted = {quantity.measure: codes[quantity.title] for quantity in labour_national_series.SERIES.quantities}
    adjusted = {"seasonal": "A050903", "none": "A042501"}
    figures = {(row["topic"], row["code"], row["period"]): row["value"] for row in real.figures("85224NED")}
    found = replayed.select("labour_national_series")
    assert len(found) == 7 * 2 * 9  # nine quarters, and no years
    for row in found.itertuples():
        period = row.reference_period.replace("-Q", "KW0")
        assert row.value == float(figures[wanted[row.measure], adjusted[row.adjustment], period])


def test_vacancies_of_the_province_are_those_of_cbs(replayed: Snapshot) -> None:
    names = {name: code for code, (name, _) in SECTIONS.items()}
    figures = {(row["region"], row["code"], row["period"]): row["value"] for row in real.figures("83599NED")}
    found = replayed.select("vacancies_series")
    assert set(found["section"]) == {"total", *"abcdefghijklmnopqrs"}
    assert len(found) == 2 * 20 * 6
    for row in found.itertuples():
        thousands = float(figures[row.region_code, names[row.section], row.reference_period.replace("-Q", "KW0")])
        assert row.value == pytest.approx(1000 * thousands, abs=0.001)


def test_every_region_of_the_real_table_has_its_ww(replayed: Snapshot) -> None:
    found = replayed.select("unemployment_benefits_series")
    assert set(found["measure"]) == {"recipients"}
    assert set(found["unit"]) == {"persons"}
    assert {"AM07", "AM38", "NL01"} < set(found["region_code"])
    assert set(found["status"]) == {"provisional"}
    assert max(found["reference_period"]) == "2026-04"


def test_memberships_of_twelve_years_are_in_the_snapshot(replayed: Snapshot) -> None:
    rows = replayed.select("region_memberships")
    assert sorted(set(rows["boundary_year"])) == list(range(2015, 2027))
    part = rows[rows["region_code"].eq("AM07")].groupby("boundary_year")["municipality_code"].apply(set)
    assert all(part[year] == {*NINE, *(["GM0196"] if year < 2018 else [])} for year in part.index)
