"""Every figure is declared once: pages, choices, packages and links follow from that, for every kind of snapshot."""

from __future__ import annotations

import inspect
import itertools
import random
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.asking.queries import municipalities, priority_sectors
from dashboard.asking.selection import Selection, comparisons
from dashboard.composition.availability import can_draw
from dashboard.composition.catalogue import COMPOSITIONS, FIGURES, entry, on_page, path_of
from dashboard.composition.offering import offered, shown_options
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import TODAY, Choice, Declaration, Option, declaration, figure, known
from snapshot.read import Snapshot

DAY = "2026-11-24"


def told(made: Figure) -> tuple[object, ...]:
    rows = tuple(tuple(row.values()) for result in made.results for row in result.rows)
    return (
        made.title,
        made.headline,
        made.subtitle,
        made.sentence,
        made.alt,
        made.table,
        made.all_notes,
        made.chart,
        rows,
    )


def options_of(declared: Declaration) -> list[dict[str, str]]:
    named = {name: values or ("",) for name, values in declared.options.items()}
    found = [dict(zip(named, values, strict=True)) for values in itertools.product(*named.values())]
    return [{**options, TODAY: DAY} if TODAY in options else options for options in found]


def test_every_declared_figure_stands_on_one_page_and_only_declared_ones_do() -> None:
    assert sorted(found.name for found in FIGURES) == sorted(found.name for found in known())
    assert len({found.name for found in FIGURES}) == len(FIGURES)
    assert {path_of(found) for found in FIGURES} == {page.path for page in COMPOSITIONS}
    assert on_page("bronnen") == ()


@pytest.mark.parametrize("declared", FIGURES, ids=lambda declared: declared.name)
def test_what_is_declared_are_the_arguments_of_the_builder(declared: Declaration) -> None:
    named = list(inspect.signature(declared.builder).parameters)[2:]
    assert set(named) == set(declared.options)


@pytest.mark.parametrize("declared", FIGURES, ids=lambda declared: declared.name)
def test_every_option_builds(declared: Declaration, snapshot: Snapshot) -> None:
    if not can_draw(snapshot, declared):
        pytest.skip(f"reads {', '.join(declared.needs)}, which comes with a refresh or a file")
    for options in options_of(declared):
        assert declared.builder(snapshot, Selection(), **options).headline


@pytest.mark.parametrize("declared", FIGURES, ids=lambda declared: declared.name)
def test_a_figure_follows_what_it_declares_and_nothing_else(declared: Declaration, snapshot: Snapshot) -> None:
    if not can_draw(snapshot, declared):
        pytest.skip(f"reads {', '.join(declared.needs)}, which comes with a refresh or a file")
    draw = random.Random(declared.name)
    towns, sectors = list(municipalities(snapshot)), ["", *priority_sectors(snapshot)]
    changed = set()
    for _ in range(12):
        chosen = tuple(town for town in towns if draw.random() < 0.3)
        selection = Selection(chosen, draw.choice(sectors), draw.choice(comparisons(snapshot.region)), snapshot.region)
        options = draw.choice(options_of(declared))
        made = told(declared.builder(snapshot, selection, **options))
        assert told(declared.builder(snapshot, declared.asked(selection), **options)) == made
        for part, other in (("municipalities", tuple(towns[:1])), ("sector", "ict"), ("compare", "Niets")):
            if told(declared.builder(snapshot, replace(selection, **{part: other}), **options)) != made:
                changed.add(part.replace("compare", "comparison"))
    if changed != declared.follows:  # what did not change in these draws changes where every possibility is tried
        assert changed < declared.follows


def test_names_of_choices_are_unique_on_a_page_and_unknown_figures_are_named() -> None:
    for page in COMPOSITIONS:
        asked = {option.choice for declared in page.figures for option in declared.all_options}
        assert len({choice.key for choice in asked}) == len(asked), page.path
    assert entry("spanning").name == "spanning"
    with pytest.raises(KeyError, match="no figure 'pizza'; there are inwoners"):
        entry("pizza")
    with pytest.raises(KeyError, match="is not declared as a figure"):
        declaration(told)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="there is a figure 'spanning' already"):
        figure("spanning", "Nog een", needs=())(told)  # type: ignore[type-var]


def test_a_choice_offers_what_the_figures_that_can_be_drawn_add_to_it(snapshot: Snapshot) -> None:
    page = next(page for page in COMPOSITIONS if page.path == "bevolking")
    (inhabitants,) = offered(snapshot, page.figures, page.sections[0].figures, {})
    assert inhabitants.choice is choices.INHABITANTS_AS
    assert inhabitants.words == {"index": "Index", "number": "Aantal", "map": "Kaart"}
    assert offered(snapshot, page.figures, page.sections[0].figures, {inhabitants.choice: "map"}) == []
    lines, mapped = page.sections[0].figures[:2]
    assert shown_options(lines, snapshot, {inhabitants.choice: "number"}) == {"show": "number"}
    assert shown_options(lines, snapshot, {inhabitants.choice: "map"}) is None
    assert shown_options(mapped, snapshot, {inhabitants.choice: "map"}) == {}


def test_an_option_of_which_the_snapshot_says_the_words_has_none_before() -> None:
    option = Option(Choice("x", "X"), lambda snapshot: {snapshot.id: "woord"})
    assert option.codes == ()
    assert Option(Choice("x", "X"), {"a": "A"}).codes == ("a",)


def test_what_is_shown_is_chosen_before_how_it_is_drawn(snapshot: Snapshot) -> None:
    page = next(page for page in COMPOSITIONS if page.path == "uitkeringen")
    asked = [one.choice for one in offered(snapshot, page.figures, page.sections[0].figures, {})]
    assert asked == [choices.SCHEME, choices.PLACES_AS]


@pytest.mark.slow
def test_a_kept_snapshot_with_another_measure_lacks_only_the_figures_of_that_measure(live_folder: Path) -> None:
    """Snapshots of before hold this series under the measure `benefits`: its figures have nothing to show there."""
    name = "unemployment_benefits_series"
    with Snapshot.open(live_folder) as kept:
        before = {one.name for one in FIGURES if can_draw(kept, one)}
        measures = tuple(replace(measure, name="benefits") for measure in kept.datasets[name].measures)
        kept.datasets = {**kept.datasets, name: replace(kept.datasets[name], measures=measures)}
        assert before - {one.name for one in FIGURES if can_draw(kept, one)} == {"ww-reeks", "regio-ww"}
