"""Figures of the page doelen: key figures, goals against their targets, and all goals with who is responsible."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.bullets import Bullet, Bullets, spoken
from dashboard.figure import choices
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.goals import calendar
from dashboard.subjects.goals.courses import (
    ACCOUNT,
    BEHIND,
    NO_MEASUREMENT,
    NOT_NAMED,
    ON_COURSE,
    REACHED,
    RULE,
    UNMEASURED,
    Goal,
    goals,
    numbered,
    tally,
)
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

LEGEND = (
    "Elke regel heeft zijn eigen maat. Dikke streep: het doel. Dunne streep: de nulmeting. "
    "Leeg vak: geen meting bekend."
)
OTHERS = "Doelen zonder getal, evaluaties en verslagen staan in de tabel met alle doelen."
NEWER = "Nieuwere cijfers uit bestanden van UWV staan op de pagina Banenafspraak."
NO_SOURCE = "Van wat de agenda plant, staat in geen bron van dit dashboard hoe ver het is."
REPORTED = "Hoe ver de activiteiten zijn, meldt het netwerkteam: dat staat op de pagina Uitvoeringsagenda."


def key_figures(snapshot: Snapshot, _selection: Selection, *, today: str) -> tuple[KeyFigure, ...]:
    """Count the goals: all, those measured, those not to be measured; and the days from `today` to the next date."""
    result = ask(snapshot, "goals")
    found = goals(result)
    counts = tally(found)
    with_number, accounts = len(numbered(found)), sum(goal.kind == ACCOUNT for goal in found)
    measured = [counts[course] for course in (REACHED, ON_COURSE, BEHIND)]
    moments = sorted({goal.realised_period for goal in found if goal.realised_period})
    return (
        KeyFigure(
            "Doelen in de agenda",
            str(len(found)),
            "doelen",
            f"{with_number} met een getal, {accounts} evaluaties en verslagen, "
            f"{len(found) - with_number - accounts} zonder",
            "zoals de agenda ze noemt",
        ),
        KeyFigure(
            "Gemeten",
            str(sum(measured)),
            "doel" if sum(measured) == 1 else "doelen",
            f"{counts[REACHED]} {REACHED}, {counts[ON_COURSE]} {ON_COURSE}, {counts[BEHIND]} {BEHIND}",
            notation.period(moments[-1]) if moments else NO_MEASUREMENT,
        ),
        KeyFigure(
            "Nog niet te meten",
            str(counts[UNMEASURED]),
            "doel" if counts[UNMEASURED] == 1 else "doelen",
            "geen meting, of geen getal om te halen",
            "in de bronnen van dit dashboard",
        ),
        calendar.until_next(snapshot, date.fromisoformat(today)),
    )


def _course_of_plans(snapshot: Snapshot) -> str:
    """Return where it stands how far the planned activities are, or that no source tells it."""
    return REPORTED if holds(snapshot, "progress") else NO_SOURCE


@figure(
    "doelen-gemeten",
    "Doelen met een getal",
    needs=("goals",),
    beside=("job_agreement_series",),
)
def against_target(snapshot: Snapshot, _selection: Selection) -> Figure:
    """What was reached against each goal with a number, each in its own unit."""
    everything = ask(snapshot, "goals")
    found = numbered(goals(everything))
    result = everything.where(goal=[goal.code for goal in found])
    bullets = [_bullet(goal) for goal in found]
    headline = _finding(found)
    measured = [goal for goal in found if goal.realised is not None]
    return Figure(
        id="goals-measured",
        title="Doelen met een getal",
        headline=headline,
        subtitle=LEGEND,
        chart=Bullets(tuple(bullets)),
        alt=f"Staven tegenover het doel. {headline}. {spoken(bullets)}.",
        sentence=" ".join(dict.fromkeys(goal.caveat for goal in measured)) or _course_of_plans(snapshot),
        table=Table(
            ("Doel", "Nulmeting", "Te halen", "Gerealiseerd", "Koers"),
            tuple(
                (goal.title, goal.baseline_text, goal.target_text, goal.realised_text, goal.course_text)
                for goal in found
            ),
        ),
        results=(result,),
        notes=(
            RULE,
            _course_of_plans(snapshot),
            OTHERS,
            *((NEWER,) if holds(snapshot, "job_agreement_series") else ()),
        ),
    )


def _bullet(goal: Goal) -> Bullet:
    target = goal.target or 1
    text = NO_MEASUREMENT if goal.realised is None else f"{goal.amount(goal.realised, '')}, {goal.course_text}"
    return Bullet(
        f"{goal.title}, doel {goal.target_amount}",
        None if goal.realised is None else goal.realised / target,
        None if goal.baseline is None else goal.baseline / target,
        text,
        roles.PICKED[1] if goal.course == BEHIND else roles.ACCENT,
    )


def _finding(found: Sequence[Goal]) -> str:
    """Return how many of the goals with a number were measured, and what came of it."""
    measured = [goal for goal in found if goal.realised is not None]
    if not measured:
        return f"Van geen van de {len(found)} doelen met een getal is een meting bekend"
    told = [f"{notation.inside(goal.title)}, {goal.course_text}" for goal in measured]
    return f"Van {len(found)} doelen met een getal {'is' if len(told) == 1 else 'zijn'} er {len(told)} gemeten: " + (
        "; ".join(told)
    )


def _kinds(snapshot: Snapshot) -> dict[str, str]:
    words = ask(snapshot, "goals").labels["kind"]
    return {"": "Alle doelen", **{code: notation.capital(word) for code, word in words.items()}}


@figure(
    "doelen",
    "Alle doelen",
    needs=("goals",),
    chosen={"kind": Option(choices.GOAL_KIND, _kinds)},
)
def whole_list(snapshot: Snapshot, _selection: Selection, *, kind: str = "") -> Figure:
    """All goals, or those of one kind: baseline, target, what was reached, course, who is responsible, caveat."""
    everything = ask(snapshot, "goals")
    result = everything.where(kind=kind) if kind else everything
    found = goals(result)
    counts = {course: count for course, count in tally(found).items() if count}
    headline = _counted(counts, len(found))
    return Figure(
        id="goals-list",
        title="Alle doelen",
        headline=headline,
        subtitle=f"{_kinds(snapshot)[kind]}: {len(found)}; wat je erbij moet weten, staat onder de tabel",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(found), 'doel', 'doelen')}. {headline}.",
        sentence=_owners(found),
        table=Table(
            ("Doel", "Te halen", "Stand volgens de agenda", "Koers", "Verantwoordelijk", "Paragraaf"),
            tuple(_row(goal, result) for goal in found),
        ),
        results=(result,),
        notes=(RULE, _course_of_plans(snapshot), *_caveats(found)),
    )  # fmt: skip


def _row(goal: Goal, result: Result) -> tuple[str, ...]:
    (row,) = result.where(goal=goal.code).rows
    return (
        goal.title,
        goal.target_text,
        "; ".join([*_standing(goal), result.label("stated", row["stated"])]),
        goal.course_text,
        goal.responsible or NOT_NAMED,
        row["paragraph"],
    )


def _standing(goal: Goal) -> list[str]:
    """Return what was measured of a goal and where it began, or that nothing was measured."""
    began = [] if goal.baseline is None else [f"nulmeting {goal.baseline_text}"]
    return [goal.realised_text, *began]


def _caveats(found: Sequence[Goal]) -> tuple[str, ...]:
    """Return each caveat once, with the goals that it is about."""
    about: dict[str, list[str]] = {}
    for goal in found:
        if goal.caveat:
            about.setdefault(goal.caveat, []).append(goal.title)
    return tuple(f"{'; '.join(titles)}: {caveat}" for caveat, titles in about.items())


def _counted(counts: dict[str, int], total: int) -> str:
    if len(counts) == 1:
        (course,) = counts
        every = {1: "Het doel is", 2: "Beide doelen zijn"}.get(total, f"Alle {total} doelen zijn")
        return f"{every} {course}"
    told = [f"{'is' if count == 1 else 'zijn'} er {count} {course}" for course, count in counts.items()]
    return f"Van de {total} doelen {notation.listing(told)}"


def _owners(found: Sequence[Goal]) -> str:
    lacking = sum(not goal.responsible for goal in found)
    if not lacking:
        return "Bij elk doel noemt de agenda wie verantwoordelijk is."
    return f"Bij {lacking} van de {len(found)} doelen noemt de agenda niet wie verantwoordelijk is."
