"""Stand van de bronnen: which live series were refreshed, which were not, since when and why, in plain Dutch."""

from __future__ import annotations

from html import escape

from dashboard.about.sections import heading, paragraphs, section, table, under
from dashboard.asking.freshness import OK, OLDER, State, states
from dashboard.words import notation
from snapshot.read import Snapshot

NEVER = "nog niet"
CAPTION = "Stand van de bronnen die worden ververst"
HOW = (
    "Deze momentopname bevat alleen de cijfers van de agenda. De beheerder haalt nieuwe cijfers van CBS, UWV en het "
    "Kadaster op met één opdracht; daarna staan de reeksen op de pagina’s en staat hier hoe het met elke bron gaat."
)
HEADER = ("Reeks", "Laatst opgehaald", "Stand", "Nieuwere uitgave")
WIDTHS = (36, 18, 32, 14)


def state_section(snapshot: Snapshot) -> str:
    """Return the section of the page bronnen as HTML; without a refresh it says how live figures come in."""
    found = states(snapshot)
    head = heading("Stand van de bronnen", "stand")
    if not found:
        return section(head, paragraphs(HOW))
    return section(
        head,
        paragraphs(count_in_words(found)),
        table(HEADER, [_row(state) for state in found], caption=CAPTION, widths=WIDTHS),
    )


def count_in_words(found: tuple[State, ...]) -> str:
    """Return how many series are refreshed, and of how many the last time failed."""
    failed = [state for state in found if state.state not in (OK, OLDER)]
    total = f"Dit dashboard haalt {len(found)} reeksen op bij hun bron."
    if not failed:
        return f"{total} Het ophalen lukte de laatste keer bij alle reeksen."
    number = "Bij één reeks" if len(failed) == 1 else f"Bij {len(failed)} reeksen"
    return (
        f"{total} {number} lukte het ophalen de laatste keer niet. Wat er al was, blijft dan staan; onder de figuur "
        "staat sinds wanneer."
    )


def _row(state: State) -> tuple[str, ...]:
    sign, css = ("●", "mg-exact") if state.is_ok else ("▲", "mg-off")
    since = "" if state.is_ok else f" sinds {notation.moment(state.since)}"
    mark = f'<span class="{css}" aria-hidden="true">{sign}</span> {escape(state.word + since)}'
    return (
        under(escape(state.title), f"tabel {state.table}" if state.table else ""),
        escape(notation.moment(state.retrieved) if state.retrieved else NEVER),
        under(mark, state.why),
        escape(state.successor or "geen bekend"),
    )
