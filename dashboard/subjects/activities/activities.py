"""Figures of the page uitvoeringsagenda: key figures, timeline, activities per ambition, and the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.timeline import Span, Timeline
from dashboard.charts.timeline_reports import Reported
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.activities import planning
from dashboard.subjects.activities.activity_words import (
    ambitions_in_words,
    by_line,
    end_text,
    nothing,
    noun,
    rows_of,
    scope,
    start_text,
    unsure_notes,
)
from dashboard.subjects.activities.planning import Activity, Wish
from dashboard.subjects.activities.reported import DRAWN, Reports, reports_of
from dashboard.telling import counts
from dashboard.telling.tip import Tip
from dashboard.words import notation
from dashboard.words.periods import span
from snapshot.read import Snapshot

PLAN = "De agenda geeft de planning. Of een activiteit echt loopt of klaar is, staat er niet in."
LEGEND = (
    "Gekleurd: loopt nu volgens de planning. Grijs: niet. Pijl: doorlopend. Streeplijn: doorlopend, begin niet genoemd."
    " Cijfer achter de naam: de ambitie."
)
REALISED = " Onder een balk: wat het netwerkteam meldde, met een lijn vanaf het gemelde begin en de stand in woorden."
MILESTONES = (
    "Een activiteit die in één kwartaal begint en eindigt, lezen wij als een mijlpaal: in dat kwartaal moet die klaar "
    "zijn."
)
PASSED = "De agenda plant tot en met het {period}. Wat daarna loopt, staat er niet in."
UNDATED = "Zonder genoemd begin telt een doorlopende activiteit mee als lopend."


def key_figures(snapshot: Snapshot, _selection: Selection, *, today: str) -> tuple[KeyFigure, ...]:
    """Count the activities: all, planned to run `today` (ISO date), starting next quarter, and to be over."""
    result = ask(snapshot, "activities")
    found = planning.activities(result)
    now = planning.quarter_of(today)
    soon = planning.following(now)
    lines = [(result.label("action_line", code), len(group)) for code, group in by_line(found)]
    spanned = planning.quarters(found)
    running = [activity for activity in found if activity.phase(now) == "running"]
    starting = [activity for activity in found if activity.start == soon]
    ended = [activity for activity in found if activity.phase(now) == "ended"]
    planned = span(spanned)
    return (
        KeyFigure(
            "In de uitvoeringsagenda",
            str(len(found)),
            "activiteiten",
            notation.listing([f"{name.split()[0]} {count}" for name, count in lines]) + " (per netwerk)",
            planned,
        ),
        KeyFigure(
            "Loopt nu volgens de planning",
            str(len(running)),
            noun(len(running)),
            _beyond(now, spanned)
            or "; ".join(
                filter(None, (f"bij {_undated(running)} daarvan noemt de agenda geen begin", _less(found, now)))
            ),
            f"op {notation.day(today)}",
        ),
        KeyFigure(
            "Begint volgend kwartaal",
            str(len(starting)),
            noun(len(starting)),
            _beyond(soon, spanned)
            or (notation.listing([f"‘{a.title}’" for a in starting]) if len(starting) in (1, 2) else ""),
            notation.period(soon),
        ),
        KeyFigure(
            planning.PHASES["ended"],
            str(len(ended)),
            noun(len(ended)),
            _unknown_end(len(ended)),
            f"op {notation.day(today)}",
        ),
    )


def _unknown_end(ended: int) -> str:
    """Return that the agenda does not tell whether what should be over is done; '' where nothing should."""
    return f"of {'die klaar is' if ended == 1 else 'ze klaar zijn'}, staat niet in de agenda" if ended else ""


def _less(found: Sequence[Activity], now: str) -> str:
    """Return which activities are planned to run and are not counted, for the agenda is not sure of them; else ''."""
    unsure = [activity for activity in found if activity.phase(now) == "unsure"]
    if not unsure:
        return ""
    names = notation.listing([f"‘{activity.title}’" for activity in unsure])
    return f"zonder {names if len(unsure) < 3 else f'{len(unsure)} andere'} (vervolg niet zeker)"


def _undated(found: Sequence[Activity]) -> str:
    return str(sum(activity.start is None for activity in found) or "geen")


def _beyond(quarter: str, spanned: Sequence[str]) -> str:
    """Return that the agenda plans no further, for a quarter after its last; else ''."""
    return PASSED.format(period=notation.period(spanned[-1])) if quarter > spanned[-1] else ""


@figure(
    "tijdlijn",
    "Tijdlijn van de activiteiten",
    needs=("activities",),
    beside=("ambitions", "progress"),
    chosen=planning.WISHES,
    of_today=True,
)
def schedule(
    snapshot: Snapshot,
    _selection: Selection,
    *,
    today: str,
    line: str = "",
    ambition: str = "",
    quarter: str = "",
    phase: str = "",
) -> Figure:
    """The activities that fit the filters on a timeline of quarters, with a rule for `today` (ISO date).

    Below a bar stands what was reported of it up to `today`, where anything was.
    """
    wish = Wish(line, ambition, quarter, phase, planning.quarter_of(today))
    everything = ask(snapshot, "activities")
    found = planning.fitting(everything, wish)
    if not found:
        return nothing(snapshot, wish, id="activities-timeline", title="Tijdlijn van de activiteiten")
    running = [activity for activity in found if activity.phase(wish.now) == "running"]
    result = rows_of(everything, found)
    spanned = planning.quarters(planning.activities(everything))
    last = notation.period(spanned[-1]) if wish.now > spanned[-1] else ""
    headline = _running(len(running), found, wish, today, last=last)
    reports = reports_of(snapshot, today)
    told = f"Gemeld: {reports.tally(found)}." if reports else ""
    each = "; ".join(f"‘{a.title}’ {reports.text(a.code)}" for a in found if reports and reports.of(a.code).stage)
    spoken = f"Tijdlijn per kwartaal. {headline}. {_spoken(everything, found, wish.now)}."
    return Figure(
        id="activities-timeline",
        title="Tijdlijn van de activiteiten",
        headline=headline,
        subtitle=f"{scope(snapshot, wish)}. Periode: {span(spanned)}. {LEGEND}{REALISED if reports else ''}",
        chart=_chart(result, found, spanned, wish, today, reports),
        alt=" ".join(filter(None, (spoken, told, f"{each}." if each else ""))),
        sentence=f"{_sentence(found, wish, spanned[-1])} {told}".strip(),
        table=Table(
            ("Activiteit", "Actielijn", "Begin", "Einde", f"Volgens de planning op {notation.day(today)}",
             *(("Gemeld",) if reports else ())),
            tuple(
                (
                    activity.title, result.label("action_line", activity.line), start_text(activity),
                    end_text(activity), planning.state(activity, wish.now),
                    *((reports.text(activity.code),) if reports else ()),
                )
                for activity in found
            ),
        ),
        results=(result, reports.rows.where(activity=result.codes("activity"))) if each and reports else (result,),
        notes=(PLAN, *unsure_notes(found), UNDATED, *((MILESTONES,) if any(a.is_milestone for a in found) else ())),
    )  # fmt: skip


def _running(running: int, found: Sequence[Activity], wish: Wish, today: str, *, last: str) -> str:
    """Return how many activities run on `today` as planned; `last` is the last quarter of a plan that is over."""
    day, chosen, less = notation.day(today), "gekozen " if wish.set_filters else "", _less(found, wish.now)
    if wish.phase == "ended":
        return f"Van {len(found)} {noun(len(found))} is de planning op {day} afgelopen"
    if wish.phase == "upcoming":
        verb = counts.verb(len(found), "begint", "beginnen")
        return f"Volgens de planning {verb} {len(found)} {noun(len(found))} na het {notation.period(wish.now)}"
    over = f" door; de agenda plant tot en met het {last}" if last else ""
    if len(found) == 1:
        ending = "; vervolg niet zeker" if less else over if running else f" niet{over[5:]}"
        return f"Volgens de planning loopt de {chosen}activiteit op {day}{ending}"
    which = counts.part(running, len(found), f"{chosen}activiteit", f"{chosen}activiteiten")
    verb = counts.verb(running, "loopt", "lopen")
    return f"Op {day} {verb} volgens de planning {which}{f', {less}' if less else ''}{over}"


def _sentence(found: Sequence[Activity], wish: Wish, last: str) -> str:
    """Return what ends and begins about now, and of how many the planning is over: of what is chosen alone."""
    now = wish.now
    if len(found) == 1 and wish.set_filters:
        return _alone(found[0], now)
    ended = sum(activity.phase(now) == "ended" for activity in found)
    over = f"Van {ended} is de planning afgelopen: {_unknown_end(ended)}." if ended else ""
    if now > last:
        return f"{PASSED.format(period=notation.period(last))} {over}".strip()
    if wish.phase == "ended":
        return f"{notation.capital(_unknown_end(ended))}."
    soon = planning.following(now)
    starting, ending = (
        sum(getattr(activity, edge) == moment for activity in found) for edge, moment in (("start", soon), ("end", now))
    )
    ends = counts.verb(ending, "eindigt", "eindigen")
    first = (
        f"Van de gekozen activiteiten {ends} dit kwartaal volgens de planning {ending or 'geen'}"
        if wish.set_filters
        else f"Dit kwartaal {ends} volgens de planning {ending or 'geen'} {noun(ending or 1)}"
    )
    begins = counts.verb(starting, "begint", "beginnen")
    return f"{first}; volgend kwartaal ({notation.period(soon)}) {begins} er {starting or 'geen'}. {over}".strip()


def _alone(one: Activity, now: str) -> str:
    """Return the planning of the only activity that is chosen, and of what is over that no one says it is done."""
    over = f" {notation.capital(_unknown_end(1))}." if one.phase(now) == "ended" else ""
    return f"Begin van de gekozen activiteit volgens de agenda: {start_text(one)}; einde: {end_text(one)}.{over}"


def _spoken(result: Result, found: Sequence[Activity], now: str) -> str:
    parts = [
        f"{result.label('action_line', code)}: {len(group)}, waarvan volgens de planning nu lopend "
        f"{sum(activity.phase(now) == 'running' for activity in group)}"
        for code, group in by_line(found)
    ]
    return "; ".join(parts)


def _chart(
    result: Result, found: Sequence[Activity], spanned: list[str], wish: Wish, today: str, reports: Reports | None
) -> Timeline:
    sizes = {code: len(group) for code, group in by_line(found)}
    spans = [
        Span(
            group=f"{result.label('action_line', a.line)} ({sizes[a.line]} {noun(sizes[a.line])})",
            title=a.title,
            start=spanned.index(a.start) if a.start else 0,
            end=spanned.index(a.end) + 1 if a.end else len(spanned),
            open_end=a.ongoing,
            known_start=a.start is not None,
            active=a.phase(wish.now) == "running",
            reported=_reported(reports, a.code, spanned) if reports else None,
            signs=tuple(code for code in a.ambitions if code.isdigit()),
            tip=_tip(a, result, wish.now),
        )
        for a in found
    ]
    return Timeline(
        tuple(spans),
        ticks=tuple(planning.short(quarter) for quarter in spanned),
        today=_place(today, spanned),
        today_text=f"vandaag, {notation.day(today)}",
        chosen=spanned.index(wish.quarter) if wish.quarter in spanned else None,
    )


def _tip(activity: Activity, result: Result, now: str) -> Tip:
    """Return what is told of one activity: its line, its ambitions, its planning and whether it runs."""
    return Tip(
        activity.title,
        (
            ("Actielijn", result.label("action_line", activity.line)),
            ("Hoort bij", ambitions_in_words(activity.ambitions)),
            ("Begin", start_text(activity)),
            ("Einde", end_text(activity)),
            ("Volgens de planning", planning.state(activity, now)),
        ),
    )


def _reported(reports: Reports, code: str, spanned: list[str]) -> Reported | None:
    """Return the last report on an activity for below its bar; None where there is none."""
    told = reports.of(code)
    if not told.stage:
        return None
    begin = reports.running_since.get(code) if told.stage != "not_started" else None
    return Reported(
        told.stage, DRAWN[told.stage], None if begin is None else _within(begin, spanned), _within(told.day, spanned),
        reports.text(code), reports.words[told.stage],
    )  # fmt: skip


def _within(day: str, spanned: list[str]) -> float:
    """Return where a day is on the scale, or the end of the scale that it lies beyond."""
    place = _place(day, spanned)
    if place is not None:
        return place
    return 0.0 if planning.quarter_of(day) < spanned[0] else float(len(spanned))


def _place(today: str, spanned: list[str]) -> float | None:
    """Return where `today` is on the scale of quarters, or None where it lies outside."""
    quarter = planning.quarter_of(today)
    if quarter not in spanned:
        return None
    first, last = (notation.quarter_start(code) for code in (quarter, planning.following(quarter)))
    return spanned.index(quarter) + (date.fromisoformat(today) - first) / (last - first)
