"""The page vacatures against numbers read in the text of the agenda, and against its traps."""

from __future__ import annotations

import re

import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.bands import Bands
from dashboard.charts.bars import CaptionedBars
from dashboard.composition.catalogue import entry
from dashboard.export.downloads import downloads
from dashboard.figure.core import Figure
from dashboard.subjects.vacancies import sector_jobs, tightness, vacancies, vacancies_series
from dashboard.words.periods import filled
from loaders.agenda.vocabulary import PRIORITY_SECTORS
from snapshot.read import Snapshot

EVERY_SECTOR = ("", *PRIORITY_SECTORS)
MEASURES = (sector_jobs.GROWTH, sector_jobs.SHARE)


def row(figure: Figure, name: str) -> tuple[str, ...]:
    return next(cells for cells in figure.table.rows if cells[0] == name)


def test_key_figures_say_what_paragraphs_1_2_1_and_1_2_3_print(snapshot: Snapshot) -> None:
    employees, self_employed, arisen, tight = vacancies.key_figures(snapshot, Selection())
    assert (employees.number, employees.period) == ("207.400", "verwachting voor 2027")
    assert employees.comparison == "2,9% meer dan in 2024; in Nederland 2,8%"
    assert (self_employed.number, self_employed.comparison[:24]) == ("52.900", "4,4% minder dan in 2022 ")
    assert (arisen.number, arisen.unit) == ("34.000", "vacatures")
    assert (tight.label, tight.number) == ("Spanning in Midden-Gelderland", "krap")
    assert tight.period == "1e kwartaal 2023; nieuwer staat niet in dit dashboard"
    assert "sinds medio 2023 wordt de krapte iets minder" in tight.comparison  # both are said
    assert all(found.label.endswith("in Midden-Gelderland") for found in (employees, self_employed, arisen, tight))


def test_demand_leads_with_the_levels_that_the_agenda_weighs(snapshot: Snapshot) -> None:
    figure = vacancies.demand(snapshot, Selection())
    assert figure.headline == (
        "De verwachte vervangingsvraag is 2,8% tot 3,5% bij mbo 2, 3 en 4, 2,7% bij master en 2,5% bij bachelor"
    )
    assert row(figure, "Basisonderwijs") == ("Basisonderwijs", "0,2%", "10,3%", "10,5%", "13,2%")
    assert row(figure, "Mbo 3") == ("Mbo 3", "0,5%", "3,0%", "3,5%", "4,5%")
    assert row(figure, "Totaal") == ("Totaal", "0,2%", "3,4%", "3,6%", "3,5%")
    assert any("berekend" in note for note in figure.all_notes)


def test_demand_keeps_the_order_of_education(snapshot: Snapshot) -> None:
    names = [cells[0] for cells in vacancies.demand(snapshot, Selection()).table.rows]
    assert names[0] == "Basisonderwijs"
    assert names[-2:] == ["Hbo-/wo-master", "Totaal"]
    assert len(names) == 10


def test_tightness_draws_no_line_and_marks_only_the_six_known_quarters(snapshot: Snapshot) -> None:
    figure = tightness.tightness(snapshot, Selection())
    assert isinstance(figure.chart, Bands)
    known = {cells[0]: cells[1] for cells in figure.table.rows if cells[1] != "niet bekend"}
    assert known == {
        "1e kwartaal 2021": "gemiddeld",
        "2e kwartaal 2021": "krap",
        "4e kwartaal 2021": "krap",
        "1e kwartaal 2022": "zeer krap",
        "4e kwartaal 2022": "zeer krap",
        "1e kwartaal 2023": "krap",
    }
    assert row(figure, "4e kwartaal 2021")[3] == "afgeleid"  # a class is no number: nothing was computed
    assert "berekend" not in figure.status_line
    assert row(figure, "3e kwartaal 2021") == ("3e kwartaal 2021", "niet bekend", "", "")
    assert figure.table.rows[0][:2] == ("1e kwartaal 2023", "krap")
    told = "Nieuwere cijfers zijn niet bekend en staan niet in de tabel: 2e kwartaal 2023 t/m 4e kwartaal 2024."
    assert told in figure.all_notes


def test_tightness_bands_have_their_bounds(snapshot: Snapshot) -> None:
    figure = tightness.tightness(snapshot, Selection())
    drawn = repr(figure.chart)
    for bounds in ("0 tot 0,25", "0,25 tot 0,67", "0,67 tot 1,5", "1,5 tot 4", "vanaf 4"):
        assert bounds in drawn


