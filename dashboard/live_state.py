"""Stand van de bronnen: which live series were refreshed, which were not, since when and why, in plain Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from dashboard import notation
from dashboard.queries import ask
from dashboard.sections import heading, paragraphs, section, table, under
from snapshot.read import Snapshot

DATASET = "live_sources"
OK = "ok"
NEVER = "nog niet"
HOW = (
    "Deze momentopname bevat alleen de cijfers van de agenda. De beheerder haalt nieuwe cijfers van CBS, UWV en het "
    "Kadaster op met één opdracht; daarna staan de reeksen op de pagina’s en staat hier hoe het met elke bron gaat."
)
REASONS = (  # what the loaders wrote -> what a visitor reads; the first that fits
    (r"there is no table \w+ any more.*; read from", "De bron heeft deze tabel niet meer. De cijfers komen uit de "
     "vorige uitgave van de tabel."),
    (r"there is no table", "De bron heeft deze tabel niet meer op de bekende plek."),
    (r"\bthe (text )?file\b|figure\(s\) break", "Het aangeleverde bestand kon niet worden gebruikt."),
    (r"not plausible|vanished|misses \d+ areas", "De nieuwe cijfers wijken sterk af. We gebruiken ze pas als iemand "
     "ernaar heeft gekeken."),
    (r"misses rows|not whole|is empty|holds no figure|rows twice|without features|round in a circle|published anew",
     "De bron gaf maar een deel van de cijfers."),
    (r"is now in|no dimension|topics titled|no code|do not list|does not list|no period with|another form|another "
     r"system|break the contract|is no year|names no labour|unrecognised|header|not recognised|no snapshot could",
     "De bron heeft de opbouw van de tabel veranderd. De beheerder moet dat eerst aanpassen."),
    (r"kept answer|is not kept|lock\.json|state\.json", "De bewaarde cijfers zijn beschadigd. De beheerder moet ze "
     "opnieuw ophalen."),
    (r"status 404|has no TableInfos|no boundaries of", "De bron heeft deze tabel niet meer op de bekende plek."),
    (r"no usable answer|could not be reached|no JSON|DOCTYPE|timed? ?out|timeout|connection|could not be read|"
     r"refused with status|cannot be read", "De bron was niet bereikbaar of gaf geen bruikbaar antwoord."),
)  # fmt: skip
OTHER = "Er ging iets mis bij het ophalen. De beheerder kan zien wat."
HEADER = ("Reeks", "Laatst opgehaald", "Stand", "Nieuwere uitgave")
WIDTHS = (36, 18, 32, 14)


@dataclass(frozen=True)
class State:
    """How one live source is doing.

    Attributes:
        dataset: The name of its dataset.
        title: Its Dutch title.
        table: The id of its table, or empty.
        is_ok: Whether the last attempt succeeded.
        since: ISO moment since which that is so.
        why: The reason of a failure in Dutch, or empty.
        retrieved: ISO moment at which what is in use was fetched, or empty where nothing is.
        successor: The id of a newer edition of the table, or empty.
    """

    dataset: str
    title: str
    table: str
    is_ok: bool
    since: str
    why: str
    retrieved: str
    successor: str


def states(snapshot: Snapshot) -> tuple[State, ...]:
    """Return the state of every live source, those that failed first; nothing where there was no refresh."""
    if DATASET not in snapshot.datasets:
        return ()
    rows = ask(snapshot, DATASET).frame.to_dict("records")
    found = [_state(snapshot, {str(name): value or "" for name, value in row.items()}) for row in rows]
    return tuple(sorted(found, key=lambda state: (state.is_ok, state.title.lower())))


def _state(snapshot: Snapshot, row: dict[str, str]) -> State:
    name = row["dataset"]
    title = snapshot.datasets[name].title if name in snapshot.datasets else row["title"] or name
    return State(
        dataset=name,
        title=title,
        table=row["table_id"],
        is_ok=row["state"] == OK,
        since=row["since"],
        why="" if row["state"] == OK else reason(row["reason"]),
        retrieved=row["retrieved"],
        successor=row["successor"],
    )


def reason(text: str) -> str:
    """Return why a source failed in plain Dutch, from what the loaders noted for developers."""
    return next((words for pattern, words in REASONS if re.search(pattern, text, re.IGNORECASE)), OTHER)


@lru_cache(maxsize=8)
def _stale(snapshot: Snapshot) -> dict[str, State]:
    return {state.dataset: state for state in states(snapshot) if not state.is_ok}


def stale_line(snapshot: Snapshot, dataset: str) -> str:
    """Return the line under a figure whose series could not be refreshed; empty where all is well."""
    state = _stale(snapshot).get(dataset)
    if state is None:
        return ""
    fetched = f" De cijfers zijn van {notation.moment(state.retrieved)}." if state.retrieved else ""
    return f"Sinds {notation.moment(state.since)} niet ververst. {state.why}{fetched}"


def state_section(snapshot: Snapshot) -> str:
    """Return the section of the page bronnen as HTML; without a refresh it says how live figures come in."""
    found = states(snapshot)
    head = heading("Stand van de bronnen", "stand")
    if not found:
        return section(head, paragraphs(HOW))
    return section(
        head,
        paragraphs(_count(found)),
        table(HEADER, [_row(state) for state in found], caption="Stand van de levende bronnen", widths=WIDTHS),
    )


def _count(found: tuple[State, ...]) -> str:
    failed = [state for state in found if not state.is_ok]
    total = f"Dit dashboard haalt {len(found)} reeksen op bij hun bron."
    if not failed:
        return f"{total} Bij alle reeksen lukte de laatste keer."
    number = "Bij één reeks" if len(failed) == 1 else f"Bij {len(failed)} reeksen"
    return (
        f"{total} {number} lukte de laatste keer niet. Wat er al was, blijft dan staan; onder de figuur staat sinds "
        "wanneer."
    )


def _row(state: State) -> tuple[str, ...]:
    sign, css, words = ("●", "mg-exact", "bijgewerkt") if state.is_ok else ("▲", "mg-off", "niet gelukt")
    since = "" if state.is_ok else f" sinds {notation.moment(state.since)}"
    mark = f'<span class="{css}" aria-hidden="true">{sign}</span> {escape(words + since)}'
    return (
        under(escape(state.title), f"tabel {state.table}" if state.table else ""),
        escape(notation.moment(state.retrieved) if state.retrieved else NEVER),
        under(mark, state.why),
        escape(state.successor or "geen bekend"),
    )
