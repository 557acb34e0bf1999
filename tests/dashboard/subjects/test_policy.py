"""From activity to decision: every activity stands there with its goal and the whole lines of the budget, counted once."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict

import pytest

from dashboard.asking.policy import SUBJECTS, chain
from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.composition.catalogue import entry
from dashboard.composition.site import page
from dashboard.figure.core import Figure
from dashboard.subjects.activities import planning, policy
from dashboard.telling import counts
from dashboard.words import notation
from loaders.agenda.vocabulary import SUBJECT_PAGES
from snapshot.read import Snapshot
from tests.helpers import DATA

DAY = "2026-11-24"
MJA = DATA / "mja" / "midden-gelderland"


def table(name: str) -> list[dict[str, str]]:
    with (MJA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def made(snapshot: Snapshot, **options: str) -> Figure:
    return policy.by_activity(snapshot, Selection(), today=DAY, **options)


def lines() -> dict[str, tuple[int, bool]]:
    """Return the euro of each line and whether it is PM, read from the file by itself."""
    found: dict[str, tuple[int, bool]] = defaultdict(lambda: (0, False))
    for row in table("budget_lines"):
        code = f"{row['programme']}-{int(row['line']):02d}"
        euro, is_open = found[code]
        found[code] = (euro + int(row["value"] or 0), is_open or not row["value"])
    return found


def test_every_activity_stands_in_the_table_with_goal_and_money_or_why_not(snapshot: Snapshot) -> None:
    figure = made(snapshot)
    assert [row[0] for row in figure.table.rows] == [
        one.title for one in planning.activities(ask(snapshot, "activities"))
    ]
    assert all(all(row) for row in figure.table.rows)
    rows = {row[0]: row for row in figure.table.rows}
    harrie = rows["Aanbieden van de HARRIE-training"]
    assert harrie[1:] == (
        "doorlopend",
        "niet genoemd",
        "Groepen van 12 voor de gratis HARRIE-training van twee dagen; Een groter netwerk van inclusieve werkgevers"
        " (voorstel)",
        "HARRIE training: € 100.000",
    )
    tables = rows["Inrichten en werken met sectortafels"]
    assert tables[4] == "Initieren en coordinatie 6 sectortafels: € 240.000; Budget voor de tafels: PM"
    guides = rows["Inzet van gidsen in het Werkcentrum"]
    assert guides[1:3] == ("Q1\u00a02026", "Gemeenten en UWV")
    assert "paragraaf 4.1" in guides[4]


def test_the_headline_is_the_sum_of_lines_each_once(snapshot: Snapshot) -> None:
    links = [row for row in table("policy_links") if row["from_kind"] == "activity" and row["to_id"] != "none"]
    own = lines()
    draw = random.Random(43)
    wishes = entry("plan-doel-geld").chosen
    seen = 0
    for _ in range(60):
        options = {
            name: draw.choice(list(option.of(snapshot))) if draw.random() < 0.5 else ""
            for name, option in wishes.items()
        }
        figure = made(snapshot, **options)
        titles = {row["activity"]: row["title"] for row in table("activities")}
        shown = {row[0] for row in figure.table.rows}
        activities = {code for code, title in titles.items() if title in shown}
        if not activities:
            assert "Laat" in figure.sentence
            continue
        seen += 1
        assert len(activities) == len(figure.table.rows)
        paid = [row for row in links if row["to_kind"] == "budget_line" and row["from_id"] in activities]
        stated = [row for row in paid if row["is_proposal"] == "false"]
        told = figure.sentence.partition("Met ons voorstel erbij")[2].partition("Een regel")[0]
        ends = [[{row[end] for row in some} for end in ("from_id", "to_id")] for some in (stated, paid)]
        assert bool(told) == (ends[0] != ends[1])
        for text, counted in ((figure.headline, stated), (told, paid if told else [])):
            codes = {row["to_id"] for row in counted}
            assert (f"{len(codes)} regel" in text) == bool(codes)
            known = sum(own[code][0] for code in codes)
            assert (notation.euro(known) in text) == ("(berekend)" in text) == bool(known)
            assert ("PM" in text) == any(own[code][1] for code in codes)
        if not stated:
            assert re.search(r"noemt de agenda zelf (geen|een) regel van de begroting", figure.headline)
    assert seen > 20


def test_what_the_agenda_names_itself_is_counted_apart_from_what_we_propose(snapshot: Snapshot) -> None:
    """For choices at random: an activity with a goal of ours alone is one for which the agenda names none."""
    aims = [row for row in table("policy_links") if row["from_kind"] == "activity" and row["to_kind"] == "goal"]
    named = {row["from_id"] for row in aims if row["is_proposal"] == "false"}
    ours = {row["from_id"] for row in aims if row["to_id"] != "none"} - named
    draw = random.Random(26)
    for place in range(40):
        options = {
            name: draw.choice(list(option.of(snapshot))) if draw.random() < 0.5 else ""
            for name, option in planning.WISHES.items()
        }
        figure = made(snapshot, **(options if place else {}))
        shown = {row[0] for row in figure.table.rows}
        activities = {row["activity"] for row in table("activities") if row["title"] in shown}
        if len(activities) < 2:
            continue
        without, proposed = len(activities - named), len(activities & ours)
        if not without:
            assert figure.sentence.startswith("Bij elke activiteit noemt de agenda een eigen doel.")
            continue
        told, _, rest = figure.sentence.partition(" noemt de agenda geen eigen doel")
        assert told == f"Bij {counts.part(without, len(activities), 'activiteit', 'activiteiten')}"
        assert ("stellen wij er een voor" in rest) == bool(proposed)
        assert (f"; bij {proposed} daarvan" in rest) == (0 < proposed < without)


def test_what_is_ours_is_said_to_be_ours(snapshot: Snapshot) -> None:
    linked = chain(snapshot)
    rows = {row[0]: row for row in made(snapshot).table.rows}
    for one in planning.activities(ask(snapshot, "activities")):
        for place, kind in ((3, "goal"), (4, "budget_line")):
            found = linked.to("activity", one.code, kind)
            assert rows[one.title][place].count("(voorstel)") == sum(link.is_proposal for link in found)
    assert any("voorstel" in note for note in made(snapshot).notes)


def test_nobody_is_made_responsible_by_a_link_of_ours(snapshot: Snapshot) -> None:
    owners = {row["goal"]: row["responsible"] for row in table("goals")}
    rows = {row[0]: row for row in made(snapshot).table.rows}
    for row in table("activities"):
        stated = {
            owners[link["to_id"]]
            for link in table("policy_links")
            if link["from_id"] == row["activity"] and link["to_kind"] == "goal" and link["is_proposal"] == "false"
        }
        assert set(rows[row["title"]][2].split("; ")) == ({one for one in stated if one} or {"niet genoemd"})


@pytest.mark.parametrize("subject", [path for path in SUBJECT_PAGES if path not in ("regiovergelijking", "begroting")])
def test_a_subject_shows_its_activities_alone(snapshot: Snapshot, subject: str) -> None:
    wanted = {row["from_id"] for row in table("policy_links") if row["to_kind"] == "page" and row["to_id"] == subject}
    titles = {row["title"] for row in table("activities") if row["activity"] in wanted}
    assert {row[0] for row in made(snapshot, subject=subject).table.rows} == titles


def test_a_subject_without_activities_under_the_filters_says_what_to_let_go(snapshot: Snapshot) -> None:
    figure = made(snapshot, subject="pendel", line="learning")
    assert figure.headline == "Bij het onderwerp ‘Pendel’ past geen activiteit bij deze filters"
    assert figure.sentence == "Laat het filter onderwerp ‘Pendel’ los: dan zie je 12 activiteiten."


def test_the_names_of_subjects_are_those_of_the_pages() -> None:
    assert {path: page(path).title for path in SUBJECT_PAGES} == SUBJECTS


def test_sentences_of_one_activity_are_in_the_singular(snapshot: Snapshot) -> None:
    figure = made(snapshot, subject="pendel")
    assert figure.headline == "Bij deze activiteit noemt de agenda zelf geen regel van de begroting"
    assert not re.search(r"1 van de 1|1 activiteiten", f"{figure.headline} {figure.sentence} {figure.alt}")
