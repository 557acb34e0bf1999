"""Figures of which the source gives no date: on screen, in citation and in files none gets one."""

from __future__ import annotations

import random
import re

import pytest

from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import Selection
from dashboard.export.about import file_stem
from dashboard.export.citation import citation
from dashboard.export.downloads import downloads
from dashboard.figure.core import Figure
from dashboard.subjects.population import population, workforce
from dashboard.words import notation
from dashboard.words.periods import chronological, span
from snapshot.periods import NO_DATE, UNDATED, is_period
from snapshot.read import Snapshot

BARE = {  # what the agenda prints without any date, with its paragraph
    "residents_15_64": {"1.1.4"}, "ageing": {"1.1.7"}, "jobs": {"1.2.1"}, "youth": {"1.1.6"},
    "labour_potential": {"1.1.1"}, "benefits": {"1.1.4"},
}  # fmt: skip
WRITTEN = "reference_period"


def undated(snapshot: Snapshot) -> dict[str, Result]:
    """Return the rows without a date of each dataset that has them."""
    observed = (ask(snapshot, name) for name, declared in snapshot.datasets.items() if declared.is_observations)
    found = {result.dataset.name: result.where(reference_period=UNDATED) for result in observed}
    return {name: rows for name, rows in found.items() if rows.rows}


def test_every_figure_that_is_printed_without_a_date_says_so_in_one_way(snapshot: Snapshot) -> None:
    found = undated(snapshot)
    assert {name: set(rows.codes("paragraph")) for name, rows in found.items()} == BARE
    for rows in found.values():
        assert not [
            row["note"] for row in rows.rows if re.search(r"geen (peil)?(jaar|datum|periode)", row["note"] or "")
        ]


@pytest.mark.parametrize("seed", range(3))
def test_no_year_stands_beside_a_figure_without_a_date(snapshot: Snapshot, seed: int) -> None:
    drawn = random.Random(seed)
    towns = tuple(drawn.sample(sorted(population.municipalities(snapshot)), drawn.randint(1, 4)))
    selection = Selection(municipalities=towns)
    figures: tuple[Figure, ...] = (
        population.working_age(snapshot, selection),
        workforce.ageing(snapshot, selection),
    )
    for figure in figures:
        told = f"{figure.headline} {figure.subtitle} {figure.sentence} {figure.alt} {figure.dates['Periode']}"
        assert figure.dates["Periode"] == NO_DATE
        assert not re.search(r"\b20[12]\d\b", told), told
        assert "zonder-datum" in file_stem(figure, selection)
        assert NO_DATE in citation(figure, selection)
        assert not re.search(r"\b20[12]\d\b", citation(figure, selection).partition("Bron:")[0])
    dutch = next(one for one in downloads(figures[0], selection) if one.label.startswith("CSV")).content(figures[0])
    assert NO_DATE in dutch.decode("utf-8-sig")
    assert UNDATED not in dutch.decode("utf-8-sig")


def test_the_end_of_a_year_is_no_day(snapshot: Snapshot) -> None:
    for name in ("benefits", "job_agreement", "labour_potential", "youth"):
        assert not [period for period in ask(snapshot, name).periods if period.endswith("-12-31")]
    assert notation.period("2024-end") == "eind 2024"
    assert notation.at("2024-end") == "eind 2024"
    assert [is_period(text) for text in ("2024-end", "2024-End", "end", UNDATED, "Undated")] == [
        True,
        False,
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (["undated"], NO_DATE),
        (["undated", "2024-end"], f"eind 2024; van een deel {NO_DATE}"),
        (["2012-end", "undated", "2024-end"], f"eind 2012 t/m eind 2024; van een deel {NO_DATE}"),
        (["2024-12", "2024-end"], "eind 2024"),  # one moment, told more or less precisely
    ],
)
def test_periods_without_a_date_come_first_and_are_told_last(periods: list[str], told: str) -> None:
    random.Random(1).shuffle(periods)
    ordered = chronological(periods)
    assert (UNDATED in ordered[1:]) is False
    assert span(ordered) == told
