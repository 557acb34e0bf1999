"""Which snapshot a page shows: the newest, or the one that a frozen link names, with a banner that says so."""

from __future__ import annotations

import re
import time
from datetime import date
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Protocol

import streamlit as st

from dashboard.composition.addressing import DATE, SNAPSHOT
from dashboard.screen import links
from dashboard.screen.filters import pass_over
from dashboard.screen.putting import put
from dashboard.screen.session import nearest_snapshot, serving
from dashboard.words import notation
from snapshot import clock, keeping
from snapshot.errors import SnapshotDamaged, SnapshotMissing
from snapshot.mirroring import away_since
from snapshot.read import Snapshot

ID = re.compile(r"[0-9a-f]{12}")
KNOWN_S = 5  # seconds for which it is known how long a link works
PLACES = "regions"  # without the places nothing can be asked
LESS = "Wat een eerdere versie van dit dashboard anders bewaarde, staat er niet bij."


class Dated(Protocol):
    """A snapshot as far as its date goes: opened, or only listed."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def built_at(self) -> str:
        """The ISO moment on which it was built."""


def opened(newest: Snapshot) -> Snapshot:
    """Return the snapshot that the address names, else `newest`; say so where the two differ."""
    carried = links.carried(SNAPSHOT)
    if not carried:
        return newest
    wanted = carried[-1]
    if not ID.fullmatch(wanted):
        pass_over()
        _go(None)
        return newest
    try:
        found = serving().kept(wanted)
    except SnapshotMissing:
        _instead(wanted, newest, "worden niet meer bewaard.")
        return newest
    except SnapshotDamaged:
        _instead(
            wanted, newest, "kunnen niet worden gelezen: het bestand is beschadigd. De beheerder kan het herstellen."
        )
        return newest
    if PLACES in found.outdated:
        _instead(wanted, newest, "zijn van een eerdere versie van dit dashboard, die niet meer te lezen is.")
        return newest
    if found.id != newest.id:
        old, new = when(found, newest), when(newest, found)
        less = f" {LESS}" if found.outdated else ""
        _banner(
            f"Je kijkt naar de cijfers van {old}. Er zijn nieuwere, van {new}.{less}",
            {"Naar de nieuwste cijfers": None},
        )
    return found


def _instead(wanted: str, newest: Snapshot, why: str) -> None:
    """Say why the figures of a link are not shown, and offer those of the nearest day."""
    dates = links.carried(DATE)
    nearest = nearest_snapshot(dates[-1]) if dates else None
    of = f" van {notation.day(dates[-1])}" if nearest and dates else ""
    text = (
        f"De cijfers{of} in deze link (momentopname {wanted}) {why} "
        f"Je ziet nu de nieuwste, van {notation.moment(newest.built_at)}."
    )
    ways: dict[str, Dated | None] = {}
    if nearest and nearest.id != newest.id:
        ways[f"Toon de dichtstbijzijnde: {when(nearest, newest)}"] = nearest
    _banner(text, {**ways, "Verder met de nieuwste cijfers": None})


def _banner(text: str, ways: dict[str, Dated | None]) -> None:
    with st.container(key="momentopname", horizontal=True, vertical_alignment="center"):
        put(f'<p role="status">{escape(text)}</p>')
        for label, snapshot in ways.items():
            st.button(label, on_click=_go, args=(snapshot,))


def _go(snapshot: Dated | None) -> None:
    """Show `snapshot` from now on; None shows the newest, today's and tomorrow's."""
    links.put(SNAPSHOT, () if snapshot is None else (snapshot.id,))
    links.put(DATE, () if snapshot is None else (clock.local_day(snapshot.built_at).isoformat(),))


def when(snapshot: Dated, other: Dated | None = None) -> str:
    """Return the day on which `snapshot` was built; with the time where `other` was built on the same day."""
    built = clock.local(snapshot.built_at)
    day = notation.moment(snapshot.built_at)
    same = other is not None and clock.local_day(other.built_at) == built.date()
    return f"{day} om {built:%H.%M} uur" if same else day


def promise(snapshot: Snapshot) -> str:
    """Return what stands above a frozen link to `snapshot`: of when its figures are, and how long it works."""
    until = _until(snapshot.path.parent, snapshot.id, int(time.monotonic() // KNOWN_S))
    works = f"Werkt zeker tot en met {notation.day(until.isoformat())}." if until else "Wordt binnenkort opgeruimd."
    return f"Bevroren link: blijft bij de cijfers van {notation.moment(snapshot.built_at)}. {works}"


@lru_cache(maxsize=64)
def _until(folder: Path, snapshot_id: str, _: int) -> date | None:
    """Ask once in so many seconds how long a link works, and not for everybody who chooses."""
    return keeping.sure_until(folder, snapshot_id)


def trouble_note(shown: Snapshot) -> str:
    """Return what the foot says where a newest snapshot cannot be had; empty where all is well."""
    damaged = serving().damaged_newest()
    if not damaged:
        return _away_note(shown)
    return (
        f"De nieuwste momentopname ({damaged}) is beschadigd en kan niet worden gelezen. Daarom zie je de cijfers van "
        f"{notation.moment(shown.built_at)}. De beheerder kan een nieuwe momentopname maken."
    )


def _away_note(shown: Snapshot) -> str:
    since = away_since(serving().folder)
    if not since:
        return ""
    return (
        f"De opslag waar nieuwe cijfers vandaan komen, werkt niet sinds {notation.moment(since)} om "
        f"{clock.local(since):%H.%M} uur. Je ziet de cijfers van {notation.moment(shown.built_at)}. "
        "Zodra de opslag weer werkt, komen nieuwe cijfers vanzelf."
    )
