"""Figures of the page uitvoeringsagenda beside the timeline: activities per ambition, and the whole list."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.charts.bars import Bar, CaptionedBars, spoken
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
from snapshot.read import Snapshot


@figure(
    "activiteiten-per-ambitie",
    "Activiteiten per ambitie",
    needs=("activities", "ambitions"),
    chosen=planning.WISHES,
    of_today=True,
    applies=planning.any_fit,
)
def per_ambition(
    snapshot: Snapshot,
    _selection: Selection,
    *,
    today: str,
    line: str = "",
    ambition: str = "",
    quarter: str = "",
    phase: str = "",
) -> Figure:
    """Number of activities per ambition, under all filters but that of the ambition, which is picked out."""
    wish = Wish(line, "", quarter, phase, planning.quarter_of(today))
    everything, titles = ask(snapshot, "activities"), ask(snapshot, "ambitions")
    found = planning.fitting(everything, wish)
    if not found:
        return nothing(snapshot, wish, id="activities-ambitions", title="Activiteiten per ambitie")
    names = {row["ambition"]: row["title"] for row in titles.rows}
    counts = {code: sum(code in activity.ambitions for activity in found) for code in names}
    order = sorted(counts, key=lambda code: -counts[code])
    bars = [
        Bar(
            f"{code} · {names[code]}", counts[code], str(counts[code]),
            roles.ACCENT if ambition in ("", code) else roles.CONTEXT,
        )
        for code in order
    ]  # fmt: skip
    headline = _most(counts, names, len(found), ambition)
    return Figure(
        id="activities-ambitions",
        title="Activiteiten per ambitie",
        headline=headline,
        subtitle=f"Aantal activiteiten per ambitie. {scope(snapshot, wish)}",
        chart=CaptionedBars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=_shared(found),
        table=Table(
            ("Ambitie", "Naam", "Activiteiten"),
            tuple((code, names[code], str(counts[code])) for code in order),
            numeric=(2,),
            strong=tuple(place for place, code in enumerate(order) if code == ambition),
        ),
        results=(rows_of(everything, found), titles),
        notes=("Een activiteit kan bij meer ambities horen: tel de staven niet op.",),
    )


def _most(counts: dict[str, int], names: dict[str, str], total: int, ambition: str) -> str:
    """Return which ambition has most activities, or how many the chosen one has."""
    if ambition:
        kind = "ambitie" if ambition.isdigit() else "programma"
        return f"Bij {kind} {ambition} {part(counts[ambition], total)}"
    leaders = [code for code, count in counts.items() if count == max(counts.values())]
    if len(leaders) > 1:
        return f"Bij de ambities {notation.listing(leaders)} horen de meeste activiteiten"
    name = names[leaders[0]]
    return f"De meeste activiteiten horen bij ambitie {leaders[0]}: ‘{name}’"


def _shared(found: Sequence[Activity]) -> str:
    several = sum(len(activity.ambitions) > 1 for activity in found)
    return f"Bij meer dan één ambitie of programma {part(several, len(found))}."


@figure(
    "activiteiten",
    "Lijst van activiteiten",
    needs=("activities", "ambitions"),
    chosen=planning.WISHES,
    of_today=True,
    applies=planning.any_fit,
)
def whole_list(
    snapshot: Snapshot,
    _selection: Selection,
    *,
    today: str,
    line: str = "",
    ambition: str = "",
    quarter: str = "",
    phase: str = "",
) -> Figure:
    """The activities that fit the filters as a list with whole titles and named ambitions."""
    wish = Wish(line, ambition, quarter, phase, planning.quarter_of(today))
    everything, titles = ask(snapshot, "activities"), ask(snapshot, "ambitions")
    found = planning.fitting(everything, wish)
    if not found:
        return nothing(snapshot, wish, id="activities-list", title="Lijst van activiteiten")
    names = {row["ambition"]: row["title"] for row in titles.rows}
    counts = [(everything.label("action_line", code), len(group)) for code, group in by_line(found)]
    listed = notation.listing([f"{count} bij {name}" for name, count in counts])
    result = rows_of(everything, found)
    astray = sum("verwijst" in (row["page_note"] or "") for row in result.rows)
    remark = f"Bij {astray} {noun(astray)} staat het onderwerp in een andere paragraaf dan de agenda noemt."
    rows = tuple(
        (
            activity.title, everything.label("action_line", activity.line), start_text(activity), end_text(activity),
            "; ".join(f"{code} {names[code]}" for code in activity.ambitions),
            notation.listing(activity.paragraphs),
        )
        for activity in found
    )  # fmt: skip
    return Figure(
        id="activities-list",
        title="Lijst van activiteiten",
        headline=f"{_counted(len(found))} met begin, einde en ambities",
        subtitle=scope(snapshot, wish),
        chart=None,
        alt=f"Tabel met {len(found)} {noun(len(found))}.",
        sentence=f"Er {'staat' if len(found) == 1 else 'staan'} in de lijst {len(found)} {noun(len(found))}: {listed}.",
        table=Table(("Activiteit", "Actielijn", "Begin", "Einde", "Ambities", "Paragraaf"), rows),
        results=(result, titles),
        notes=(*((remark,) if astray else ()), "Begin, einde en paragraaf staan hier zoals de agenda ze noemt."),
    )


def _counted(count: int) -> str:
    return "De activiteit" if count == 1 else f"De {count} activiteiten"
