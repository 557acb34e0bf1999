"""Boundaries from a local server: what is kept and skipped, every fault, and what simplifying does to a border."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

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
from tests.services.fake_pdok import FAULTS, MEMBERS, SHAPES, FakePDOK, box
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
        shape = json.loads(text)
        parts = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        for part in parts:
            ring = [tuple(point) for point in part[0]]
            assert ring[0] == ring[-1]
            assert geometry.area_m2(ring) < 0  # clockwise


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


def test_neighbours_keep_the_same_border_and_lose_points() -> None:
    wavy = [(6.0, 52.0 + place / 100) for place in range(11)]
    wavy = [(x + (0.0002 if place % 2 else 0), y) for place, (x, y) in enumerate(wavy)]  # 14 metres: invented
    west = [(5.9, 52.0), *wavy, (5.9, 52.1), (5.9, 52.0)]
    east = [(6.1, 52.0), (6.1, 52.1), *wavy[::-1], (6.1, 52.0)]
    found = geometry.simplified({"GM1": [[west]], "GM2": [[east]]})
    border = [{point for point in found[code][0][0] if 5.95 < point[0] < 6.05} for code in ("GM1", "GM2")]
    assert border[0] == border[1] == {wavy[0], wavy[-1]}
    assert len(found["GM1"][0][0]) == 5


def test_neighbours_keep_the_same_border_where_two_points_lie_equally_far() -> None:
    wavy = [(6.0 + (0.0012 if place % 2 else 0), 52.0 + place / 100) for place in range(11)]  # 82 metres: invented
    west = [(5.9, 52.0), *wavy, (5.9, 52.1), (5.9, 52.0)]
    east = [(6.1, 52.0), (6.1, 52.1), *wavy[::-1], (6.1, 52.0)]
    found = geometry.simplified({"GM1": [[west]], "GM2": [[east]]})
    border = [{point for point in found[code][0][0] if 5.95 < point[0] < 6.05} for code in ("GM1", "GM2")]
    assert border[0] == border[1]


def test_small_islands_and_small_holes_go_but_no_area_vanishes() -> None:
    def ring(*numbers: float) -> geometry.Ring:
        return [(x, y) for x, y in box(*numbers)]

    parts = [[ring(5, 52, 5.1, 52.1), ring(5.05, 52.05, 5.0502, 52.0502)], [ring(5.2, 52, 5.201, 52.001)]]
    found = geometry.simplified({"GM1": parts, "GM2": [[ring(6, 52, 6.0003, 52.0003)]]})
    assert [len(part) for part in found["GM1"]] == [1]
    assert len(found["GM2"][0][0]) == 5


def test_the_nine_keep_their_size() -> None:
    features = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    before = {f["id"]: geometry.polygons(f["id"], f["geometry"]) for f in features}
    after = geometry.simplified(before)
    assert set(after) == set(NINE)
    for code, parts in before.items():
        assert -geometry.area_m2(after[code][0][0]) == pytest.approx(geometry.area_m2(parts[0][0]), rel=0.01)


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
