"""The benchmarks measure what there is: they start on the embedded snapshot and on a refreshed one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from benchmarks import __main__ as pages
from benchmarks import carried, choices, crowd, exports, growth, memory, outage, refresh, scale, visitors
from benchmarks.addresses import addresses
from benchmarks.figures import drawers, selections
from benchmarks.fleet import Fleet, each_by_itself
from benchmarks.peers import __main__ as peers
from benchmarks.serving import Server, empty_page, serving
from benchmarks.session import Session, Widget, WrongPage
from benchmarks.unseen import choosable, unseen
from snapshot.read import Snapshot
from tests.helpers import DRAWN, finished

TOWNS = Widget("t", "gemeente", ("Arnhem", "Rheden", "Duiven"), several=True)
COMPARE = Widget("c", "vergelijk", ("Alles", "Niets"), one_text=True)
OWN = Widget("o", "beeld", ("Staven", "Kaart"))
ALL = {"Gemeenten": TOWNS, "Vergelijk met": COMPARE, "Beeld": OWN}


@pytest.mark.slow
def test_the_figures_to_measure_are_those_that_can_be_drawn(snapshot: Snapshot, live: Snapshot) -> None:
    assert {drawer.name for drawer in drawers(snapshot)} == {entry.name for entry in DRAWN}
    assert len(drawers(live)) > len(DRAWN)
    wanted = selections(snapshot, 6)
    assert len(set(wanted)) == 6
    for drawer in drawers(snapshot):
        assert drawer.draw(wanted[0]).headline


def test_every_benchmark_has_a_start() -> None:
    modules = (pages, peers, carried, choices, crowd, exports, growth, memory, outage, refresh, scale, visitors)
    assert all(callable(module.main) for module in modules)


@pytest.mark.slow
def test_visitors_come_choose_take_files_and_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "THINK_S", 0.2)

    async def one(fleet: Fleet, level: visitors.Level) -> bool:
        async with Session(fleet.addresses[0], "uitkeringen") as person:
            await person.open()
            return await visitors.take(level, person, random.Random(1))

    with each_by_itself(1) as fleet:
        alone = visitors.Level(1)
        assert finished(one(fleet, alone))
        assert (len(alone.taken.taken_s), alone.taken.faults) == (1, 0)
        level = finished(visitors.measure(fleet, 3, 6))
        assert (level.lost, level.acted.faults, level.taken.faults) == (0, 0, 0)
        assert len(level.opened.taken_s) >= 3
        assert level.acted.processor_ms > 0
        assert min(level.memory_mb) > 100
        assert fleet.told("dashboard_memory_bytes")[0] > 0
        assert all(megabytes > 100 for megabytes in finished(visitors.soak(fleet, 2, 0.05)))


@pytest.mark.slow
@pytest.mark.parametrize("shape", growth.SHAPES)
def test_a_table_can_grow_in_either_shape(monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    monkeypatch.setattr(growth, "CHOICES", 2)
    assert "MB of memory" in growth.measure(shape, 20_000)


@pytest.mark.slow
def test_a_build_where_little_changed_is_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(carried, "TABLES", 3)
    carried.measure(60_000)
    told = capsys.readouterr().out.splitlines()
    assert [line[2:17].strip() for line in told[1:]] == ["all new", "nothing changed", "one changed", "all changed"]


def test_growth_of_memory_is_that_of_the_second_half() -> None:
    assert visitors.growth([100, 300, 300, 300]) == 0
    assert visitors.growth([0, 0, 0, 10, 20, 30]) == pytest.approx(10)


def test_no_choice_comes_twice_in_whatever_order_and_none_is_the_page_as_it_opens() -> None:
    drawn = list(unseen(ALL))
    assert len(drawn) == 7 * 2  # each set of municipalities, the empty one apart, with each comparison
    assert len(set(drawn)) == len(drawn)
    assert {label for choice in drawn for label, _ in choice} == {"Gemeenten", "Vergelijk met"}
    assert drawn == list(unseen(ALL))  # the same draw in every run
    assert drawn != list(unseen(ALL, seed=1))
    alone = {"Beeld": OWN}  # no filter works there: its own choices
    assert choosable(alone) == alone
    assert list(unseen(alone)) == [(("Beeld", ("Kaart",)),)]


def test_addresses_are_drawn_with_a_seed_and_hold_shared_links_and_nonsense() -> None:
    pages = {"": (), "uitkeringen": (TOWNS, COMPARE)}
    drawn = list(islice(addresses(pages), 500))
    assert drawn == list(islice(addresses(pages), 500))
    assert drawn != list(islice(addresses(pages, seed=1), 500))
    assert {path for path, _ in drawn} == set(pages)
    read = [parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query)) for _, query in drawn]
    known = {("gemeente", town) for town in TOWNS.options} | {("vergelijk", option) for option in COMPARE.options}
    shared = [pairs for pairs in read if pairs and set(pairs) <= known]
    odd = [pairs for pairs in read if set(pairs) - known]
    assert len(shared) > 100
    assert len(odd) > 100
    assert max(len(query) for _, query in drawn) > 4000


@pytest.mark.slow
def test_the_memory_is_measured_at_the_start_and_after_each_part(server: Server) -> None:
    with ThreadPoolExecutor(1) as pool:  # where a browser is driven, this thread has a loop already
        found = pool.submit(lambda: list(memory.measure(server, 8))).result()
    assert [count for count, *_ in found] == [0, 1, 2, 4, 6, 8]
    assert all(megabytes > 50 and faults == 0 for _, megabytes, faults in found)


def test_only_a_server_on_this_machine_is_measured() -> None:
    with pytest.raises(ValueError, match="not on this machine"):
        Session("http://dashboard.example.org", "uitkeringen")


@pytest.fixture(scope="module")
def server(snapshot_folder: Path) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
        with serving() as found:
            yield found


@pytest.mark.slow
def test_a_session_sees_the_page_it_asked_for_and_its_choice_redraws_it(server: Server) -> None:
    async def visit() -> None:
        async with Session(server.address, "uitkeringen") as session:
            await session.open()
            opened = session.elements
            assert {"Gemeenten", "Vergelijk met", "Uitkering", "Beeld"} <= set(session.widgets)
            assert "Speerpuntsector" not in session.widgets  # disabled there
            assert len(session.widgets["Gemeenten"].options) == 9
            for choice in islice(unseen(session.widgets), 2):
                before = server.processor_ms
                assert await session.choose(choice) > 0
                assert server.processor_ms > before
                assert session.elements > opened / 2, "a choice may make a card one line, and leaves the page"
            assert session.faults == 0
        async with Session(server.address, "sectoren") as session:
            await session.open()
            assert "Speerpuntsector" in session.widgets

    finished(visit())


@pytest.mark.slow
def test_a_page_that_is_not_there_is_not_measured(server: Server) -> None:
    async def visit() -> None:
        async with Session(server.address, "bestaat-niet") as session:
            await session.open()

    with pytest.raises(WrongPage, match="bestaat-niet"):
        finished(visit())


@pytest.mark.slow
def test_a_choice_is_measured_when_it_is_new_and_again(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choices, "CHOICES", 3)
    found = finished(choices.measure(server, "begroting"))
    assert found.faults == 0
    assert len(found.new_ms) == len(found.again_ms) == 3
    assert all(taken > 0 for taken in (*found.new_ms, *found.again_ms))


@pytest.mark.slow
def test_a_crowd_is_counted_whole(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "HERD", 3)
    monkeypatch.setattr(crowd, "WITHIN_S", 0.2)
    monkeypatch.setattr(crowd, "THINK_S", 0.2)
    found = finished(crowd.herd("herd", server, "uitkeringen"))
    assert (len(found.taken_s), found.faults) == (3, 0)
    held = finished(crowd.meeting("m", [server], "uitkeringen", sessions=2, seconds=1, repeat=False))
    assert len(held.taken_s) >= 2
    assert held.faults == 0
    assert held.within(0.5) <= held.within(0.95)
    assert held.processor_ms > 0
    with empty_page() as floor:
        again = finished(crowd.meeting("m", [floor], "", sessions=2, seconds=0.5, repeat=True))
    assert again.taken_s
