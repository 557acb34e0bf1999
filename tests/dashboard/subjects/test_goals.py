"""The page doelen: a goal is on course by one rule only, nothing is said of what no source measured, and the calendar
follows the day."""

from __future__ import annotations

import calendar as months
import itertools
import random
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.bullets import Bullets, as_bars
from dashboard.charts.drawing import drawing
from dashboard.charts.timeline import Timeline, abbreviated
from dashboard.composition.catalogue import composition
from dashboard.export.native import native
from dashboard.export.package import page_items
from dashboard.subjects.goals import calendar, goals, partner_roles
from dashboard.subjects.goals.courses import (
    BEHIND,
    NO_MEASUREMENT,
    ON_COURSE,
    REACHED,
    UNMEASURED,
    Goal,
    numbered,
    tally,
)
from dashboard.subjects.goals.courses import goals as read
from dashboard.words import notation
from dashboard.words.periods import bounds
from snapshot.read import Snapshot

PLAIN = Goal(
    "x", "outcome", "Iets", None, "", 100.0, "2026", "at_least", "jobs", "banen", None, "", "Iemand", "Pas op."
)  # fmt: skip


def goal(**changed: object) -> Goal:
    return replace(PLAIN, **changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "course"),
    [
        ({}, UNMEASURED),
        ({"realised": 100.0, "realised_period": "2026"}, REACHED),
        ({"realised": 100.0, "realised_period": "2026-Q4"}, REACHED),
        ({"realised": 100.0, "realised_period": "2026-Q3"}, ON_COURSE),
        ({"realised": 120.0, "realised_period": "2025-Q1"}, ON_COURSE),
        ({"realised": 99.0, "realised_period": "2026"}, BEHIND),
        ({"realised": 99.0, "realised_period": "2026-12-31"}, BEHIND),
        ({"realised": 99.0, "realised_period": "2026-Q3"}, UNMEASURED),
        ({"realised": 99.0, "realised_period": "2027-Q1"}, BEHIND),
        ({"realised": 0.0, "realised_period": "2026"}, BEHIND),
        ({"target": None, "target_period": "", "realised": 99.0, "realised_period": "2026"}, UNMEASURED),
        ({"bound": "at_most", "realised": 101.0, "realised_period": "2026-Q1"}, BEHIND),
        ({"bound": "at_most", "realised": 99.0, "realised_period": "2026-Q1"}, UNMEASURED),
        ({"bound": "at_most", "realised": 99.0, "realised_period": "2026"}, REACHED),
        ({"bound": "about", "realised": 3.0, "target": 3.0, "target_period": "", "realised_period": "2026"}, ON_COURSE),
    ],
)
def test_a_goal_is_on_course_by_the_rule_that_is_told(changed: dict[str, object], course: str) -> None:
    assert goal(**changed).course == course


def test_a_goal_without_date_is_never_late() -> None:
    assert goal(target_period="", realised=99.0, realised_period="2030").course == UNMEASURED


def test_only_what_the_agenda_measured_is_measured(snapshot: Snapshot) -> None:
    found = read(ask(snapshot, "goals"))
    assert [one.code for one in found if one.course != UNMEASURED] == ["jobs_2024"]
    assert tally(found) == {REACHED: 1, ON_COURSE: 0, BEHIND: 0, UNMEASURED: len(found) - 1}
    table = goals.whole_list(snapshot, Selection()).table
    measured = [row for row in table.rows if NO_MEASUREMENT not in row[2]]
    assert [row[:5] for row in measured] == [
        (
            "Banen voor mensen uit het doelgroepregister in de regio (indicatief)",
            "4.870 banen (eind 2024)",
            "5.258 banen (eind 2024); nulmeting 2.254 banen (eind 2012); gehaald",
            "gehaald (eind 2024)",
            "Gemeenten en UWV",
        )
    ]
    assert any(
        note.startswith(f"{measured[0][0]}: ") and "landelijke monitor" in note
        for note in goals.whole_list(snapshot, Selection()).notes
    )


