"""Figures of the page begroting against the printed tables of part 4."""

from __future__ import annotations

import random

import pytest

from dashboard.asking.queries import Cell, ask
from dashboard.asking.selection import Selection
from dashboard.charts.drawing import drawing
from dashboard.charts.grouped import Grouped, Row
from dashboard.figure.core import Figure
from dashboard.subjects.budget import agreements, budget, funding
from dashboard.subjects.budget import costs as budget_costs
from dashboard.words import notation
from snapshot.model import Measure
from snapshot.read import Snapshot

LIGHT = Selection()


def _rows(figure: Figure) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in figure.table.rows}


def test_key_figures_are_the_printed_ones(snapshot: Snapshot) -> None:
    income, spent, left, settled = budget.key_figures(snapshot, LIGHT)
    assert (income.number, spent.number, left.number, settled.number) == ("€ 2,9 mln", "€ 1,8 mln", "€ 1,1 mln", "2028")
    assert "voorlopig" in income.period
    assert "voorgaande periode" in income.comparison
    assert "2025" not in income.comparison  # the agenda says the previous period, not which years
    assert "voorlopig" in left.period
    assert settled.comparison.startswith("vanaf 2029 n.t.b.")


def test_unsettled_expenses_are_ntb_and_the_printed_result_is_no_surplus(snapshot: Snapshot) -> None:
    figure = budget.income_and_expenses(snapshot, LIGHT)
    rows = _rows(figure)
    early = "(voorlopig)"
    assert rows["2026"] == (f"€ 2.891.472 {early}", "€ 1.802.000", f"€ 1.089.472 {early}", "gaat door naar 2027")
    assert rows["2028"] == (f"€ 1.939.926 {early}", "€ 1.350.376", f"€ 589.551 {early}", "gaat door naar 2029")
    no_surplus = "€ 1.622.731 (geen overschot: lasten n.t.b.)"
    assert rows["2029"] == (f"€ 1.622.731 {early}", "n.t.b.", no_surplus, "geen overschot: lasten n.t.b.")
    assert rows["2030"][2] == "€ 2.484.650 (geen overschot: lasten n.t.b.)"
    assert repr(figure.chart).count("Lasten n.t.b.") == 2


def test_all_that_rests_on_the_indicative_carry_over_is_provisional(snapshot: Snapshot) -> None:
    for row in ask(snapshot, "budget", heading=(budget.INCOME, budget.CARRY_OVER, budget.RESULT)).rows:
        assert row["status"] == "provisional", row
        assert "4.2" in row["note"], row
    for row in ask(snapshot, "budget", side="expenses").rows:
        assert row["status"] != "provisional"


def test_a_result_without_expenses_is_drawn_nowhere(snapshot: Snapshot) -> None:
    for figure in (budget.income_and_expenses(snapshot, LIGHT), budget.whole_budget(snapshot, LIGHT)):
        bars = figure.chart.rows if isinstance(figure.chart, Grouped) else ()
        assert [bar for bar in bars if bar.text.startswith("Resultaat") and bar.value in (1622731, 2484650)] == []
        told = [*(cell for row in figure.table.rows for cell in row), *figure.alt.split(";")]
        results = [text for text in told if "1.622.731" in text or "2.484.650" in text]
        assert all("voorlopig" in text or budget.WHY_NOT in text for text in results), results
        assert "mln" not in figure.headline


def test_the_whole_budget_is_filled_and_stands_in_printed_order(snapshot: Snapshot) -> None:
    figure = budget.whole_budget(snapshot, LIGHT)
    assert figure.chart is None
    assert all(cell for row in figure.table.rows for cell in row)
    rows = _rows(figure)
    assert list(rows)[:3] == ["Impulsbudget", "Budgetoverheveling", "Totale baten"]
    assert rows["Impulsbudget"][0] == "€ 827.391"
    assert rows["Budgetoverheveling"][0] == "€ 2.064.081 (voorlopig)"
    assert rows["Budgetoverheveling"][4] == "€ 1.622.731 (voorlopig, zonder lasten van 2029)"
    assert rows["Totale baten"][4] == "€ 2.484.650 (voorlopig, zonder lasten van 2029)"
    assert rows["Resultaat"][3] == "€ 1.622.731 (geen overschot: lasten n.t.b.)"
    assert rows["Totale lasten"][3:] == ("n.t.b.", "n.t.b.")
    assert "€ 869.500" in figure.headline  # as printed, not rounded
    assert rows["Wat het resultaat betekent"][2:4] == ("gaat door naar 2029", "geen overschot: lasten n.t.b.")


