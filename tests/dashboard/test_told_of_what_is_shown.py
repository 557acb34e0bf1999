"""What a figure tells in words holds for what it shows, whatever is chosen: counts, remarks, doubts and who is lowest."""

from __future__ import annotations

import random
import re

import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.figure.core import Figure
from dashboard.figure.declare import Declaration
from dashboard.figure.making import built
from dashboard.subjects.benefits.benefits import share_by_municipality
from dashboard.subjects.budget.costs import costs
from dashboard.subjects.goals.goals import whole_list
from dashboard.subjects.population.growth import growth
from dashboard.subjects.vacancies.vacancies import demand
from dashboard.words import notation
from snapshot.read import Snapshot
from tests.dashboard.addresses.drawing import any_options, any_selection
from tests.helpers import DRAWN

MANY = "regels|rijen|sectoren|doelen|gebeurtenissen|uitspraken|kwartalen|activiteiten|bevindingen"
DRAWS = 4  # choices of each figure


def drawn(snapshot: Snapshot, declared: Declaration) -> list[Figure]:
    draw, found = random.Random(f"{DRAWN}{declared.name}"), []
    while len(found) < DRAWS:
        selection, options = any_selection(snapshot, draw), any_options(declared, snapshot, draw)
        if declared.when(selection) and declared.applies(snapshot, **options):
            found.append(built(declared.builder, snapshot, selection, tuple(sorted(options.items()))))
    return found


@pytest.mark.parametrize("declared", FIGURES, ids=lambda declared: declared.name)
def test_words_agree_with_what_is_shown(declared: Declaration, snapshot: Snapshot) -> None:
    if not can_draw(snapshot, declared):
        pytest.skip(f"reads {', '.join(declared.needs)}, which comes with a refresh or a file")
    for made in drawn(snapshot, declared):
        told = f"{made.headline}. {made.subtitle}. {made.sentence} {made.alt}"
        assert not re.search(rf"\b(1|een) ({MANY})\b", told), told
        notes = [note.casefold() for note in made.all_notes]
        assert len(notes) == len(set(notes)), made.all_notes
        assert not [note for note in notes if re.match(r"(.+?)( \((?!deels|benadering|volledig)[^)]*\))?: \1 ", note)]
        cells = " ".join(cell for row in made.table.rows for cell in row)
        assert not made.first_doubt or "twijfelachtig" in f"{told} {cells}", made.id


def test_who_is_lowest_is_said_of_the_chosen_alone(snapshot: Snapshot) -> None:
    two = Selection(("GM0226", "GM1705"), compare=snapshot.region.title)
    assert share_by_municipality(snapshot, two, scheme="ww").sentence.startswith(
        "Van de twee gekozen gemeenten is het aandeel het laagst in Lingewaard: 1,3%."
    )
    every = share_by_municipality(snapshot, Selection(compare="Niets"), scheme="ww").sentence
    assert every.startswith("Van de acht gemeenten met een cijfer is het aandeel het laagst in Overbetuwe: 1,2%.")
    five = Selection(("GM0221", "GM0226", "GM1705", "GM1734", "GM0299"))
    assert share_by_municipality(snapshot, five, scheme="ww").headline.startswith(
        "Van de vijf gekozen gemeenten heeft Doesburg het hoogste aandeel WW: 1,9%"
    )


def test_the_agenda_is_not_said_to_lack_what_its_text_lost(snapshot: Snapshot) -> None:
    lost = [note for note in costs(snapshot, Selection()).all_notes if "kolommen" in note]
    assert lost == [
        "In de tekst van de agenda die wij lazen, zijn de kolommen weggevallen: in welk jaar een bedrag valt en of "
        "het structureel is, weten wij daarom niet."
    ]


def test_a_sum_of_ours_is_explained_once(snapshot: Snapshot) -> None:
    notes = growth(snapshot, Selection(), show="number").all_notes
    assert sum("som van de negen gemeenten" in note for note in notes) == 1


def test_side_jobs_are_many_and_not_most(snapshot: Snapshot) -> None:
    assert not [note for note in demand(snapshot, Selection()).all_notes if "vooral om bijbanen" in note]


def test_what_hangs_on_a_proposal_is_proposed(snapshot: Snapshot) -> None:
    goals = {row["goal"]: row["stated"] for row in ask(snapshot, "goals").rows}
    assert {goals[name] for name in ("spending_2026", "spending_2027", "report_quarterly", "report_yearly")} == {
        "proposed"
    }


@pytest.mark.parametrize(("count", "told"), [(0, "0 regels"), (1, "1 regel"), (1200, "1.200 regels")])
def test_so_many(count: int, told: str) -> None:
    assert notation.so_many(count, "regel", "regels") == told


def test_each_count_of_goals_has_its_own_verb(snapshot: Snapshot) -> None:
    headline = whole_list(snapshot, Selection(), kind="outcome").headline
    assert headline == "Van de 7 doelen is er 1 gehaald en zijn er 6 nog niet te meten"
