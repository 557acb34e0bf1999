"""The pages on a refreshed snapshot with files: choices that move between pages, packages, and what a browser sees.

All live figures are invented, but for those that tests/live.py names.
"""

from __future__ import annotations

import io
import itertools
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote_plus

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page
from streamlit.testing.v1 import AppTest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.lines import Lines
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw, figures, is_shown
from dashboard.composition.catalogue import COMPOSITIONS
from dashboard.composition.site import PAGES as ALL_PAGES
from dashboard.composition.site import page
from dashboard.export.citation import citation
from dashboard.export.package import page_items
from dashboard.finding.answers import answer
from dashboard.screen import meeting
from dashboard.subjects.benefits import atlas, benefits_national, jobseekers
from dashboard.subjects.commuting import commuting_regions
from dashboard.subjects.population import labour_national
from dashboard.subjects.regions import region_series
from dashboard.subjects.sectors import jobs_series
from dashboard.subjects.vacancies import vacancies_national
from snapshot.read import Snapshot
from tests.apps import SELECTIONS, run
from tests.browsing import arrive, serving, still, visit, visitor
from tests.dashboard.screen.audit import allowed, crawled, english, faults
from tests.helpers import ROOT

pytestmark = pytest.mark.slow
ARNHEM, ROZENDAAL = "GM0202", "GM0277"
PAGES = ("bevolking", "uitkeringen", "vacatures", "pendel", "regiovergelijking", "bronnen", "")
SIDEWAYS = """Math.max(0, ...[...document.querySelectorAll('html, [data-testid=stMain]')].map(
  e => e.scrollWidth - e.clientWidth))"""
SAME = {"reeksbeeld"}  # the only choice that several pages have, with the same options on each


def test_a_choice_of_one_page_has_a_name_of_its_own_in_the_address() -> None:
    pages = defaultdict(set)
    for found_page in COMPOSITIONS:
        for declared in found_page.figures:
            for option in declared.all_options:
                pages[option.choice.key].add(found_page.path)
    assert {key for key, found in pages.items() if len(found) > 1} == SAME


@pytest.fixture
def app(live_and_files: Snapshot, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(live_and_files.path.parent))
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)


def html(app: AppTest) -> str:
    return " ".join(str(element.proto.body) for element in app.get("html"))


def is_clean(app: AppTest) -> bool:
    return not app.exception and not app.warning and "bestaat niet" not in html(app)


def test_a_choice_that_another_page_does_not_have_falls_back_without_a_notice(app: AppTest) -> None:
    app.query_params["beeld"] = "Kaart"
    app.query_params["reeks"] = "Wajong, personen"
    app.query_params["reeksbeeld"] = "Index"
    app.run()
    app.switch_page("pages/uitkeringen.py").run()
    assert is_clean(app)
    assert "Grenzen 2025" in html(app)
    for name in ("pendel", "bevolking", "vacatures", "uitkeringen"):
        app.switch_page(f"pages/{name}.py").run()
        assert is_clean(app), name
    app.query_params["stroom"] = "Kaart"
    app.query_params["werk"] = "<b>x</b>"
    app.query_params["vacaturereeks"] = "Wajong, personen"
    for name in ("pendel", "bevolking", "vacatures"):
        app.switch_page(f"pages/{name}.py").run()
        assert is_clean(app), name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "overzicht")
def test_every_page_draws_with_every_kind_of_choice(
    path: str, live_and_files: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(live_and_files.path.parent))
    for selection in SELECTIONS:
        shown = run(page(path), selection)
        assert not shown.exception
        assert not [warning.value for warning in shown.warning]


def test_the_page_package_and_the_meeting_list_hold_the_region_that_was_picked(live_and_files: Snapshot) -> None:
    names = region_series.others(live_and_files)
    assert len(names) > 1
    first, *_, last = names
    for code in (first, last):
        items = page_items("regiovergelijking", live_and_files, Selection(), "", code)
        drawn = {row[0] for item in items for row in item.figure.table.rows}
        assert names[code] in drawn
        assert not ({*names.values()} - {names[code]}) & drawn
        entry = catalogue.entry("regio-inwoners")
        item = meeting.item_of(entry.name, Selection(), {"other": code})
        (read,) = meeting.read([meeting.write(item)], live_and_files).items
        figure = entry.builder(live_and_files, read.selection, **dict(meeting.options(read, today="2026-11-24")))
        assert names[code] in {row[0] for row in figure.table.rows}