def test_funding_keeps_the_dash_apart_from_the_blank(snapshot: Snapshot) -> None:
    centre, national = (funding.funding(snapshot, LIGHT, stream=stream) for stream in ("centre", "national"))
    rows = _rows(centre)
    assert rows["2025"] == ("€ 1.163.658", "€ 648.545")
    assert rows["2034"] == ("€ 0", "€ 648.545")
    assert rows["vanaf 2035"] == ("leeg in de agenda", "€ 648.545")
    assert _rows(national)["2034"] == ("leeg in de agenda",)
    assert "landelijk" in national.sentence
    assert "2028" in centre.headline


@pytest.mark.parametrize("programme", ["work_centre", "ambitions_2_6"])
def test_lines_add_up_to_the_printed_column_totals(snapshot: Snapshot, programme: str) -> None:
    lines = ask(snapshot, "budget_lines", programme=programme).frame["value"].sum()
    assert lines == ask(snapshot, "budget_column_totals", programme=programme).frame["value"].sum()


def test_pm_stays_pm_in_lines_and_headings(snapshot: Snapshot) -> None:
    rows = _rows(budget_costs.costs(snapshot, LIGHT))
    assert rows["Personele kosten"] == ("", "€ 840.000 + PM")
    assert rows["Begeleiding communicatieproces"] == ("PM", "PM")
    assert rows["Huisvesting"] == ("€ 20.000 · € 40.000 · € 40.000", "€ 100.000")
    minor = _rows(budget_costs.costs(snapshot, LIGHT, programme="ambitions_2_6", level="lines"))["Opzetten minor HAN"]
    assert minor == ("PM · PM", "PM")


@pytest.mark.parametrize("programme", ["work_centre", "ambitions_2_6"])
@pytest.mark.parametrize("level", ["headings", "lines"])
def test_a_year_of_which_only_totals_are_budgeted_is_told_beside_the_costs(
    programme: str, level: str, snapshot: Snapshot
) -> None:
    told = budget_costs.costs(snapshot, LIGHT, programme=programme, level=level).sentence
    printed = {row["heading"]: cell.text for row, cell in ask(snapshot, "budget", side="expenses").cells()
               if row["reference_period"] == "2028"}  # fmt: skip
    assert len(printed) == 5
    assert "Van 2028 staan er alleen totalen in de begroting: " in told
    assert all(amount in told for amount in printed.values())
    assert told.endswith(f"samen {printed[budget.EXPENSES]}.")
    assert "2029" not in told
    assert budget.beyond(snapshot, "2028") == ""


def test_equally_large_activities_are_both_named(snapshot: Snapshot) -> None:
    headline = budget_costs.costs(snapshot, LIGHT, programme="ambitions_2_6", level="lines").headline
    assert "Informatiemanagers" in headline
    assert "sectortafels" in headline
    assert headline.endswith("elk € 240.000")
    assert headline.startswith("Voor zover de bedragen bekend zijn, zijn bij de ambities 2 t/m 6 ‘")


def test_letters_that_the_agenda_does_not_explain_are_said_to_be_so(snapshot: Snapshot) -> None:
    figure = budget_costs.costs(snapshot, LIGHT, programme="ambitions_2_6")
    assert (
        figure.headline
        == "Voor zover de bedragen bekend zijn, is bij de ambities 2 t/m 6 ‘Ambitie 5: IV en transparantie’ "
        "het grootste onderdeel: € 422.500 + PM"
    )
    assert any("informatievoorziening" in note for note in figure.notes)
    assert not any("IV" in note for note in budget_costs.costs(snapshot, LIGHT).notes)


def test_column_totals_are_the_only_split_between_years(snapshot: Snapshot) -> None:
    figure = budget_costs.cost_types(snapshot, LIGHT)
    rows = _rows(figure)
    assert rows["Werkcentrum (ambitie 1), 2026"] == ("€ 676.500", "€ 193.000")
    assert rows["Werkcentrum (ambitie 1), 2027"] == ("€ 680.500", "€ 55.000")
    assert rows["Ambities 2 t/m 6, 2026"] == ("€ 7.500", "€ 775.000")
    assert rows["Ambities 2 t/m 6, 2027"] == ("€ 12.500", "€ 652.500")
    assert any("berekend" in note for note in figure.notes)
    assert figure.headline == (
        "Van de kosten van het Werkcentrum (ambitie 1) is 85% structureel, van die van de ambities 2 t/m 6 is dat 1% "
        "(berekend)"
    )


