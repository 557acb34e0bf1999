"""Every address that is no page, in one list: the server answers them, and the description tells of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dashboard.addresses.asking import JSON, Address, Snapshots
from dashboard.addresses.data import DATA
from dashboard.addresses.description import PACKAGE, openapi
from dashboard.addresses.embedding import EMBEDDED
from dashboard.addresses.feed import FEED
from dashboard.addresses.figures import FILES
from dashboard.addresses.index import INDEXES
from dashboard.addresses.packages import PACKAGES
from dashboard.composition.site import PAGES
from snapshot.errors import SnapshotError
from snapshot.read import Snapshot

OPENAPI = Address("/openapi.json", "Deze beschrijving (OpenAPI)", (JSON,), partial(openapi, lambda: ADDRESSES))
ADDRESSES: tuple[Address, ...] = (*INDEXES, *DATA, *FILES, EMBEDDED, *PACKAGES, PACKAGE, FEED, OPENAPI)


def names(opened: Callable[[], Snapshots]) -> list[str]:
    """Return every address that exists, those of the pages first; only those where there is no snapshot."""
    found = [f"/{info.path}" for info in PAGES if info.path]
    try:
        snapshot = opened().current()
    except SnapshotError:
        return found
    return found + [path for address in ADDRESSES for path in paths(address, snapshot)]


def paths(address: Address, snapshot: Snapshot) -> list[str]:
    """Return the addresses of one kind that a snapshot gives."""
    possible = address.possible(snapshot)
    if not possible:
        return [address.path]
    ((name, values),) = possible.items()
    return [address.path.replace(f"{{{name}}}", value) for value in values]
