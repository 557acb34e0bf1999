"""Live series on the pages: words, gaps, provisional and secret cells, exports. Figures are invented."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from dashboard.about import state as live_state
from dashboard.asking import freshness
from dashboard.asking.queries import Cell, ask
from dashboard.asking.selection import NOTHING, Selection
from dashboard.charts.drawing import drawing
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import FIGURES
from dashboard.composition.filtering import filters_of, refusal
from dashboard.composition.site import page
from dashboard.export.about import Item
from dashboard.export.citation import citation
from dashboard.export.native import native
from dashboard.export.picture import picture_png
from dashboard.export.slides import slides
from dashboard.figure.declare import Declaration
from dashboard.screen import meeting
from dashboard.series import course, sector_facts
from dashboard.series import table as series_table
from dashboard.series import telling as words
from dashboard.series.empty import still_empty
from dashboard.series.track import Track
from dashboard.subjects.benefits import benefits
from dashboard.subjects.benefits import benefits_series as figures
from dashboard.subjects.commuting import commuting_series
from dashboard.subjects.population import participation_series, population, population_series
from dashboard.subjects.regions import region_series, regions, regions_table
from dashboard.subjects.sectors import jobs_by_section, jobs_series
from dashboard.subjects.vacancies import vacancies_series
from dashboard.words import notation
from snapshot.model import Measure
from snapshot.read import Snapshot
from tests.browsing import serving, visit, visitor
from tests.helpers import DRAWN, made_first
from tests.live import FAILED

MODULES = (
    figures,
    population_series,
    participation_series,
    jobs_series,
    jobs_by_section,
    vacancies_series,
    commuting_series,
)
LIVE = [entry for entry in FIGURES if entry.builder.__module__ in {module.__name__ for module in MODULES}]
ARNHEM, DUIVEN, ROZENDAAL = "GM0202", "GM0226", "GM0277"


def cell(value: float | None, *, period: str = "2025-04", status: str = "published", step: float | None = 10) -> Cell:
    return Cell(value, status, "persons", Measure("recipients", "Personen", ("persons",), rounded_to=step), period, "")


def track(now: float | None, before: float | None, *, step: float | None = 10) -> Track:
    earlier = "not_available" if before is None else "published"
    cells = {
        "2024-04": cell(before, period="2024-04", status=earlier, step=step),
        "2025-04": cell(now, status="suppressed" if now is None else "published", step=step),
    }
    return Track(ARNHEM, "Arnhem", cells)


@pytest.mark.parametrize(
    ("now", "before", "step", "told"),
    [
        (41200, 40000, 10, "3,0% meer"),  # rounding moves this by 0,025%: one decimal
        (4120, 4000, 10, "3% meer"),  # rounding moves this by 0,25%: none
        (3880, 4000, 10, "3% minder"),
        (60, 40, 10, "ongeveer 20 personen meer"),  # rounding moves this by 25%: no percentage at all
        (40, 40, 10, "evenveel"),
        (45, 40, 10, "ongeveer evenveel"),
        (10, 0, 10, "ongeveer 10 personen meer"),
        (40004, 40000, None, "iets meer"),
    ],
)
def test_a_change_is_told_as_far_as_rounding_allows(now: float, before: float, step: float | None, told: str) -> None:
    assert words.changed(track(now, before, step=step)) == told


def test_a_change_from_or_to_an_empty_cell_is_no_number() -> None:
    assert words.since_a_year(track(50, None)) == "een jaar eerder was het cijfer niet beschikbaar"
    secret = track(None, 50)
    assert secret.latest is not None
    assert secret.latest.period == "2024-04"
    assert words.changed(secret) == ""
    assert still_empty([secret]) == "Voor Arnhem is het cijfer over april 2025 geheim."


def test_a_sum_of_nine_rounded_figures_is_coarser_than_one() -> None:
    summed = replace(cell(5), parts=9)
    assert Track("AM07", "Midden-Gelderland", {summed.period: summed}).step == 30
    exact = replace(summed, measure=cell(5, step=None).measure)
    assert Track("AM07", "Midden-Gelderland", {exact.period: exact}).step == 1
    assert track(5, 5).step == 10


def period_told(row: dict[str, Any]) -> str:
    """The period in the tip of a point."""
    _, (word, told), *_ = json.loads(row["told"])
    assert word == "Periode"
    return str(told)


def test_a_gap_breaks_the_line_and_a_point_alone_stays_visible() -> None:
    moments = [Moment(f"2024-{month:02d}", None if month in (5, 7) else 10.0 + month, "x") for month in range(1, 13)]
    moments += [Moment(f"2025-{month:02d}", 20.0, "y", provisional=True) for month in range(1, 13)]
    found = drawing(Lines((Line("Arnhem", tuple(moments), "accent"),), zero=True)).data
    rows = found["points"]
    assert [period_told(row) for row in rows if row["value"] is None] == ["mei 2024", "juli 2024"]
    dots = {period_told(row): row["inside"] == "background" for row in found["dots"]}
    assert dots["juni 2024"] is False  # between two gaps: a line of one point would not show
    assert dots["maart 2025"] is True
    assert "januari 2024" not in dots
    assert found["ends"][0]["shown"] == "Arnhem y"
    assert (notation.short_period("2024-Q3"), notation.short_period("2024-01-01")) == ("3e kw 2024", "2024")


@pytest.mark.parametrize(("form", "count", "rows"), [("{}-{:02d}", 12, 25 + 2), ("{}-Q{}", 4, 40)])
def test_a_table_leaves_out_old_months_but_never_quarters(form: str, count: int, rows: int) -> None:
    periods = [
        form.format(year, number)
        for year in range(2016 if count == 4 else 2021, 2026)
        for number in range(1, count + 1)
    ]
    found = Track(ARNHEM, "Arnhem", {period: cell(1, period=period) for period in periods})
    shown = series_table.table([found], "AM07").rows
    assert len(shown) == rows
    assert shown[0][0] == notation.period(periods[-1])


@pytest.mark.parametrize(
    ("statuses", "first"),
    [
        (("not_available", "not_available", "published"), "oktober 2025"),
        (("not_available", "suppressed", "published"), "november 2025"),
        (("published", "not_available", "published"), "december 2025"),
        (("not_available", "not_available", "not_available"), "december 2025"),
    ],
)
def test_a_table_begins_with_what_is_known_and_a_secret_is(statuses: tuple[str, ...], first: str) -> None:
    months = ("2025-12", "2025-11", "2025-10")
    cells = {
        month: replace(cell(1, period=month), value=1 if status == "published" else None, status=status)
        for month, status in zip(months, statuses, strict=True)
    }
    found = [Track(ARNHEM, "Arnhem", cells), Track("GM0277", "Rozendaal", {"2025-10": cells["2025-10"]})]
    assert series_table.table(found, "AM07").rows[0][0] == first


def options_of(entry: Declaration) -> list[dict[str, str]]:
    return [dict(zip(entry.options, values, strict=True)) for values in itertools.product(*entry.options.values())]


@pytest.mark.slow
@pytest.mark.parametrize("entry", LIVE, ids=lambda entry: entry.name)
def test_every_live_figure_builds_quotes_and_travels(entry: Declaration, live: Snapshot, snapshot: Snapshot) -> None:
    assert can_draw(live, entry)
    assert can_draw(snapshot, entry) == (entry in DRAWN)
    for options in options_of(entry):
        for towns in ((), (ROZENDAAL,), (ARNHEM, DUIVEN, ROZENDAAL)):
            for sector in ("", "energy"):
                selection = Selection(municipalities=towns, sector=sector)
                figure = entry.builder(live, selection, **options)
                assert "Bron: CBS" in citation(figure, selection)
                assert "None" not in f"{figure.headline} {figure.sentence} {figure.subtitle} {figure.all_notes}"
    selection = Selection(municipalities=(ARNHEM,))
    item = meeting.item_of(entry.name, selection, entry.defaults)
    assert meeting.read([meeting.write(item)], live).items == (item,)
    assert meeting.read([meeting.write(item)], live).refusals == ()
    figure = entry.builder(live, selection, **entry.defaults)
    assert len(slides([Item(figure, selection, "")], "Reeksen")) > 10_000
    if figure.chart:
        assert Image.open(io.BytesIO(picture_png(figure, selection))).width > 800


@pytest.mark.slow
def test_the_latest_figure_is_told_with_its_month_its_change_and_its_status(live: Snapshot) -> None:
    figure = figures.benefits(live, Selection(municipalities=(ARNHEM,)), scheme="ww")
    rows = ask(live, "benefits_series", region_code=ARNHEM, scheme="ww", reference_period="2025-12")
    assert figure.headline.startswith(f"In december 2025 hadden {rows.cell().text} inwoners van Arnhem WW, ")
    assert figure.headline.endswith("meer dan een jaar eerder (voorlopig)")
    assert "Open punten zijn voorlopig." in figure.subtitle
    assert "De agenda geeft voor Arnhem 1.900 personen met WW (eind 2024, UWV)" in figure.sentence
    assert figure.table.rows[0][-1] == "voorlopig"
    assert figure.table.rows[-1][-1] == "gepubliceerd"
    assert "in Midden-Gelderland" in figure.sentence
    alone = Selection(municipalities=(ARNHEM,), compare=NOTHING)
    assert "in Nederland" not in figures.benefits(live, alone, scheme="ww").sentence


@pytest.mark.slow
def test_a_hole_a_secret_and_months_to_come_each_keep_their_reason(live: Snapshot) -> None:
    duiven = figures.benefits(live, Selection(municipalities=(DUIVEN,)), scheme="ww", show=course.NUMBER)
    assert isinstance(duiven.chart, Lines)
    gaps = [moment.period for line in duiven.chart.lines for moment in line.moments if moment.value is None]
    assert gaps == ["2024-05"]
    assert [row[1] for row in duiven.table.rows if row[0] == "mei 2024"] == ["niet beschikbaar"]
    secret = figures.benefits(live, Selection(municipalities=(ROZENDAAL,)), scheme="wao", show=course.NUMBER)
    assert secret.chart is None
    assert secret.headline == "Inwoners met WAO in Rozendaal: geheim"
    assert {row[1] for row in secret.table.rows} == {"geheim"}
    region = figures.benefits(live, Selection(), scheme="wao")
    assert "De 8 gemeenten met een cijfer tellen samen ten minste " in region.sentence
    assert region.headline == "Inwoners met WAO in Midden-Gelderland: geheim"
    late = figures.households(live, Selection(municipalities=(ARNHEM,)))
    assert late.headline.startswith("In september 2025 hadden ")
    assert "Voor Arnhem is er over oktober 2025 t/m december 2025 nog geen cijfer." in late.sentence


@pytest.mark.slow
def test_a_region_without_a_sum_has_at_least_and_never_zero(live: Snapshot) -> None:
    figure = jobs_by_section.latest(live, Selection(sector="energy"))
    rows = {row[0]: row for row in figure.table.rows}
    assert rows["D Energievoorziening"][1].startswith("ten minste ")
    town = jobs_by_section.latest(live, Selection(municipalities=(ROZENDAAL,), sector="energy"))
    rows = {row[0]: row for row in town.table.rows}
    assert rows["D Energievoorziening"][1:] == ("niet beschikbaar", "niet beschikbaar", "niet te zeggen")
    drawn = native(town)
    assert drawn
    values = dict(zip(drawn.categories, drawn.series[0].values, strict=True))
    assert values["D Energievoorziening (niet beschikbaar)"] is None
    assert "leeg is geen nul" in town.sentence
    line = jobs_series.jobs(live, Selection(sector="energy"))
    assert line.chart is None
    assert "0 banen" not in line.headline


@pytest.mark.slow
def test_an_index_leaves_out_what_rounding_would_move(live: Snapshot) -> None:
    made = figures.households(live, Selection(municipalities=(ARNHEM,)), show=course.INDEX)
    drawn = {line.name for line in made.chart.lines} if isinstance(made.chart, Lines) else set()
    assert "Nederland" in drawn
    assert "Arnhem" not in drawn  # the fake has about 140 households here, rounded to tens
    assert [note for note in made.notes if "Geen index" in note] == [
        "Geen index voor Arnhem en Midden-Gelderland: die aantallen zijn te klein en te sterk afgerond."
    ]
    assert "Huishoudens met bijstand: door de bron afgerond op tientallen." in made.all_notes
    people = population_series.population(live, Selection(municipalities=(ARNHEM,)), show=course.INDEX)
    assert isinstance(people.chart, Lines)
    assert not any("Geen index" in note or "door de bron afgerond" in note for note in people.all_notes)
    starts = {line.name: line.moments[0] for line in people.chart.lines}
    assert {(moment.period, moment.value) for moment in starts.values()} == {("2015-01-01", 100.0)}
    assert set(starts) == {"Arnhem", "Midden-Gelderland", "Nederland"}


@pytest.mark.slow
def test_remarks_are_about_what_is_told_and_shown(live: Snapshot) -> None:
    rozendaal = Selection(municipalities=("GM0277",), compare="Niets")
    secret = figures.benefits(live, rozendaal, scheme="wao")
    assert not [note for note in secret.notes if "verandering" in note], "it tells no change"
    few = figures.households(live, rozendaal)
    assert "ongeveer evenveel als een jaar eerder" in few.headline
    assert series_table.BY_NUMBER in few.notes
    assert series_table.COARSE not in few.notes, "it tells no percents"
    assert series_table.COARSE in figures.benefits(live, rozendaal, scheme="ww").notes
    assert (
        "Waar ‘niet beschikbaar’ staat: CBS geeft hier een punt, geen cijfer (onbekend, niet betrouwbaar genoeg of geheim)."
        in few.notes
    )


@pytest.mark.slow
def test_a_stale_series_says_since_when_under_its_figure_and_the_others_do_not(live: Snapshot) -> None:
    stale = figures.adjusted(live, Selection())
    assert stale.notes[0].startswith("Sinds ")
    assert "niet ververst. De bron gaf een antwoord dat niet te lezen is." in stale.notes[0]
    assert not any("niet ververst" in note for note in figures.benefits(live, Selection()).notes)
    html = live_state.state_section(live)
    assert "Bij één reeks lukte het ophalen de laatste keer niet." in html
    assert html.index("niet gelukt sinds") < html.index("bijgewerkt")
    assert not any(word in html for word in ("DOCTYPE", "http", "attempt", "Error"))
    assert [state.dataset for state in freshness.states(live) if not state.is_ok] == [FAILED]


def test_what_shows_a_cause_stands_behind_its_first_sentence() -> None:
    assert freshness.why("De bron was niet bereikbaar.", "") == "De bron was niet bereikbaar."
    assert freshness.why("Ze wijken af. Kijk ernaar.", "nieuw: AM08") == "Ze wijken af (nieuw: AM08). Kijk ernaar."


def test_without_a_refresh_bronnen_says_how_live_figures_come_in(snapshot: Snapshot) -> None:
    assert freshness.states(snapshot) == ()
    assert "De beheerder haalt nieuwe cijfers" in live_state.state_section(snapshot)
    assert freshness.stale_line(snapshot, FAILED) == ""


@pytest.mark.slow
def test_key_figures_keep_the_number_of_the_agenda_and_name_the_newest_live_one(
    live: Snapshot, snapshot: Snapshot
) -> None:
    for selection in (Selection(), Selection(municipalities=(ARNHEM,))):
        before, after = (population.key_figures(found, selection) for found in (snapshot, live))
        assert [figure.number for figure in before] == [figure.number for figure in after]
        assert "CBS: " in after[1].comparison
        assert "duizend in 2025 (voorlopig)" in after[1].comparison
        assert "CBS: " not in before[1].comparison


@pytest.mark.slow
def test_a_sum_of_ours_is_not_told_as_one_of_cbs(live: Snapshot) -> None:
    ours, cbs = (benefits.key_figures(live, Selection(towns))[0].comparison for towns in ((), (ARNHEM,)))
    assert ours.endswith("in december 2025 (voorlopig, berekend)")
    assert cbs.endswith("in december 2025 (voorlopig)")
    sector = sector_facts.key_figure("Banen", "banen", sector_facts.jobs(live, Selection(sector="care")))
    assert sector.period == "december 2025, voorlopig, berekend"
    table = regions_table.overview(live, Selection())
    assert "Percentages en cijfers per 1.000 inwoners zijn berekend." in table.notes
    assert (
        "Ook berekend, als som van gemeenten: een regio bij Inwoners, Huishoudens met bijstand en Banen van werknemers."
        in table.notes
    )


def _refused(snapshot: Snapshot, declared: Declaration, selection: Selection) -> str:
    return refusal(snapshot, declared, selection, made_first(snapshot, declared, selection))


@pytest.mark.slow
def test_on_a_refreshed_snapshot_municipalities_work_where_only_the_series_have_them(
    live: Snapshot, snapshot: Snapshot
) -> None:
    assert not filters_of(snapshot, page("pendel")).works("municipalities")
    opened = filters_of(live, page("pendel"))
    assert opened.works("municipalities")
    told = {one.title: _refused(live, one, Selection((ARNHEM,))) for one in opened.drawn}
    assert told.pop("Wonen en werken, reeks van CBS") == ""
    assert "Dit cijfer is er niet per gemeente." in told.values()
    for path in ("vacatures", "sectoren"):
        opened = filters_of(snapshot, page(path))
        assert opened.works("comparison")
        refused = [_refused(snapshot, one, Selection(compare=NOTHING)) for one in opened.drawn]
        assert set(refused) == {"", "Dit cijfer is er zonder andere vergelijking."}
    assert not filters_of(live, page("vacatures")).works("municipalities")  # CBS has none of a municipality


@pytest.mark.slow
@pytest.mark.parametrize("path", ["bevolking", "uitkeringen", "vacatures", "pendel", "bronnen"])
def test_pages_draw_the_series(path: str, live_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.apps import run

    monkeypatch.setenv("DASHBOARD_SNAPSHOTS", str(live_folder))
    app: AppTest = run(page(path), {"gemeente": ["Arnhem", "Rozendaal"]})
    assert not app.exception
    assert not [warning.value for warning in app.warning]
    drawn = " ".join(str(element.proto.body) for element in app.get("html"))
    assert "CBS" in drawn


@pytest.mark.browser
def test_a_reader_sees_series_and_their_table_and_no_request_leaves(live_folder: Path, chromium: Browser) -> None:
    with serving(live_folder) as (address, _):
        context = visitor(chromium)
        outside: list[str] = []
        context.on("request", lambda request: outside.append(request.url) if address not in request.url else None)
        shown = visit(context, f"{address}/uitkeringen?gemeente=Arnhem&reeks=WW%2C+personen")
        card = shown.locator(".st-key-figuur-benefits-series")
        assert card.get_by_role("heading", level=3).inner_text().startswith("In december 2025 hadden ")
        assert card.locator("[aria-roledescription='visualization'], canvas, svg.marks").count() >= 1
        card.get_by_role("button", name="Tabel ‘").click()
        card.locator("table.mg-table").wait_for()
        assert card.locator("table.mg-table tbody tr").first.inner_text().startswith("december 2025")
        assert not [url for url in outside if not url.startswith(("data:", "blob:", "ws:"))]
        context.close()


def test_a_comparison_of_regions_names_every_region_and_what_can_still_change(live: Snapshot) -> None:
    """The sum of the region has a secret number in it: that it is not there is told, and not left out."""
    secret = regions.benefits(live, Selection(), scheme="wao").headline
    assert secret.endswith("; van Midden-Gelderland is het niet te berekenen (voorlopig)")
    for draw in (regions.inhabitants, regions.employed, regions.unemployment, regions.jobs, regions.ageing):
        for other in region_series.others(live):
            headline = draw(live, Selection(), other=other).headline
            assert all(name in headline for name in ("Midden-Gelderland", "Nederland")), headline
            assert region_series.others(live)[other] in headline
            assert headline.endswith("(voorlopig)"), headline
