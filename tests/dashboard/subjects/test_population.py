"""The page bevolking against numbers read in the agenda (1.1.1, 1.1.2, 1.1.4, 1.1.6, 1.1.7) and in CBS 03759ned."""

from __future__ import annotations

import itertools
import random

import pytest

from dashboard.asking.queries import Result, ask, municipalities
from dashboard.asking.selection import COUNTRY, NOTHING, Selection, comparisons
from dashboard.charts import magnified
from dashboard.subjects.population import growth, growth_map, population, workforce
from dashboard.subjects.population.population import left_out
from snapshot.read import Snapshot
from snapshot.region import DEFAULT

ARNHEM, DUIVEN, RHEDEN, ROZENDAAL, ZEVENAAR = "GM0202", "GM0226", "GM0275", "GM0277", "GM0299"
SECTORS = (
    "",
    "leisure",
    "energy",
    "care",
    "technology",
    "ict",
    "education_childcare",
    "logistics",
    "manufacturing",
    "green",
)


def test_region_is_the_named_sum_of_nine(snapshot: Snapshot) -> None:
    people = population.inhabitants(snapshot)
    first = people.cell(region_code=DEFAULT.code, reference_period="2024-01-01")
    assert (first.value, first.status) == (405_500, "derived")  # the agenda prints 405.500
    assert people.value(region_code=DEFAULT.code, reference_period="2026-01-01") == 411_424
    assert "berekend" in growth.growth(snapshot, Selection()).status_line
    assert people.where(region_code=COUNTRY).statuses == ("published",)


def test_region_lacks_a_year_in_which_a_municipality_lacks(snapshot: Snapshot) -> None:
    towns = tuple(municipalities(snapshot))
    whole = ask(snapshot, "population", region_code=towns)
    gap = (DUIVEN, "2023-01-01")
    rows = [
        {**row, "value": None} if (row["region_code"], row["reference_period"]) == gap else row for row in whole.rows
    ]
    region = population.with_region(whole.only(rows), towns).where(region_code=DEFAULT.code)
    assert "2023-01-01" not in region.periods
    assert region.value(reference_period="2024-01-01") == 405_500


def test_key_figures_follow_one_municipality_and_lead_with_what_is_certain(snapshot: Snapshot) -> None:
    region, people, unused, share = population.key_figures(snapshot, Selection())
    assert (region.number, people.number, unused.number, share.number) == ("411.424", "304.000", "25.000", "74%")
    assert region.comparison == (
        "3.326 personen meer dan op 1 januari 2025. De agenda noemt 405.500 (geen datum in de bron, zoveel telde CBS op "
        "1 januari 2024)"
    )
    assert "berekend" in region.period
    assert share.comparison == (  # the number as published, like every other that is in doubt
        "222.000 van de 304.000 hebben betaald werk, en dat is 73% (berekend)"
    )
    assert "Nederland" not in share.comparison  # another kind of figure, and nothing stands beside what is doubtful
    town = population.key_figures(snapshot, Selection(municipalities=(DUIVEN,)))[0]
    assert (town.label, town.number, town.comparison) == (
        "Inwoners van Duiven",
        "24.852",
        "90 personen minder dan op 1 januari 2025",
    )


def test_index_says_who_grew_and_who_shrank(snapshot: Snapshot) -> None:
    figure = growth.growth(snapshot, Selection())
    assert figure.headline == "Van 2019 tot 2026: Midden-Gelderland groeide met 4,6% en Nederland met 4,9%"
    assert "Rozendaal groeide met 11,1% en Duiven kromp met 1,9%" in figure.sentence
    rows = {row[0]: row for row in figure.table.rows}
    assert rows["Arnhem"][1] == "95,6"  # 2015
    assert rows["Arnhem"][5] == "100,0"
    assert rows["Nederland"][1] == "geen gegeven"
    assert rows["Arnhem"][-1] == "107,9"
    chosen = growth.growth(snapshot, Selection(municipalities=(RHEDEN,), compare="Nederland"))
    assert chosen.headline == "Van 2019 tot 2026: Rheden groeide met 0,5% en Nederland met 4,9%"
    assert [row[0] for row in chosen.table.rows] == ["Rheden", "Nederland"]


def test_numbers_leave_region_out_of_the_chart_and_say_so(snapshot: Snapshot) -> None:
    figure = growth.growth(snapshot, Selection(municipalities=(ARNHEM, DUIVEN)), show=growth.NUMBER)
    assert figure.headline == "Op 1 januari 2026 telde Arnhem 171.822 inwoners en Duiven 24.852"
    assert "411424" not in repr(figure.chart)
    assert any("Alleen in de tabel" in note for note in figure.all_notes)
    bars = growth.growth(snapshot, Selection(compare="Midden-Gelderland"), show=growth.NUMBER)
    assert any("som van de negen gemeenten" in note for note in bars.all_notes)


