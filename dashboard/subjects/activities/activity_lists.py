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
    ambitions_in_words,
    belong,
    by_line,
    end_text,
    line_in_words,
    nothing,
    noun,
    part,
    rows_of,
    scope,
    start_text,
    unsure_notes,
)
from dashboard.subjects.activities.planning import Activity, Wish
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.read import Snapshot

SUMMARISED = "De namen zijn die van de agenda (paragraaf Samenhang); wat zij wil, is samengevat (paragraaf 3)."


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
    texts = {row["ambition"]: row.get("description") or notation.NO_VALUE for row in titles.rows}
    counts = {code: sum(code in activity.ambitions for activity in found) for code in names}
    order = sorted(counts, key=lambda code: -counts[code])
    bars = [
        Bar(
            f"{code} · {names[code]}", counts[code], notation.number(counts[code]),
            roles.ACCENT if ambition in ("", code) else roles.CONTEXT,
        )
        for code in order
    ]  # fmt: skip
    headline = _most(counts, len(found), ambition)
    return Figure(
        id="activities-ambitions",
        title="Activiteiten per ambitie",
        headline=headline,
        subtitle=f"Aantal activiteiten per ambitie. {scope(snapshot, wish)}",
        chart=CaptionedBars(tuple(bars)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=_shared(found),
        table=Table(
            ("Ambitie", "Naam", "Wat de agenda wil, samengevat", "Activiteiten"),
            tuple((code, names[code], texts[code], notation.number(counts[code])) for code in order),
            numeric=(3,),
            strong=tuple(place for place, code in enumerate(order) if code == ambition),
        ),
        results=(rows_of(everything, found), titles),
        notes=("Een activiteit kan bij meer ambities horen: tel de staven niet op.", SUMMARISED),
    )


def _most(counts: dict[str, int], total: int, ambition: str) -> str:
    """Return which ambition has most activities, or how many the chosen one has."""
    if ambition:
        return f"Bij {ambitions_in_words([ambition])} {belong(counts[ambition], total)}"
    most = max(counts.values())
    leaders = [code for code, count in counts.items() if count == most]
    if total == 1:
        return f"De enige activiteit hoort bij {ambitions_in_words(leaders)}"
    each, have = ("elk ", "hebben") if len(leaders) > 1 else ("", "heeft")
    number = f"{most} van de {total}" if most < total else part(most, total)
    told = f"{ambitions_in_words(leaders)} {have} de meeste activiteiten van alle ambities en programma’s"
    return f"{notation.capital(told)}: {each}{number}"


def _shared(found: Sequence[Activity]) -> str:
    several = sum(len(activity.ambitions) > 1 for activity in found)
    return f"Bij meer dan één ambitie of programma {belong(several, len(found))}."


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
    result = rows_of(everything, found)
    astray = sum("verwijst" in (row["page_note"] or "") for row in result.rows)
    remark = (
        f"Bij {astray} {noun(astray)} staat het onderwerp in een andere paragraaf dan de tabel van de agenda noemt."
    )
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
        headline=_listed(found, len(everything.rows)),
        subtitle=scope(snapshot, wish),
        chart=None,
        alt=f"Tabel met {len(found)} {noun(len(found))}.",
        sentence=_by_line(counts, len(found)),
        table=Table(("Activiteit", "Actielijn", "Begin", "Einde", "Ambities", "Paragraaf"), rows),
        results=(result, titles),
        notes=(
            *unsure_notes(found),
            *((remark,) if astray else ()),
            "Begin, einde en paragraaf staan hier zoals de agenda ze noemt.",
        ),
    )


def _listed(found: Sequence[Activity], total: int) -> str:
    """Return how many activities are listed, and how many of them have no end."""
    ongoing = sum(activity.ongoing for activity in found)
    if len(found) == total:
        return f"De agenda noemt {total} {noun(total)}; {_ongoing(ongoing, len(found))}"
    fit = "past" if len(found) == 1 else "passen"
    return f"Bij deze keuze {fit} {part(len(found), total)}; {_ongoing(ongoing, len(found))}"


def _ongoing(count: int, total: int) -> str:
    if count == total:
        return "die is doorlopend" if total == 1 else f"die zijn {'allebei' if total == 2 else 'allemaal'} doorlopend"
    if total == 1:
        return "die is niet doorlopend"
    return f"{count or 'geen'} daarvan {'is' if count < 2 else 'zijn'} doorlopend"


def _by_line(lines: Sequence[tuple[str, int]], total: int) -> str:
    """Return how many activities stand in each action line."""
    verb = "staat" if total == 1 else "staan"
    if len(lines) == 1:
        every = "" if total == 1 else " allebei" if total == 2 else " allemaal"
        return f"In de lijst {verb} {total} {noun(total)},{every} bij {line_in_words(lines[0][0])}."
    listed = notation.listing([f"{count} bij {line_in_words(name)}" for name, count in lines])
    return f"In de lijst {verb} {total} {noun(total)}: {listed}."
