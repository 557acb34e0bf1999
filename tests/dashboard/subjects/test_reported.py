"""Progress and spending as the network team reports them: beside plan and budget, and what is lacking is said."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pypdf import PdfReader

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.bullets import Bullet, Bullets
from dashboard.charts.drawing import drawing
from dashboard.charts.parts import parts
from dashboard.charts.stacked import Stacked
from dashboard.charts.timeline import Timeline
from dashboard.composition.availability import can_draw
from dashboard.export import package, picture, quarterly
from dashboard.export.citation import citation
from dashboard.figure.declare import declaration
from dashboard.finding.answers import ANSWER, answer
from dashboard.subjects.activities import activities, planning, reported
from dashboard.subjects.budget import spending, spending_quarters
from dashboard.words import notation
from loaders.add import add
from loaders.build import build
from snapshot import clock
from snapshot.progress import PROGRESS_HEADER
from snapshot.read import Snapshot
from tests.dashboard.export.test_readable import assert_readable
from tests.helpers import copy_data
from tests.services.report_files import book

ALL, TODAY = Selection(), "2026-11-24"
STAGES = (
    PROGRESS_HEADER,
    ("working-01", "", "niet begonnen", "30-6-2026", ""),
    ("working-01", "", "loopt", "30-9-2026", "een maand later"),
    ("accessible-06", "", "klaar", "12-5-2026", ""),
    ("working-03", "", "niet begonnen", "30-9-2026", "wacht op een besluit"),
    ("learning-01", "", "loopt", "30-9-2026", ""),
    ("learning-09", "", "loopt", "30-9-2026", ""),
    ("working-06", "", "niet begonnen", "30-9-2026", ""),
)
SPENT = (
    ("Nummer", "Q1 2026", "Q2 2026", "Q3 2026"),
    ("work_centre-01", 12_500, 12_500, 12_500),
    ("work_centre-04", 4_000, 1_500, None),
    ("work_centre-02", 0, 0, 0),
    ("work_centre-27", 680_000, None, 190_000),
    ("work_centre-03", None, 1_000, None),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """A snapshot with a report in it."""
    folder = tmp_path_factory.mktemp("reported")
    data = copy_data(folder / "data")
    (folder / "voortgang.xlsx").write_bytes(book(("Uitgaven", SPENT), ("Voortgang", STAGES)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.SETTING, TODAY)
        build(data, folder / "snapshots")
        reports, _ = add(data, folder / "snapshots", [folder / "voortgang.xlsx"], accept=False)
        assert [report.state for report in reports] == ["accepted"], reports
    with Snapshot.open(folder / "snapshots") as opened:
        yield opened


def test_each_activity_is_told_by_its_last_report_beside_the_plan(told: Snapshot) -> None:
    figure = reported.progress(told, ALL, today=TODAY)
    activities = {a.title: a.code for a in planning.activities(ask(told, "activities"))}
    rows = {activities[row[0]]: row[1:] for row in figure.table.rows}
    assert len(rows) == 43
    assert rows["working-01"][1:] == ("loopt", "30 september 2026", "volgens planning", "een maand later")
    assert rows["working-03"][3] == "later dan gepland"  # planned from the 2nd quarter of 2026
    assert rows["learning-01"][3] == "volgens planning"
    assert rows["learning-09"][3] == "eerder dan gepland"  # planned from 2027
    assert rows["working-06"][3] == "geen begin gepland"
    assert rows["working-02"][1:] == ("niet gemeld", "", "", "")
    assert figure.headline == ("Gemeld is de stand van 6 van de 43 activiteiten: 1 klaar, 3 lopen en 2 niet begonnen")
    assert "Van 37 activiteiten is niets gemeld" in figure.sentence
    assert isinstance(figure.chart, Stacked)
    assert sum(part.value or 0 for part in figure.chart.segments) == 43


def test_a_link_of_an_earlier_day_tells_what_was_known_then(told: Snapshot) -> None:
    figure = reported.progress(told, ALL, today="2026-07-01")
    assert "2 van de 43" in figure.headline
    assert figure.dates_line.startswith("Periode: 12 mei 2026 t/m 30 juni 2026")
    nothing = reported.progress(told, ALL, today="2026-01-01")
    assert nothing.headline == "Van geen activiteit is gemeld hoe ver die is"
    assert nothing.sentence == "Van 43 activiteiten is niets gemeld: hoe ver die zijn, is niet bekend."
    assert "Periode" not in nothing.dates_line
    assert any(source.publisher.startswith("Netwerkteam") for source in nothing.sources)


def test_the_filters_of_the_page_leave_over_what_fits(told: Snapshot) -> None:
    for line in planning.WISHES["line"].of(told):
        figure = reported.progress(told, ALL, today=TODAY, line=line)
        assert isinstance(figure.chart, Stacked)
        assert sum(part.value or 0 for part in figure.chart.segments) == len(figure.table.rows)
    assert "Geen enkele" in reported.progress(told, ALL, today=TODAY, quarter="2026-Q1", phase="upcoming").headline


def test_stages_stand_in_the_timeline_below_the_bars_that_they_are_about(told: Snapshot) -> None:
    figure = activities.schedule(told, ALL, today=TODAY)
    assert isinstance(figure.chart, Timeline)
    codes = {a.title: a.code for a in planning.activities(ask(told, "activities"))}
    drawn = {codes[span.title]: span.reported for span in figure.chart.spans if span.reported}
    assert {code: one.stage for code, one in drawn.items()} == {
        "working-01": "running", "accessible-06": "done", "working-03": "not_started", "learning-01": "running",
        "learning-09": "running", "working-06": "not_started",
    }  # fmt: skip
    assert drawn["working-01"].text == "loopt (30 september 2026)"
    assert drawn["working-01"].begin == drawn["working-01"].at  # first reported to run on the day of the last report
    assert drawn["working-03"].begin is None
    whole = activities.schedule(told, ALL, today="2026-07-01").chart
    assert isinstance(whole, Timeline)
    assert sum(span.reported is not None for span in whole.spans) == 2
    assert "Gemeld: 1 klaar, 3 lopen, 2 niet begonnen en 37 niet gemeld." in figure.alt
    assert "loopt (30 september 2026)" in figure.alt
    cells = {row[0]: row[-1] for row in figure.table.rows}
    assert figure.table.header[-1] == "Gemeld"
    assert sum(cell == "niet gemeld" for cell in cells.values()) == 37
    assert any(source.publisher.startswith("Netwerkteam") for source in figure.sources)


def test_a_stage_is_told_by_form_and_words_and_not_by_colour_alone(told: Snapshot) -> None:
    figure = activities.schedule(told, ALL, today=TODAY)
    assert figure.chart is not None
    values = drawing(figure.chart).data
    shapes = {row["text"].split(" (")[0]: row["shape"] for row in values["stages"]}
    assert len(set(shapes.values())) == len(shapes) == 3
    svg = picture.chart_svg(figure.chart, width=800)
    assert svg.count("loopt (30 september 2026)") >= 3
    assert "klaar (12 mei 2026)" in svg


def test_nothing_of_reports_stands_in_the_timeline_without_a_file(snapshot: Snapshot) -> None:
    figure = activities.schedule(snapshot, ALL, today=TODAY)
    assert isinstance(figure.chart, Timeline)
    assert not any(span.reported for span in figure.chart.spans)
    assert "emeld" not in " ".join((figure.alt, figure.sentence, figure.subtitle, *figure.table.header, *figure.notes))
    assert "stages" not in drawing(figure.chart).data


def test_spending_stands_beside_the_budget_of_each_line(told: Snapshot) -> None:
    figure = spending.spending(told, ALL)
    rows = {row[0]: row[1:] for row in figure.table.rows}
    assert len(figure.table.rows) == 28
    assert rows["Huisvesting"] == ("€ 100.000", "€ 12.500", "€ 37.500", "€ 37.500", "rond naar rato")
    assert rows["Kantoorkosten"] == (
        "€ 5.000", "niet gemeld", "€ 5.500", "€ 1.875", "boven het budget (3e kwartaal 2026 niet gemeld)",
    )  # fmt: skip
    inrichting = "Inrichting, signing, branding werkcentrum en inlooppunten gemeenten"
    assert rows[inrichting][1:] == ("€ 0", "€ 0", "€ 18.750", "minder dan naar rato")
    assert rows["Hostes"] == ("€ 70.000", "niet gemeld", "niet gemeld", "€ 26.250", "niet gemeld")
    assert rows["Begeleiding communicatieproces"] == ("PM", "niet gemeld", "niet gemeld", "", "geen bedrag begroot")
    assert rows["Werkplekken en kantoorinrichting"][4].startswith("niet te zeggen (1e kwartaal 2026 en 3e kwartaal")
    assert "Boven het budget en dus boven het mandaat: ‘Kantoorkosten’ en ‘Loopbaanadvies’." in figure.sentence
    assert "in 2026 € 914.000 uitgegeven, begroot was € 869.500" in figure.sentence
    assert "Van 23 van de 28 regels is niets gemeld" in figure.sentence
    assert isinstance(figure.chart, Bullets)
    assert len(figure.chart.rows) == 5


def test_a_question_about_a_line_of_the_budget_is_answered_by_its_name(told: Snapshot) -> None:
    found = answer(told, "hoeveel is uitgegeven aan huisvesting")
    assert found.kind == ANSWER
    assert found.told[0].sentence.startswith("Huisvesting")
    assert found.told[0].sentence.endswith("in het 3e kwartaal 2026: € 12.500")
    every = answer(told, "uitgegeven")
    assert not [one.sentence for one in (*every.told, *every.also) if "work_centre-" in one.sentence]


@pytest.mark.parametrize(("spent", "told"), [(0, "0%"), (1_250, "minder dan 1%"), (5_600, "1%"), (800_000, "80%")])
def test_a_small_part_of_the_budget_is_not_nothing(spent: float, told: str) -> None:
    assert spending.part_of(spent, 1_000_000) == told


def test_an_earlier_quarter_tells_only_what_was_spent_until_then(told: Snapshot) -> None:
    moments = spending.spending
    first = moments(told, ALL, "work_centre", "2026-Q1")
    rows = {row[0]: row[1:] for row in first.table.rows}
    assert rows["Huisvesting"][1:3] == ("€ 12.500", "€ 12.500")
    assert {row["reference_period"] for row in first.results[0].rows} == {"2026-Q1"}
    assert "t/m het 1e kwartaal 2026" in first.headline
    with pytest.raises(ValueError, match="nothing was reported of 2027-Q1"):
        moments(told, ALL, "work_centre", "2027-Q1")


def test_a_programme_without_reports_is_told_so_and_draws_no_bars(told: Snapshot) -> None:
    figure = spending.spending(told, ALL, "ambitions_2_6")
    assert "geen enkele uitgave gemeld" in figure.headline
    assert figure.chart is None


def test_the_quarterly_report_carries_period_source_and_what_lacks(told: Snapshot) -> None:
    for path, wanted in (("begroting", "Uitgaven van het Werkcentrum"), ("uitvoeringsagenda", "Voortgang van de")):
        body, name = package.page_package(path, told, ALL, "pdf", today=TODAY)
        assert body.startswith(b"%PDF")
        assert name.endswith(".pdf")
        book_, _ = package.page_package(path, told, ALL, "zip", today=TODAY)
        with zipfile.ZipFile(io.BytesIO(book_)) as archive:
            read_me = archive.read("leesmij.txt").decode("utf-8-sig")
        assert wanted in read_me
        assert "is niets gemeld" in read_me
        assert "Netwerkteam Midden-Gelderland" in read_me
    assert "t/m 3e kwartaal 2026" in citation(spending.spending(told, ALL), ALL)


def test_without_reports_neither_figure_is_there(snapshot: Snapshot) -> None:
    assert not can_draw(snapshot, declaration(reported.progress))
    assert not can_draw(snapshot, declaration(spending.spending))


@pytest.mark.parametrize("width", [280, 360, 800])
def test_words_of_a_stage_never_run_off_the_chart(told: Snapshot, width: int) -> None:
    """Drawn in its real width: a text that runs off makes the whole chart narrower."""
    found = activities.schedule(told, ALL, today=TODAY).chart
    assert isinstance(found, Timeline)
    bare = replace(found, spans=tuple(replace(span, reported=None) for span in found.spans))
    drawn, without = (_last_quarter(picture.chart_svg(chart, width=width)) for chart in (found, bare))
    assert drawn == without


def _last_quarter(svg: str) -> float:
    """Return where the last rule of the grid of quarters stands, in pixels."""
    grid = svg.split('aria-roledescription="rule mark container"')[1].split("</g>")[0]
    return max(map(float, re.findall(r"translate\(([\d.]+),", grid)))


@pytest.mark.parametrize("programme", ["work_centre", "ambitions_2_6"])
def test_more_and_less_stands_per_line_and_quarter(told: Snapshot, programme: str) -> None:
    """Every cell against the amounts of the file: nothing over a quarter or a budget that is not known."""
    figure = spending_quarters.by_quarter(told, ALL, programme)
    quarters, moments = figure.table.header[3:], ("2026-Q1", "2026-Q2", "2026-Q3")
    assert len(quarters) == 3
    budget: dict[str, float] = {}
    for row in told.rows("budget_lines"):
        if row["programme"] == programme:
            budget[row["activity"]] = budget.get(row["activity"], 0) + (row["value"] or 0)
    known = {(row["budget_line"], row["reference_period"]): row["value"] for row in told.rows("spending")}
    codes = {line.name: line.code for line in spending.lines_until(
        ask(told, "budget_lines", programme=programme), ask(told, "spending"), "2026-Q3")}  # fmt: skip
    for name, budgeted, even, *cells in figure.table.rows[:-1]:
        for moment, cell in zip(moments, cells, strict=True):
            spent = known.get((codes[name], moment))
            if spent is None:
                assert cell == "niet gemeld"
                continue
            gap = spent - budget[name] / 8
            assert cell.startswith(notation.euro(spent))
            assert ("meer" in cell) == (gap > 0.5), (name, cell)
            assert ("minder" in cell) == (gap < -0.5), (name, cell)
            assert notation.euro(abs(gap)) in cell or "evenveel" in cell
        assert (budgeted == "PM") == (not budget[name]) == (even == "")


def test_the_quarterly_report_is_one_document_with_all_that_the_paragraph_asks(told: Snapshot) -> None:
    body, name = quarterly.quarterly_report(told, today=TODAY)
    assert name == f"kwartaalverslag-3e-kwartaal-2026-{told.id}.pdf"
    read = PdfReader(io.BytesIO(body))
    text = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    bare = text.replace(" ", "").replace("-", "")
    assert read.metadata is not None
    assert read.metadata.title == "Kwartaalverslag 3e kwartaal 2026"
    assert "gemaakt op 24 november 2026" in text
    for activity in planning.activities(ask(told, "activities")):
        assert activity.title.replace(" ", "").replace("-", "") in bare, activity.title
    for row in told.rows("budget_lines"):
        assert row["activity"].replace(" ", "").replace("-", "") in bare, row["activity"]
    for wanted in (
        "boven het budget en dus boven het mandaat", "in 2026 € 914.000 uitgegeven, begroot was € 869.500",
        "wacht op een besluit", "een maand later", "Van 37 van de 43 activiteiten is niets gemeld",
        "Netwerkteam Midden-Gelderland", "Bladzijde 1 van",
    ):  # fmt: skip
        assert wanted.replace(" ", "").replace("-", "") in bare, wanted
    assert "Huisvesting,begroot€100.000" in bare  # as only the chart writes it
    assert_readable(read, "8 bevindingen t/m het")


def test_without_a_report_no_quarterly_report_is_made(snapshot: Snapshot) -> None:
    assert not quarterly.can_report(snapshot)
    with pytest.raises(ValueError, match="nothing was reported"):
        quarterly.quarterly_report(snapshot, today=TODAY)


def test_bars_of_every_line_are_cut_in_parts_on_one_scale(told: Snapshot) -> None:
    """As many bars as there are lines, and names and texts drawn at random: each part fits a sheet, none is lost."""
    draw = random.Random(45)
    for _ in range(12):
        rows = tuple(
            Bullet(
                f"Regel {place} {'x' * draw.randint(0, 90)}",
                draw.random() * 2,
                0.3,
                "€ 1" * draw.randint(1, 9),
                "accent",
            )
            for place in range(draw.randint(1, 60))
        )
        cut = parts(Bullets(rows), 800)
        assert tuple(row for part in cut for row in part.rows) == rows
        assert all(drawing(part).height <= 800 for part in cut)
        assert len({str(drawing(part).slots["end"]) for part in cut}) == 1
    figure = spending.spending(told, ALL)
    assert figure.chart is not None
    assert all(drawing(part).height <= 800 for part in parts(figure.chart, 800))