@pytest.mark.parametrize("seed", range(24))
def test_inhabitants_tell_the_choice_and_nothing_else(snapshot: Snapshot, seed: int) -> None:
    drawn, names = random.Random(seed), municipalities(snapshot)
    towns = tuple(code for code in names if code in drawn.sample(sorted(names), drawn.randint(0, 6)))
    selection = Selection(towns, compare=drawn.choice(comparisons(DEFAULT)))
    index, number = (growth.growth(snapshot, selection, show=show) for show in (growth.INDEX, growth.NUMBER))
    drawn_map = growth_map.population_growth(snapshot, selection)
    for figure in (index, drawn_map):
        told = f"{figure.headline}. {figure.sentence}"
        assert ("Midden-Gelderland" in told) == selection.with_region, told
        assert ("Nederland" in told) == selection.with_country, told
        assert figure.sentence.split(": ")[-1].rstrip(".") not in figure.headline, told
    for figure in (index, number, drawn_map):
        told = f"{figure.headline}. {figure.sentence}"
        assert not towns or not [name for code, name in names.items() if code not in towns and name in told], told
        beside = "".join(figure.notes)
        assert selection.with_region or "Midden-Gelderland" not in f"{figure.sentence} {beside}", figure.sentence
        assert selection.with_country or "Nederland" not in figure.sentence


def test_without_anything_to_compare_with_the_municipalities_are_counted(snapshot: Snapshot) -> None:
    figure = growth.growth(snapshot, Selection(compare="Niets"))
    assert figure.headline == "Van 2019 tot 2026: Rozendaal groeide met 11,1% en Duiven kromp met 1,9%"
    assert figure.sentence == "Van de negen gemeenten groeiden er acht en kromp er één van 2019 tot 2026."


def test_zevenaar_says_who_joined_it_where_its_growth_is_told(snapshot: Snapshot) -> None:
    alone = growth.growth(snapshot, Selection((ZEVENAAR,)), show=growth.NUMBER).sentence
    assert alone.endswith("op 1 januari 2015 (berekend). Met Rijnwaarden, dat sinds 2018 bij deze gemeente hoort.")
    two = growth.growth(snapshot, Selection((ARNHEM, ZEVENAAR)), show=growth.NUMBER).sentence
    assert two.endswith(" Zevenaar: met Rijnwaarden, dat sinds 2018 bij deze gemeente hoort.")
    for figure in (
        growth.growth(snapshot, Selection((ZEVENAAR,))),  # since 2019
        growth.growth(snapshot, Selection((ARNHEM,)), show=growth.NUMBER),
    ):
        assert "Rijnwaarden" not in figure.sentence


@pytest.mark.parametrize("seed", range(6))
def test_inhabitants_of_several_are_theirs_together(snapshot: Snapshot, seed: int) -> None:
    drawn, names = random.Random(seed), municipalities(snapshot)
    towns = tuple(code for code in names if code in drawn.sample(sorted(names), drawn.randint(2, 8)))
    first = population.key_figures(snapshot, Selection(towns))[0]
    rows = ask(snapshot, "population", region_code=towns, measure="persons")
    before, last = (
        sum(int(row["value"]) for row in rows.where(reference_period=period).rows) for period in rows.periods[-2:]
    )
    assert first.number == f"{last:,}".replace(",", ".")
    gap = f"{abs(last - before):,}".replace(",", ".")
    assert first.comparison.startswith(f"{gap} personen {'meer' if last > before else 'minder'} dan op 1 januari 2025")
    assert "Midden-Gelderland" not in f"{first.label} {first.comparison}"
    assert "berekend" in first.period
    assert all(names[code] in first.comparison for code in towns) == (len(towns) <= population.NAMED)


def test_words_of_the_agenda_on_ageing_tell_its_doubt(snapshot: Snapshot) -> None:
    notes = [note for note in workforce.ageing(snapshot, Selection()).notes if "de meeste mensen" in note]
    assert notes
    assert all(note.startswith("Volgens de agenda") and "twijfelachtig" in note for note in notes)


def test_potential_counts_the_eleven_thousand_once(snapshot: Snapshot) -> None:
    figure = workforce.potential(snapshot, Selection())
    assert figure.headline.startswith("25.000 van de 304.000 inwoners van 15 t/m 74 jaar")
    assert isinstance(figure.chart, magnified.Magnified)
    assert [part.value for part in figure.chart.parts] == [211_000, 11_000, 8_000, 6_000, 68_000]
    assert "211.000" not in repr(figure.chart)
    assert "twijfelachtig" not in figure.origin  # the 74% that is kept as printed and flagged is not in it
    assert not any("73,0%" in note for note in figure.all_notes)