def test_the_chart_has_a_bar_where_there_is_a_measurement_and_an_empty_one_elsewhere(snapshot: Snapshot) -> None:
    figure = goals.against_target(snapshot, Selection())
    assert isinstance(figure.chart, Bullets)
    first, *others = figure.chart.rows
    assert first.reached == pytest.approx(5258 / 4870)
    assert first.baseline == pytest.approx(2254 / 4870)
    assert all(one.reached is None and one.text == NO_MEASUREMENT for one in others)
    data = drawing(figure.chart).data
    assert len(data["reached"]) == len(data["begun"]) == 1
    assert len(data["unknown"]) == len(others)
    assert "landelijke monitor" in figure.sentence
    assert all(f", doel {one.name.split(', doel ')[1]}: {one.text}" in figure.alt for one in figure.chart.rows)


def test_powerpoint_draws_the_goals_as_percents_with_the_printed_numbers(snapshot: Snapshot) -> None:
    figure = goals.against_target(snapshot, Selection())
    assert isinstance(figure.chart, Bullets)
    chart = native(figure)
    assert chart is not None
    (series,) = chart.series
    assert series.values[0] == pytest.approx(100 * 5258 / 4870)
    assert series.values[-1] == 100
    assert series.texts[0] == "5.258 banen, gehaald (eind 2024)"
    assert [value for value in series.values[1:-1] if value is not None] == []
    assert all(NO_MEASUREMENT in name for name in chart.categories[1:-1])
    assert len(as_bars(figure.chart)) == len(chart.categories)


@pytest.mark.parametrize("kind", ["", "vision", "outcome", "delivery", "account", "money"])
def test_goals_of_one_kind_are_counted_alone(snapshot: Snapshot, kind: str) -> None:
    figure = goals.whole_list(snapshot, Selection(), kind=kind)
    wanted = [row for row in snapshot.rows("goals") if kind in ("", row["kind"])]
    assert len(figure.table.rows) == len(wanted)
    assert ("Beide" if len(wanted) == 2 else str(len(wanted))) in figure.headline
    assert "zijn er 1 " not in figure.headline


def test_goals_with_a_number_are_counted_alike_everywhere(snapshot: Snapshot) -> None:
    """The key figure tells goals to measure apart from evaluations and reports, which are held or not."""
    rows = snapshot.rows("goals")
    accounts = [row for row in rows if row["kind"] == "account"]
    with_number = [row for row in rows if row["target"] is not None and row not in accounts]
    first, measured, *_ = goals.key_figures(snapshot, Selection(), today="2026-11-24")
    rest = len(rows) - len(with_number) - len(accounts)
    assert (
        first.comparison == f"{len(with_number)} met een getal, {len(accounts)} evaluaties en verslagen, {rest} zonder"
    )
    assert len(numbered(read(ask(snapshot, "goals")))) == len(with_number)
    assert f"Van {len(with_number)} doelen met een getal" in goals.against_target(snapshot, Selection()).headline
    assert measured.comparison == "1 gehaald, 0 op koers, 0 achter"


def test_what_is_past_and_reached_is_not_told_as_running(snapshot: Snapshot) -> None:
    """For measurements at random: reached once the date of the goal has come, never merely on course."""
    draw = random.Random(16)
    for _ in range(200):
        moment = f"{draw.randint(2023, 2029)}-Q{draw.randint(1, 4)}"
        one = goal(bound=draw.choice(("at_least", "at_most", "about")), realised=float(draw.randint(90, 110)),
                   realised_period=moment)  # fmt: skip
        past = moment >= "2026-Q4"
        assert (one.course == REACHED) <= past
        assert one.course != ON_COURSE or not past
    assert "op koers" not in goals.against_target(snapshot, Selection()).headline


def test_no_goal_is_set_against_a_now_without_a_date(snapshot: Snapshot) -> None:
    rows = snapshot.rows("goals")
    assert not [row["title"] for row in rows if re.search(r"\b(nu|nog|momenteel)\b", row["title"])]
    (own,) = [row for row in rows if row["goal"] == "more_than_required"]
    assert own["title"] == "Vanuit de banenafspraak werken meer mensen dan wettelijk vereist is"
    assert (own["paragraph"], own["target"], own["stated"]) == ("3", None, "ambition")


