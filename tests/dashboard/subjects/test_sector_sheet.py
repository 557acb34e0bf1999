"""Sectors beside each other and one sector on a sheet: what is known, of what, and what is not; for every sector."""

from __future__ import annotations

import io
import os
import random
import secrets

import pytest
from pypdf import PdfReader

from dashboard.asking.queries import ask, in_order, municipalities, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.export.package import sector_items, sector_package
from dashboard.figure.core import Figure
from dashboard.screen import html
from dashboard.series import sector_facts as facts
from dashboard.subjects.sectors import sectors, sheet, side_by_side
from dashboard.subjects.sectors.coverage import coverage
from snapshot.read import Snapshot

SECTORS = (
    "energy", "care", "technology", "ict", "education_childcare", "logistics", "manufacturing", "leisure", "green",
)  # fmt: skip


def chosen(snapshot: Snapshot, sector: str) -> Selection:
    draw = random.Random((os.environ.get("FRESH_DRAWS") and secrets.token_hex()) or sector)
    towns = draw.sample(list(municipalities(snapshot)), draw.choice([0, 1, 3]))
    return Selection(in_order(snapshot, towns), sector)


def measured_as(snapshot: Snapshot, sector: str) -> set[str]:
    """Return the codes of sections and sectors of UWV that a priority sector is measured by."""
    return {row["sector_code"].lower() for row in ask(snapshot, "sector_crosswalk", priority_sector=sector).rows}


def test_these_are_all_sectors(snapshot: Snapshot) -> None:
    assert set(SECTORS) == set(priority_sectors(snapshot))


@pytest.mark.parametrize("order", side_by_side.ORDERS)
def test_the_nine_stand_in_the_order_that_is_asked_for(snapshot: Snapshot, order: str) -> None:
    figure = side_by_side.side_by_side(snapshot, Selection(), order=order)
    names = list(dict.fromkeys(row[0] for row in figure.table.rows))
    assert sorted(names) == sorted(priority_sectors(snapshot).values())
    assert figure.table.links == tuple(row[0] for row in figure.table.rows)
    if order == side_by_side.NAME:
        assert names == sorted(names)
    if order == side_by_side.JOBS:
        best = [next(row for row in figure.table.rows if row[0] == name)[3] for name in names]
        sizes = [int(text.replace(".", "")) for text in best if text[0].isdigit()]
        assert sizes == sorted(sizes, reverse=True)
        assert len(sizes) > 4


def test_a_line_counts_one_section_and_draws_its_years(snapshot: Snapshot) -> None:
    figure = side_by_side.side_by_side(snapshot, Selection())
    care = next(row for row in figure.table.rows if row[2].startswith("Gezondheids- en welzijnszorg"))
    place = figure.table.rows.index(care)
    jobs = ask(snapshot, "jobs_series", region_code="CR15", section="q", measure="jobs")
    published = [cell.value for _, cell in jobs.cells() if cell.value is not None]
    assert list(figure.table.sparks[place]) == published
    assert care[3] == "82.500"
    assert html.table(figure.table, figure.title, lambda name: f"?sector={name}").count('class="mg-spark"') == sum(
        len(line) > 1 for line in figure.table.sparks
    )


@pytest.mark.parametrize("owner", ["hca", "liemers", "arnhem", "doesburg", "rheden"])
def test_the_sectors_of_one_owner(snapshot: Snapshot, owner: str) -> None:
    found = coverage(snapshot)
    assert owner in found.columns
    figure = side_by_side.side_by_side(snapshot, Selection(), owner=owner)
    names = {row[0] for row in figure.table.rows}
    assert names == {found.sector(code) for code in found.sectors_of(owner)}
    assert found.owner(owner) in figure.headline


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sheet_tells_each_topic_or_that_it_is_not_known_and_who_would_know(snapshot: Snapshot, sector: str) -> None:
    figure = sheet.sheet(snapshot, chosen(snapshot, sector))
    topics = {row[0] for row in figure.table.rows}
    assert topics >= {"Speerpunt van", "Banen van werknemers", "Open vacatures", "Spanning in de sector"}
    for row in figure.table.rows:
        assert all(row), row
        if row[2] == sheet.UNKNOWN:
            assert row[5].startswith("Te vinden bij ")
        elif row[0] == sheet.TIGHTNESS:
            assert row[2].startswith("geen getal; de agenda: ")
            assert row[3:] == ("Midden-Gelderland", "2024", "UWV, par. 1.2.4")
        elif row[0] != "Speerpunt van" and row[1] != "alle sectoren":
            assert row[1].endswith(("(volledig)", "(deels)", "(benadering)")), row
            assert row[3] != "–"
            assert row[5] in ("CBS", "UWV", "SBB en UWV")


