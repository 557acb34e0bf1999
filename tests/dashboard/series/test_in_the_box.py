"""Figures of the series in the box: a line of years on four pages without a refresh, holes as holes, areas by name."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.asking.places import area_of, place_of, remark
from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.charts.lines import Lines
from dashboard.composition.availability import figures
from dashboard.figure.core import Figure
from dashboard.subjects.sectors import jobs_by_section, jobs_series
from dashboard.subjects.vacancies import vacancies_series
from dashboard.words.periods import filled
from snapshot.read import Snapshot

AREA, PROVINCE, ARNHEM = "CR15", "PV25", "GM0202"


def lines(figure: Figure) -> Lines:
    assert isinstance(figure.chart, Lines)
    return figure.chart


@pytest.mark.parametrize(
    ("path", "years"), [("bevolking", 12), ("uitkeringen", 9), ("vacatures", 15), ("sectoren", 15)]
)
def test_a_page_draws_a_line_of_years(snapshot: Snapshot, path: str, years: int) -> None:
    spans = []
    for declared in figures(snapshot, path):
        made = declared.builder(snapshot, Selection(), **declared.defaults)
        if isinstance(made.chart, Lines):
            spans.append(len({period[:4] for period in made.chart.periods}))
    assert max(spans) >= years


def test_a_figure_of_a_wider_area_names_it_in_its_headline(snapshot: Snapshot) -> None:
    choice = random.Random(7)
    towns, sectors = list(municipalities(snapshot)), ["", *priority_sectors(snapshot)]
    for _ in range(12):
        selection = Selection(tuple(choice.sample(towns, choice.randint(0, 3))), choice.choice(sectors))
        for builder in (jobs_series.jobs, jobs_by_section.latest):
            made = builder(snapshot, selection)
            assert "COROP-gebied Arnhem/Nijmegen" in made.headline, made.headline
            assert any(
                "Nijmegen, Berg en Dal, Beuningen, Druten, Heumen, Renkum en Wijchen" in note for note in made.notes
            )
        assert "Gelderland" in vacancies_series.vacancies(snapshot, selection).headline


def test_a_hole_is_drawn_as_a_hole(snapshot: Snapshot) -> None:
    (line,) = lines(vacancies_series.vacancies(snapshot, Selection())).lines
    empty = [moment.period for moment in line.moments if moment.value is None]
    assert empty[0] == "2020-Q3"
    assert "2025-Q1" in empty
    assert len(line.moments) == 62  # every quarter from 2011 to the middle of 2026
    assert not any(moment.value == 0 for moment in line.moments)


def test_sections_stand_apart_and_what_is_not_there_is_said(snapshot: Snapshot) -> None:
    logistics = jobs_series.jobs(snapshot, Selection(sector="logistics"))
    assert {line.name for line in lines(logistics).lines} == {"G Handel", "H Vervoer en opslag"}
    assert any("Tel ze niet op" in note and "benadering" in note for note in logistics.notes)
    energy = jobs_series.jobs(snapshot, Selection(sector="energy"))
    assert any(
        note == "Van Energievoorziening en Waterbedrijven en afvalbeheer staan hier geen cijfers: dit zijn alle "
        "bedrijfstakken samen."
        for note in energy.notes
    )
    places = jobs_series.establishments(snapshot, Selection((ARNHEM,)))
    assert places.title == "Vestigingen per bedrijfstak, in Arnhem"
    care = jobs_series.establishments(snapshot, Selection(sector="care"))
    assert "Zorg" not in care.title


def test_the_expectation_of_the_agenda_is_not_of_the_same_area(snapshot: Snapshot) -> None:
    told = jobs_series.jobs(snapshot, Selection()).sentence
    assert "Volgens de agenda verwacht UWV in Midden-Gelderland 207.400 banen" in told
    assert "van een kleiner gebied" in told


def test_the_smallest_area_that_a_dataset_has_is_taken(snapshot: Snapshot) -> None:
    region = snapshot.region.code
    assert area_of(snapshot, "jobs_series") == AREA
    assert area_of(snapshot, "vacancies_series") == PROVINCE
    assert area_of(snapshot, "establishments_series") == region
    assert place_of(snapshot, Selection((ARNHEM,)), "establishments_series") == ARNHEM
    assert place_of(snapshot, Selection((ARNHEM,)), "jobs_series") == AREA
    assert remark(snapshot, region) == ""


@given(first=st.integers(1990, 2060), count=st.integers(2, 30), kind=st.sampled_from(["", "-12", "-01-01", "-Q", "-M"]))
def test_every_period_between_the_first_and_the_last_is_there_once(first: int, count: int, kind: str) -> None:
    if kind == "-Q":
        whole = [f"{first + place // 4}-Q{place % 4 + 1}" for place in range(count)]
    elif kind == "-M":
        whole = [f"{first + place // 12}-{place % 12 + 1:02d}" for place in range(count)]
    else:
        whole = [f"{first + place}{kind}" for place in range(count)]
    assert filled([whole[-1], whole[0], whole[count // 2]]) == (tuple(whole) if count > 1 else (whole[0],))


def test_periods_of_different_kinds_stay_as_they_are() -> None:
    assert filled(["2024", "2025-Q1"]) == ("2024", "2025-Q1")
    assert filled([]) == ()


def test_an_old_figure_is_not_told_as_a_change_of_now(snapshot: Snapshot) -> None:
    made = vacancies_series.vacancies(snapshot, Selection(sector="technology"))
    assert "Specialistische zakelijke diensten ongeveer" not in made.sentence
    assert "Het nieuwste cijfer van Specialistische zakelijke diensten is van het 2e kwartaal 2020." in made.sentence


def test_a_figure_that_cannot_follow_the_sector_says_so_first_and_credits_nobody_else(snapshot: Snapshot) -> None:
    for builder, sector in ((jobs_series.jobs, "energy"), (jobs_series.establishments, "care")):
        made = builder(snapshot, Selection(sector=sector))
        assert made.headline.startswith("Geen cijfer over ")
    ict = jobs_series.jobs(snapshot, Selection(sector="ict"))
    assert "UWV" not in ict.source_line, "what the agenda expects is not told there"
    several = jobs_series.establishments(snapshot, Selection((ARNHEM, "GM0226")))
    assert "Bij meer dan één gekozen gemeente staat hier de hele regio." in several.sentence
    assert "van de vier bedrijfstakken met een reeks heeft " in several.headline