def test_shares_are_worded_as_the_agenda_words_them(snapshot: Snapshot) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(), measure=sector_jobs.SHARE)
    assert figure.headline == "Industrie heeft ruim 9% van de banen van werknemers in Midden-Gelderland"
    assert row(figure, "Industrie")[4:6] == ("ruim 9%", "bijna 9%")
    assert row(figure, "Zorg & Welzijn")[3:5] == ("17%", "geen getal")
    assert row(figure, "Energie")[1:] == (*["geen getal"] * 5, "2 keer")


def test_growth_is_printed_with_the_decimals_of_the_source(snapshot: Snapshot) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection())
    assert figure.headline.endswith("met 7%, alle sectoren samen met 2,9%")
    assert row(figure, "Industrie")[1:3] == ("groeit licht", "neemt iets af")  # the agenda has words for it
    assert row(figure, "Groothandel")[1] == "daalt"
    assert "Alle sectoren in Nederland 2,8%" in figure.alt


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("sector", ["ict", "education_childcare", "green"])
def test_a_priority_sector_without_a_sector_of_uwv_says_so(snapshot: Snapshot, sector: str, measure: str) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(sector=sector), measure=measure)
    assert figure.headline == f"In de agenda vinden we geen sector van UWV die bij {PRIORITY_SECTORS[sector]} past"
    assert "ons voorstel" in figure.sentence
    assert PRIORITY_SECTORS[sector] in figure.sentence
    assert not figure.table.strong


@pytest.mark.parametrize(
    ("sector", "matched"),
    [
        ("care", ["Zorg & Welzijn"]),
        ("manufacturing", ["Industrie"]),
        ("logistics", ["Groothandel", "Transport"]),
        ("technology", ["Industrie", "Specialistische zakelijke diensten"]),
    ],
)
def test_a_priority_sector_lights_up_its_sectors_of_uwv(snapshot: Snapshot, sector: str, matched: list[str]) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(sector=sector))
    assert sorted(figure.table.rows[place][0] for place in figure.table.strong) == matched
    assert all(name in figure.sentence for name in matched)
    assert "De vertaling is een eigen voorstel van dit dashboard en staat niet in de agenda." in figure.all_notes
    assert figure.all_notes.count("Sectoren overlappen elkaar: tel ze niet op.") == 1


@pytest.mark.parametrize("subject", ["tightness", "vacancies", "jobs"])
def test_words_stay_words(snapshot: Snapshot, subject: str) -> None:
    figure = vacancies.words(snapshot, Selection(), subject=subject)
    assert figure.chart is None
    assert all(cells[2].startswith("1.2.") for cells in figure.table.rows)
    if subject == "vacancies":
        assert any("alleen als plaatje" in note for note in figure.all_notes)


@pytest.mark.slow
@pytest.mark.parametrize("sector", EVERY_SECTOR)
def test_every_variant_constructs_and_downloads(snapshot: Snapshot, sector: str) -> None:
    selection = Selection(sector=sector)
    figures = [vacancies.demand(snapshot, selection), tightness.tightness(snapshot, selection)]
    figures += [sector_jobs.by_sector(snapshot, selection, measure=measure) for measure in MEASURES]
    figures += [vacancies.words(snapshot, selection, subject=subject) for subject in ("tightness", "vacancies", "jobs")]
    for figure in figures:
        assert figure.source_line
        assert all(download.content(figure) for download in downloads(figure, selection))


def test_what_grows_most_is_not_hidden_behind_the_largest_number(snapshot: Snapshot) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection())
    assert figure.headline.startswith("Overige zakelijke diensten groeit naar verwachting het sterkst, zonder getal; ")
    assert row(figure, "Overige zakelijke diensten")[1] == "groeit het sterkst"
    assert "Overige zakelijke diensten groeit het sterkst" in figure.alt


@pytest.mark.parametrize("sector", EVERY_SECTOR)
def test_shares_of_two_wholes_never_stand_in_one_chart(snapshot: Snapshot, sector: str) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(sector=sector), measure=sector_jobs.SHARE)
    assert isinstance(figure.chart, CaptionedBars)
    drawn = {bar.name for bar in figure.chart.rows if bar.value is not None}
    assert drawn in ({"Zorg & Welzijn"}, {"Industrie", "Industrie in Nederland"})
    of_all = "Zorg & Welzijn" in drawn
    assert figure.subtitle.startswith("Percentage van alle banen in" if of_all else "Percentage van de banen van werkn")


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("sector", PRIORITY_SECTORS)
def test_our_link_between_sectors_is_never_told_as_that_of_the_agenda(
    snapshot: Snapshot, sector: str, measure: str
) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(sector=sector), measure=measure)
    assert "volgens ons voorstel" in f"{figure.headline} {figure.sentence}".lower()
    assert "hoort in de agenda" not in figure.headline
    assert any(
        word in figure.headline for word in (" hoort ", " horen ", " vinden ", " werken ", " groeit ", " heeft ")
    )