def test_what_the_agenda_says_of_tightness_stands_with_the_sectors_that_it_names(snapshot: Snapshot) -> None:
    linked = {row["statement"]: row["priority_sectors"] for row in ask(snapshot, "statements").rows}
    named = {code for codes in linked.values() if codes for code in codes.split(";")}
    assert named == {"care", "technology"}
    for code in priority_sectors(snapshot):
        selection = Selection(sector=code, region=snapshot.region)
        figure, told = sheet.sheet(snapshot, selection), sheet.of_chosen(snapshot, selection)
        ((_, _, tightness, *_),) = [row for row in figure.table.rows if row[0] == sheet.TIGHTNESS]
        assert (tightness == sheet.UNKNOWN) == (code not in named)
        assert told is not None
        assert ("zeer krap (2024)" in told[1]) == (code in named)
        assert ("1.2.4" in figure.source_line) == (code in named)


@pytest.mark.parametrize("sector", SECTORS)
def test_a_package_of_a_sector_holds_that_sector_and_nothing_else(snapshot: Snapshot, sector: str) -> None:
    choice = chosen(snapshot, sector)
    items = sector_items(snapshot, choice)
    assert items[0].figure.id == "sector-sheet"
    allowed = measured_as(snapshot, sector)
    for item in items:
        for result in item.figure.results:
            for column in ("section", "sector"):
                if result.has(column):
                    assert set(result.codes(column)) <= allowed, (item.figure.id, result.dataset.name)
            if result.has("priority_sector"):
                assert result.codes("priority_sector") == [sector]


@pytest.mark.parametrize("sector", SECTORS)
def test_the_key_figures_are_those_of_the_sector(snapshot: Snapshot, sector: str) -> None:
    choice = chosen(snapshot, sector)
    first, jobs, *_ = sectors.key_figures(snapshot, choice)
    assert first.number == str(len(coverage(snapshot).owners_of(sector)))
    known = facts.jobs(snapshot, choice)
    assert jobs.number == (known[0].text if known else sheet.UNKNOWN)
    assert all(fact.name in jobs.comparison for fact in known)  # apart, and none added up


def test_what_is_doubtful_says_so_on_the_sheet_and_in_the_table(snapshot: Snapshot) -> None:
    def of_pension(figure: Figure) -> list[str]:
        return [cell for row in figure.table.rows for cell in row if "7.800" in cell]

    for figure in (sheet.sheet(snapshot, Selection(sector="care")), side_by_side.side_by_side(snapshot, Selection())):
        assert of_pension(figure) == ["7.800 (twijfelachtig)"]
        assert figure.first_doubt


@pytest.mark.parametrize("sector", SECTORS)
def test_the_handout_of_a_sector_is_two_pages(snapshot: Snapshot, sector: str) -> None:
    content, name = sector_package(snapshot, chosen(snapshot, sector), "pdf")
    pages = PdfReader(io.BytesIO(content)).pages
    assert name.endswith(".pdf")
    assert len(pages) == 2
    text = " ".join(page.extract_text() for page in pages)
    assert "Bron: " in text
    assert "Status: " in text


def test_a_goal_that_we_tie_to_the_sectors_is_called_our_proposal(snapshot: Snapshot) -> None:
    links = ask(snapshot, "policy_links", from_kind="activity", to_kind="goal").rows
    of_page = {row["from_id"] for row in ask(snapshot, "policy_links", to_kind="page", to_id="sectoren").rows}
    goals = {row["goal"]: row["title"] for row in ask(snapshot, "goals").rows}
    stated = {goals[row["to_id"]] for row in links if row["from_id"] in of_page and not row["is_proposal"]}
    ours = {goals[row["to_id"]] for row in links if row["from_id"] in of_page and row["is_proposal"]} - stated
    told = {
        row[2] for row in sheet.sheet(snapshot, Selection(sector="care")).table.rows if row[0] == "Doel in de agenda"
    }
    assert ours
    assert told == stated | {f"{title} (voorstel)" for title in ours}
