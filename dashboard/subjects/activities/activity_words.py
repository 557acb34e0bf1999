"""Words and small answers that the figures of the activities share, also where filters leave nothing over."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Result, ask
from dashboard.figure.core import Figure, Table
from dashboard.subjects.activities import planning
from dashboard.subjects.activities.planning import Activity, Wish
from dashboard.telling import counts
from dashboard.words import notation
from snapshot.read import Snapshot

ONGOING, NOT_PRINTED = "doorlopend", "niet\u00a0genoemd"  # a table cell that does not break


def noun(count: int) -> str:
    """Return the Dutch noun that goes with `count`."""
    return "activiteit" if count == 1 else "activiteiten"


def part(count: int, total: int) -> str:
    """Return how many of the activities: "geen van de 13 activiteiten", "beide activiteiten", "de enige activiteit"."""
    return counts.part(count, total, noun(1), noun(2))


def belong(count: int, total: int) -> str:
    """Return how many of the activities belong: "hoort geen van de 13 activiteiten", "horen alle 5 activiteiten"."""
    return f"{counts.verb(count, 'hoort', 'horen')} {part(count, total)}"


def ambitions_in_words(codes: Sequence[str]) -> str:
    """Return ambitions and programmes in words: "ambitie 1 en het programma SI", "de ambities 2 en 3"."""
    ambitions, programmes = [c for c in codes if c.isdigit()], [c for c in codes if not c.isdigit()]
    kinds = ((ambitions, "ambitie", "de ambities"), (programmes, "het programma", "de programma’s"))
    return notation.listing(
        [f"{one if len(found) == 1 else many} {notation.listing(found)}" for found, one, many in kinds if found]
    )


def line_in_words(name: str) -> str:
    """Return an action line inside a sentence: "het Lerend netwerk"."""
    return f"het {name}"


def by_line(found: Sequence[Activity]) -> list[tuple[str, list[Activity]]]:
    """Return the activities per action line, in order of appearance."""
    codes = dict.fromkeys(activity.line for activity in found)
    return [(code, [activity for activity in found if activity.line == code]) for code in codes]


def rows_of(everything: Result, found: Sequence[Activity]) -> Result:
    """Return the rows of these activities, in the order of the agenda."""
    return everything.where(activity=[activity.code for activity in found]).ordered("action_line")


def start_text(activity: Activity) -> str:
    """Return the start as the agenda prints it, or that it prints none."""
    return planning.short(activity.start).replace(" ", "\u00a0") if activity.start else NOT_PRINTED


def end_text(activity: Activity) -> str:
    """Return the end as the agenda prints it: a quarter or "doorlopend"."""
    if activity.ongoing:
        return ONGOING
    return planning.short(activity.end).replace(" ", "\u00a0") if activity.end else NOT_PRINTED


def unsure_notes(found: Sequence[Activity]) -> tuple[str, ...]:
    """Return what the agenda says elsewhere of activities that its table plans, and why they may not go on."""
    return tuple(f"‘{a.title}’: {notation.inside(a.unsure)}" for a in found if a.unsure)


def filter_words(snapshot: Snapshot, wish: Wish, names: Sequence[str]) -> str:
    """Return filters with their values: "actielijn ‘Lerend netwerk’ en kwartaal ‘Q1 2027’"."""
    words = {name: planning.WISHES[name].of(snapshot)[getattr(wish, name)] for name in names}
    return notation.listing([f"{planning.FILTERS[name].lower()} ‘{word}’" for name, word in words.items()])


def scope(snapshot: Snapshot, wish: Wish) -> str:
    """Return the filters that are set in words, or that everything is shown."""
    if wish.set_filters:
        return f"Keuze: {filter_words(snapshot, wish, wish.set_filters)}"
    return f"Alle {len(ask(snapshot, 'activities').rows)} activiteiten"


def nothing(snapshot: Snapshot, wish: Wish, *, id: str, title: str) -> Figure:
    """Return a figure that says that no activity fits, and which filter to let go for how many."""
    everything = ask(snapshot, "activities")
    ways = planning.looser(wish, planning.activities(everything))
    names, most = ways[0]
    let_go = filter_words(snapshot, wish, names)
    near = [activity for activity in planning.activities(everything) if any(activity in left for _, left in ways)]
    return Figure(
        id=id,
        title=title,
        headline="Geen enkele activiteit past bij deze filters",
        subtitle=scope(snapshot, wish),
        chart=None,
        alt=f"Geen figuur: geen activiteit past bij {filter_words(snapshot, wish, wish.set_filters)}.",
        sentence=f"Laat het filter {let_go} los: dan zie je {len(most)} {noun(len(most))}.",
        table=Table(
            ("Laat dit filter los", "Dan blijven over"),
            tuple((filter_words(snapshot, wish, dropped), f"{len(left)} {noun(len(left))}") for dropped, left in ways),
            numeric=(1,),
        ),
        results=(rows_of(everything, near),),
    )
