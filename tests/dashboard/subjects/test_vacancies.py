"""The page vacatures against numbers read in the text of the agenda, and against its traps."""

from __future__ import annotations

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.bands import Bands
from dashboard.figure.core import Figure
from dashboard.screen.downloads import downloads
from dashboard.subjects.vacancies import sector_jobs, tightness, vacancies
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
    assert (tight.label, tight.number) == ("Spanning in het 1e kwartaal 2023", "krap")
    assert tight.period == "nieuwer staat niet in dit dashboard"


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
    assert row(figure, "4e kwartaal 2021")[3] == "berekend (afgeleid)"
    assert row(figure, "3e kwartaal 2021") == ("3e kwartaal 2021", "niet bekend", "", "")
    assert figure.table.rows[-1][0] == "4e kwartaal 2024"


def test_tightness_bands_have_their_bounds(snapshot: Snapshot) -> None:
    figure = tightness.tightness(snapshot, Selection())
    drawn = repr(figure.chart)
    for bounds in ("0 tot 0,25", "0,25 tot 0,67", "0,67 tot 1,5", "1,5 tot 4", "vanaf 4"):
        assert bounds in drawn


def test_shares_are_worded_as_the_agenda_words_them(snapshot: Snapshot) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(), measure=sector_jobs.SHARE)
    assert figure.headline == "Aandeel in de banen van werknemers: Zorg & Welzijn 17% en Industrie ruim 9%"
    assert row(figure, "Industrie")[3:5] == ("ruim 9%", "bijna 9%")
    assert row(figure, "Energie")[1:] == ("geen getal", "geen getal", "geen getal", "geen getal", "2 keer")


def test_growth_is_printed_with_the_decimals_of_the_source(snapshot: Snapshot) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection())
    assert figure.headline.endswith("met 7%, alle sectoren samen met 2,9%")
    assert row(figure, "Industrie")[1] == "geen getal"
    assert "Alle sectoren in Nederland 2,8%" in figure.alt


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("sector", ["ict", "education_childcare", "green"])
def test_a_priority_sector_without_a_sector_of_uwv_says_so(snapshot: Snapshot, sector: str, measure: str) -> None:
    figure = sector_jobs.by_sector(snapshot, Selection(sector=sector), measure=measure)
    assert "hoort geen sector van UWV" in figure.headline
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
    assert "Dit is een eigen voorstel. Sectoren overlappen elkaar: tel ze niet op." in figure.all_notes


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