@pytest.mark.parametrize(
    ("dataset", "text"), [("goals", "caveat"), ("statements", "statement"), ("partner_roles", "role"),
                          ("calendar", "detail")]
)  # fmt: skip
def test_what_the_agenda_only_proposes_is_told_as_a_proposal(snapshot: Snapshot, dataset: str, text: str) -> None:
    """Paragraph 4.2.2 proposes a mandate, with what comes with it; what was before, and the leads, are facts."""
    told = [row for row in snapshot.rows(dataset) if row["paragraph"] == "4.2.2"]
    facts = [
        row for row in told if row.get("statement", "").startswith("Eerder mocht") or row.get("partner") == "leads"
    ]
    assert told
    for row in told:
        said = f"{row.get('title', '')} {row[text] or ''}".lower()
        assert (row in facts) != ("voorstel" in said or "voorgesteld" in said), said
        assert row.get("stated", "proposed") == "proposed"


# --- the calendar follows the day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("2024-12-31", "2024-12-31", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024/2025", "2024-08-01", "2025-07-31"),
        ("2026..2027", "2026-01-01", "2027-12-31"),
        ("2029..", "2029-01-01", None),
    ],
)
def test_a_period_has_a_first_and_a_last_day(code: str, first: str, last: str | None) -> None:
    assert bounds(code) == (date.fromisoformat(first), date.fromisoformat(last) if last else None)


def test_every_month_and_quarter_ends_where_the_calendar_says() -> None:
    for year in (2023, 2024, 2100):
        for month in range(1, 13):
            assert bounds(f"{year}-{month:02d}")[1] == date(year, month, months.monthrange(year, month)[1])
        ends = [bounds(f"{year}-Q{quarter}") for quarter in range(1, 5)]
        assert all(one[1] + timedelta(days=1) == after[0] for one, after in itertools.pairwise(ends) if one[1])
    with pytest.raises(ValueError, match="'begin 2026' is no period"):
        bounds("begin 2026")


@pytest.mark.parametrize(
    ("today", "headline"),
    [
        ("2026-11-24", "Over 38 dagen, 1 januari 2027: drie dingen tegelijk"),
        ("2026-12-31", "Over 1 dag, 1 januari 2027: drie dingen tegelijk"),
        ("2027-01-01", "Wat hierna komt, na de evaluatie van 2027: de uitvoeringsagenda 2028-2029 volgt"),
        ("2032-12-31", "Wat hierna komt, 2033: laatste jaar met impulsbudget van het Rijk"),
        ("2034-01-01", "Na vandaag noemt de agenda geen datums meer"),
    ],
)
def test_the_calendar_begins_with_what_comes_next(snapshot: Snapshot, today: str, headline: str) -> None:
    assert calendar.coming(snapshot, Selection(), today=today).headline == headline


def test_what_is_past_goes_and_what_comes_stays_on_any_day(snapshot: Snapshot) -> None:
    draw = random.Random(27)
    rows = snapshot.rows("calendar")
    for _ in range(40):
        day = date(2025, 1, 1) + timedelta(days=draw.randint(0, 4000))
        shown = {
            row[1]: row[4].split("; ")[0] for row in calendar.coming(snapshot, Selection(), today=f"{day}").table.rows
        }
        every = {
            row[1]: row[4].split("; ")[0]
            for row in calendar.coming(snapshot, Selection(), today=f"{day}", moments="all").table.rows
        }
        assert set(every) == {row["title"] for row in rows}
        kept = {title for title, state in every.items() if state != calendar.PAST}
        assert set(shown) == (kept or set(every))
        figure = calendar.until_next(snapshot, day)
        starts = {row["reference_period"]: bounds(row["reference_period"])[0] for row in rows}
        following = [start for start in starts.values() if start > day]
        first = [code for code, start in starts.items() if following and start == min(following)]
        counted = (
            str((min(following) - day).days) if any("-" in code for code in first) else first[0][:4] if first else ""
        )
        assert figure.number == (counted or "geen")


