"""The page sectoren against the prose of paragraph 2.6.2 of the agenda."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from dashboard.asking.selection import Selection
from dashboard.subjects.sectors import jobs_by_section, sector_tables, sectors, side_by_side
from dashboard.subjects.sectors.coverage import coverage
from snapshot.read import Snapshot

ARNHEM, DOESBURG, DUIVEN, LINGEWAARD, RHEDEN = "GM0202", "GM0221", "GM0226", "GM1705", "GM0275"
BUILDERS = (sectors.who_chose, sector_tables.by_municipality, sector_tables.crosswalk, sector_tables.reasons)


def test_key_figures_count_what_the_agenda_says(snapshot: Snapshot) -> None:
    all_, first, chose, without = sectors.key_figures(snapshot, Selection())
    assert (all_.number, first.number, chose.number, without.number) == ("9", "Zorg", "6", "3")
    assert first.comparison == "bij het Human Capital Akkoord Arnhem-Nijmegen, Arnhem en Rheden (vanuit de uitvoering)"
    assert without.comparison.startswith("Lingewaard, Overbetuwe en Rozendaal")
    assert "Montferland" not in chose.comparison


@pytest.mark.parametrize("owner", ["", "several", "hca", "arnhem", "liemers", "rheden"])
def test_letters_in_the_table_of_all_sectors_are_explained_above_it(owner: str, snapshot: Snapshot) -> None:
    figure = side_by_side.side_by_side(snapshot, Selection(region=snapshot.region), owner=owner)
    shown = " ".join([*figure.table.header, *(cell for row in figure.table.rows for cell in row)])
    letters = set(re.findall(r"\b[A-Z]{3,}\b", f"{shown} {figure.subtitle.partition('. ')[0]}")) - {
        "AOW",
        "ICT",
        "CBS",
        "UWV",
    }
    assert letters >= {"SBI", "COROP"}
    explained = set(re.findall(r"\b([A-Z]{3,})(?:-gebied)? is\b", figure.subtitle))
    assert letters == explained


def test_matrix_has_the_dots_of_the_prose_and_marks_the_inferred_one(snapshot: Snapshot) -> None:
    figure = sectors.who_chose(snapshot, Selection())
    cells = {row[0]: row[1:6] for row in figure.table.rows}
    assert sum(cell != "–" for row in cells.values() for cell in row) == 14
    assert [
        (sector, place) for sector, row in cells.items() for place, cell in enumerate(row) if cell == "afgeleid"
    ] == [("Vrijetijdseconomie", 3)]
    counts = [int(row[-1]) for row in figure.table.rows]
    assert counts == sorted(counts, reverse=True)
    assert "Montferland ligt buiten de regio" in figure.sentence


@pytest.mark.parametrize(
    ("town", "words"),
    [
        (ARNHEM, "noemt de agenda 5 speerpunten: Energie, Zorg, Techniek, ICT en Onderwijs & kinderopvang"),
        (
            DUIVEN,
            "noemt de agenda 3 speerpunten via de Liemerse Economische Visie: Logistiek, Maakindustrie en Vrijetijdseconomie",
        ),
        (DOESBURG, "Vrijetijdseconomie (afgeleid) en Groen"),
        (RHEDEN, "noemt de agenda 1 speerpunt: Zorg (vanuit de uitvoering)"),
        (LINGEWAARD, "noemt de agenda geen eigen of gedeeld speerpunt"),
    ],
)
def test_headline_says_by_whose_choice(snapshot: Snapshot, town: str, words: str) -> None:
    headline = sectors.who_chose(snapshot, Selection(municipalities=(town,))).headline
    assert words in headline
    assert headline.endswith("via de economische regio (onze lezing): Energie, Zorg en Techniek")


def test_sector_that_does_not_hold_in_a_town_says_where_it_does(snapshot: Snapshot) -> None:
    headline = sectors.who_chose(snapshot, Selection(municipalities=(ARNHEM,), sector="green")).headline
    assert headline == "Groen staat in de agenda niet als speerpunt voor Arnhem, wel als speerpunt van Doesburg"
    both = sectors.who_chose(snapshot, Selection(municipalities=(ARNHEM, LINGEWAARD), sector="ict")).headline
    assert both == "ICT staat in de agenda als speerpunt voor Arnhem (eigen speerpunt), niet voor Lingewaard"


def test_economic_region_covers_all_nine_and_montferland_stays_outside(snapshot: Snapshot) -> None:
    found = coverage(snapshot)
    assert len(found.towns("region")) == 9
    rows = sector_tables.by_municipality(snapshot, Selection()).table.rows
    assert [row[0] for row in rows][-1] == "Montferland (buiten de regio)"
    assert len(rows) == 10
    arnhem_only = sector_tables.by_municipality(snapshot, Selection(municipalities=(ARNHEM,))).table.rows
    assert [row[0] for row in arnhem_only] == ["Arnhem"]


def test_crosswalk_warns_where_the_agenda_names_no_sector_of_uwv(snapshot: Snapshot) -> None:
    figure = sector_tables.crosswalk(snapshot, Selection())
    lost = [row[0] for row in figure.table.rows if row[3] == "niet te zeggen"]
    assert lost == ["ICT", "Onderwijs & kinderopvang", "Groen"]
    assert all(word in figure.headline for word in lost)
    one = sector_tables.crosswalk(snapshot, Selection(sector="ict"))
    assert {row[0] for row in one.table.rows} == {"ICT"}
    assert one.headline.startswith("De agenda noemt geen sector van UWV die volgens ons bij ICT past")
    told = f"{figure.headline} {figure.sentence} {one.headline} {one.sentence} {figure.table.rows}"
    assert "UWV heeft geen" not in told  # the agenda does not say what UWV has
    assert "meet deze sector niet" not in told
    assert "eigen voorstel" in one.notes[0]
    making = sector_tables.crosswalk(snapshot, Selection(sector="manufacturing"))
    assert making.headline == "Maakindustrie past volgens ons bij geen enkele sector van UWV of SBI volledig"
    assert {row[3] for row in making.table.rows} == {"benadering"}  # one reading, told once


def test_every_selection_builds_in_both_schemes(snapshot: Snapshot) -> None:
    towns = tuple(coverage(snapshot).names)
    for chosen, sector in product(((), towns[:1], towns[:2], towns[:3], towns), ("", "leisure")):
        for builder in BUILDERS:
            assert builder(snapshot, Selection(municipalities=chosen, sector=sector)).headline


def test_no_municipality_is_said_to_have_chosen_or_not(snapshot: Snapshot) -> None:
    towns = ("GM0202", "GM0275", "GM0277", "GM1705", "GM1734", "GM0221")
    choices = [
        Selection(),
        *(Selection(municipalities=(town,)) for town in towns),
        Selection(municipalities=towns[2:5]),
    ]
    choices += [Selection(sector="care"), Selection(sector="care", municipalities=("GM0277", "GM0275"))]
    for selection in choices:
        told = " ".join(
            text
            for figure in (sectors.who_chose(snapshot, selection), sector_tables.by_municipality(snapshot, selection))
            for text in (figure.headline, figure.sentence)
        )
        assert not any(word in told for word in ("koos", "kozen", "kiest", "eigen keuze")), told
    assert "Rheden (vanuit de uitvoering)" in sectors.who_chose(snapshot, Selection(sector="care")).headline
    assert "onze lezing" in sectors.who_chose(snapshot, Selection()).sentence


def test_what_holds_through_the_economic_region_is_always_our_reading(snapshot: Snapshot) -> None:
    """Municipalities and sectors drawn at random: the agenda does not say where the agreement of the region holds."""
    draw, found = random.Random(26), coverage(snapshot)
    for _ in range(120):
        towns = tuple(sorted(draw.sample(list(found.names), draw.randrange(0, 7))))
        selection = Selection(municipalities=towns, sector=draw.choice(["", *found.ranked]))
        matrix, table = sectors.who_chose(snapshot, selection), sector_tables.by_municipality(snapshot, selection)
        for figure in (matrix, table):
            told = f"{figure.headline}. {figure.sentence}"
            assert "onze lezing" in told
            assert "gelden in elke gemeente van de regio, via" not in told
            assert not re.search(r"\b0 van|9 van de 9|\bkoos|\bkozen", told), told
        if selection.sector and towns:
            only = [
                found.names[town]
                for town in towns
                if not set(found.covering(town, "municipality", "partnership")) & set(found.owners_of(selection.sector))
            ]
            stated = matrix.headline.split(", voor ")[0].split(", niet ")[0]
            if "staat in de agenda als speerpunt voor" in stated and len(towns) <= 4:
                assert not [name for name in only if f"{name} (" in stated], matrix.headline


def test_how_the_agenda_comes_to_a_sector_travels_with_every_claim(snapshot: Snapshot) -> None:
    for builder in (sectors.who_chose, sector_tables.by_municipality):
        rheden = builder(snapshot, Selection(municipalities=(RHEDEN,))).headline
        assert "vanuit de uitvoering" in rheden
        doesburg = builder(snapshot, Selection(municipalities=(DOESBURG,))).headline
        assert "afgeleid" in doesburg
    assert "waaronder Rheden (vanuit de uitvoering)" in sector_tables.by_municipality(snapshot, Selection()).headline
    three = Selection(("GM1734", "GM0275", "GM0277"))  # of whom Rheden is the only one
    assert "speerpunt: Rheden (vanuit de uitvoering); " in sector_tables.by_municipality(snapshot, three).headline
    assert "Rheden (vanuit de uitvoering)" in sectors.key_figures(snapshot, Selection())[2].comparison


def test_a_sector_without_a_figure_is_said_first_and_every_headline_has_its_verb(snapshot: Snapshot) -> None:
    for sector in ("", *coverage(snapshot).ranked):
        made = jobs_by_section.latest(snapshot, Selection(sector=sector))
        assert re.search(r"\b(waren|heeft|hebben|is)\b", made.headline), made.headline
        assert made.headline.startswith("Geen cijfer over ") == (sector == "energy")
        assert ("(voorlopig)" in made.headline) == ("voorlopig" in made.subtitle)


def test_the_translation_is_ours_in_every_row(snapshot: Snapshot) -> None:
    rows = snapshot.rows("sector_crosswalk")
    assert all(row["is_proposal"] for row in rows)
    told = " ".join(row["note"] or "" for row in rows)
    assert "letter" not in told
    assert not re.search(r"\bbij [A-Z]\b|\bis [A-Z] zonder", told)
    assert all("SBI-code" in row["note"] for row in rows if row["note"] and re.search(r"\d", row["note"]))
