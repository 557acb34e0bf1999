"""The page uitvoeringsagenda against the overview of activities in the agenda."""

from __future__ import annotations

import random
import re
from itertools import product

import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.timeline import TITLE, Timeline, abbreviated
from dashboard.subjects.activities import activities, activity_lists, activity_words, planning
from snapshot.read import Snapshot

TODAY = "2026-11-24"
BUILDERS = (activities.schedule, activity_lists.per_ambition, activity_lists.whole_list)


@pytest.fixture(scope="module")
def found(snapshot: Snapshot) -> list[planning.Activity]:
    return planning.activities(ask(snapshot, "activities"))


def test_key_figures_follow_the_day_that_is_given(snapshot: Snapshot) -> None:
    total, running, soon, over = activities.key_figures(snapshot, Selection(), today=TODAY)
    assert (total.number, running.number, soon.number, over.number) == ("43", "31", "2", "9")
    assert over.comparison == "of ze klaar zijn, staat niet in de agenda"
    assert total.comparison.startswith("Werkend 13, Toegankelijk 12, Transparant 6 en Lerend 12")
    assert running.period == "op 24 november 2026"
    assert soon.period == "1e kwartaal 2027"
    early = activities.key_figures(snapshot, Selection(), today="2025-12-31")
    assert early[1].number == "10"  # nine without a printed start, and IGM, which began in Q4 2025
    late = activities.key_figures(snapshot, Selection(), today="2028-01-01")
    assert late[1].number == "21"  # what goes on


@pytest.mark.parametrize(
    ("title", "start", "end", "ongoing"),
    [
        ("Website Werkcentrum actief", "2026-Q1", "2026-Q1", False),
        ("Mogelijkheden van VUM verkennen en implementeren", "2026-Q2", "2027-Q2", False),
        ("Regionaal aanbieden van trainingen en workshops", "2027-Q1", None, True),
        ("Inzet van praktijkverklaringen", None, None, True),
    ],
)
def test_quarters_are_those_printed(
    found: list[planning.Activity], title: str, start: str | None, end: str | None, ongoing: bool
) -> None:
    activity = next(activity for activity in found if activity.title == title)
    assert (activity.start, activity.end, activity.ongoing) == (start, end, ongoing)


def test_phase_turns_with_the_quarter(found: list[planning.Activity]) -> None:
    activity = next(a for a in found if a.code == "transparent-02")
    phases = [activity.phase(quarter) for quarter in ("2026-Q1", "2026-Q2", "2027-Q2", "2027-Q3")]
    assert phases == ["upcoming", "running", "running", "ended"]


def test_ongoing_and_unprinted_starts_stay_words_in_the_table(snapshot: Snapshot) -> None:
    rows = {row[0]: row for row in activities.schedule(snapshot, Selection(), today=TODAY).table.rows}
    assert len(rows) == 43
    assert rows["Inzet van praktijkverklaringen"][2:4] == ("niet\u00a0genoemd", "doorlopend")
    assert not any(cell in ("", "None", "nan") for row in rows.values() for cell in row)


@pytest.mark.parametrize(("ambition", "count"), [("1", 18), ("3", 11), ("4", 6), ("5", 12), ("6", 7), ("SI", 2)])
def test_activities_per_ambition_are_those_of_the_overview(snapshot: Snapshot, ambition: str, count: int) -> None:
    figure = activity_lists.per_ambition(snapshot, Selection(), today=TODAY)
    assert {row[0]: int(row[3]) for row in figure.table.rows}[ambition] == count


def test_list_names_the_ambitions(snapshot: Snapshot) -> None:
    figure = activity_lists.whole_list(snapshot, Selection(), today=TODAY, ambition="SNDW")
    assert len(figure.table.rows) == 1
    assert "SNDW School naar duurzaam werk" in figure.table.rows[0][4]


def test_nothing_found_says_which_filter_to_let_go(snapshot: Snapshot) -> None:
    wish = {"today": TODAY, "line": "transparent", "phase": "upcoming"}
    figure = activities.schedule(snapshot, Selection(), **wish)
    assert figure.chart is None
    assert figure.table.rows == (
        ("stand volgens de planning ‘Begint later’", "6 activiteiten"),
        ("actielijn ‘Transparant netwerk’", "2 activiteiten"),
    )
    assert len(figure.results[0].frame) == 8


