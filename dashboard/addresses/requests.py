"""A request as the addresses understand it: its snapshot and its choices, within bounds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from dashboard.addresses.asking import Asking, Listed, Refused, Snapshots
from dashboard.composition.addressing import DATE, SNAPSHOT, short
from dashboard.words import notation
from snapshot import clock
from snapshot.errors import SnapshotDamaged, SnapshotError, SnapshotMissing
from snapshot.read import Snapshot

LONGEST_QUERY, MOST_VALUES = 2000, 60  # characters and values of a query
NONE = ["Er is geen momentopname die kan worden gelezen. De beheerder ziet in het log waarom."]
ID = re.compile(r"[0-9a-f]{12}")


def asking(request: Request, opened: Callable[[], Snapshots]) -> Asking:
    """Return what a request asks; raise Refused where it is out of bounds or its snapshot is not there."""
    values = _values(request.url.query)
    wanted, days = values.pop(SNAPSHOT, []), values.pop(DATE, [])
    if faults := [f"{name} staat meer dan één keer in het adres." for name, given in ((SNAPSHOT, wanted), (DATE, days))
                  if len(given) > 1]:  # fmt: skip
        raise Refused(400, "Deze keuze kan niet", faults)
    snapshots = _opened(opened)
    return Asking(
        snapshots=snapshots,
        snapshot=_frozen(snapshots, wanted[0], "".join(days)) if wanted else _current(snapshots),
        is_frozen=bool(wanted),
        path=request.path_params,
        values=values,
        base=str(request.base_url),
        wants_html=wants_html(request.headers),
    )


def wants_html(headers: Mapping[str, str]) -> bool:
    """Return whether a browser opens a page, and not a program or a part of a page."""
    return "text/html" in headers.get("accept", "")


def _values(query: str) -> dict[str, list[str]]:
    if len(query) > LONGEST_QUERY:
        raise Refused(
            414, "Dit adres is te lang", [f"De keuzes mogen samen ten hoogste {LONGEST_QUERY} tekens lang zijn."]
        )
    try:
        pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_VALUES, errors="strict")
    except UnicodeDecodeError as error:
        raise Refused(400, "Dit adres is niet te lezen", ["De keuzes zijn geen geldige tekst (UTF-8)."]) from error
    except ValueError as error:
        raise Refused(400, "Deze keuze kan niet", [f"Er mogen ten hoogste {MOST_VALUES} keuzes staan."]) from error
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if value:
            values.setdefault(name, []).append(value)
    if twice := [name for name, given in values.items() if len(set(given)) < len(given)]:
        raise Refused(
            400, "Deze keuze kan niet", [f"{short(name)}: dezelfde waarde staat er twee keer." for name in twice]
        )
    return values


def _opened(opened: Callable[[], Snapshots]) -> Snapshots:
    try:
        clock.today()
        return opened()
    except SnapshotError as error:
        raise Refused(503, "Er zijn nu geen cijfers", NONE) from error


def _current(snapshots: Snapshots) -> Snapshot:
    try:
        return snapshots.current()
    except SnapshotError as error:
        raise Refused(503, "Er zijn nu geen cijfers", NONE) from error


def _frozen(snapshots: Snapshots, wanted: str, day: str) -> Snapshot:
    if not ID.fullmatch(wanted):
        fault = f"{SNAPSHOT}: ‘{short(wanted)}’ is geen momentopname. Schrijf de 12 tekens die bij de figuur staan."
        raise Refused(400, "Deze momentopname bestaat niet", [fault])
    try:
        return snapshots.kept(wanted)
    except SnapshotMissing as error:
        raise Refused(410, "Deze cijfers worden niet meer bewaard", _instead(snapshots, wanted, day)) from error
    except SnapshotDamaged as error:
        raise Refused(
            503, "Deze cijfers kunnen niet worden gelezen", [f"Momentopname {wanted} is beschadigd."]
        ) from error


def _instead(snapshots: Snapshots, wanted: str, day: str) -> list[str]:
    of = f" van {notation.day(day)}" if notation.is_day(day) else ""
    told = [f"Momentopname {wanted}{of} is opgeruimd. Zonder ‘{SNAPSHOT}’ geeft dit adres de nieuwste cijfers."]
    kept = list(snapshots.listed())
    if kept:
        shown = notation.listing([_named(one) for one in kept[:5]])
        told.append(f"Er {'zijn' if len(kept) > 1 else 'is'} nog: {shown}.")
    return told


def _named(one: Listed) -> str:
    return f"{one.id} ({notation.moment(one.built_at)})"
