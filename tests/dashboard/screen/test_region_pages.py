"""The dashboard of another region: refreshed, built, and every page opened. Figures invented."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from dashboard.asking.queries import Cell, municipalities
from dashboard.asking.selection import Selection
from dashboard.composition.availability import can_draw, is_shown
from dashboard.composition.catalogue import FIGURES
from dashboard.composition.site import AGENDA, PAGES
from dashboard.figure.declare import Declaration
from dashboard.screen.first_view import FIRST_VIEW, FOLDER, HOME
from dashboard.screen.meeting import read
from dashboard.series import reading
from dashboard.series.index import bears, indexed
from dashboard.series.track import Track
from dashboard.subjects.exploring.offering import Wish, offer
from dashboard.subjects.regions import region_series, regions
from loaders.keeping.paths import snapshot_folder as folder_of_region
from loaders.refresh import Wanted, refresh
from loaders.services.settings import Settings
from snapshot.model import Measure
from snapshot.read import Snapshot
from tests.apps import through_the_router
from tests.browsing import arrive, serving, visitor
from tests.dashboard.addresses.answering import answering, get
from tests.helpers import ALWAYS, ROOT, copy_data
from tests.services.fake_cbs import FakeCBS
from tests.services.fake_tables import every_table

pytestmark = pytest.mark.slow
NAME = "Rijk van Nijmegen"
ONLY = (
    "areas", "benefits_series", "commuting_series", "jobs_series", "labour_participation_series", "population_series",
    "social_assistance_series", "unemployment_benefits_series",
)  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a snapshot of the default region and one of Rijk van Nijmegen, from the same refresh."""
    folder = copy_data(tmp_path_factory.mktemp("region") / "data")
    with pytest.MonkeyPatch.context() as patch, FakeCBS(*every_table(), page=2000) as server:
        patch.setenv("DASHBOARD_DATA", str(folder))
        patch.delenv("DASHBOARD_SNAPSHOTS", raising=False)
        settings = Settings(url=server.url(), attempts=2, pause_s=0.01, read_s=10)
        for name, expected in (("", {"accepted"}), (NAME, {"unchanged"})):
            patch.setenv("REGION", name)
            outcomes, published = refresh(folder, folder_of_region(), settings, Wanted(only=ONLY, quiet=True))
            assert {outcome.state for outcome in outcomes} == expected
            assert published is not None  # the second region is built although nothing was fetched for it
    return folder


@pytest.fixture
def nijmegen(data: Path) -> Iterator[Snapshot]:
    with Snapshot.open(data / "snapshots" / "rijk-van-nijmegen") as opened:
        yield opened


@pytest.fixture
def home(data: Path) -> Iterator[Snapshot]:
    with Snapshot.open(data / "snapshots") as opened:
        yield opened


def test_the_snapshot_of_a_region_holds_its_own_rows_only(nijmegen: Snapshot, home: Snapshot) -> None:
    assert nijmegen.region.title == NAME
    assert home.region.title == "Midden-Gelderland"
    assert {"population", "tightness_class", "youth", "budget"} & set(nijmegen.datasets) == set()
    assert {"benefits_national", "population_series", "terms"} <= set(nijmegen.datasets)
    assert nijmegen.select("population_series").equals(home.select("population_series"))
    assert not [id_ for id_ in nijmegen.sources if id_.startswith("mja")]
    assert nijmegen.reconciliations == ()
    assert len(home.reconciliations) > 0


def test_each_region_notes_for_itself_what_it_was_built_of(data: Path) -> None:
    marks = {path.name: path.read_text() for path in (data / "raw" / "cbs").glob("built-*")}
    assert set(marks) == {"built-AM07", "built-AM08"}
    assert marks["built-AM07"] == marks["built-AM08"]
    assert (data / "snapshot.lock.json").read_bytes() == (ROOT / "data" / "snapshot.lock.json").read_bytes()


def test_a_region_is_built_of_what_another_one_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = copy_data(tmp_path / "data")
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.delenv("DASHBOARD_SNAPSHOTS", raising=False)
    wanted = Wanted(only=("areas", "labour_participation_series"), quiet=True)
    with FakeCBS(*every_table(), page=2000) as server:
        settings = Settings(url=server.url(), attempts=2, pause_s=0.01, read_s=10)
        found = []
        for name in (NAME, "", NAME, NAME):
            monkeypatch.setenv("REGION", name)
            if not name:
                server.publish("86276NED")
            _, published = refresh(data, folder_of_region(), settings, wanted)
            found.append(published)
    first, other, again, last = found
    assert first is not None
    assert other is not None
    assert again is not None  # nothing was fetched for it, but what it was made of had changed
    assert again.id != first.id
    assert last is None


