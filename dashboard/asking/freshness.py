"""How each live source is doing: refreshed or not, since when and why, in plain Dutch."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.memory import once
from dashboard.asking.queries import ask, holds
from dashboard.words import notation
from snapshot.read import Snapshot

DATASET = "live_sources"
OK, OLDER = "ok", "older_edition"
OTHER = "Er ging iets mis bij het ophalen. De beheerder kan zien wat."


@dataclass(frozen=True)
class State:
    """How one live source is doing.

    Attributes:
        dataset: The name of its dataset.
        title: Its Dutch title.
        table: The id of its table, or empty.
        state: ok, older_edition or failed, and `word` what a visitor reads for it.
        since: ISO moment since which that is so.
        why: In Dutch why it is not ok, with the numbers or names that show it; or empty.
        retrieved: ISO moment at which what is in use was fetched, or empty where nothing is.
        successor: The id of a newer edition of the table, or empty.
    """

    dataset: str
    title: str
    table: str
    state: str
    word: str
    since: str
    why: str
    retrieved: str
    successor: str

    @property
    def is_ok(self) -> bool:
        """Whether the last attempt succeeded, from the declared table."""
        return self.state == OK


def states(snapshot: Snapshot) -> tuple[State, ...]:
    """Return the state of every live source, those that failed first; nothing where there was no refresh."""
    if not holds(snapshot, DATASET):
        return ()
    rows = ask(snapshot, DATASET).rows
    found = [_state(snapshot, {name: value or "" for name, value in row.items()}) for row in rows]
    return tuple(sorted(found, key=lambda state: (state.is_ok, state.title.lower())))


def _state(snapshot: Snapshot, row: dict[str, str]) -> State:
    name, words = row["dataset"], snapshot.labels(DATASET)
    title = snapshot.datasets[name].title if name in snapshot.datasets else row["title"] or name
    return State(
        dataset=name,
        title=title,
        table=row["table_id"],
        state=row["state"],
        word=words["state"].get(row["state"], row["state"]),
        since=row["since"],
        why=""
        if row["state"] == OK
        else why(words.get("cause", {}).get(row.get("cause", ""), OTHER), row.get("shown", "")),
        retrieved=row["retrieved"],
        successor=row["successor"],
    )


def why(words: str, shown: str) -> str:
    """Return the `words` of a cause with what shows it behind the first sentence: "De cijfers wijken af (8 van 9)."."""
    first, dot, rest = words.partition(".")
    return f"{first} ({shown}){dot}{rest}" if shown else words


@once
def _stale(snapshot: Snapshot) -> dict[str, State]:
    return {state.dataset: state for state in states(snapshot) if not state.is_ok}


def stale_line(snapshot: Snapshot, dataset: str) -> str:
    """Return the line under a figure whose series could not be refreshed; empty where all is well."""
    state = _stale(snapshot).get(dataset)
    if state is None:
        return ""
    fetched = f" De cijfers zijn van {notation.moment(state.retrieved)}." if state.retrieved else ""
    if state.state == OLDER:
        return state.why
    return f"Sinds {notation.moment(state.since)} niet ververst. {state.why}{fetched}"
