"""The agenda against CBS: every outcome, at and around one rounding. Live figures are invented, see tests/live.py."""

from __future__ import annotations

import pytest

from dashboard.about import backtest
from dashboard.about.backtest import AGREES, DIFFERS, EXACT, OPEN, OTHER, Side, compare
from dashboard.asking.queries import Cell
from snapshot.model import Measure
from snapshot.read import Snapshot


def side(value: float | None, step: float = 1, *, factor: int = 1, status: str = "published") -> Side:
    cell = Cell(value, status, "persons", Measure("persons", "Inwoners", ("persons",)), "2024-12", "")
    return Side(cell, "inwoners", step, "CBS, tabel 1", factor=factor)


@pytest.mark.parametrize(
    ("agenda", "cbs", "outcome"),
    [
        (side(405_500), side(405_500), EXACT),
        (side(405_500), side(405_501), DIFFERS),
        (side(304_000, 1000), side(304, 1000, factor=1000), AGREES),
        (side(304_000, 1000), side(305, 1000, factor=1000), DIFFERS),  # one rounding off, with the same rounding
        (side(8200, 100), side(8250, 10), AGREES),  # 8.245 to 8.255 and 8.150 to 8.250 have numbers in common
        (side(8200, 100), side(8150, 10), AGREES),
        (side(8200, 100), side(8260, 10), DIFFERS),
        (side(8200, 100), side(8140, 10), DIFFERS),
        (side(None, 100, status="suppressed"), side(90, 10), OPEN),
        (side(300, 100), side(None, 10, status="not_available"), OPEN),
    ],
)
def test_figures_agree_where_one_true_number_rounds_to_both(agenda: Side, cbs: Side, outcome: str) -> None:
    assert compare("Inwoners", agenda, cbs).outcome == outcome


def test_words_say_how_much_and_which_way() -> None:
    assert compare("x", side(222_000, 1000), side(223, 1000, factor=1000)).words == "wijkt af: 1.000 meer bij CBS"
    assert compare("x", side(8200, 100), side(8160, 10)).words == "klopt binnen de afronding: 40 minder bij CBS"
    assert compare("x", side(405_500), side(405_500)).words == "klopt precies"
    hidden = compare("x", side(None, 100, status="suppressed"), side(90, 10))
    assert hidden.words == "niet te vergelijken: bij de agenda geheim"


def test_another_definition_is_never_called_right_or_wrong() -> None:
    for number in (8200, 9000):
        found = compare("x", side(8200, 100), side(number, 10), other_definition=backtest.PERSONS)
        assert found.outcome == OTHER
        assert found.words.startswith("andere definitie: personen tegenover huishoudens")


def test_the_inhabitants_of_the_agenda_are_always_compared(snapshot: Snapshot) -> None:
    (only,) = backtest.comparisons(snapshot)
    assert (only.title, only.agenda.text, only.cbs.text, only.words) == (
        "Inwoners van Midden-Gelderland",
        "405.500",
        "405.500",
        "klopt precies",
    )
    html = backtest.backtest_section(snapshot)
    assert "klopt precies" in html
    assert "Zijn de reeksen van CBS opgehaald" in html


@pytest.mark.slow
def test_with_the_series_every_figure_of_the_agenda_stands_beside_cbs(live: Snapshot) -> None:
    found = {item.title: item for item in backtest.comparisons(live)}
    assert found["Inwoners van 15 t/m 74 jaar"].words == "klopt binnen de afronding"
    assert found["Inwoners met betaald werk"].words == "wijkt af: 1.000 meer bij CBS"
    assert found["Bijstand in Arnhem"].words == "klopt binnen de afronding: 40 minder bij CBS"
    assert found["Bijstand in Doesburg"].words == "klopt binnen de afronding"
    assert found["Bijstand in Duiven"].outcome == AGREES
    assert found["Bijstand in Rheden"].words == "wijkt af: 60 meer bij CBS"
    assert found["Bijstand in Rozendaal"].outcome == OPEN
    assert found["Bijstand in Midden-Gelderland, andere telling"].outcome == OTHER
    html = backtest.backtest_section(live)
    assert html.index("wijkt af") < html.index("klopt precies")
    assert all(backtest.escape(item.words) in html for item in found.values())  # what differs is never left out
    assert "Zijn de reeksen van CBS opgehaald" not in html
