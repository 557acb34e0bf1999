"""The page banenafspraak against numbers read in paragraph 1.1.5, and against its traps."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from dashboard.asking.selection import COUNTRY, Selection, comparisons
from dashboard.charts.bars import Bars
from dashboard.export.downloads import downloads
from dashboard.subjects.job_agreement import job_agreement
from loaders.build import build
from snapshot.read import Snapshot
from snapshot.region import DEFAULT
from tests.helpers import copy_data, replace

BUILDERS = (job_agreement.jobs, job_agreement.people, job_agreement.participation, job_agreement.words)


def test_key_figures_say_what_paragraph_1_1_5_prints(snapshot: Snapshot) -> None:
    jobs, more, people, participation = job_agreement.key_figures(snapshot, Selection())
    assert (jobs.number, jobs.unit) == ("5.258", "banen")
    assert jobs.comparison == "388 boven de indicatieve doelstelling (4.870)"
    assert (more.number, more.unit) == ("3.004", "banen")
    assert "2.254" in more.comparison
    assert (people.number, people.unit) == ("4.564", "personen")
    assert people.comparison == "2.509 meer dan bij de nulmeting (2.055)"
    assert (participation.number, participation.comparison) == ("51%", "iets lager dan Nederland (52%)")


def test_jobs_are_not_persons_and_the_target_is_indicative(snapshot: Snapshot) -> None:
    figure = job_agreement.jobs(snapshot, Selection())
    assert figure.subtitle.startswith("Banen van 110,92 verloonde uren per maand, geen personen")
    assert "indicatieve doelstelling" in figure.headline
    assert "landelijke monitor" in figure.sentence
    assert "het landelijke doel was 125.000 extra banen begin 2026" in figure.sentence  # agreed in 2013
    assert [cells[2] for cells in figure.table.rows] == ["2.254", "4.870", "5.258", "3.004", "388"]


def test_the_register_of_2012_is_unknown_and_not_zero(snapshot: Snapshot) -> None:
    figure = job_agreement.people(snapshot, Selection())
    assert figure.headline == (
        "Eind 2024 werkten in Midden-Gelderland 4.564 van de 8.933 mensen in het doelgroepregister"
    )
    assert figure.table.rows == (
        ("Aan het werk", "2.055", "4.564"),
        ("In het doelgroepregister", "niet in de bron", "8.933"),
    )
    assert isinstance(figure.chart, Bars)
    assert {bar.text for bar in figure.chart.rows if bar.value is None} == {"niet in de bron"}


def test_people_at_the_national_level_are_derived_and_bounded(snapshot: Snapshot) -> None:
    figure = job_agreement.participation(snapshot, Selection())
    assert "51%" in figure.headline
    assert "52%" in figure.headline
    assert "ongeveer 80 mensen" in figure.sentence  # 52% of 8.933 is 4.645; 4.564 work
    assert "door afronding tussen 30 en 130 meer" in figure.sentence  # 51,5% is 36 more, 52,5% is 126 more
    assert figure.sentence.endswith("Volgens de agenda schommelt dit percentage de afgelopen jaren rond de 51-52%.")
    assert all("Nulmeting" not in note for note in figure.all_notes)


@pytest.mark.parametrize("seed", range(40))
def test_bounds_hold_what_the_rounding_allows(seed: int) -> None:
    drawn = random.Random(seed)
    registered, working, share = drawn.randint(200, 20_000), drawn.randint(100, 12_000), drawn.randint(20, 80)
    exact = [registered * (share + slack) / 100 - working for slack in (0, -0.5, 0.5)]
    told, bounds = job_agreement.people_in_words(*exact)
    numbers = [int(found.replace(".", "")) for found in re.findall(r"[\d.]+", bounds)]
    if "minder en" in bounds:
        least, most = -numbers[0], numbers[1]
    else:
        least, most = sorted(number * (-1 if "minder" in bounds else 1) for number in numbers)
    assert least <= exact[1] <= exact[2] <= most, (told, bounds, exact)
    assert most - least <= exact[2] - exact[1] + 20


@pytest.mark.parametrize("compare", comparisons(DEFAULT))
def test_the_country_is_told_only_where_it_is_compared_with(snapshot: Snapshot, compare: str) -> None:
    selection = Selection(compare=compare)
    figure = job_agreement.participation(snapshot, selection)
    key = job_agreement.key_figures(snapshot, selection)[-1]
    table = " ".join(cell for row in figure.table.rows for cell in row)
    told = (f"{figure.headline} {figure.alt}", table, repr(figure.chart), f"{key.comparison}")
    assert [("Nederland" in text) for text in told] == [selection.with_country] * len(told)
    assert ("landelijke niveau" in figure.sentence) == selection.with_country
    assert "52%" in figure.sentence or not selection.with_country
    assert figure.headline.startswith("Eind 2024 werkte in Midden-Gelderland 51% van de doelgroep")
    assert ("iets minder dan in Nederland" in figure.headline) == selection.with_country
    assert {row["region_code"] for row in figure.results[0].rows} == (
        {DEFAULT.code, COUNTRY} if selection.with_country else {DEFAULT.code}
    )


def test_ten_statements_stay_words(snapshot: Snapshot) -> None:
    figure = job_agreement.words(snapshot, Selection())
    assert figure.chart is None
    assert len(figure.table.rows) == 10
    assert {cells[2] for cells in figure.table.rows} == {"1.1.5"}


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_variant_constructs_and_downloads(snapshot: Snapshot, builder: object) -> None:
    selection = Selection()
    figure = builder(snapshot, selection)  # type: ignore[operator]
    assert figure.source_line
    assert all(download.content(figure) for download in downloads(figure, selection))


def test_a_year_below_the_target_is_built_and_said(tmp_path: Path) -> None:
    data, table = copy_data(tmp_path / "data"), "mja/midden-gelderland/job_agreement.csv"
    for old, new in (
        ("jobs,2024-end,5258,", "jobs,2024-end,4820,"),
        ("jobs_above_target,2024-end,388,", "jobs_above_target,2024-end,-50,"),
        ("jobs_increase,2012..2024,3004,", "jobs_increase,2012..2024,2566,"),
    ):
        replace(data, table, old, new)
    replace(data, "mja/midden-gelderland/goals.csv", "jobs,5258,2024-end", "jobs,4820,2024-end")
    build(data, tmp_path / "snapshots")
    with Snapshot.open(tmp_path / "snapshots") as opened:
        jobs = job_agreement.key_figures(opened, Selection())[0]
        assert jobs.comparison == "50 onder de indicatieve doelstelling (4.870)"
        assert "50 onder de indicatieve doelstelling" in job_agreement.jobs(opened, Selection()).headline
