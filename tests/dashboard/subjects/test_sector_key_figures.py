"""Key figures above every page with a sector chosen: of the sector where a source has it, else a line that says so."""

from __future__ import annotations

import pytest

from dashboard.asking.queries import ask, priority_sectors
from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import COMPOSITIONS, Composition
from dashboard.composition.filtering import filters_of
from dashboard.composition.site import page
from dashboard.figure.core import KeyFigure
from dashboard.figure.declare import TODAY
from snapshot.read import Snapshot

SECTORS = (
    "energy", "care", "technology", "ict", "education_childcare", "logistics", "manufacturing", "leisure", "green",
)  # fmt: skip
WITH = [found for found in COMPOSITIONS if found.key_figures]


def told(snapshot: Snapshot, composed: Composition, sector: str) -> tuple[KeyFigure, ...]:
    assert composed.key_figures
    today = {TODAY: "2026-11-26"} if composed.key_figures.of_today else {}
    return composed.key_figures.builder(snapshot, Selection(sector=sector), **today)


@pytest.mark.parametrize("composed", WITH, ids=lambda found: found.path)
@pytest.mark.parametrize("sector", SECTORS)
def test_each_key_figure_follows_the_sector_or_says_that_it_does_not(
    snapshot: Snapshot, composed: Composition, sector: str
) -> None:
    """Where the page has the filter: a number of a section or sector with its fit, or words; never one of the whole."""
    if not filters_of(snapshot, page(composed.path)).works("sector"):
        return
    named = {row["sector_title"] for row in ask(snapshot, "sector_crosswalk", priority_sector=sector).rows}
    own = priority_sectors(snapshot)[sector]
    for found in told(snapshot, composed, sector):
        text = " ".join((found.label, found.number, found.unit, found.comparison, found.period))
        follows = any(f"{name} (" in text for name in named) or found.label.startswith(own)
        assert follows or "niet per sector" in text.lower() or found.number == "niet bekend", text


def test_a_page_without_the_filter_says_so_and_shows_no_sector(snapshot: Snapshot) -> None:
    pages = {found.path for found in WITH if not filters_of(snapshot, page(found.path)).works("sector")}
    assert pages == {"uitkeringen", "banenafspraak", "pendel", "begroting", "uitvoeringsagenda", "doelen"}
    for path in pages:
        assert "niet per sector" in filters_of(snapshot, page(path)).reasons["sector"]


@pytest.mark.parametrize(
    ("path", "sector", "label", "number", "words"),
    [
        ("vacatures", "care", "Verwachte groei van banen", "7%", "Zorg & Welzijn (benadering) in Midden-Gelderland"),
        ("vacatures", "care", "Banen van werknemers", "82.500", "Gezondheids- en welzijnszorg (benadering)"),
        ("bevolking", "care", "Naar de AOW binnen zeven jaar", "7.800", "Zorg & Welzijn (benadering)"),
        ("bevolking", "care", "Werknemers van 60 jaar en ouder", "14%", "Zorg & Welzijn (benadering)"),
        ("bevolking", "care", "Aandeel van de mbo-studenten", "bijna 30%", "Zorg & Welzijn (benadering)"),
        (
            "bevolking",
            "manufacturing",
            "Naar de AOW binnen zeven jaar",
            "5.800",
            "Industrie (benadering)",
        ),
        ("bevolking", "green", "Naar de AOW binnen zeven jaar", "niet bekend", "staat in geen bron"),
    ],
)
def test_what_the_agenda_prints_of_a_sector_stands_above_the_page(
    snapshot: Snapshot, path: str, sector: str, label: str, number: str, words: str
) -> None:
    composed = next(found for found in WITH if found.path == path)
    found = next(one for one in told(snapshot, composed, sector) if one.label.startswith(label))
    assert found.number == number
    assert words in found.comparison
    assert found.status == ("twijfelachtig" if label.startswith("Naar de AOW") and number != "niet bekend" else "")


def test_what_cannot_follow_keeps_its_number_beside_the_line(snapshot: Snapshot) -> None:
    composed = next(found for found in WITH if found.path == "vacatures")
    whole = {found.label: found for found in told(snapshot, composed, "")}
    lines = [found for found in told(snapshot, composed, "ict") if found.number == "Niet per sector"]
    assert {found.label.partition(" ")[0] for found in lines} == {"Banen", "Spanning"}
    for found in lines:
        assert found.comparison == f"Alle sectoren samen: {whole[found.label].number} {whole[found.label].unit}".strip()
        assert found.period == whole[found.label].period
        assert not found.course  # nor the small line of all sectors
        assert not found.marks


def test_a_number_that_others_have_a_newer_one_of_says_so(snapshot: Snapshot) -> None:
    """Of most sections the embedded vacancies end in 2020; of industry they go on to 2026."""
    pages = {found.path: found for found in WITH}
    for path in ("vacatures", "sectoren"):
        (old,) = [one for one in told(snapshot, pages[path], "ict") if one.label == "Open vacatures"]
        assert old.period == "2e kwartaal 2020; nieuwer staat niet in dit dashboard"
        (new,) = [one for one in told(snapshot, pages[path], "manufacturing") if one.label == "Open vacatures"]
        assert new.period == "2e kwartaal 2026"