def test_the_page_draws_all_its_figures_on_the_day_after_the_last_date(snapshot: Snapshot) -> None:
    (first, *_) = goals.key_figures(snapshot, Selection(), today="2040-01-01")
    assert first.number == str(len(snapshot.rows("goals")))
    for declared in composition("doelen").figures:
        day = {"today": "2040-01-01"} if declared.of_today else {}
        assert declared.builder(snapshot, Selection(), **declared.defaults, **day).table.rows


def test_what_is_only_expected_is_never_told_as_certain(snapshot: Snapshot) -> None:
    for row in snapshot.rows("calendar"):
        assert (row["certainty"] == "expected") == ("naar verwachting" in row["title"]), row["title"]
    told = calendar.coming(snapshot, Selection(), today="2026-12-31")
    assert "de gewijzigde Wet SUWI gaat naar verwachting in" in told.sentence


def test_a_law_that_is_to_come_is_not_told_as_law(snapshot: Snapshot) -> None:
    figure = partner_roles.who_does_what(snapshot, Selection(), kind="focus")
    assert figure.sentence.startswith("Volgens de komende wet gaat het om")
    told = f"{figure.headline} {figure.sentence} {figure.table.rows}"
    assert "vallen niet af" not in told
    assert told.count("niet uitgesloten") == 1 + len(figure.table.rows)


@pytest.mark.parametrize("kind", list(partner_roles.KINDS))
def test_everyone_stands_in_the_roles_with_a_paragraph(snapshot: Snapshot, kind: str) -> None:
    figure = partner_roles.who_does_what(snapshot, Selection(), kind=kind)
    wanted = {row["title"] for row in snapshot.rows("partner_roles", {"kind": kind})}
    assert {row[0] for row in figure.table.rows} == wanted
    assert all(row[-1] for row in figure.table.rows)


# --- the calendar as a chart -----------------------------------------------------------------------------------


@pytest.mark.parametrize("moments", ["coming", "all"])
def test_the_calendar_is_drawn_on_a_scale_of_years_with_today_as_a_line(snapshot: Snapshot, moments: str) -> None:
    """Every event stands where its days are, on days drawn at random."""
    draw = random.Random(2706)
    rows = {row["title"]: row for row in snapshot.rows("calendar")}
    for _ in range(25):
        day = date(2025, 1, 1) + timedelta(days=draw.randint(0, 4400))
        figure = calendar.coming(snapshot, Selection(), today=f"{day}", moments=moments)
        chart = figure.chart
        assert isinstance(chart, Timeline)
        first, width = int(chart.ticks[0]), len(chart.ticks)
        assert chart.today is not None
        assert int(chart.today) + first == day.year
        assert [span.title for span in chart.spans] == [row[1] for row in figure.table.rows]
        for span in chart.spans:
            start, end = bounds(rows[span.title]["reference_period"])
            assert 0 <= span.start < span.end <= width
            assert int(span.start) + first == start.year
            assert span.open_end == (end is None)
            assert span.active == (start <= day and (end is None or day <= end))
            if end and (end - start).days > 40:
                assert span.end == pytest.approx(end.year - first + end.month / 12, abs=0.01)
            assert notation.inside(span.title) in figure.alt
        ends = {row["text"]: row["x"] for row in drawing(chart).data["arrows"]}
        assert ends == {abbreviated(span.title): width for span in chart.spans if span.open_end}
        assert f"vandaag, {notation.day(f'{day}')}" == chart.today_text


def test_files_of_the_page_hold_the_calendar_once(snapshot: Snapshot) -> None:
    items = page_items("doelen", snapshot, Selection(), today="2026-11-26")
    (found,) = [item.figure for item in items if item.figure.id == "calendar"]
    assert len(found.table.rows) == len(snapshot.rows("calendar"))