def test_every_combination_of_filters_leaves_something_or_names_what_to_let_go(
    snapshot: Snapshot, found: list[planning.Activity]
) -> None:
    choices = [list(planning.WISHES[name].of(snapshot)) for name in planning.FILTERS]
    for line, ambition, quarter, phase in product(*choices):
        wish = planning.Wish(line, ambition, quarter, phase, planning.quarter_of(TODAY))
        if not any(wish.fits(activity) for activity in found):
            names, left = planning.looser(wish, found)[0]
            assert set(names) <= set(wish.set_filters)
            assert left


def test_every_single_filter_builds(snapshot: Snapshot) -> None:
    for name in planning.FILTERS:
        for code in planning.WISHES[name].of(snapshot):
            for builder in BUILDERS:
                assert builder(snapshot, Selection(), today=TODAY, **{name: code}).headline


@pytest.mark.parametrize("today", ["2025-10-01", "2027-12-31", "2030-06-01", "2020-01-01"])
def test_all_figures_build_on_any_day(snapshot: Snapshot, today: str) -> None:
    for builder in BUILDERS:
        assert builder(snapshot, Selection(), today=today).headline


def test_long_titles_are_cut_at_a_word_with_an_ellipsis(found: list[planning.Activity]) -> None:
    for activity in found:
        short = abbreviated(activity.title)
        assert len(short) <= TITLE
        assert short == activity.title or (short.endswith("…") and activity.title.startswith(short[:-1]))


def test_what_starts_and_ends_in_one_quarter_is_a_milestone(snapshot: Snapshot) -> None:
    figure = activities.schedule(snapshot, Selection(), today=TODAY)
    states = {row[0]: row[4] for row in figure.table.rows}
    assert states["Website Werkcentrum actief"] == "Gepland in Q1 2026"
    assert states["Inzet van gidsen in het Werkcentrum"] == "Gepland in Q1 2026"
    assert states["Inzet van praktijkverklaringen"] == "Loopt nu"
    assert figure.table.header[4].startswith("Volgens de planning op")
    assert "Voorbij" not in states.values()
    assert activities.MILESTONES in figure.notes


def test_the_refused_subsidy_is_said_beside_the_plan(snapshot: Snapshot) -> None:
    figure = activities.schedule(snapshot, Selection(), today=TODAY)
    told = " ".join(figure.notes)
    assert "‘Uitvoer plan LLO-Collectief’: de subsidieaanvraag" in told
    assert "niet gehonoreerd" in told
    assert "paragraaf 2.3.2" in told
    left_out = "zonder ‘Uitvoer plan LLO-Collectief’ (vervolg niet zeker)"
    assert figure.headline.endswith(f"31 van de 43 activiteiten, {left_out}")
    assert activities.key_figures(snapshot, Selection(), today=TODAY)[1].comparison.endswith(left_out)
    assert {row[0]: row[4] for row in figure.table.rows}["Uitvoer plan LLO-Collectief"] == "Vervolg niet zeker"
    assert isinstance(figure.chart, Timeline)
    assert [span.active for span in figure.chart.spans if span.title == "Uitvoer plan LLO-Collectief"] == [False]
    assert any(
        "niet gehonoreerd" in note for note in activity_lists.whole_list(snapshot, Selection(), today=TODAY).notes
    )


def test_after_the_agenda_nothing_is_said_to_run_without_that(snapshot: Snapshot) -> None:
    late = activities.key_figures(snapshot, Selection(), today="2028-01-01")
    assert late[1].comparison == "De agenda plant tot en met het 4e kwartaal 2027. Wat daarna loopt, staat er niet in."
    assert late[2].comparison == late[1].comparison
    figure = activities.schedule(snapshot, Selection(), today="2028-01-01")
    assert figure.sentence.startswith(late[1].comparison)
    assert figure.headline == (
        "Op 1 januari 2028 lopen volgens de planning 21 van de 43 activiteiten door; de agenda plant tot en met het "
        "4e kwartaal 2027"
    )


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (0, 13, "hoort geen van de 13 activiteiten"), (1, 2, "hoort 1 van de 2 activiteiten"),
        (2, 2, "horen beide activiteiten"), (3, 3, "horen alle 3 activiteiten"), (1, 1, "hoort de enige activiteit"),
        (0, 1, "hoort geen enkele activiteit"), (2, 5, "horen 2 van de 5 activiteiten"),
    ],
)  # fmt: skip
def test_counts_stand_with_their_verb(count: int, total: int, told: str) -> None:
    assert activity_words.belong(count, total) == told


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (["1"], "ambitie 1"), (["2", "3"], "de ambities 2 en 3"), (["SI"], "het programma SI"),
        (["1", "SI", "SNDW"], "ambitie 1 en de programma’s SI en SNDW"),
    ],
)  # fmt: skip
def test_programmes_are_not_called_ambitions(codes: list[str], told: str) -> None:
    assert activity_words.ambitions_in_words(codes) == told


