"""Boundaries from a local server: what is kept and skipped, every fault, and what simplifying does to a border."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely import (
    MultiPoint,
    MultiPolygon,
    Polygon,
    box,
    coverage_is_valid,
    coverage_simplify,
    get_coordinates,
    get_num_coordinates,
    get_parts,
    voronoi_polygons,
)
from shapely.geometry import mapping, shape

from loaders.keeping.boundaries import boundaries_in_use
from loaders.keeping.staging import Accepted
from loaders.keeping.store import Store
from loaders.refresh import Outcome, Wanted, refresh
from loaders.refreshing import boundaries
from loaders.series.boundaries import MUNICIPALITIES, SOURCE
from loaders.series.declare import Regions
from loaders.services.errors import NoAnswer, SourceError
from loaders.services.pdok import geometry
from loaders.services.pdok.features import read
from loaders.services.pdok.settings import settings_from_environment
from loaders.services.settings import USER_AGENT, Settings
from snapshot.read import Snapshot
from tests.helpers import copy_data
from tests.services.fake_pdok import FAULTS, MEMBERS, SHAPES, FakePDOK
from tests.services.fake_tables import NINE

MINE = Regions({code: members for code, (_, members) in MEMBERS.items()})


@pytest.fixture
def pdok() -> Iterator[FakePDOK]:
    with FakePDOK() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "raw" / "cbs")


def settings(server: FakePDOK) -> Settings:
    return Settings(api="ogc", url=server.url, attempts=2, pause_s=0.01, read_s=5)


def test_every_page_is_followed_and_kept_by_hash_and_a_second_time_nothing_is_fetched(
    store: Store, pdok: FakePDOK
) -> None:
    state, text, newer = boundaries.refreshed(store, settings(pdok), MINE)
    assert (state, text, newer) == ("accepted", "15 areas of 2026", "")
    assert pdok.agents == {USER_AGENT}
    entry = store.entries()["boundaries"]
    assert len(entry.answers) == 4  # three pages of municipalities, one of regions
    assert all(Accepted(store, entry).get(answer.url) for answer in entry.answers)
    pdok.requests.clear()
    assert boundaries.refreshed(store, settings(pdok), MINE)[0] == "unchanged"
    assert [path for path in pdok.requests if "jaarcode=2027" not in path] == []
    assert boundaries.refreshed(store, settings(pdok), MINE, again=True)[0] == "accepted"


def test_the_rows_are_clockwise_light_and_inside_the_country_and_read_without_a_network(
    store: Store, pdok: FakePDOK
) -> None:
    boundaries.refreshed(store, settings(pdok), MINE)
    pdok.requests.clear()
    rows, names = boundaries_in_use(store, store.entries()["boundaries"], MINE)
    assert not pdok.requests
    assert set(rows["region_code"]) == {*MEMBERS, *(code for _, codes in MEMBERS.values() for code in codes)}
    assert names["GM0202"] == "Arnhem"
    assert set(rows["boundary_year"]) == {"2026"}
    for text in rows["geometry"]:
        area = shape(json.loads(text))
        for part in get_parts(area):
            assert part.exterior.coords[0] == part.exterior.coords[-1]
            assert not part.exterior.is_ccw


def test_status_tells_a_newer_year(store: Store) -> None:
    with FakePDOK(years=(2026, 2027)) as server:
        assert boundaries.refreshed(store, settings(server), MINE)[2] == "2027"


SAYS = {
    "500": "HTTP 500",
    "html": "DOCTYPE",
    "empty": "no boundaries of 2026",
    "missing": "misses 1 areas of 2026 (GM0202)",
    "geometry": "GeometryCollection",
    "rd": "metres of RD instead of degrees",
    "system": "another system of coordinates",
    "missing_page": "misses 5 areas",
    "twice": "GM0202 twice",
    "open": "does not close",
    "moved": "GM0202 lies outside its region AM07",
}


CAUSE_OF = {
    "500": "unreachable", "html": "not_data", "empty": "empty", "missing": "incomplete", "missing_page": "incomplete",
    "twice": "doubled", "moved": "implausible",
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named_and_leaves_what_is_in_use(store: Store, pdok: FakePDOK, fault: str) -> None:
    boundaries.refreshed(store, settings(pdok), MINE)
    before = store.entries()
    pdok.fault(fault)
    with pytest.raises(SourceError) as raised:
        boundaries.refreshed(store, settings(pdok), MINE, again=True)
    assert SAYS[fault] in str(raised.value)
    assert raised.value.cause == CAUSE_OF.get(fault, "form_changed")
    assert isinstance(raised.value, NoAnswer) == (fault in ("500", "html"))
    assert store.entries() == before


def test_a_vanished_municipality_of_no_known_region_needs_a_person(store: Store, pdok: FakePDOK) -> None:
    boundaries.refreshed(store, settings(pdok), MINE)
    pdok.fault("missing")
    others = Regions({"AM08": MINE.members["AM08"]})
    with pytest.raises(SourceError, match=r"1 areas vanished \(GM0202\).*--accept"):
        boundaries.refreshed(store, settings(pdok), others, again=True)
    assert boundaries.refreshed(store, settings(pdok), others, again=True, accept=True)[0] == "accepted"


def test_a_stopped_refresh_goes_on_where_it_was(store: Store, pdok: FakePDOK) -> None:
    def stop(path: str) -> None:
        if "arbeidsmarktregio" in path:
            pdok.fault("500")

    pdok.on_request = stop
    with pytest.raises(NoAnswer):
        boundaries.refreshed(store, settings(pdok), MINE)
    pdok.on_request = lambda _: None
    pdok.fault("")
    pdok.requests.clear()
    assert "3 answers were already here" in boundaries.refreshed(store, settings(pdok), MINE)[1]
    assert not [path for path in pdok.requests if "gemeente" in path and "jaarcode=2026" in path]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PDOK_URL": "http://x/v1/", "PDOK_TIMEOUT": "7", "PDOK_ATTEMPTS": "3"}.items():
        monkeypatch.setenv(name, value)
    found = settings_from_environment()
    assert (found.url, found.read_s, found.attempts) == ("http://x/v1", 7.0, 3)


def area(*rings: list[tuple[float, float]]) -> MultiPolygon:
    """An area of one part: its outside, then its holes."""
    return MultiPolygon([Polygon(rings[0], rings[1:])])


def neighbours(wavy: list[tuple[float, float]]) -> list[set[tuple[float, float]]]:
    """Simplify two areas on either side of a line, and return the points of each along that line."""
    west = area([(5.9, 52.0), *wavy, (5.9, 52.1), (5.9, 52.0)])
    east = area([(6.1, 52.0), (6.1, 52.1), *wavy[::-1], (6.1, 52.0)])
    found = geometry.simplified({"GM1": west, "GM2": east})
    points = [set(found[code].geoms[0].exterior.coords) for code in ("GM1", "GM2")]
    return [{point for point in side if 5.95 < point[0] < 6.05} for side in points]


def line(deviation: float, points: int) -> list[tuple[float, float]]:
    steps = range(points)
    return [(6.0 + (deviation if at % 2 else 0), round(52.0 + at / 10 / (points - 1), 5)) for at in steps]


def test_neighbours_keep_the_same_border_and_lose_points() -> None:
    border = neighbours(line(0.0002, 101))  # 14 metres aside every 111 metres: invented
    assert border[0] == border[1]
    assert len(border[0]) < 10


def test_neighbours_keep_the_same_border_where_two_points_lie_equally_far() -> None:
    border = neighbours(line(0.0012, 11))  # 82 metres aside every kilometre: invented
    assert border[0] == border[1]
    assert len(border[0]) > 2


@pytest.mark.parametrize("seed", range(20))
def test_borders_drawn_at_random_leave_no_gap_and_no_overlap(seed: int) -> None:
    draw = random.Random(seed)
    corners = [(draw.uniform(5.5, 6.5), draw.uniform(51.8, 52.3)) for _ in range(30)]
    cells = get_parts(voronoi_polygons(MultiPoint(corners), extend_to=box(5.2, 51.7, 6.8, 52.4)))
    ragged = coverage_simplify([cell.intersection(box(5.2, 51.7, 6.8, 52.4)).segmentize(0.01) for cell in cells], 0)
    towns = {f"GM{at}": geometry.polygons(str(at), mapping(cell)) for at, cell in enumerate(ragged)}
    light = geometry.simplified(towns)
    assert all(one.is_valid for one in light.values())
    assert coverage_is_valid(list(light.values()))
    assert geometry.joined(list(light.values())).area == pytest.approx(sum(one.area for one in light.values()))
    assert get_num_coordinates(list(light.values())).sum() < get_num_coordinates(list(towns.values())).sum()


def test_a_border_that_crosses_itself_stays_as_published_and_joins_its_region() -> None:
    crossed = [[5, 52], [5.2, 52.1], [5.2, 52], [5, 52.1], [5, 52]]
    bow = geometry.polygons("GM1", {"type": "Polygon", "coordinates": [crossed]})
    light = geometry.simplified({"GM1": bow, "GM2": area(list(box(5.2, 52, 5.3, 52.1).exterior.coords))})
    assert set(light["GM1"].geoms[0].exterior.coords) == set(map(tuple, crossed))
    joined = geometry.joined(list(light.values()))
    assert joined.is_valid
    assert joined.area == pytest.approx(0.02, rel=0.01)


def test_small_islands_and_small_holes_go_but_no_area_vanishes() -> None:
    def ring(*numbers: float) -> list[tuple[float, float]]:
        return list(box(*numbers).exterior.coords)

    island = Polygon(ring(5.2, 52, 5.201, 52.001))
    large = Polygon(ring(5, 52, 5.1, 52.1), [ring(5.05, 52.05, 5.0502, 52.0502)])
    tiny = area(ring(6, 52, 6.0003, 52.0003))
    found = geometry.simplified({"GM1": MultiPolygon([large, island]), "GM2": tiny})
    assert [len(part.interiors) for part in found["GM1"].geoms] == [0]
    assert found["GM2"].area > 0


def test_the_nine_keep_their_size_and_make_up_their_region() -> None:
    features = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    before = {f["id"]: geometry.polygons(f["id"], f["geometry"]) for f in features}
    after = geometry.simplified(before)
    assert set(after) == set(NINE)
    for code, whole in before.items():
        assert after[code].area == pytest.approx(whole.area, rel=0.01)
    together = geometry.joined(list(after.values()))
    assert together.area == pytest.approx(sum(one.area for one in after.values()), rel=0.001)
    corners = {point for one in after.values() for point in get_coordinates(one)[:, 0]}
    assert set(get_coordinates(together)[:, 0]) <= corners


@pytest.mark.slow
def test_boundaries_join_the_snapshot_and_a_fault_keeps_them(
    tmp_path: Path, pdok: FakePDOK, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = copy_data(tmp_path / "data")
    monkeypatch.setenv("PDOK_URL", pdok.url)
    monkeypatch.setenv("PDOK_ATTEMPTS", "1")

    def run(**wanted: object) -> Outcome:
        chosen = Wanted(**{"quiet": True, "only": ("boundaries",), **wanted})  # type: ignore[arg-type]
        return refresh(data, data / "snapshots", Settings(), chosen)[0][0]

    assert run(dry_run=True).state == "planned"
    assert not (data / "raw").exists()
    assert run().state == "accepted"
    pdok.fault("html")
    assert run(again=True).state == "failed"
    with Snapshot.open(data / "snapshots") as live:
        live.verify()
        assert len(live.select("boundaries")) == 15
        state = live.select("live_sources").iloc[0]
        assert (state["dataset"], state["state"], state["table_id"]) == (
            "boundaries",
            "failed",
            MUNICIPALITIES,
        )
        assert "DOCTYPE" in state["reason"]
        assert live.sources[SOURCE].licence == "CC BY 4.0"
        assert live.labels("boundaries")["region_code"]["GM0268"] == "Nijmegen"


def test_pages_that_go_round_in_a_circle_are_refused(pdok: FakePDOK) -> None:
    pdok.page = 0
    from loaders.services.http import Transport

    with pytest.raises(SourceError, match="circle"):
        read(Transport(settings(pdok)), MUNICIPALITIES, 2026)