def test_the_country_by_quarter_is_told_as_published_and_its_change_in_points(live: Snapshot) -> None:
    figure = labour_national.labour(live, Selection())
    rows = ask(live, labour_national.LABOUR, measure="unemployment_rate_pct", adjustment="seasonal")
    assert figure.headline.startswith(
        f"In het 4e kwartaal 2025 was de werkloosheid in Nederland {rows.cell(reference_period='2025-Q4').text}, "
    )
    assert "procentpunt" in figure.headline
    assert figure.headline.endswith("(voorlopig)")
    assert isinstance(figure.chart, Lines)
    assert {line.dashed for line in figure.chart.lines} == {
        False
    }  # the figure is about the country: no grey line beside another
    moments = [moment for line in figure.chart.lines for moment in line.moments]
    assert {moment.period[:4] for moment in moments if moment.provisional} == {"2024", "2025"}
    assert [row[1] for row in figure.table.rows if row[0] == "1e kwartaal 2023"] == [
        rows.cell(reference_period="2023-Q1").text
    ]
    assert set(figure.results[0].frame["adjustment"]) == {"seasonal"}


def test_establishments_and_vacancies_follow_municipalities_and_the_priority_sector(live: Snapshot) -> None:
    town = jobs_series.establishments(live, Selection(municipalities=(ARNHEM,)))
    rows = ask(live, jobs_series.ESTABLISHMENTS, section="total", region_code=ARNHEM, reference_period="2025")
    assert f"{rows.cell().text} vestigingen van bedrijven in Arnhem" in town.headline
    sector = jobs_series.establishments(live, Selection(sector="energy"))
    assert sector.table.header[1:3] == ("D Energievoorziening", "E Waterbedrijven en afvalbeheer")
    assert any("Tel ze niet op" in note for note in sector.notes)
    for measure, word in (
        ("open_vacancies", "Aan het einde van het 4e kwartaal 2025 stonden"),
        ("new_vacancies", "ontstonden"),
        ("filled_vacancies", "vervuld"),
    ):
        made = vacancies_national.vacancies(live, Selection(), measure=measure)
        assert word in made.headline
        assert set(made.results[0].frame["measure"]) == {measure}  # a stock and a flow are never in one line
    nationwide = vacancies_national.vacancies(live, Selection(sector="energy"))
    assert nationwide.table.header[1] == "D Energievoorziening"
    assert "in Nederland" in nationwide.title


def test_the_national_benefits_are_those_of_the_newest_table_with_its_own_source(
    live: Snapshot, snapshot: Snapshot
) -> None:
    embedded = benefits_national.national(snapshot, Selection(), scheme="wia")
    assert (
        embedded.headline == "In Nederland steeg het aantal WIA-uitkeringen van december 2016 tot december 2025 met 91%"
    )
    assert benefits_national.newest(snapshot).dataset.name == "benefits_national"
    assert benefits_national.newest(live).dataset.name == "benefits_national_series"  # it goes on until June 2026
    figure = benefits_national.national(live, Selection())
    assert "juni 2026" in figure.subtitle
    assert figure.results[0].sources[0].id.endswith("-live")
    assert figure.source_line != embedded.source_line or figure.dates_line != embedded.dates_line
    assert any(note == benefits_national.COUNTRY_ONLY for note in figure.notes)


