"""A day is a day in the Netherlands: a snapshot of 00.34 on the 26th says 26 wherever it says a date."""

from __future__ import annotations

import html
import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pptx
import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.asking.selection import Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw
from dashboard.screen import freeze, links
from dashboard.screen.session import nearest_snapshot
from dashboard.subjects.activities import activities
from dashboard.words import notation
from loaders.__main__ import main
from loaders.build import build
from loaders.status import lines, status
from snapshot.package import package_zip
from snapshot.read import Snapshot
from tests.dashboard.export.made import packed
from tests.helpers import DATA, ROOT, copy_data, replace

MOMENTS = (
    ("2026-11-25T23:34:00+00:00", "2026-11-26"),  # 00.34 in winter
    ("2026-07-31T22:10:00+00:00", "2026-08-01"),  # 00.10 in summer
    ("2026-12-31T23:00:00+00:00", "2027-01-01"),  # the first moment of a year
    ("2028-02-28T23:59:59+00:00", "2028-02-29"),
)
VACANCIES = "AM07,vacancies_arisen,2024,{},"
BORDERS = (  # a day, its quarter and the next one
    ("2025-09-30", "2025-Q3", "2025-Q4"), ("2025-10-01", "2025-Q4", "2026-Q1"), ("2026-03-31", "2026-Q1", "2026-Q2"),
    ("2026-04-01", "2026-Q2", "2026-Q3"), ("2026-12-31", "2026-Q4", "2027-Q1"), ("2027-01-01", "2027-Q1", "2027-Q2"),
    ("2027-12-31", "2027-Q4", "2028-Q1"), ("2028-01-01", "2028-Q1", "2028-Q2"), ("2028-02-29", "2028-Q1", "2028-Q2"),
)  # fmt: skip
WRITTEN = re.compile(rf"\b(\d{{1,2}} (?:{'|'.join(notation.MONTHS)}) \d{{4}})")


def moved(folder: Path, target: Path, moment: str) -> Path:
    """Copy the snapshots of a folder, as if they were built at another moment."""
    shutil.copytree(folder, target)
    for path in target.rglob("*.duckdb"):
        set_moment(path, moment)
    return target


def set_moment(path: Path, moment: str) -> None:
    """Let a snapshot be built at another moment; its id and content stay as they are."""
    path.chmod(0o600)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE _snapshot SET built_at = ?", [moment])


@pytest.fixture(scope="module", params=MOMENTS, ids=lambda pair: pair[1])
def at(request: pytest.FixtureRequest, snapshot_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A folder with a snapshot of such a moment, and its day in the Netherlands."""
    moment, day = request.param
    return moved(snapshot_folder, tmp_path_factory.mktemp("moved") / "snapshots", moment), day


@pytest.fixture(scope="module")
def built(at: tuple[Path, str]) -> Iterator[tuple[Snapshot, str]]:
    with Snapshot.open(at[0]) as opened:
        yield opened, at[1]


def test_the_page_its_banner_and_its_links_say_the_same_day(
    at: tuple[Path, str], snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, day = at
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(folder))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["momentopname"] = "0" * 12
    app.query_params["datum"] = day
    app.run()
    assert not app.exception
    text = html.unescape("\n".join(element.proto.body for element in app.get("html")))
    said = re.findall(rf"(?:{snapshot.id}, gemaakt op|{snapshot.id} van|nieuwste, van) {WRITTEN.pattern}", text)
    assert len(said) >= 2, "the foot and the banner"
    assert set(said) == {notation.day(day)}
    assert set(re.findall(r"datum=(\S{10})", text)) == {day}, "the frozen link and the addresses of each figure"


def test_a_link_to_what_is_gone_finds_the_nearest_by_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two snapshots within an hour, before and after midnight: in UTC they are of one day."""
    data, folder = copy_data(tmp_path / "data"), tmp_path / "snapshots"
    made = {}
    for moment, day, more in (
        ("2026-11-25T22:34:00+00:00", "2026-11-25", "34000"),
        ("2026-11-25T23:34:00+00:00", "2026-11-26", "34100"),
    ):
        replace(data, "mja/midden-gelderland/vacancies.csv", VACANCIES.format("34000"), VACANCIES.format(more))
        made[day] = build(data, folder).id
        set_moment(folder / f"{made[day]}.duckdb", moment)
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(folder))
    for day, id_ in made.items():
        found = nearest_snapshot(day)
        assert found is not None
        assert (found.id, freeze.when(found)) == (id_, notation.day(day))
        assert links.frozen("http://host/", {}, found).endswith(f"datum={day}")


