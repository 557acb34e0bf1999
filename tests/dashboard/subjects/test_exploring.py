"""Any figure of the data: what is drawn at random shows the cells of the snapshot, and nothing impossible is offered."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.asking.queries import municipalities
from dashboard.asking.selection import Selection, comparisons
from dashboard.charts import vega
from dashboard.charts.bars import Bars
from dashboard.charts.lines import Lines
from dashboard.figure.core import Figure
from dashboard.screen import meeting
from dashboard.subjects.exploring.explore import NAME, OPTIONS, explore
from dashboard.subjects.exploring.offering import KINDS, Offer, Wish, explorable, kind, offer
from dashboard.words import notation
from snapshot.model import STATUSES, Measure, key, observations, region_key
from snapshot.read import Snapshot
from snapshot.write import publish

NO_NUMBER = ("is er een getal", *(one.word for one in STATUSES.values() if not one.has_value))
PARTS = {"measure": "measures", "view": "views", "rest": "rests", "period": "periods", "also": "others"}


def walked(snapshot: Snapshot, draw: random.Random) -> Iterator[Offer]:
    """Give an offer for every quantity of every dataset, with the choices after it drawn at random."""
    for dataset in offer(snapshot, Wish()).datasets:
        for measure in offer(snapshot, Wish(dataset)).measures:
            for view in offer(snapshot, Wish(dataset, measure)).views:
                wish = Wish(dataset, measure, view)
                for part in ("rest", "period", "also"):
                    words = list(getattr(offer(snapshot, wish), PARTS[part]))
                    wish = replace(wish, **{part: draw.choice(words) if words else ""})
                yield offer(snapshot, wish)


def drawn(snapshot: Snapshot, found: Offer, selection: Selection) -> Figure:
    wish = found.wish
    return explore(snapshot, selection, wish.dataset, wish.measure, wish.view, wish.rest, wish.period, wish.also)


def texts(snapshot: Snapshot, found: Offer, places: set[str]) -> Counter[str]:
    """Return what the snapshot publishes of a choice, straight from its rows."""
    dataset = snapshot.datasets[found.name]
    in_words = any(column.name == "as_written" for column in dataset.columns)  # of a report: 7% beside 2,9%
    told: Counter[str] = Counter()
    for row in snapshot.rows(found.name):
        is_of_period = (
            kind(row["reference_period"]) == found.wish.period and row["reference_period"] != "undated"
            if found.is_course
            else notation.period(row["reference_period"]) == found.periods[found.wish.period]
        )
        if (
            row["measure"] == found.quantity
            and is_of_period
            and all(row[name] == value for name, value in found.codes)
            and row.get("region_code", "") in places | {""}
        ):
            least = "ten minste " if row.get("missing_parts") and row["value"] is not None else ""
            is_whole = in_words and row["unit"] == "pct_change" and row["value"] == int(row["value"] or 0)
            decimals = 0 if is_whole else dataset.measure(found.quantity).decimals
            told[least + notation.cell(row["value"], row["status"], row["unit"], decimals)] += 1
    return told


def check(snapshot: Snapshot, seed: int) -> int:
    draw, count = random.Random(seed), 0
    towns = list(municipalities(snapshot))
    for found in walked(snapshot, draw):
        chosen = tuple(sorted(draw.sample(towns, draw.randint(0, 3)), key=towns.index))
        selection = Selection(chosen, "", draw.choice(comparisons(snapshot.region)), snapshot.region)
        figure = drawn(snapshot, found, selection)
        (result,) = figure.results
        places = {row["region_code"] for row in result.rows} if result.has("region_code") else set()
        numeric = figure.table.numeric
        shown = Counter(row[place] for row in figure.table.rows for place in numeric)
        expected = texts(snapshot, found, places)
        if found.is_course:  # a period that another place has is an empty cell here
            shown[notation.NO_VALUE] = expected[notation.NO_VALUE]
        assert +shown == +expected, (found.wish, selection)
        assert expected, found.wish
        if figure.chart is not None and vega.is_drawn(figure.chart):
            assert vega.specification(figure.chart)
        count += 1
    return count


@pytest.mark.parametrize("seed", range(3))
def test_a_drawn_figure_shows_the_cells_of_the_snapshot(snapshot: Snapshot, seed: int) -> None:
    assert check(snapshot, seed) > 60


@pytest.mark.slow
def test_also_of_live_series_and_files(live_and_files: Snapshot) -> None:
    assert check(live_and_files, 1) > 100


def test_every_cell_can_be_reached(snapshot: Snapshot) -> None:
    draw = random.Random(7)
    for name in explorable(snapshot):
        rows = list(snapshot.rows(name))
        for row in draw.sample(rows, min(4, len(rows))):
            assert any(_has(snapshot, found, row) for found in _all_offers(snapshot, name, row["measure"])), (name, row)


def _all_offers(snapshot: Snapshot, name: str, measure: str) -> Iterator[Offer]:
    title = snapshot.datasets[name].title
    word = snapshot.datasets[name].measure(measure).title
    first = next(found for found in walked(snapshot, random.Random(0)) if found.name == name)
    assert first.datasets[first.wish.dataset] == title
    code = next(code for code, words in first.measures.items() if words == word)
    start = Wish(first.wish.dataset, code)
    for view in offer(snapshot, start).views:
        for rest in offer(snapshot, replace(start, view=view)).rests or ("",):
            for period in offer(snapshot, replace(start, view=view, rest=rest)).periods:
                yield offer(snapshot, replace(start, view=view, rest=rest, period=period))


def _has(snapshot: Snapshot, found: Offer, row: dict[str, Any]) -> bool:
    place = row.get("region_code", "")
    chosen = (place,) if place in municipalities(snapshot) else ()
    figure = drawn(snapshot, found, Selection(chosen, region=snapshot.region))
    keys = snapshot.datasets[found.name].key
    return any(all(other[name] == row[name] for name in keys) for other in figure.results[0].rows)


def test_what_is_offered_is_possible_and_what_is_not_gives_way(snapshot: Snapshot) -> None:
    for found in walked(snapshot, random.Random(3)):
        assert offer(snapshot, found.wish).wish == found.wish
        for part, many in PARTS.items():
            words = getattr(found, many)
            assert len(set(words.values())) == len(words), (found.wish, many)
            assert getattr(found.wish, part) in words or not words
    nonsense = offer(snapshot, Wish("pizza", "kaas", "rond", "x", "1830", "y"))
    assert nonsense.wish == offer(snapshot, Wish()).wish


def test_the_words_of_the_declared_options_hold_every_possibility(snapshot: Snapshot) -> None:
    offered = {name: option.of(snapshot) for name, option in OPTIONS.items()}
    for found in walked(snapshot, random.Random(5)):
        for part, many in PARTS.items():
            assert getattr(found, many).items() <= offered[part].items(), (found.wish, part)


def test_a_choice_stands_on_the_meeting_list(snapshot: Snapshot) -> None:
    for found in walked(snapshot, random.Random(4)):
        options = {name: getattr(found.wish, name) for name in OPTIONS}
        item = meeting.item_of(NAME, Selection(("GM0275",), region=snapshot.region), options)
        read = meeting.read([meeting.write(item)], snapshot)
        assert read.refusals == ()
        assert read.items == (item,)


def test_several_places_and_parts_stand_under_the_name_of_each_place(snapshot: Snapshot) -> None:
    wish = next(
        found.wish for found in walked(snapshot, random.Random(0)) if found.wish.view == "naar-uitkering"
        and found.quantity == "share_pct"
    )  # fmt: skip
    figure = drawn(snapshot, offer(snapshot, wish), Selection(("GM0202", "GM0275")))
    assert type(figure.chart).__name__ == "Grouped"
    assert {row[0].partition(" · ")[0] for row in figure.table.rows} == {"Arnhem", "Rheden"}


INVENTED = observations(
    name="beehives",
    title="Bijenkasten per gemeente",
    description="Verzonnen.",
    files=("beehives.csv",),
    keys=(region_key(), key("bee", "Soort bij", {"wild": "Wilde bij", "honey": "Honingbij"})),
    measures=(Measure("hives", "Bijenkasten", ("jobs",)),),
)


@pytest.fixture
def with_bees(snapshot: Snapshot, tmp_path: Path) -> Iterator[Snapshot]:
    """A snapshot with one more dataset, which no line of the code knows."""
    rows = [
        (town, bee, "hives", year, float(100 * place + len(bee) + int(year) - 2020), "jobs", "published", None, "cbs-03759ned", None)
        for place, town in enumerate([*municipalities(snapshot), snapshot.region.code])
        for bee in ("wild", "honey")
        for year in ("2023", "2024")
    ]  # fmt: skip
    frames = {name: snapshot.select(name) for name in snapshot.datasets}
    frames["beehives"] = pd.DataFrame(rows, columns=[column.name for column in INVENTED.columns])
    publish(tmp_path, (*snapshot.datasets.values(), INVENTED), frames, lambda _: ())
    with Snapshot.open(tmp_path) as opened:
        yield opened


def test_a_new_dataset_is_there_without_a_line_of_code(with_bees: Snapshot) -> None:
    (found, *_) = [one for one in walked(with_bees, random.Random(0)) if one.name == "beehives"]
    assert list(found.views.values()) == [
        "Plaatsen naast elkaar", "Kaart", "Naar soort bij", "Verloop naar soort bij", "Alle regels", "Verloop",
    ]  # fmt: skip
    wish = replace(found.wish, view="verloop", rest="honingbij", period="year")
    figure = drawn(with_bees, offer(with_bees, wish), Selection(("GM0202",)))
    assert figure.headline == "Bijenkasten · Honingbij · Arnhem: 9 banen in 2024"
    assert figure.table.rows[0] == ("2024", "9", "909")
    assert figure.subtitle == "Banen, 2023 t/m 2024"
    assert KINDS[wish.period] == "Per jaar"
    assert type(figure.chart).__name__ == "Lines"


def test_what_is_expected_is_not_told_as_counted(snapshot: Snapshot) -> None:
    jobs = explore(snapshot, Selection(), dataset="banen-en-verwachting", measure="banen-van-werknemers")
    assert jobs.headline.endswith("207.400 banen (verwachting) in 2027")
    assert "207.400 banen (verwachting)" in jobs.sentence


def opened(snapshot: Snapshot) -> Figure:
    return explore(snapshot, Selection(region=snapshot.region))


def is_rich(figure: Figure) -> bool:
    """Whether it shows a chart of several numbers, a sentence, and a table of more than one row."""
    return isinstance(figure.chart, Bars | Lines) and len(figure.table.rows) > 1 and len(figure.sentence) > 20


def test_the_page_opens_with_several_places_and_the_rest_in_the_order_of_the_titles(
    snapshot: Snapshot, with_bees: Snapshot
) -> None:
    for one in (snapshot, with_bees):
        figure = opened(one)
        assert is_rich(figure)
        assert isinstance(figure.chart, Bars)
        assert len(figure.chart.rows) > 8
        first, *rest = offer(one, Wish()).datasets.values()
        others = [title for title in rest if title != first]
        assert sorted(others, key=str.casefold) == others


@pytest.mark.slow
def test_with_series_it_opens_with_the_newest_of_several_places(live_and_files: Snapshot, snapshot: Snapshot) -> None:
    assert is_rich(opened(live_and_files))
    assert max(opened(live_and_files).results[0].periods) > max(opened(snapshot).results[0].periods)


def test_a_headline_tells_a_number_or_that_there_is_none_and_the_subtitle_repeats_nothing(snapshot: Snapshot) -> None:
    draw, towns = random.Random(12), list(municipalities(snapshot))
    for found in walked(snapshot, draw):
        chosen = tuple(sorted(draw.sample(towns, draw.randint(0, 3)), key=towns.index))
        figure = drawn(snapshot, found, Selection(chosen, region=snapshot.region))
        told = figure.headline.partition(": ")[2] or figure.headline
        assert "cijfers" not in told, figure.headline
        assert any(letter.isdigit() for letter in told) or told.endswith(NO_NUMBER), figure.headline
        assert figure.subtitle[0] == notation.capital(figure.subtitle)[0]
        topic = figure.headline.partition(" · ")[0].partition(":")[0]
        assert topic.casefold() not in [part.casefold() for part in figure.subtitle.split(", ")], figure.subtitle