def test_the_atlas_stands_beside_the_agenda_only_where_the_definition_is_the_same(live_and_files: Snapshot) -> None:
    figure = atlas.shares(live_and_files, Selection(), scheme="wajong")
    rows = {row[0]: row[1:] for row in figure.table.rows}
    assert figure.table.header == ("Gemeente of regio", "eind 2024 (agenda)", "31 december 2025", "Verschil")
    assert rows["Arnhem"] == ("3,5%", "3,6%", "ongeveer gelijk")  # within the rounding of both
    assert rows["Rozendaal"] == ("geheim", "geheim", "niet te zeggen")
    assert rows["Midden-Gelderland"][1] == "3,1%"
    assert figure.headline == (
        "Op 31 december 2025 had Rheden van de acht gemeenten met een cijfer het hoogste aandeel Wajong: 4,1%"
    )
    assert rows["Doesburg"] == ("3,5% (twijfelachtig)", "3,5%", "niet te zeggen")  # its count does not fit
    assert figure.sentence.endswith(" Niet vergeleken: Doesburg, want een van de twee cijfers is twijfelachtig.")
    assert "in Doesburg" not in figure.sentence
    assert atlas.schemes(live_and_files) == ["wia", "wajong", "ww"]  # the file has no bijstand
    assert atlas.shares(live_and_files, Selection(), scheme="social_assistance").title.startswith("WIA")
    town = atlas.shares(live_and_files, Selection(municipalities=(ROZENDAAL,)), scheme="ww")
    assert "is een aandeel bekend" in town.headline
    assert {row[0] for row in town.table.rows} == {"Rozendaal", "Midden-Gelderland"}


def test_jobseekers_without_a_split_are_no_zero(live_and_files: Snapshot) -> None:
    figure = jobseekers.registered(live_and_files, Selection())
    assert figure.headline.endswith("maart 2026: alleen van bijstand is het hele aantal bekend, 5.000 mensen")
    assert "Van bijstand is niet bekend wie werk in loondienst heeft. Van WW is niet het hele aantal" in figure.sentence
    assert figure.alt == figure.alt.strip()
    rows = {row[:2]: row[2:] for row in figure.table.rows}
    assert rows["Bijstand", "zonder werk in loondienst"] == ("11.400", "geen gegeven")
    assert rows["WW", "met werk in loondienst"] == ("1.400", "345")
    town = jobseekers.registered(live_and_files, Selection(municipalities=(ARNHEM,)))
    assert town.title.endswith("Arnhem")
    other = jobseekers.registered(live_and_files, Selection(municipalities=(ROZENDAAL,)))
    assert "Van Rozendaal is er geen cijfer: daarom staat hier Midden-Gelderland." in other.notes
    assert not figure.notes
    assert not town.notes
    assert town.table.header == ("Uitkering of dienstverlening", "Werk", "maart 2026")  # the agenda has no towns


def test_flows_between_regions_keep_what_is_secret_and_never_add_up(live_and_files: Snapshot) -> None:
    out = commuting_regions.flows(live_and_files, Selection())
    assert out.headline == (
        "Wie in Midden-Gelderland woont en elders werkt, werkt van de regio’s met een cijfer het vaakst in Rijk van "
        "Nijmegen: 17.200 werknemers (2023)"  # FoodValley is secret: it can be more
    )
    assert [row for row in out.table.rows if row[0] == "FoodValley"] == [("FoodValley", "geheim", "8.100")]
    assert out.sentence == "149.100 werknemers wonen én werken in Midden-Gelderland."
    into = commuting_regions.flows(live_and_files, Selection(), direction="inbound")
    assert all(found.subtitle.endswith(". Hier = Midden-Gelderland") for found in (out, into))
    assert "komt het vaakst uit Rijk van Nijmegen: 15.200" in into.headline
    assert "Totaal" not in {row[0] for row in out.table.rows}
    assert {"AM07"} < set(out.results[0].frame["home_region_code"])
    assert not (
        out.results[0].frame["home_region_code"].ne("AM07") & out.results[0].frame["work_region_code"].ne("AM07")
    ).any()