def test_no_figure_follows_a_filter(snapshot: Snapshot) -> None:
    other_choice = Selection(municipalities=("GM0202",), sector="care", compare="Niets")
    for builder in (budget.income_and_expenses, funding.funding, budget_costs.costs, budget_costs.cost_types):
        figure, other = builder(snapshot, LIGHT), builder(snapshot, other_choice)
        assert figure.table == other.table
        assert figure.chart == other.chart


def test_a_bar_without_a_number_has_words_and_no_length() -> None:
    found = drawing(Grouped((Row("Lasten n.t.b.", None, "accent"), Row("Baten € 1", 1, "accent"))))
    (bar,) = found.data["none"]
    assert (bar["value"], bar["tip"]) == (0, 0)


def test_the_largest_of_what_is_known_is_said_to_be_so() -> None:
    """Amounts drawn at random: where another one is on PM, the largest is only that of the amounts that are known."""
    draw = random.Random(12)
    for _ in range(60):
        amounts = [draw.choice([None, draw.randrange(1, 9) * 1000]) for _ in range(draw.randrange(1, 6))]
        ranked = budget_costs.largest_first([_sum(f"post {place}", value) for place, value in enumerate(amounts)])
        told = budget_costs.largest_in_words(ranked, "lines", "de ambities 2 t/m 6")
        known = [value for value in amounts if value is not None]
        if not known:
            assert told == "Bij de ambities 2 t/m 6 is nog geen enkel bedrag bekend"
            continue
        assert told.startswith("Voor zover de bedragen bekend zijn, ") == (None in amounts)
        assert (" zijn ‘" in told.split("bekend zijn, ")[-1] or ", zijn bij" in told) == (known.count(max(known)) > 1)
        assert told.endswith(notation.euro(max(known)))


def _sum(name: str, value: float | None) -> budget_costs.Sum:
    status = "pro_memorie" if value is None else "published"
    return budget_costs.Sum(name, (Cell(value, status, "eur", Measure("eur", "Bedrag", ("eur",)), "2026", ""),))


def test_the_impulse_budget_is_said_to_be_a_dash_and_not_to_be_gone(snapshot: Snapshot) -> None:
    centre = funding.funding(snapshot, LIGHT)
    assert centre.headline.endswith("voor 2034 staat er een streepje")
    told = " ".join((centre.headline, centre.sentence, *centre.all_notes))
    assert "Netwerkteam en de gidsen (paragraaf 4.1)" in told
    assert " op is" not in told
    national = funding.funding(snapshot, LIGHT, stream="national")
    told = " ".join((national.headline, national.sentence, *national.all_notes))
    assert "niet evenredig" in told
    assert "niet gelijk" not in told


def test_mandate_and_reports_stand_with_their_paragraph(snapshot: Snapshot) -> None:
    figure = agreements.agreements(snapshot, LIGHT)
    paragraphs = {row[0]: row[1] for row in figure.table.rows}
    assert "voorstel" in figure.headline  # the agenda proposes the mandate
    assert all(paragraphs.values())
    for word, paragraph in (("kwartaal", "4.2.2"), ("Algemeen", "4.2"), ("gidsen", "4.1")):
        assert [found for told, found in paragraphs.items() if word in told] == [paragraph]
    assert any("PO" in note for note in figure.notes)
    assert any("Algemeen" in note and "4.2" in note for note in budget.whole_budget(snapshot, LIGHT).notes)


def test_what_the_agenda_says_of_one_year_is_not_told_of_all(snapshot: Snapshot) -> None:
    (raised,) = [note for note in funding.funding(snapshot, LIGHT).all_notes if "ophoging" in note]
    assert "verdere ophoging in 2026 is niet uitgesloten" in raised


def test_a_year_that_we_read_into_the_agenda_is_said_to_be_ours(snapshot: Snapshot) -> None:
    """The agenda prints one row without a year, which we put after its last one."""
    figure = funding.funding(snapshot, LIGHT)
    open_ended = [row for row in snapshot.rows("funding", {"stream": "structural"}) if ".." in row["reference_period"]]
    assert len(open_ended) == 1
    assert "vanaf 2035" in {row[0] for row in figure.table.rows}
    assert "drukt dat bedrag daarna ook zonder jaar" in figure.sentence
    assert "wij lezen dat als vanaf 2035" in figure.sentence
