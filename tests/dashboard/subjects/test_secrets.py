"""A number that a source keeps secret is never drawn or counted as nothing. The secrets are invented."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bars
from dashboard.charts.drawing import drawing
from dashboard.charts.stacked import Mark, Marked, Segment, Stacked, Topped, ToppedBars
from dashboard.subjects.benefits import benefits, jobseekers_agenda
from dashboard.subjects.budget import funding
from dashboard.subjects.population import population
from loaders.build import build
from snapshot.read import Snapshot
from tests.helpers import DRAWN, copy_data

SECRET = (  # file, and what the first columns of the row hold
    ("mja/midden-gelderland/registered_jobseekers.csv", ("wia", "with_work", "persons")),
    ("mja/midden-gelderland/funding.csv", ("structural", "eur", "2026")),
    ("mja/midden-gelderland/benefits.csv", ("NL01", "ww", "share_pct")),
    ("cbs/population.csv", ("GM0202", "persons", "2025-01-01")),
)


def keep_secret(path: Path, start: tuple[str, ...]) -> None:
    """Take the number out of the one row that begins with `start`."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    (row,) = [row for row in rows if tuple(row[: len(start)]) == start]
    row[header.index("value")], row[header.index("status")] = "", "suppressed"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


@pytest.fixture(scope="module")
def secretive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("secrets")
    data = copy_data(folder / "data")
    for name, start in SECRET:
        keep_secret(data / name, start)
    build(data, folder / "snapshots")
    with Snapshot.open(folder / "snapshots") as opened:
        yield opened


def drawn(chart: Any, name: str) -> list[dict[str, Any]]:
    return list(drawing(chart).data[name])


def test_no_figure_or_key_figure_fails_on_a_secret(secretive: Snapshot) -> None:
    for entry in DRAWN:
        options = {**entry.defaults, **({"today": "2026-11-24"} if entry.of_today else {})}
        assert entry.builder(secretive, Selection(), **options).headline


def test_jobseekers_count_only_whole_schemes(secretive: Snapshot) -> None:
    figure = jobseekers_agenda.jobseekers(secretive, Selection(region=secretive.region))
    assert "met een uitkering (zonder WIA)" in figure.headline
    assert isinstance(figure.chart, Stacked)
    assert ("WIA", "geheim") in {(row["bar"], row["text"]) for row in drawn(figure.chart, "secret")}


def test_a_change_from_a_secret_number_is_not_said(secretive: Snapshot) -> None:
    figure = population.inhabitants_now(secretive, Selection(municipalities=("GM0202",)))
    assert figure.number == "171.822"
    assert figure.comparison == "geheim was het op 1 januari 2025"


def test_a_secret_country_draws_no_line_at_nothing(secretive: Snapshot) -> None:
    chart = benefits.share_by_municipality(secretive, Selection(), scheme="ww").chart
    assert isinstance(chart, Bars)
    assert chart.reference is None


def test_secret_steady_money_stands_as_a_word(secretive: Snapshot) -> None:
    chart = funding.funding(secretive, Selection()).chart
    assert isinstance(chart, ToppedBars)
    (words,) = [row for row in drawn(chart, "words") if row["bar"] == "2026"]
    assert words["behind"].startswith("structureel geheim, ")
    assert [row["name"] for row in drawn(chart, "parts") if row["bar"] == "2026"] == ["Impulsbudget"]


def test_no_chart_draws_a_part_without_a_number() -> None:
    secret, known = Segment("a", "deel", None, "geheim", "accent", 0), Segment("a", "rest", 2, "2", "soft", 1)
    marked = Marked((secret, known), (Mark("a", 1, "1", "2"),), "merk", ("links", "rechts"))
    assert [row["name"] for row in drawn(marked, "segments")] == ["rest"]
    assert drawn(ToppedBars((Topped("a", None, "geheim", None, ""),), ("vast", "los")), "parts") == []