def test_an_answer_on_a_flow_says_from_where_to_where(live_and_files: Snapshot) -> None:
    found = answer(live_and_files, "pendel rijk van nijmegen")
    told = [one.sentence for one in (*found.told, *found.also)]
    stays = "Pendel tussen arbeidsmarktregio's (werknemers), woonregio Rijk van Nijmegen, werkregio Rijk van Nijmegen"
    assert f"{stays} in 2023: 90.500 werknemers" in told  # and not "Rijk van Nijmegen in Midden-Gelderland"
    assert any(", woonregio Rijk van Nijmegen in december 2024: werkregio Midden-Gelderland" in one for one in told)


NEW = (
    "arbeidsdeelname-nederland", "vacatures-nederland", "vestigingen-reeks", "uitkering-atlas", "werkzoekenden-nu",
    "pendel-regios", "uitkeringen-nederland",
)  # fmt: skip


@pytest.mark.parametrize("name", NEW)
def test_every_new_figure_builds_with_every_choice_and_is_quoted_with_its_source(
    name: str, live_and_files: Snapshot
) -> None:
    entry = catalogue.entry(name)
    assert can_draw(live_and_files, entry)
    for values in itertools.product(*entry.options.values()):
        options = dict(zip(entry.options, values, strict=True))
        for towns in ((), (ARNHEM,), (ROZENDAAL, "GM0275")):
            for sector in ("", "care", "green"):
                selection = Selection(municipalities=towns, sector=sector)
                figure = entry.builder(live_and_files, selection, **options)
                assert "Bron: " in citation(figure, selection)
                assert "None" not in f"{figure.headline} {figure.sentence} {figure.subtitle} {figure.all_notes}"
                assert len(figure.headline) <= 170


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_of_the_live_dashboard_is_whole_dutch_accessible_and_stays_at_home(
    dark: bool, live_and_files: Snapshot, snapshot: Snapshot, chromium: Browser
) -> None:
    """In the dark those pages that have another figure than the agenda gives: the others were looked at there."""
    shown_here = [info for info in ALL_PAGES if is_shown(live_and_files, info)]
    more = [info for info in shown_here if set(figures(live_and_files, info.path)) - set(figures(snapshot, info.path))]
    assert len(more) > 4
    with serving(live_and_files.path.parent) as (address, _):
        context = visitor(chromium, dark=dark)
        outside: list[str] = []
        errors: list[str] = []
        context.on("request", lambda asked: outside.append(asked.url) if address not in asked.url else None)
        context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        wrong: dict[str, object] = {}
        shown = context.new_page()
        for info in more if dark else shown_here:
            shown.set_viewport_size({"width": 1366, "height": 768})
            arrive(shown, f"{address}/{info.path}")
            wrong |= {f"{info.file}: {what}": found for what, found in _faults(shown, dark=dark) if found}
        assert wrong == {}
        assert errors == []
        assert not [url for url in outside if not url.startswith(("data:", "blob:", "ws:"))]
        context.close()


def _faults(shown: Page, *, dark: bool) -> Iterator[tuple[str, object]]:
    body = shown.inner_text("body")
    yield "exception", shown.locator('[data-testid="stException"]').count() or "kan nu niet worden getoond" in body
    yield "axe", faults(shown) - allowed()
    if not dark:
        yield "english", english(crawled(shown))
        shown.set_viewport_size({"width": 320, "height": 700})
        still(shown)
        yield "sideways", shown.evaluate(SIDEWAYS)


@pytest.mark.browser
def test_the_files_of_the_page_are_about_the_region_that_was_picked(
    live_and_files: Snapshot, chromium: Browser
) -> None:
    *_, last = region_series.others(live_and_files).values()
    with serving(live_and_files.path.parent) as (address, _):
        context = visitor(chromium)
        shown = visit(context, f"{address}/regiovergelijking?regio={quote_plus(last)}")
        shown.get_by_role("button", name="Pagina meenemen").click()
        with shown.expect_download() as waiting:
            shown.get_by_role("link", name="Excel met alle tabellen").click()
        book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
        cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
        assert any(last in cell for cell in cells)
        others = set(region_series.others(live_and_files).values()) - {last}
        assert not [cell for cell in cells for other in others if other in cell]
        context.close()
