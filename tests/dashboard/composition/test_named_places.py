"""A sentence that is about nearly every municipality says so, and does not name them one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from dashboard.asking.queries import ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES, entry
from dashboard.figure.unknown import unknown_line
from snapshot.read import Snapshot
from tests.helpers import made_first

MANY = 6  # names in a row: of nine municipalities these are all but a few


def rows_of_names(text: str, snapshot: Snapshot) -> list[str]:
    name = f"(?:{'|'.join(municipalities(snapshot).values())})"
    return re.findall(rf"(?:{name}(?:, | en | of )){{{MANY},}}{name}", text)


def said(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Yield what figures say without a choice, and with all municipalities chosen but the last, or none of them."""
    towns = tuple(municipalities(snapshot))
    for declared in FIGURES:
        if not can_draw(snapshot, declared):
            continue
        for chosen in dict.fromkeys(((), towns, towns[:-1]) if "municipalities" in declared.follows else ((),)):
            made = made_first(snapshot, declared, Selection(chosen, region=snapshot.region))
            for text in (made.headline, made.sentence, *made.all_notes):
                yield declared.name, text


def test_no_figure_names_nearly_all_municipalities_one_by_one(snapshot: Snapshot) -> None:
    found = list(said(snapshot))
    assert len(found) > 100
    assert [(name, text) for name, text in found if rows_of_names(text, snapshot)] == []


@pytest.mark.slow
def test_no_series_names_nearly_all_municipalities_one_by_one(live: Snapshot) -> None:
    found = list(said(live))
    assert len(found) > 100
    assert [(name, text) for name, text in found if rows_of_names(text, live)] == []


def test_the_search_sees_names_in_a_row(snapshot: Snapshot) -> None:
    names = list(municipalities(snapshot).values())
    assert rows_of_names(f"Voor {', '.join(names[:-1])} en {names[-1]} is er geen cijfer.", snapshot)
    assert not rows_of_names("; ".join(f"{name} 1,2% meer" for name in names), snapshot)


@pytest.mark.parametrize("hidden", [False, True])
def test_a_remark_says_of_which_municipality_it_is_not(snapshot: Snapshot, hidden: bool) -> None:
    found, told = ask(snapshot, "residents_15_64"), "Samen geteld."
    last = tuple(municipalities(snapshot))[-1]
    own = f"Zonder studenten. {told}" if hidden else "Zonder studenten."
    remarked = found.only(
        {**row, "note": "" if row["region_code"] not in found.towns else own if row["region_code"] == last else told}
        for row in found.rows
    )
    assert remarked.notes[0] == f"Alle 9 gemeenten{'' if hidden else ' behalve Zevenaar'}: samen geteld."


def test_a_remark_on_all_that_is_shown_does_not_say_that_it_is_the_region(snapshot: Snapshot) -> None:
    chosen = tuple(municipalities(snapshot))[:-1]
    found = ask(snapshot, "residents_15_64", region_code=(*chosen, snapshot.region.code))
    remarked = found.only(
        {**row, "note": "Samen geteld." if row["region_code"] in chosen else ""} for row in found.rows
    )
    assert remarked.notes[0] == "Alle 8 getoonde gemeenten: samen geteld."


def test_what_is_unknown_of_many_chosen_municipalities_is_said_of_the_choice(snapshot: Snapshot) -> None:
    made = made_first(snapshot, entry("inwoners-15-64"), Selection(region=snapshot.region))
    chosen = Selection(tuple(municipalities(snapshot))[:-1], region=snapshot.region)
    assert "voor alle 8 gekozen gemeenten (geheim)" in unknown_line([(made, "geheim")], snapshot, chosen)
