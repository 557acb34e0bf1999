"""The chain from activity to goal, money and page: nothing forgotten, nothing unknown, and nothing said to be the
agenda's that is ours. Every mistake is named with its place, all at once."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest

from dashboard.composition.catalogue import entry, path_of
from dashboard.composition.site import PAGES, SUBJECTS
from loaders.agenda import policy
from loaders.agenda.raw import read_table
from loaders.agenda.scope import place
from loaders.agenda.tables import TABLES
from loaders.agenda.vocabulary import LINKED_FIGURES, SUBJECT_PAGES
from loaders.build import load
from snapshot.errors import Failure, ValidationError
from snapshot.read import Snapshot
from snapshot.region import DEFAULT
from tests.helpers import DATA, copy_data, line_of, replace

MJA = "mja/midden-gelderland/"
LINKS, GOALS = MJA + "policy_links.csv", MJA + "goals.csv"
FILES = ("activities", "ambitions", "budget_lines", "goals", "policy_links")


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    declared = {dataset.name: dataset for dataset in TABLES}
    found = {}
    for name in FILES:
        found[name], failures = read_table(folder, place(declared[name].files[0], DEFAULT))
        assert not failures
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "data"
    (target / MJA).mkdir(parents=True)
    for name in FILES:
        (target / MJA / f"{name}.csv").write_bytes((DATA / MJA / f"{name}.csv").read_bytes())
    return target


def test_the_chain_in_the_box_is_whole() -> None:
    assert policy.check(tables(DATA)) == []


def test_every_page_of_the_vocabulary_is_a_subject_of_the_dashboard() -> None:
    known = {info.path for info in PAGES if info.group == SUBJECTS or info.path == "sectoren"}
    assert set(SUBJECT_PAGES) == known - {""}
    assert all(path_of(entry(name)) in SUBJECT_PAGES for name in LINKED_FIGURES)


MISTAKES = {
    "an unknown activity": (
        LINKS, "activity,working-07,goal,work_visits", "activity,working-70,goal,work_visits",
        "from_id", "'working-70'", "working-07",
    ),
    "an unknown goal": (
        LINKS, "activity,working-07,goal,work_visits", "activity,working-07,goal,work_visit",
        "to_id", "'work_visit'", "near: work_visits",
    ),
    "an unknown budget line": (
        LINKS, "activity,working-07,budget_line,ambitions_2_6-05", "activity,working-07,budget_line,ambitions_2_6-5",
        "to_id", "'ambitions_2_6-5'", "ambitions_2_6-05",
    ),
    "a budget line without its zero": (
        LINKS, "budget_line,work_centre-07,ambition,1", "budget_line,work_centre-7,ambition,1",
        "from_id", "'work_centre-7'", "work_centre-07",
    ),
    "an unknown ambition": (
        LINKS, "budget_line,work_centre-07,ambition,1", "budget_line,work_centre-07,ambition,7",
        "to_id", "'7'", "one of 1, 2, 3, 4, 5, 6, SI, SNDW",
    ),
    "an unknown page": (
        LINKS, "activity,working-08,page,vacatures", "activity,working-08,page,vacature",
        "to_id", "'vacature'", "near: vacatures",
    ),
    "an unknown figure": (
        LINKS, "goal,jobs_2024,figure,banenafspraak-banen", "goal,jobs_2024,figure,banenafspraak-baan",
        "to_id", "'banenafspraak-baan'", "banenafspraak-banen",
    ),
    "a link that the agenda says nowhere": (
        LINKS, "activity,working-07,goal,work_visits,false,,3.1.2", "activity,working-07,goal,work_visits,false,,",
        "paragraph", "an empty cell", "the paragraph that says so, or is_proposal true",
    ),
    "a proposal with a paragraph": (
        LINKS, "activity,working-08,page,vacatures,true,,", "activity,working-08,page,vacatures,true,,3.1.2",
        "is_proposal", "true beside a paragraph", "false where the agenda says so, or no paragraph",
    ),
    "nothing without a reason": (
        LINKS, "activity,working-10,goal,none,true,\"De agenda noemt bij deze activiteit geen eigen doel, alleen dat van"
        " de ambitie.\"", "activity,working-10,goal,none,true,",
        "reason", "an empty cell", "why working-10 is linked to no goal",
    ),
    "nothing beside something": (
        LINKS, "activity,working-08,page,vacatures,true,,,own-policy-links",
        "activity,working-08,page,vacatures,true,,,own-policy-links\n"
        "activity,working-08,page,none,true,Geen.,,own-policy-links",
        "to_id", "none beside vacatures", "a link or none, not both",
    ),
    "an activity of an unknown ambition": (
        MJA + "activities.csv", "Organiseren werkbezoeken bij inclusieve werkgevers,2,",
        "Organiseren werkbezoeken bij inclusieve werkgevers,2;8,",
        "ambitions", "'8'", "one of 1, 2, 3, 4, 5, 6, SI, SNDW",
    ),
    "an ambition of an unknown goal": (
        MJA + "ambitions.csv", "en hun vaardigheden.,matching", "en hun vaardigheden.,matched",
        "goal", "'matched'", "near: matching",
    ),
    "a number without its moment": (
        GOALS, "5258,2024-end,Gemeenten", "5258,,Gemeenten",
        "realised_period", "an empty cell", "the moment of 5258",
    ),
    "a moment without its number": (
        GOALS, "2254,2012-end,4870", ",2012-end,4870",
        "baseline", "an empty cell", "the number of 2012-end",
    ),
    "a number of nothing": (
        GOALS, "at_least,jobs,5258", "at_least,,5258",
        "counted_in", "an empty cell", "what 4870 counts",
    ),
    "a target without its bound": (
        GOALS, "at_least,jobs,5258", ",jobs,5258",
        "bound", "an empty cell", "at_least, at_most or about",
    ),
    "a measurement that is not said to be reached": (
        GOALS, "werkend Werkcentrum,,,,2026-01,,,,,Kwartiermaker,planned",
        "werkend Werkcentrum,,,,2026-01,,,,,Kwartiermaker,reached",
        "stated", "reached", "a number in realised",
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_place_and_what_is_near(folder: Path, mistake: str) -> None:
    file, old, new, column, found, expected = MISTAKES[mistake]
    replace(folder, file, old, new)
    line = line_of(file, next(part for part in new.split("\n")[-1:]), folder) if file == LINKS else None
    matching = [one for one in policy.check(tables(folder)) if one.column == column and found in one.found]
    assert len(matching) == 1, policy.check(tables(folder))
    (failure,) = matching
    assert failure.file == f"data/{file}"
    assert failure.line is not None
    assert failure.line == (line or failure.line)
    assert expected in failure.expected


LEFT_OUT = [
    ("activity", "accessible-11", "goal", MJA + "activities.csv"),
    ("activity", "working-09", "budget_line", MJA + "activities.csv"),
    ("activity", "learning-03", "page", MJA + "activities.csv"),
    ("goal", "spending_2027", "activity", GOALS),
    ("budget_line", "work_centre-26", "activity", MJA + "budget_lines.csv"),
    ("budget_line", "work_centre-26", "ambition", MJA + "budget_lines.csv"),
]


@pytest.mark.parametrize(("kind", "code", "to", "file"), LEFT_OUT)
def test_what_is_linked_to_nothing_and_not_listed_is_named_where_it_stands(
    folder: Path, kind: str, code: str, to: str, file: str
) -> None:
    path = folder / LINKS
    kept = [row for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith(f"{kind},{code},{to},")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    (failure,) = [one for one in policy.check(tables(folder)) if code in one.found]
    assert failure.file == f"data/{file}"
    assert failure.line is not None
    assert failure.found == f"{code} linked to no {to.replace('_', ' ')}"
    assert failure.expected == f"a link in data/{LINKS}, or none there with the reason"


def test_the_agenda_of_another_region_is_sent_to_its_own_file(tmp_path: Path) -> None:
    elsewhere = tmp_path / "mja" / "elders"
    elsewhere.mkdir(parents=True)
    for name in FILES:
        (elsewhere / f"{name}.csv").write_bytes((DATA / MJA / f"{name}.csv").read_bytes())
    links = elsewhere / "policy_links.csv"
    kept = [row for row in links.read_text(encoding="utf-8").splitlines() if not row.startswith("activity,working-08,")]
    links.write_text("\n".join(kept) + "\n", encoding="utf-8")
    found = policy.check({name: read_table(tmp_path, f"mja/elders/{name}.csv")[0] for name in FILES})
    assert {failure.file for failure in found} == {"data/mja/elders/activities.csv", "data/mja/elders/budget_lines.csv"}
    assert all("data/mja/elders/policy_links.csv" in failure.expected for failure in found)


def test_everything_is_named_at_once_whatever_rows_are_gone(folder: Path) -> None:
    """Rows drawn at random are taken away: each thing that only they linked is named, and nothing else."""
    draw = random.Random(13)
    path = folder / LINKS
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    for _ in range(10):
        gone = draw.sample(rows, draw.randint(1, 60))
        path.write_text("\n".join([header, *(row for row in rows if row not in gone)]) + "\n", encoding="utf-8")
        pairs = [tuple(row.split(",")[:4]) for row in rows if row not in gone]
        expected = set()
        for row in gone:
            kind, code, to, other = row.split(",")[:4]
            if (kind, to) in policy.REQUIRED and not any(pair[:3] == (kind, code, to) for pair in pairs):
                expected.add(f"{code} linked to no {to.replace('_', ' ')}")
            ends = [(kind, code, to)] if to == "activity" else [(to, other, kind)] if kind == "activity" else []
            for end, name, activity in ends:
                if end not in ("goal", "budget_line") or name == "none":
                    continue
                reached = any(pair == ("activity", pair[1], end, name) for pair in pairs)
                if not reached and (end, name, activity) not in [pair[:3] for pair in pairs]:
                    expected.add(f"{name} linked to no activity")
        assert {failure.found for failure in policy.check(tables(folder))} == expected


def test_a_build_names_the_chain_beside_every_other_mistake(tmp_path: Path) -> None:
    data = copy_data(tmp_path / "data")
    replace(data, LINKS, "activity,working-07,goal,work_visits", "activity,working-07,goal,work_visit")
    replace(data, LINKS, "activity,working-08,page,vacatures", "activity,working-08,side,vacatures")
    replace(data, GOALS, "4870,2024-end", "4870,2024-13-31")
    replace(data, MJA + "calendar.csv", "suwi_act,2027-01-01", "suwi_act,2027-01-32")
    with pytest.raises(ValidationError) as caught:
        load(data)
    found = {(failure.file, failure.column, failure.found) for failure in caught.value.failures}
    assert {
        (f"data/{LINKS}", "to_id", "'work_visit'"),
        (f"data/{LINKS}", "to_kind", "'side'"),
        (f"data/{GOALS}", "target_period", "'2024-13-31'"),
        (f"data/{MJA}calendar.csv", "reference_period", "'2027-01-32'"),
    } <= found
    assert all(isinstance(failure, Failure) and failure.line for failure in caught.value.failures)


def test_a_table_that_lacks_a_column_is_left_to_the_contract(folder: Path) -> None:
    replace(folder, GOALS, "goal,sort_order,", "code,sort_order,")
    assert policy.check(tables(folder)) == []
    assert policy.check({}) == []


# --- the transcription, typed from the text a second time -----------------------------------------------------

NUMBERS = {
    "jobs_2024": (2254, 4870, 5258, "1.1.5"),
    "registered_at_work": (4564, None, None, "3.1.1"),
    "extra_jobs_national": (None, 125_000, None, "1.1.5"),
    "guides": (None, 3, None, "2.2.1"),
    "harrie_groups": (None, 8, None, "3.1.2"),
    "work_visits": (None, 2, None, "3.1.2"),
    "sector_tables": (None, 6, None, "4.3.2"),
    "report_quarterly": (None, 4, None, "4.2.2"),
    "spending_2026": (None, 1_802_000, None, "4.2.1"),
    "spending_2027": (None, 1_558_000, None, "4.2.1"),
}
MOMENTS = {
    "suwi_act": ("2027-01-01", "2.2.2"),
    "wsp_name_ends": ("2027-01", "2.2.2"),
    "job_agreement_ends": ("2027-01-01", "1.1.5"),
    "evaluation_career_advice": ("2026", "4.3.1"),
    "evaluation_spending": ("2027", "4.3"),
    "evaluation_cooperation": ("2026", "2.2.4"),
    "next_agenda": ("2028..2029", "4.3"),
    "impulse_declines": ("2029..", "4.2"),
    "impulse_ends": ("2033", "4.1"),
    "covenant": ("2025-09-04", "2.2.1"),
}


@pytest.mark.parametrize("goal", NUMBERS)
def test_the_numbers_of_a_goal_are_those_of_the_text(snapshot: Snapshot, goal: str) -> None:
    (row,) = snapshot.rows("goals", {"goal": goal})
    assert (row["baseline"], row["target"], row["realised"], row["paragraph"]) == NUMBERS[goal]


def test_only_goals_that_the_agenda_measures_have_a_measurement(snapshot: Snapshot) -> None:
    assert [row["goal"] for row in snapshot.rows("goals") if row["realised"] is not None] == ["jobs_2024"]


@pytest.mark.parametrize("event", MOMENTS)
def test_the_moments_of_the_calendar_are_those_of_the_text(snapshot: Snapshot, event: str) -> None:
    (row,) = snapshot.rows("calendar", {"event": event})
    assert (row["reference_period"], row["paragraph"]) == MOMENTS[event]


def test_the_core_partners_and_the_four_groups_are_those_of_the_text(snapshot: Snapshot) -> None:
    kinds: dict[str, set[str]] = {}
    for row in snapshot.rows("partner_roles"):
        kinds.setdefault(row["kind"], set()).add(row["title"])
    assert kinds["core"] == {
        "Gemeenten", "UWV", "Werkgeversorganisaties", "Werknemersorganisaties", "Onderwijs", "SBB",
    }  # fmt: skip
    assert len(kinds["focus"]) == 4


def test_the_goals_agree_with_the_other_tables_of_the_agenda(snapshot: Snapshot) -> None:
    rules = {one.name: one for one in snapshot.reconciliations}
    for name in ("goal_jobs_target", "goal_jobs_realised", "goal_jobs_baseline", "goal_spending_2026"):
        assert rules[name].outcome == "exact"