def test_a_class_of_long_ago_is_said_to_be_old_and_what_came_after_is_told(snapshot: Snapshot) -> None:
    figure = tightness.tightness(snapshot, Selection())
    assert figure.headline == (
        "In Midden-Gelderland was de arbeidsmarkt in het 1e kwartaal 2023 krap (4e kwartaal 2022: zeer krap); nieuwer "
        "staat niet in dit dashboard"
    )
    assert figure.sentence.startswith("De agenda zegt: sinds medio 2023 wordt de krapte iets minder")
    assert "10 van de 16 kwartalen van 2021 t/m 2024" in figure.sentence
    news = [note for note in figure.all_notes if "nieuwsbericht" in note]
    assert len(news) == 2  # a news item is no press release
    assert len([note for note in figure.all_notes if "persbericht" in note]) == 1


@pytest.mark.parametrize("subject", ["jobs"])
def test_forecasts_are_told_as_forecasts(snapshot: Snapshot, subject: str) -> None:
    rows = ask(snapshot, "statements", subject=subject).rows
    told = [row["statement"] for row in rows if re.search(r"\b(groeit|daalt|worden|blijft)\b", row["statement"])]
    assert told
    assert all("naar verwachting" in text for text in told if not text.startswith("De grote vervangingsvraag")), told
    assert "verwacht ROA" in vacancies.demand(snapshot, Selection()).sentence


def test_a_sum_of_ours_is_never_what_the_source_expects(snapshot: Snapshot) -> None:
    figure = vacancies.demand(snapshot, Selection())
    *_, expansion, replacement, together, inflow = row(figure, "Totaal")
    expected, _, worked_out = figure.sentence.partition("samen")
    assert f"{expansion} en een vervangingsvraag van {replacement}" in expected
    assert together not in expected
    assert worked_out.startswith(f" {together} (berekend)")
    assert inflow in worked_out


def test_classes_are_defined_where_they_are_shown(snapshot: Snapshot) -> None:
    figure = tightness.tightness(snapshot, Selection())
    limits = {band["title"]: band for band in ask(snapshot, "tightness_bands").rows}
    named = [word for word in limits if re.search(rf"(?<!zeer ){word}\b", figure.headline)]
    assert sorted(named) == ["krap", "zeer krap"]
    assert "Krap is 1,5 tot 4 en zeer krap vanaf 4 vacatures per WW-uitkering" in figure.sentence
    tight = vacancies.key_figures(snapshot, Selection())[-1]
    assert tight.comparison.startswith("1,5 tot 4 vacatures per WW-uitkering. ")


def test_a_class_and_the_words_of_the_agenda_are_explained_side_by_side(snapshot: Snapshot) -> None:
    """The class fell before the moment that the agenda names: both are said, and why they need not contradict."""
    figure = tightness.tightness(snapshot, Selection())
    assert "sinds medio 2023" in figure.sentence
    (note,) = [note for note in figure.notes if note.startswith("De klasse en de zin van de agenda")]
    assert "verandert alleen bij een grens" in note


@pytest.mark.parametrize("sector", ["care", "leisure", "green", "technology"])
def test_a_series_says_where_it_ends_and_what_it_lacks(snapshot: Snapshot, sector: str) -> None:
    figure = vacancies_series.vacancies(snapshot, Selection(sector=sector))
    last = figure.results[0].periods[-1]
    assert ("nieuwer staat niet in dit dashboard" in figure.sentence) == (last < "2026-Q2")
    holes = set(filled(figure.results[0].periods)) - set(figure.results[0].periods)
    assert ("met gaten tussen" in figure.subtitle or "zonder cijfers van" in figure.subtitle) == bool(holes)
    whole = vacancies_series.vacancies(snapshot, Selection())
    assert "met gaten tussen 3e kwartaal 2020 en 4e kwartaal 2025" in whole.subtitle
    assert f"{whole.sentence} {' '.join(whole.all_notes)}".count("de provincie is groter dan de regio") == 1


def test_a_change_and_what_it_is_compared_with_are_rounded_alike(snapshot: Snapshot) -> None:
    """The numbers of the province are coarse, so its change has no decimal: then that of the country has none too."""
    told = entry("vacatures-reeks").builder(snapshot, Selection())
    assert "43.900 vacatures open in Gelderland, 4% minder dan een jaar eerder" in told.headline
    assert "in Nederland 4% minder dan een jaar eerder (berekend)" in told.sentence
