"""From the figures of a page to what was decided about them: ambition, activities, euros and goals, a link each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.asking.memory import once
from dashboard.asking.policy import NEEDS, SUBJECTS, Chain, chain
from dashboard.asking.queries import ask, holds
from dashboard.figure import choices
from dashboard.subjects.activities import planning
from dashboard.subjects.activities.activity_words import noun
from dashboard.subjects.activities.planning import Activity
from dashboard.telling.money import together
from snapshot.read import Snapshot

AGENDA, GOALS, BUDGET = "uitvoeringsagenda", "doelen", "begroting"
OURS = "ons voorstel, niet uit de agenda"
PARTLY_OURS = f"deels {OURS}"


@dataclass(frozen=True)
class Stop:
    """One link: its words, the page that it goes to, and what it chooses there, by name in the address."""

    text: str
    path: str
    chosen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Strip:
    """Steps from figure to goal, each of one or more links; `whose` says whose work it is that ties them together."""

    steps: tuple[tuple[Stop, ...], ...]
    whose: str


@once
def strip(snapshot: Snapshot, path: str) -> Strip | None:
    """Return the strip of a page, or None where nothing in the chain is linked to it."""
    if path not in SUBJECTS or not all(holds(snapshot, need) for need in (*NEEDS, "ambitions")):
        return None
    linked = chain(snapshot)
    codes = linked.those_of("activity", "page", path)
    goals = dict.fromkeys(
        [
            *(link.code for code in codes for link in linked.to("activity", code, "goal")),
            *linked.those_of("goal", "page", path),
        ]
    )
    return _strip(snapshot, path, codes, _goals(len(goals)), _whose(linked, "page", path, codes, goals))


@once
def strip_of_figure(snapshot: Snapshot, path: str, figure: str) -> Strip | None:
    """Return the strip of a figure on a page, or None where no goal of the agenda is about it."""
    if path not in SUBJECTS or not all(holds(snapshot, need) for need in (*NEEDS, "ambitions")):
        return None
    linked = chain(snapshot)
    goals = linked.those_of("goal", "figure", figure)
    codes = dict.fromkeys(code for goal in goals for code in linked.those_of("activity", "goal", goal))
    return _strip(snapshot, path, list(codes), _goals(len(goals)), _whose(linked, "figure", figure, codes, goals))


def _strip(
    snapshot: Snapshot, path: str, activities: Collection[str], goals: tuple[Stop, ...], whose: str
) -> Strip | None:
    found = [one for one in planning.activities(ask(snapshot, "activities")) if one.code in activities]
    steps = (*(_of_activities(snapshot, path, found) if found else ()), goals)
    return Strip(tuple(filter(None, steps)), whose) if any(steps) else None


def _of_activities(snapshot: Snapshot, path: str, found: Sequence[Activity]) -> tuple[tuple[Stop, ...], ...]:
    subject = {choices.SUBJECT.key: SUBJECTS[path]}
    words = planning.WISHES["ambition"].of(snapshot)
    held = [code for code in words if code.isdigit() and any(code in one.ambitions for one in found)]
    ambitions = tuple(
        Stop(code if place else f"ambitie {code}", AGENDA, {choices.AMBITION.key: words[code], **subject})
        for place, code in enumerate(held)
    )
    count = f"{len(found)} {noun(len(found))}"
    return ambitions, (Stop(f"{count}, {span(found)}", AGENDA, subject),), _money(snapshot, found)


def span(found: Sequence[Activity]) -> str:
    """Return when activities are planned together: "Q1 2026 t/m Q1 2027", "vanaf Q1 2026", "doorlopend"."""
    starts = sorted(one.start for one in found if one.start)
    ends = sorted(one.end for one in found if one.end)
    if not starts:
        return "doorlopend"
    if any(one.ongoing for one in found):
        return f"vanaf {planning.short(starts[0])}"
    first, last = planning.short(starts[0]), planning.short(ends[-1])
    return first if first == last else f"{first} t/m {last}"


def _money(snapshot: Snapshot, found: Sequence[Activity]) -> tuple[Stop, ...]:
    lines = chain(snapshot).lines_of(one.code for one in found)
    if not lines:
        return ()
    count = "1 regel" if len(lines) == 1 else f"{len(lines)} regels"
    years = ask(snapshot, "budget_lines").periods[0].replace("..", "-")
    of_centre = sum(line.programme == "work_centre" for line in lines)
    programme = "Werkcentrum" if of_centre > len(lines) / 2 else "Ambities 2 t/m 6"
    chosen = {choices.PROGRAMME.key: programme, choices.LEVEL.key: "Activiteiten"}
    return (Stop(f"{together(lines)} in {count} ({years})", BUDGET, chosen),)


def _goals(count: int) -> tuple[Stop, ...]:
    return (Stop("1 doel" if count == 1 else f"{count} doelen", GOALS),) if count else ()


def _whose(linked: Chain, kind: str, code: str, activities: Collection[str], goals: Collection[str]) -> str:
    """Return whether it is the agenda or this dashboard that ties what the strip shows together."""
    to_it = [
        link for (_, _, other), found in linked.links.items() if other == kind for link in found if link.code == code
    ]
    to_goals = [link for one in activities for link in linked.to("activity", one, "goal") if link.code in goals]
    to_lines = [link for one in activities for link in linked.to("activity", one, "budget_line")]
    ours = [link.is_proposal for link in (*to_it, *to_goals, *to_lines)]
    return OURS if all(ours) else PARTLY_OURS if any(ours) else ""
