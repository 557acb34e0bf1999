"""The figures of dropped files, on a snapshot with files of invented figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import FIGURES
from dashboard.series.telling import NOTHING_NEWER
from dashboard.subjects.benefits.atlas import shares
from dashboard.subjects.job_agreement.course import before as compared
from dashboard.subjects.job_agreement.course import course
from dashboard.subjects.vacancies.direction import direction
from dashboard.subjects.vacancies.occupations import WIDEST, by_occupation
from dashboard.subjects.vacancies.tightness import tightness
from dashboard.subjects.vacancies.vacancies import key_figures
from loaders.add import add
from snapshot.read import Snapshot
from tests.helpers import ROOT, copy_data
from tests.services.dropped_files import JOB_AGREEMENT, TIGHTNESS, ods, xlsx

pytestmark = pytest.mark.slow  # the fixture builds a whole snapshot
MORE = (
    *TIGHTNESS,
    ("Midden-Gelderland", "Totaal", "2026 Q1", 2.4, "krap", ""),
    ("Midden-Gelderland", "Bakkers", "2026 Q1", None, "zeer ruim", ""),
    ("Midden-Gelderland", "Slagers", "2026 Q1", 1.55, None, ""),
)
OF_AGENDA = (  # the moment that the agenda prints too
    ("Atlas SV, verzonnen cijfers. Peildatum 31-12-2024",),
    ("Gemeente", "Wajong", None),
    (None, "aantal", "%"),
    ("Arnhem", 3000, 2.6),
    ("Doesburg", 120, 1.8),
    ("Rheden", 900, 3.4),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("dropped")
    data = copy_data(folder / "data")
    (folder / "s.xlsx").write_bytes(xlsx(MORE))
    (folder / "b.ods").write_bytes(ods(JOB_AGREEMENT))
    (folder / "a.xlsx").write_bytes(xlsx(OF_AGENDA))
    files = [folder / "s.xlsx", folder / "b.ods", folder / "a.xlsx"]
    reports, _ = add(data, folder / "snapshots", files, accept=False)
    assert [report.state for report in reports] == ["accepted"] * 3
    with Snapshot.open(folder / "snapshots") as opened:
        yield opened


def test_the_tightest_groups_come_first_and_what_is_not_known_is_said(filled: Snapshot) -> None:
    figure = by_occupation(filled, Selection())
    assert figure.headline.startswith(
        "In 2 van de 4 beroepsgroepen met een klasse is de arbeidsmarkt krap of zeer krap (1e kwartaal"
    )
    assert [row[0] for row in figure.table.rows] == ["Elektriciens", "Slagers", "Kappers", "Bakkers", "Dierenartsen"]
    table = {row[0]: row[1:] for row in figure.table.rows}
    assert table["Elektriciens"] == ("zeer krap", "4,60", "4,20")
    assert table["Dierenartsen"] == ("niet beschikbaar", "geheim", "niet beschikbaar")
    assert table["Bakkers"] == ("zeer ruim", "geen gegeven", "zeer ruim")
    assert "Alle beroepen samen: 2,40 (krap)." in figure.sentence
    assert figure.sentence.startswith("Van het 1e kwartaal 2025, een jaar eerder, zijn geen cijfers ingelezen.")
    assert any("berekend met de grenzen" in note for note in figure.all_notes)
    drawn = repr(figure.chart)
    assert "zeer krap · Elektriciens" in drawn
    assert "Dierenartsen" not in drawn  # without a class it is in the table only
    assert "bestand s.xlsx" in figure.source_line
    assert "Gepubliceerd: 12 mei 2026" in figure.dates_line


def test_the_widest_groups_can_be_asked_for(filled: Snapshot) -> None:
    figure = by_occupation(filled, Selection(), show=WIDEST)
    assert figure.alt.index("Bakkers") < figure.alt.index("Elektriciens")


def test_the_course_of_the_job_agreement_names_target_and_change(filled: Snapshot) -> None:
    figure = course(filled, Selection())
    assert (
        figure.headline
        == "In het 1e kwartaal 2026 waren er in Midden-Gelderland 5.350 banen voor de doelgroep, 400 boven de indicatieve "
        "doelstelling (4.950)"
    )
    assert figure.sentence == "Dat is 40 banen meer dan in het 4e kwartaal 2025."


def test_jobs_are_compared_with_the_same_quarter_of_the_year_before_where_that_is_known(filled: Snapshot) -> None:
    known = ask(filled, "job_agreement_series", measure="jobs", region_code=filled.region.code)
    cells = sorted((cell for _, cell in known.cells()), key=lambda cell: cell.period)
    a_year = [replace(cells[0], period=f"2025-Q{quarter}", value=5000.0 + quarter) for quarter in (1, 2, 3)]
    assert compared([*a_year, *cells]).period == "2025-Q1"
    assert compared([a_year[2], *cells]).period == "2025-Q3"


def test_nothing_newer_is_said_only_where_no_file_tells_of_all_occupations(
    filled: Snapshot, snapshot: Snapshot
) -> None:
    told = (
        tightness(filled, Selection(region=filled.region)).headline,
        direction(filled),
        key_figures(filled, Selection(region=filled.region))[3].period,
    )
    for text in told:
        assert "nieuwer (1e kwartaal 2026) staat bij ‘Spanning per beroepsgroep’" in text
        assert NOTHING_NEWER not in text
    assert NOTHING_NEWER in direction(snapshot)


def test_a_share_of_a_file_that_is_not_that_of_the_agenda_is_told(filled: Snapshot) -> None:
    figure = shares(filled, Selection(region=filled.region), scheme="wajong")
    (note,) = [note for note in figure.notes if "ander cijfer" in note]
    assert note == (
        "Een bestand van UWV noemt voor eind 2024 een ander cijfer: Arnhem 2,6%, agenda 3,5%; "
        "Doesburg 1,8%, agenda 3,5% (twijfelachtig); Rheden 3,4%, agenda 4,1%."
    )


def test_the_figures_are_in_the_catalogue_with_what_they_need(filled: Snapshot) -> None:
    for entry in FIGURES:
        if {"tightness_by_occupation", "job_agreement_series"} & set(entry.needs):
            assert set(entry.needs) <= set(filled.datasets)
            assert entry.builder(filled, Selection()).chart


def test_pages_draw_them(filled: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    from streamlit.testing.v1 import AppTest

    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(filled.path.parent))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/vacatures.py").run()
    assert not app.exception
    assert any("In 2 van de 4 beroepsgroepen" in element.proto.body for element in app.get("html"))
