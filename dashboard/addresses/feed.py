"""What changed, as a feed: an entry for each of the last snapshots, with what is different from the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from itertools import pairwise

from dashboard.about.changes import Change, compared, summary
from dashboard.addresses.asking import Address, Answer, Asking, Listed, Snapshots
from dashboard.addresses.index import no_choice
from dashboard.export.about import maker_of
from dashboard.words import notation
from snapshot.errors import SnapshotError

ATOM = "application/atom+xml"
LAST, TOLD = 5, 40  # entries of the feed, and changes that an entry names
PATH = "/wijzigingen.atom"


def _answer(asking: Asking) -> Answer:
    no_choice(asking)
    listed = sorted(asking.snapshots.listed(), key=lambda one: one.built_at, reverse=True)[:LAST]
    ids = tuple((one.id, one.built_at) for one in listed)
    return Answer(ATOM, ("feed", ids, asking.base), partial(_feed, asking, listed), lasts=False)


def _feed(asking: Asking, listed: Sequence[Listed]) -> bytes:
    snapshot = asking.snapshot
    own = f"urn:arbeidsmarktdashboard:{snapshot.region.slug}"
    updated = max((one.built_at for one in listed), default=snapshot.built_at)
    entries = "".join(_entry(own, asking.base, one, told) for one, told in _told(asking.snapshots, listed))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl">'
        f"<id>{escape(own)}:wijzigingen</id><title>Wijzigingen | {escape(maker_of(snapshot.region))}</title>"
        f"<updated>{updated}</updated><author><name>{escape(maker_of(snapshot.region))}</name></author>"
        f'<link rel="self" type="{ATOM}" href="{escape(asking.base)}{PATH[1:]}"/>'
        f'<link rel="alternate" type="text/html" href="{escape(asking.base)}wijzigingen"/>{entries}</feed>\n'
    ).encode()


def _told(snapshots: Snapshots, listed: Sequence[Listed]) -> Iterator[tuple[Listed, tuple[Change, ...] | None]]:
    """Return each snapshot with what changed since the one before; None where there is none to compare with."""
    for newer, older in pairwise(listed):
        try:
            yield newer, compared(snapshots.kept(older.id), snapshots.kept(newer.id))
        except SnapshotError:  # one of them was cleared or damaged since the list was made
            yield newer, None
    yield from ((one, None) for one in listed[-1:])


def _entry(own: str, base: str, one: Listed, found: tuple[Change, ...] | None) -> str:
    day = notation.moment(one.built_at)
    if found is None:
        title, body = f"Cijfers van {day}", "<p>Er is geen eerdere momentopname om mee te vergelijken.</p>"
    elif not found:
        title, body = f"Cijfers van {day}: geen cijfer veranderde", "<p>Geen enkel cijfer is veranderd.</p>"
    else:
        title, body = f"Cijfers van {day}: {summary(found)}", _listed(found)
    return (
        f"<entry><id>{escape(own)}:{one.id}</id><title>{escape(title)}</title><updated>{one.built_at}</updated>"
        f'<link rel="alternate" type="text/html" href="{escape(base)}wijzigingen"/>'
        f'<content type="html">{escape(body)}</content></entry>'
    )


def _listed(found: Sequence[Change]) -> str:
    items = "".join(f"<li>{escape(_line(change))}</li>" for change in found[:TOLD])
    more = len(found) - TOLD
    rest = f"<p>En nog {notation.number(more)} op de pagina Wijzigingen.</p>" if more > 0 else ""
    return f"<ul>{items}</ul>{rest}"


def _line(change: Change) -> str:
    period = f", {change.period}" if change.period else ""
    return f"{change.kind}: {change.table}, {change.about}{period}: eerst {change.old}, nu {change.new}"


FEED = Address(PATH, "Wat er veranderde tussen de laatste momentopnamen (Atom)", (ATOM,), _answer)
