"""The page sectoren against the prose of paragraph 2.6.2 of the agenda."""

from __future__ import annotations

from itertools import product

import pytest

from dashboard.asking.selection import Selection
from dashboard.subjects.sectors import sector_tables, sectors
from dashboard.subjects.sectors.coverage import coverage
from snapshot.read import Snapshot

ARNHEM, DOESBURG, DUIVEN, LINGEWAARD, RHEDEN = "GM0202", "GM0221", "GM0226", "GM1705", "GM0275"
BUILDERS = (sectors.who_chose, sector_tables.by_municipality, sector_tables.crosswalk, sector_tables.reasons)


def test_key_figures_count_what_the_agenda_says(snapshot: Snapshot) -> None:
    all_, first, chose, without = sectors.key_figures(snapshot, Selection())
    assert (all_.number, first.number, chose.number, without.number) == ("9", "Zorg", "6", "3")
    assert first.comparison == "bij HCA, Arnhem en Rheden (vanuit de uitvoering)"
    assert without.comparison.startswith("Lingewaard, Overbetuwe en Rozendaal")
    assert "Montferland" not in chose.comparison


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
        (ARNHEM, "eigen speerpunt: Energie, Zorg, Techniek, ICT en Onderwijs & kinderopvang"),
        (DUIVEN, "via de Liemerse Economische Visie: Logistiek, Maakindustrie en Vrijetijdseconomie"),
        (DOESBURG, "Vrijetijdseconomie (afgeleid) en Groen"),
        (RHEDEN, "eigen speerpunt: Zorg (vanuit de uitvoering)"),
        (LINGEWAARD, "geen eigen speerpunt"),
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
    assert one.headline.startswith("De agenda noemt geen sector van UWV die bij ICT past")
    told = f"{figure.headline} {figure.sentence} {one.headline} {one.sentence} {figure.table.rows}"
    assert "UWV heeft geen" not in told  # the agenda does not say what UWV has
    assert "meet deze sector niet" not in told
    assert "eigen voorstel" in one.notes[0]
    making = sector_tables.crosswalk(snapshot, Selection(sector="manufacturing"))
    assert making.headline == "Maakindustrie past volledig bij een sector van SBI 2008"


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
