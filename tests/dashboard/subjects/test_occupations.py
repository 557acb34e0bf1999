"""The figures of dropped files, on a snapshot with files of invented figures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import FIGURES
from dashboard.subjects.job_agreement.course import course
from dashboard.subjects.vacancies.occupations import WIDEST, by_occupation
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


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("dropped")
    data = copy_data(folder / "data")
    (folder / "s.xlsx").write_bytes(xlsx(MORE))
    (folder / "b.ods").write_bytes(ods(JOB_AGREEMENT))
    reports, _ = add(data, folder / "snapshots", [folder / "s.xlsx", folder / "b.ods"], accept=False)
    assert [report.state for report in reports] == ["accepted", "accepted"]
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