def test_rozendaal_has_inhabitants_and_is_not_in_the_total(snapshot: Snapshot) -> None:
    figure = population.working_age(snapshot, Selection())
    rows = dict(figure.table.rows)
    assert rows["Rozendaal"] == "1.100"
    assert rows["Midden-Gelderland (zonder Rozendaal)"] == "260.300"
    assert "zonder Rozendaal" in figure.headline
    towns = ask(snapshot, "residents_15_64").where(region_code=[ARNHEM, ROZENDAAL])
    assert towns.value(region_code=ARNHEM) == 115_800


def test_youth_keeps_published_percentages_and_the_doubt(snapshot: Snapshot) -> None:
    rows = {row[0]: row[1:] for row in workforce.youth(snapshot, Selection()).table.rows}
    assert rows["Mbo-studenten"] == (
        "12.519 studenten (schooljaar 2020/2021)",
        "10.821 studenten (schooljaar 2024/2025)",
        "14% minder (1.698 studenten minder)",
    )
    assert rows["Instroom in de WW, jonger dan 27 jaar"][2] == "5% meer (48 personen meer)"
    assert "geldt mogelijk voor heel Nederland" in rows["Uitstroom uit de WW naar uitzendwerk"][1]


def test_ageing_shows_fit_or_the_reason_why_not(snapshot: Snapshot) -> None:
    care = workforce.ageing(snapshot, Selection(sector="care"))
    assert "12%" in care.sentence
    assert "14%" in care.sentence
    assert "Zorg & Welzijn (benadering)" in care.sentence
    assert "Industrie (benadering)" in workforce.ageing(snapshot, Selection(sector="technology")).sentence
    logistics = workforce.ageing(snapshot, Selection(sector="logistics")).sentence
    assert "geen aantal voor Transport en Groothandel" in logistics
    assert "Er is wel een cijfer bij" in logistics
    assert "geen van de UWV-sectoren" in workforce.ageing(snapshot, Selection(sector="ict")).sentence


def test_every_selection_gives_figures(snapshot: Snapshot) -> None:
    picks = ((), (ROZENDAAL,), (ARNHEM, DUIVEN, RHEDEN, ROZENDAAL, "GM0299"))
    for towns, compare in itertools.product(picks, comparisons(DEFAULT)):
        selection = Selection(towns, "", compare)
        figures = [
            growth.growth(snapshot, selection),
            growth.growth(snapshot, selection, show=growth.NUMBER),
            population.working_age(snapshot, selection),
        ]
        assert all("None" not in figure.headline + figure.sentence + figure.alt for figure in figures)
    for sector in SECTORS:
        assert workforce.ageing(snapshot, Selection(sector=sector)).chart
    assert workforce.potential(snapshot, Selection()).chart
    assert workforce.youth(snapshot, Selection()).chart is None


def test_what_a_total_leaves_out_is_found_and_never_guessed(snapshot: Snapshot) -> None:
    residents = ask(snapshot, "residents_15_64")
    assert left_out(residents) == "GM0277"

    def with_total(value: float) -> Result:
        return residents.only(
            {**row, "value": value} if row["region_code"] == snapshot.region.code else row for row in residents.rows
        )

    whole = sum(row["value"] for row in residents.rows if row["region_code"] != snapshot.region.code)
    assert left_out(with_total(whole)) == ""
    assert left_out(with_total(whole - 115_800)) == "GM0202"
    assert left_out(with_total(whole - 100)) == ""  # what is lacking is nobody's number


def test_numbers_of_ageing_are_doubtful_and_have_no_year(snapshot: Snapshot) -> None:
    figure = workforce.ageing(snapshot, Selection())
    assert figure.headline == (
        "Volgens de agenda bereiken in Zorg & Welzijn van alle sectoren de meeste werknemers binnen zeven jaar de "
        "AOW-leeftijd: 7.800 (twijfelachtig)"
    )
    assert "2024" not in f"{figure.headline} {figure.subtitle} {figure.sentence}"
    assert [row[1] for row in figure.table.rows[:3]] == [f"{n} (twijfelachtig)" for n in ("7.800", "5.800", "4.200")]
    assert any("geen 7.800" in note for note in figure.all_notes)


def test_the_numbers_of_the_headline_are_not_told_again(snapshot: Snapshot) -> None:
    chosen = Selection(("GM0226", "GM1705", "GM0299"))
    figure = growth.growth(snapshot, chosen, show="number")
    assert figure.headline == "Op 1 januari 2026 telde Duiven 24.852 inwoners, Lingewaard 47.802 en Zevenaar 45.570"
    assert figure.sentence == (
        "Duiven heeft 696 personen minder dan op 1 januari 2015; Lingewaard 2.014 personen meer; Zevenaar 2.393 "
        "personen meer (berekend). Zevenaar: met Rijnwaarden, dat sinds 2018 bij deze gemeente hoort."
    )


def test_all_that_grew_are_called_all(snapshot: Snapshot) -> None:
    three = Selection(("GM1734", "GM0275", "GM0277"), compare=NOTHING)
    assert growth.growth(snapshot, three).sentence == "Alle drie gekozen gemeenten groeiden van 2019 tot 2026."
