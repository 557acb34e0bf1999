"""The page wijzigingen: choose two kept snapshots, read what changed, take it home."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from dashboard.about.changes import KINDS, MEANINGS, Change, compared, summary
from dashboard.about.sections import heading, paragraphs, section
from dashboard.figure.core import Table
from dashboard.screen import html
from dashboard.screen.filters import pick
from dashboard.screen.freeze import when
from dashboard.screen.putting import put
from dashboard.screen.session import serving
from dashboard.words import notation
from snapshot.errors import SnapshotError, SnapshotMissing
from snapshot.export import csv_dutch
from snapshot.read import Snapshot

SHOWN = 40  # rows of one kind on the page; the file has all of them
EXAMPLES = 2  # changes that the overview tells, of different tables
HEADER = ("Soort", "Tabel", "Cijfer of tekst", "Periode", "Eerst", "Nu")
ONLY_ONE = (
    "Er is één momentopname bewaard. Zodra er nieuwe cijfers zijn, staat hier wat er veranderde:",
    "Nieuwe perioden, bijgestelde cijfers (eerst en nu), andere statussen, gehaalde doelen en gepasseerde grenzen.",
)


def changes_page() -> None:
    """Draw the choice of two snapshots and what changed between them."""
    kept = serving().listed()
    if len(kept) < 2:
        put(section(heading("Er is nog niets om te vergelijken"), paragraphs(*ONLY_ONE)))
        return
    words = {one.id: f"{when(one, one)} ({one.id})" for one in kept}
    left, right = st.columns(2)
    with left:
        newest, *older = words.items()
        old = pick("Van momentopname", dict([*older, newest]), key="van")
    with right:
        new = pick("Naar momentopname", words, key="naar")
    if old == new:
        put(section(paragraphs("Kies twee verschillende momentopnamen.")))
        return
    try:
        pair = [serving().kept(id_) for id_ in (old, new)]
    except SnapshotError as error:
        put(section(heading("Deze twee kunnen niet worden vergeleken"), paragraphs(_problem(error))))
        return
    before, after = sorted(pair, key=lambda snapshot: snapshot.built_at)
    _show(compared(before, after), before, after)


def newest_changes() -> tuple[str, ...]:
    """Return what changed between the two newest kept snapshots, in three sentences at most; none for a single one."""
    kept = serving().listed()[:2]
    if len(kept) < 2:
        return ()
    try:
        after, before = (serving().kept(one.id) for one in kept)
    except SnapshotError:
        return ()
    found = compared(before, after)
    return (f"Sinds {when(before, after)}: {summary(found) or 'niets'}.", *_examples(found))


def _examples(found: tuple[Change, ...]) -> tuple[str, ...]:
    """Return a few changes of different tables as sentences, those that matter most first."""
    examples = {change.table: change for change in reversed(found)}
    shown = sorted(examples.values(), key=lambda change: KINDS.index(change.kind))[:EXAMPLES]
    return tuple(map(_sentence, shown))


def _sentence(change: Change) -> str:
    moment = f" ({change.period})" if change.period else ""
    return f"{change.table}, {change.about}{moment}: eerst {change.old}, nu {change.new}."


def _problem(error: SnapshotError) -> str:
    if isinstance(error, SnapshotMissing):
        return "Een van de twee momentopnamen wordt niet meer bewaard. Kies een andere."
    return "Een van de twee momentopnamen is beschadigd en kan niet worden gelezen. Kies een andere."


def _show(found: tuple[Change, ...], older: Snapshot, newer: Snapshot) -> None:
    span = f"{when(older, newer)} en {when(newer, older)}"
    if not found:
        put(section(heading(f"Tussen {span} veranderde geen enkel cijfer")))
        return
    put(section(heading("Wat veranderde?"), paragraphs(f"{summary(found)} tussen {span}.", *_examples(found))))
    st.download_button(
        "Alle wijzigingen als CSV voor Excel",
        data=partial(changes_csv, found),
        file_name=f"wijzigingen-{older.id}-{newer.id}.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key="download-wijzigingen",
    )
    for kind in KINDS:
        of_kind = [change for change in found if change.kind == kind]
        if of_kind:
            _section(kind, of_kind)


def _section(kind: str, of_kind: list[Change]) -> None:
    more = len(of_kind) - SHOWN
    rest = f"<p>Nog {notation.number(more)} {'staat' if more == 1 else 'staan'} in het bestand.</p>" if more > 0 else ""
    rows = tuple((c.about, c.table, c.period, c.old, c.new) for c in of_kind[:SHOWN])
    put(section(heading(kind, notation.slug(kind)), f"<p>{escape(MEANINGS[kind])}</p>"))
    put(html.table(Table(("Wat", "Tabel", "Periode", "Eerst", "Nu"), rows), kind, is_sortable=True))
    if rest:
        put(section(rest))


def changes_csv(found: tuple[Change, ...]) -> bytes:
    """Return all changes as a CSV for Dutch Excel."""
    rows = [(c.kind, c.table, c.about, c.period, c.old, c.new) for c in found]
    return csv_dutch(HEADER, rows)