def test_sentences_of_choices_at_random_are_whole_and_right(snapshot: Snapshot, found: list[planning.Activity]) -> None:
    """Filters and days drawn at random: counts agree with their verb, and what is unsure or over is never just running."""
    draw = random.Random(43)
    words = {name: list(planning.WISHES[name].of(snapshot)) for name in planning.FILTERS}
    for _ in range(80):
        chosen = {name: draw.choice(codes) if draw.random() < 0.5 else "" for name, codes in words.items()}
        day = f"{draw.randrange(2025, 2030)}-{draw.randrange(1, 13):02d}-{draw.randrange(1, 29):02d}"
        wish = planning.Wish(**chosen, now=planning.quarter_of(day))
        fitting = [activity for activity in found if wish.fits(activity)]
        if not fitting:
            continue
        timeline, bars, listed = (builder(snapshot, Selection(), today=day, **chosen) for builder in BUILDERS)
        for figure in (timeline, bars, listed):
            told = f"{figure.headline}. {figure.sentence}"
            assert not re.search(
                r"\b(lopen|horen|passen|eindigen|beginnen)( \w+){0,4} (geen|1 van|1 activiteit)\b", told
            )
            assert not re.search(r"\b0 van|alle 2 |alle 1 ", told), told
            verbs = r"\b(is|begint|beginnen|loopt|lopen|heeft|hebben|hoort|horen|past|passen|noemt)\b"
            assert re.search(verbs, figure.headline), figure.headline
        running = sum(activity.phase(wish.now) == "running" for activity in fitting)
        ended = sum(activity.phase(wish.now) == "ended" for activity in fitting)
        assert ("klaar" in timeline.sentence) == bool(ended), timeline.sentence
        if wish.phase == "ended":
            assert "is de planning" in timeline.headline
        if wish.set_filters and wish.phase != "ended" and wish.now <= "2027-Q4":
            assert "gekozen" in timeline.sentence
        unsure = [a for a in fitting if a.runs_in(wish.now) and a.unsure]
        by_dates = sum(a.runs_in(wish.now) for a in fitting)
        assert running + len(unsure) == by_dates
        assert ("vervolg niet zeker" in timeline.headline) == bool(unsure)
        if len(fitting) == len(unsure) == 1:
            assert " niet;" not in timeline.headline.replace("vervolg niet zeker", "")
        assert sum(row[4] == "Loopt nu" for row in timeline.table.rows) <= running
        if wish.now > "2027-Q4" and running:
            assert "de agenda plant tot en met het 4e kwartaal 2027" in timeline.headline


@pytest.mark.parametrize(
    ("chosen", "headline"),
    [
        ({}, "Ambitie 1 heeft de meeste activiteiten van alle ambities en programma’s: 18 van de 43"),
        ({"line": "transparent", "phase": "running"}, None),
        ({"ambition": "5"}, "Bij ambitie 5 horen 12 van de 43 activiteiten"),
    ],
)
def test_most_of_a_bar_is_not_most_of_all_activities(
    snapshot: Snapshot, chosen: dict[str, str], headline: str | None
) -> None:
    """The longest bar may hold less than half: "de meeste activiteiten horen bij" would say more."""
    figure = activity_lists.per_ambition(snapshot, Selection(), today=TODAY, **chosen)
    assert not figure.headline.startswith("De meeste")
    if headline:
        assert figure.headline == headline


def test_ambitions_keep_what_makes_them_precise(snapshot: Snapshot) -> None:
    told = {
        row[0]: f"{row[1]} {row[2]}"
        for row in activity_lists.per_ambition(snapshot, Selection(), today=TODAY).table.rows
    }
    for code, words in {
        "1": ("(werkend)", "tijdelijk ondersteuning nodig", "zonder schotten", "te blijven"),
        "2": ("tijdelijk ondersteuning nodig", "structurele werkplek"),
        "4": ("wettelijk vereist",),
        "5": ("vaardigheden",),
        "6": ("toekomstbestendig", "Leven Lang Ontwikkelen"),
    }.items():
        assert all(word in told[code] for word in words), told[code]