def test_every_address_that_is_told_answers_in_a_region_without_an_agenda(nijmegen: Snapshot) -> None:
    with answering(nijmegen.path.parent) as server:
        index = get(f"{server}/data/index.json").json()
        assert index["regio"]["naam"] == NAME
        told = [*index["tabellen"], *index["figuren"]]
        assert {one["naam"] for one in told} >= {"population_series", "inwoners-reeks"}
        paths = [path for one in told for suffix, path in one["bestanden"].items() if suffix in (".json", ".csv")]
        wrong = {path: found for path in paths if (found := get(server + path).status_code) != 200}
        assert wrong == {}
        assert get(f"{server}/data/budget.csv").status_code == 404
        assert get(f"{server}/figuur/baten-en-lasten.csv").status_code == 404


@pytest.fixture
def app(data: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.delenv("DASHBOARD_SNAPSHOTS", raising=False)
    monkeypatch.setenv("REGION", NAME)
    through_the_router(monkeypatch)
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def html(app: AppTest) -> list[str]:
    return [element.proto.body for element in app.get("html")]


@pytest.mark.parametrize("info", PAGES, ids=lambda info: info.file)
def test_every_page_opens_and_none_is_of_the_agenda(info: Any, app: AppTest, nijmegen: Snapshot) -> None:
    app.run()
    if info.path:
        app.switch_page(f"pages/{info.file}.py").run()
    assert not app.exception
    assert not [warning.value for warning in app.warning]
    bodies = html(app)
    heads = [body for body in bodies if "<h1>" in body]
    assert len(heads) == 1
    if is_shown(nijmegen, info):
        assert f"<h1>{info.title}" in heads[0]
    else:
        assert "<h1>Overzicht" in heads[0]
        assert f"De pagina ‘{info.title}’ heeft hier geen cijfers" in " ".join(bodies)
    words = " ".join([*bodies, *(chart.proto.alt for chart in app.get("vega_lite_chart"))])
    assert "Midden-Gelderland" not in words
    told = re.findall(r'<p class="mg-(?:print|choice)"[^>]*>(.*?)</p>', words)
    assert told, "what is chosen is told"
    assert "sector" not in " ".join(told)
    assert "speerpunt" not in heads[0]
    assert "Speerpuntsector" not in [box.label for box in app.selectbox]
    if info.path == "":
        assert "De arbeidsmarktregio Rijk van Nijmegen in zes cijfers." in words


def test_what_a_reader_finds_first_is_of_the_own_region(nijmegen: Snapshot) -> None:
    found = offer(nijmegen, Wish("pendel-reeks"))
    assert "Arnhem" in found.rests.values()
    assert found.rests[found.wish.rest] in {NAME, *municipalities(nijmegen).values()}


def test_pages_of_the_agenda_are_not_in_the_navigation(nijmegen: Snapshot) -> None:
    shown = {info.path for info in PAGES if is_shown(nijmegen, info)}
    assert {"", "bevolking", "uitkeringen", "regiovergelijking", "bronnen", "vergadering"} <= shown
    assert not {"banenafspraak", "begroting", "uitvoeringsagenda"} & shown
    of_agenda = [info.path for info in PAGES if info.group == AGENDA and info.path in shown]
    assert of_agenda == ["vergadering"]


LIVE = [found for found in FIGURES if any(need.partition(".")[0] in ONLY for need in found.needs)]


@pytest.mark.parametrize("found", LIVE, ids=lambda found: found.name)
def test_a_figure_of_live_series_needs_no_more_than_it_says(found: Declaration, data: Path) -> None:
    for folder in (data / "snapshots", data / "snapshots" / "rijk-van-nijmegen"):
        with Snapshot.open(folder) as opened:
            if not can_draw(opened, found):
                continue  # it stands beside a figure of the agenda, or this refresh did not fetch its series
            opened.datasets = {
                name: dataset
                for name, dataset in opened.datasets.items()
                if name in {*(need.partition(".")[0] for need in found.needs), *ALWAYS}
            }
            assert found.builder(opened, Selection(region=opened.region), **found.defaults).headline


def test_a_meeting_list_refuses_a_figure_without_figures_here(nijmegen: Snapshot, home: Snapshot) -> None:
    raw = ["baten-en-lasten", "regio-inwoners~other.AM09", "inwoners~vergelijk.midden-gelderland"]
    found = read(raw, nijmegen)
    assert [item.name for item in found.items] == ["regio-inwoners"]
    assert found.items[0].selection.region.code == "AM08"
    assert "Voor de figuur ‘baten-en-lasten’ zijn hier geen cijfers. Die figuur is weggelaten." in found.refusals
    assert len(read(raw, home).items) == 3


def test_index_and_rate_are_what_a_hand_computes(home: Snapshot) -> None:
    people = home.select("population_series", {"region_code": "AM07"}).set_index(["age", "reference_period"])["value"]
    figure = regions.inhabitants(home, Selection(), other="AM08")
    row = dict(zip(figure.table.header, figure.table.rows[0], strict=True))
    hand = round(100 * people["total", "2025-01-01"] / people["total", "2015-01-01"], 1)
    assert row["1 januari 2025"].removesuffix(" (voorlopig)").replace(",", ".") == str(hand)
    assert [line[0] for line in figure.table.rows] == ["Midden-Gelderland", NAME, "Nederland"]
    ww = home.select("benefits_series", {"region_code": "AM07", "scheme": "ww", "reference_period": "2025-12"})["value"]
    shown = regions.benefits(home, Selection(), scheme="ww", other="AM08").table.rows[0][-1]
    rate = round(1000 * ww.iloc[0] / people["15_64", "2025-01-01"], 1)
    assert shown.removesuffix(" (voorlopig)").replace(",", ".") == str(rate)


def counted(code: str, *values: float, step: float = 10, parts: int = 1) -> Track:
    """Return a track of invented counts, one a year until 2025."""
    measure = Measure("m", "M", ("persons",), rounded_to=step)
    years = range(2026 - len(values), 2026)
    cells = [
        Cell(value, "published", "persons", measure, str(year), "", parts)
        for year, value in zip(years, values, strict=True)
    ]
    return Track(code, code, {cell.period: cell for cell in cells})


def test_a_rate_is_never_finer_than_its_rounding() -> None:
    ww = region_series.BENEFITS["ww"]
    nine = counted("AM07", 5000, parts=9)
    for size, decimals in ((4_000_000, 1), (260_000, 0), (60_000, None)):  # nine tens: 45 persons either way
        people = counted("AM07", float(size))
        assert reading.decimals_borne(ww, [nine], {"AM07": people.cells}) == decimals


def test_a_count_in_thousands_bears_no_index_where_it_is_small() -> None:
    small, large = counted("AM07", 8000, 7000, step=1000), counted("NL01", 500_000, 400_000, step=1000)
    drawn, base = indexed([small, large])
    assert [bears(small), bears(large)] == [False, True]
    assert [cell.value for cell in drawn[0].cells.values()] == [100.0, 80.0]
    assert (len(drawn), base) == (1, "2024")


def test_the_choice_of_a_region_follows_the_address(app: AppTest) -> None:
    app.query_params["regio"] = "Midden-Gelderland"
    app.run()
    app.switch_page("pages/regiovergelijking.py").run()
    assert any(f"{NAME} naast Midden-Gelderland en Nederland" in body for body in html(app))


def test_an_unknown_region_is_told_in_dutch(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGION", "Rijk van Nijmeegen")
    app.run()
    assert not app.exception
    words = " ".join(html(app))
    assert "Deze regio kennen we niet" in words
    assert "Bedoel je Rijk van Nijmegen" in words


@pytest.mark.browser
def test_a_browser_opens_pages_of_the_navigation(
    data: Path, nijmegen: Snapshot, chromium: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("REGION", NAME)
    with serving(data / "snapshots") as (address, _):
        context = visitor(chromium)
        page = context.new_page()
        for info in random.Random(8).sample([info for info in PAGES if is_shown(nijmegen, info)], 4):
            arrive(page, f"{address}/{info.path}")
            assert page.title() == f"{info.title} | Arbeidsmarkt {NAME}"
            assert page.locator("h1").inner_text() == info.title
            assert "Deze pagina kan nu niet" not in page.inner_text("body")
        arrive(page, f"{address}/begroting?gemeente=Nijmegen")
        assert page.locator("h1").inner_text() == "Overzicht"
        assert "De pagina ‘Begroting’ heeft hier geen cijfers" in page.inner_text("body")
        assert "gemeente=Nijmegen" in page.url


def test_every_headline_of_regions_side_by_side_is_a_sentence(nijmegen: Snapshot) -> None:
    made = [
        found.builder(nijmegen, Selection(region=nijmegen.region), **{**found.defaults, **options})
        for found in FIGURES
        if found.name.startswith("regio-") and can_draw(nijmegen, found)
        for options in ([{"scheme": scheme} for scheme in regions.NAMES] if found.name == "regio-uitkeringen" else [{}])
    ]
    assert len(made) >= 6
    for figure in made:
        assert re.match(r"(In|Op) ([^:]+ )?\d{4} was (het|de) ", figure.headline), figure.headline
        assert f" in {NAME}" in figure.headline
        assert ":" not in figure.headline
        assert not re.search(r"\bwW|\bwAO|\bwGA|\bwajong", f"{figure.headline} {figure.sentence}")


@pytest.mark.parametrize("path", ["", "bevolking", "uitkeringen", "sectoren", "pendel", "regiovergelijking"])
def test_a_page_of_another_region_opens_with_its_own_figures(
    path: str, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    monkeypatch.setenv("REGION", NAME)
    with answering(data / "snapshots" / "rijk-van-nijmegen", FIRST_VIEW) as server:
        told = get(f"{server}{FOLDER}{path or HOME}").text
    assert '<div class="mg-title"><h1>' in told
    assert "Midden-Gelderland" not in told