def test_each_file_says_the_day_and_keeps_the_moment(built: tuple[Snapshot, str]) -> None:
    snapshot, day = built
    entry = next(entry for entry in catalogue.FIGURES if can_draw(snapshot, entry))
    figure = entry.builder(snapshot, Selection())
    made = {kind: packed([figure], kind, title="Proef")[0] for kind in ("xlsx", "zip", "pptx", "pdf")}
    moment = datetime.fromisoformat(snapshot.built_at)

    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    deck = pptx.Presentation(io.BytesIO(made["pptx"]))
    slides = " ".join(shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame)
    reader = pypdf.PdfReader(io.BytesIO(made["pdf"]))
    pdf = " ".join(page.extract_text() for page in reader.pages)
    zipped = zipfile.ZipFile(io.BytesIO(made["zip"]))
    readme = zipped.read("leesmij.txt").decode()

    for text in (cells, slides, " ".join(pdf.split()), readme):
        said = set(re.findall(rf"{snapshot.id} van {WRITTEN.pattern}", text))
        assert said == {notation.day(day)}
    assert reader.metadata is not None
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == date.fromisoformat(day)
    assert {entry.date_time[:3] for entry in zipped.infolist()} == {tuple(map(int, day.split("-")))}
    for created in (book.properties.created, deck.core_properties.created):  # in UTC: a program shows its own zone
        assert created.replace(tzinfo=UTC) == moment


@pytest.mark.parametrize("at", MOMENTS[:1], indirect=True)
def test_the_data_package_says_the_day(built: tuple[Snapshot, str]) -> None:
    snapshot, day = built
    whole = zipfile.ZipFile(io.BytesIO(package_zip(snapshot)))
    assert f"gemaakt op {day}." in whole.read("leesmij.txt").decode("utf-8-sig")
    assert {entry.date_time[:3] for entry in whole.infolist()} == {tuple(map(int, day.split("-")))}


def test_the_command_line_says_the_day(built: tuple[Snapshot, str]) -> None:
    snapshot, day = built
    assert f", built {day} 0" in lines(status(snapshot, DATA))[0]


def test_what_runs_follows_the_day_at_every_border(snapshot: Snapshot) -> None:
    """The tables in the agenda, counted by hand: rows that have begun, or name no beginning, and have not ended."""
    rows = snapshot.select("activities").to_dict("records")
    for day, quarter, following in BORDERS:
        total, running, soon, over = activities.key_figures(snapshot, Selection(), today=day)
        planned = [row for row in rows if (row["start"] or "") <= quarter <= (row["end"] or "9999")]
        now = [row for row in planned if not row["unsure"]]  # of one the agenda itself says that it is not certain
        begin = [row for row in rows if row["start"] == following]
        assert (running.number, running.period) == (str(len(now)), f"op {notation.day(day)}"), day
        assert (soon.number, soon.period) == (str(len(begin)), notation.period(following)), day
        past = [row for row in rows if row["end"] and row["end"] < quarter]
        assert (total.number, over.number) == ("43", str(len(past)))
        drawn = activities.schedule(snapshot, Selection(), today=day)
        assert f" {len(now)} van de 43 activiteiten" in drawn.headline, day
        assert notation.day(day) in drawn.headline
        over = "De agenda plant tot en met het 4e kwartaal 2027. Wat daarna loopt, staat er niet in."
        assert drawn.sentence.startswith(over) == (day > "2027-12-31"), day
        states = [row[4] for row in drawn.table.rows]
        assert states.count("Loopt nu") == len(now), day
        assert states.count("Vervolg niet zeker") == len(planned) - len(now), day


@pytest.mark.parametrize("day", ["2026-12-31", "2027-01-01", "2028-02-29", "2030-07-01"])
def test_the_page_shows_the_day_of_the_setting(
    day: str, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    monkeypatch.setenv("TODAY", day)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/uitvoeringsagenda.py").run()
    assert not app.exception
    text = html.unescape("\n".join(element.proto.body for element in app.get("html")))
    assert re.search(rf"<h3>Op {notation.day(day)} lopen volgens de planning \d+ van de 43", text)
    assert f"op {notation.day(day)}" in text


@pytest.mark.parametrize("wrong", ["2026-02-29", "31-12-2026", "morgen"])
def test_a_wrong_day_is_told_on_the_page(wrong: str, snapshot_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    monkeypatch.setenv("TODAY", wrong)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    app.switch_page("pages/uitvoeringsagenda.py").run()
    assert not app.exception
    text = html.unescape("\n".join(element.proto.body for element in app.get("html")))
    assert "De ingestelde dag bestaat niet" in text
    assert f"TODAY is nu ‘{wrong}’" in text


def test_a_wrong_day_stops_every_command_before_it_does_anything(
    snapshot_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "2027-02-29"
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(snapshot_folder))
    monkeypatch.setenv("TODAY", wrong)
    before = sorted(snapshot_folder.iterdir())
    for command in (["build"], ["status"], ["refresh", "--dry-run"], ["add", str(tmp_path / "x.xlsx")]):
        assert main(command) == 2, command
        *_, said = capsys.readouterr().err.splitlines()
        assert said == f"TODAY='{wrong}' is no date; write it as 2026-12-31, or leave it out"
    assert sorted(snapshot_folder.iterdir()) == before
