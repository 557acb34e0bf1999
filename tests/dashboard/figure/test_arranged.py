"""A table of places is read from what was chosen to the country, whatever figure it is of."""

from __future__ import annotations

import random
from itertools import pairwise

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection
from dashboard.figure.arranged import arranged
from dashboard.figure.core import Table
from dashboard.figure.making import built
from dashboard.words.notation import Moment, Worded, Written, number, percentage
from snapshot import clock
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_figure, any_selection

LAST = "Nederland"


def test_chosen_places_stand_first_then_the_largest_and_region_and_country_last(snapshot: Snapshot) -> None:
    draw, names, checked = random.Random(1402), municipalities(snapshot), 0
    for _ in range(250):
        declared, selection, options = any_figure(snapshot, draw)
        figure = built(declared.builder, snapshot, selection, tuple(sorted(options.items())))
        plain = declared.builder(snapshot, declared.asked(selection), **options)
        assert sorted(figure.table.rows) == sorted(plain.table.rows), "the same rows"
        rows = figure.table.rows
        towns = [row for row in rows if row[0] in names.values()]
        ends = [row for row in rows if row[0].startswith((snapshot.region.title, LAST))]
        if len(towns) < 3 or len(towns) + len(ends) < len(rows) or not figure.table.numeric:
            continue
        checked += 1
        assert rows[len(towns) :] == tuple(ends), declared.name
        assert all(place in figure.table.strong for place in range(len(towns), len(rows)))
        chosen = {names[code] for code in declared.asked(selection).municipalities}
        mine = [row[0] in chosen for row in towns]
        assert mine == sorted(mine, reverse=True), declared.name
        for group in (True, False):
            cells = [
                row[max(figure.table.numeric)] for row, is_mine in zip(towns, mine, strict=True) if is_mine == group
            ]
            sizes = [cell.value for cell in cells if isinstance(cell, Written | Worded)]
            assert all(one >= other for one, other in pairwise(sizes)), declared.name
            assert all(isinstance(cell, Written | Worded) for cell in cells[: len(sizes)]), "no number stands last"
    assert checked >= 12


def test_a_table_of_anything_else_keeps_its_order_and_lines_and_links_go_along(snapshot: Snapshot) -> None:
    selection = any_selection(snapshot, random.Random(1))
    years = Table(("Jaar", "Banen"), tuple((str(year), number(year)) for year in range(2020, 2025)), numeric=(1,))
    assert arranged(years, snapshot, selection) is years
    names = ("Doesburg", "Nederland", "Arnhem", "Rheden")
    table = Table(
        ("Gemeente", "Aandeel"),
        tuple((name, percentage(at)) for at, name in enumerate(names)),
        numeric=(1,),
        sparks=tuple((float(at), 9.0) for at in range(4)),
        links=names,
    )
    code = next(code for code, name in municipalities(snapshot).items() if name == "Doesburg")
    chosen = arranged(table, snapshot, Selection((code,), region=snapshot.region))
    assert [row[0] for row in chosen.rows] == ["Doesburg", "Rheden", "Arnhem", "Nederland"]
    made = arranged(table, snapshot, Selection(region=snapshot.region))
    assert [row[0] for row in made.rows] == ["Rheden", "Arnhem", "Doesburg", "Nederland"] == list(made.links)
    assert made.sparks == ((3.0, 9.0), (2.0, 9.0), (0.0, 9.0), (1.0, 9.0))
    assert made.strong == (3,)


def test_what_was_measured_is_read_from_the_newest_period_and_what_is_planned_from_the_first(
    snapshot: Snapshot,
) -> None:
    draw, measured = random.Random(1403), set()
    for _ in range(250):
        declared, selection, options = any_figure(snapshot, draw)
        table = built(declared.builder, snapshot, selection, tuple(sorted(options.items()))).table
        codes = [row[0].code for row in table.rows if isinstance(row[0], Moment)]
        if len(codes) < 3 or len(codes) < len(table.rows):
            continue
        is_plan = max(codes)[:4] > clock.today().isoformat()[:4]
        assert codes == sorted(codes, reverse=not is_plan), declared.name
        measured |= set() if is_plan else {declared.name}
    assert {"uitkeringen-nederland", "spanning", "vacatures-reeks"} <= measured
