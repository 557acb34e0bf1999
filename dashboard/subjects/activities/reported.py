"""How far the activities are, as the network team reports it, beside what the agenda plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.stacked import Segment, Stacked
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.activities import planning
from dashboard.subjects.activities.activity_words import (
    by_line,
    end_text,
    nothing,
    noun,
    part,
    rows_of,
    scope,
    start_text,
)
from dashboard.subjects.activities.planning import Activity, Wish
from dashboard.telling import roles
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.read import Row, Snapshot

NOT_REPORTED = "niet gemeld"
DRAWN = {
    "done": roles.REGION, "running": roles.ACCENT, "not_started": roles.SOFT, "stopped": roles.PICKED[1],
    "": roles.CONTEXT,
}  # fmt: skip
LATE, LONGER, EARLY, AS_PLANNED = (
    "later dan gepland",
    "loopt langer dan gepland",
    "eerder dan gepland",
    "volgens planning",
)
RULE = (
    "De vergelijking is met de planning van het kwartaal waarin is gemeld. Later: gepland als begonnen, en nog niet "
    "begonnen. Langer: de planning is afgelopen, en de activiteit loopt nog."
)


@dataclass(frozen=True)
class Told:
    """The last report on an activity: code of the stage, ISO day and note; all empty where there is none."""

    stage: str = ""
    day: str = ""
    note: str = ""


@dataclass(frozen=True, eq=False)
class Reports:
    """What was reported up to a day: the last of each activity, and the day on which it was first said to run."""

    told: Mapping[str, Told]
    running_since: Mapping[str, str]
    words: Mapping[str, str]
    rows: Result

    def of(self, code: str) -> Told:
        """Return the last report on an activity; an empty one where there is none."""
        return self.told.get(code, Told())

    def text(self, code: str) -> str:
        """Return the last report in a few words: "loopt (30 september 2026)", "niet gemeld"."""
        told = self.of(code)
        return f"{self.words[told.stage]} ({notation.day(told.day)})" if told.stage else self.words[told.stage]

    def tally(self, found: Sequence[Activity]) -> str:
        """Return how many of these activities are at each stage: "1 klaar, 3 lopen en 39 niet gemeld"."""
        return _tally([self.of(a.code) for a in found], self.words)


def reports_of(snapshot: Snapshot, today: str) -> Reports | None:
    """Return what was reported up to `today` (ISO date); None where nothing was."""
    if not holds(snapshot, "progress"):
        return None
    rows = ask(snapshot, "progress")
    words = {**rows.labels["stage"], "": NOT_REPORTED}
    told = latest(rows, today)
    return Reports(told, _first_running(rows, today), words, rows) if told else None


@figure(
    "voortgang",
    "Voortgang van de activiteiten",
    needs=("activities", "progress"),
    beside=("ambitions",),
    chosen=planning.WISHES,
    of_today=True,
)
def progress(
    snapshot: Snapshot,
    _selection: Selection,
    *,
    today: str,
    line: str = "",
    ambition: str = "",
    quarter: str = "",
    phase: str = "",
) -> Figure:
    """How far each activity is by its last report up to `today` (ISO date), and whether that is as planned."""
    wish = Wish(line, ambition, quarter, phase, planning.quarter_of(today))
    everything, reports = ask(snapshot, "activities"), ask(snapshot, "progress")
    found = planning.fitting(everything, wish)
    if not found:
        return nothing(snapshot, wish, id="activities-progress", title="Voortgang van de activiteiten")
    told = latest(reports, today)
    stages = {a.code: told.get(a.code, Told()) for a in found}
    used = reports.only(row for row in reports.rows if row["activity"] in stages and row["reference_period"] <= today)
    words = {**reports.labels["stage"], "": NOT_REPORTED}
    headline = _headline(stages, words)
    spoken = "; ".join(
        f"{everything.label('action_line', code)}: {_tally([stages[a.code] for a in group], words)}"
        for code, group in by_line(found)
    )
    return Figure(
        id="activities-progress",
        title="Voortgang van de activiteiten",
        headline=headline,
        subtitle=f"{scope(snapshot, wish)}. Stand volgens het netwerkteam, {_when(stages)}",
        chart=_chart(everything, found, stages, words),
        alt=f"Gestapelde staven per actielijn. {headline}. {spoken}.",
        sentence=_sentence(found, stages),
        table=Table(
            ("Activiteit", "Gepland", "Stand", "Gemeld op", "Naast de planning", "Toelichting"),
            tuple(_row(a, stages[a.code], words) for a in found),
        ),
        results=(rows_of(everything, found), *((used,) if used.rows else ())),
        beside=() if used.rows else (reports,),
        notes=(RULE,),
        cell_notes=False,
    )


def latest(reports: Result, today: str) -> dict[str, Told]:
    """Return the last report on each activity up to `today`, an ISO date."""
    rows: Sequence[Row] = reports.by("reference_period")
    return {
        row["activity"]: Told(row["stage"], row["reference_period"], row["note"] or "")
        for row in rows
        if row["reference_period"] <= today
    }


def _first_running(reports: Result, today: str) -> dict[str, str]:
    """Return the day on which each activity was first reported to run, up to `today`: ISO dates."""
    rows: Sequence[Row] = reports.where(stage="running").by("reference_period")
    days: dict[str, str] = {}
    for row in rows:
        if row["reference_period"] <= today:
            days.setdefault(row["activity"], row["reference_period"])
    return days


def beside_plan(activity: Activity, told: Told) -> str:
    """Return whether a report is as planned for the quarter in which it was made, in words; see RULE."""
    if told.stage not in ("running", "not_started"):
        return ""
    phase = activity.phase(planning.quarter_of(told.day))
    if told.stage == "running":
        return {"upcoming": EARLY, "ended": LONGER}.get(phase, AS_PLANNED)
    if phase == "upcoming":
        return AS_PLANNED
    return LATE if activity.start else "geen begin gepland"


def _row(activity: Activity, told: Told, words: Mapping[str, str]) -> tuple[str, ...]:
    return (
        activity.title,
        f"{start_text(activity)} – {end_text(activity)}",
        words[told.stage],
        notation.day(told.day) if told.day else "",
        beside_plan(activity, told),
        told.note,
    )


def _tally(told: Sequence[Told], words: Mapping[str, str]) -> str:
    counts = Counter(one.stage for one in told)
    many = {**words, "running": "lopen"}
    return notation.listing([f"{n} {(words if n == 1 else many)[stage]}" for stage in DRAWN if (n := counts[stage])])


def _headline(stages: Mapping[str, Told], words: Mapping[str, str]) -> str:
    told = [one for one in stages.values() if one.stage]
    if not told:
        return "Van geen activiteit is gemeld hoe ver die is"
    return f"Gemeld is de stand van {part(len(told), len(stages))}: {_tally(told, words)}"


def _when(stages: Mapping[str, Told]) -> str:
    days = sorted({one.day for one in stages.values() if one.day})
    return f"gemeld {span(days)}" if days else "nog niets gemeld"


def _sentence(found: Sequence[Activity], stages: Mapping[str, Told]) -> str:
    """Return which activities are later or longer than planned, and of how many nothing is known."""
    parts = []
    for words in (LATE, LONGER):
        names = [f"‘{a.title}’" for a in found if beside_plan(a, stages[a.code]) == words]
        if names:
            parts.append(f"{notation.capital(words)}: {notation.listing(names)}.")
    lacking = sum(not one.stage for one in stages.values())
    if not parts and lacking < len(found):
        parts.append("Geen gemelde activiteit is later of loopt langer dan gepland.")
    if lacking:
        parts.append(f"Van {lacking} {noun(lacking)} is niets gemeld: hoe ver die {'is' if lacking == 1 else 'zijn'}, "
                     "is niet bekend.")  # fmt: skip
    return " ".join(parts)


def _chart(
    everything: Result, found: Sequence[Activity], stages: Mapping[str, Told], words: Mapping[str, str]
) -> Stacked:
    groups = by_line(found)
    occurring = [stage for stage in DRAWN if any(told.stage == stage for told in stages.values())]
    segments = []
    for place, (code, group) in enumerate(groups):
        counts = Counter(stages[a.code].stage for a in group)
        segments += [
            Segment(
                everything.label("action_line", code), words[stage], counts[stage],
                str(counts[stage] or ""), DRAWN[stage], order,
            )
            for order, stage in enumerate(occurring)
            if counts[stage] or not place  # the first bar names all, so that the legend has their order
        ]  # fmt: skip
    return Stacked(tuple(segments))
