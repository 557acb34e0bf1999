"""Sums of the budget with assumed expenses, with amounts drawn at random."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dashboard.subjects.budget.outlook_sums import ends, outlook

EURO = st.integers(0, 5_000_000).map(float)
CARRIED = st.integers(-3_000_000, 3_000_000).map(float)
YEARS = st.lists(st.tuples(EURO, st.none() | EURO), min_size=1, max_size=6).map(
    lambda pairs: (
        {str(2029 + place): received for place, (received, _) in enumerate(pairs)},
        {str(2029 + place): spent for place, (_, spent) in enumerate(pairs)},
    )
)


@given(CARRIED, YEARS, EURO)
def test_nothing_gets_lost_between_the_years(carried: float, years: tuple[dict, dict], assumed: float) -> None:
    received, spent = years
    found = outlook(carried, received, spent, assumed)
    paid = [assumed if amount is None else amount for amount in spent.values()]
    assert found[-1].left == carried + sum(received.values()) - sum(paid)
    assert [later.carried for later in found[1:]] == [before.left for before in found[:-1]]
    assert [year.year for year in found] == sorted(received)
    assert [year.is_assumed for year in found] == [amount is None for amount in spent.values()]


@given(CARRIED, YEARS, EURO, EURO)
def test_who_assumes_more_keeps_no_more_and_no_longer(
    carried: float, years: tuple[dict, dict], less: float, more: float
) -> None:
    less, more = sorted((less, more))
    frugal, generous = (outlook(carried, *years, assumed) for assumed in (less, more))
    assert all((one.left or 0) >= (other.left or 0) for one, other in zip(frugal, generous, strict=True))
    last = "9999"
    assert (end.year if (end := ends(frugal)) else last) >= (end.year if (end := ends(generous)) else last)


@given(CARRIED, YEARS)
def test_without_an_assumption_nothing_is_left_or_carried_behind_an_unknown(
    carried: float, years: tuple[dict, dict]
) -> None:
    received, spent = years
    found = outlook(carried, received, spent, None)
    first = next((place for place, amount in enumerate(spent.values()) if amount is None), len(spent))
    assert all(year.left is not None for year in found[:first])
    assert all(year.left is None for year in found[first:])
    assert all(year.carried is None for year in found[first + 1 :])


@given(YEARS, EURO)
def test_what_begins_unknown_stays_unknown(years: tuple[dict, dict], assumed: float) -> None:
    found = outlook(None, *years, assumed)
    assert all(year.left is None for year in found)
    assert ends(found) is None


def test_a_reserve_that_is_spent_to_the_last_euro_has_ended() -> None:
    found = outlook(100.0, {"2029": 50.0, "2030": 10.0}, {"2029": None, "2030": None}, 80.0)
    assert [year.left for year in found] == [70.0, 0.0]
    end = ends(found)
    assert end is not None
    assert end.year == "2030"
