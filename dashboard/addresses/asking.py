"""What a request asks and what answers it: the values that addresses pass on, before HTTP and after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from snapshot.read import Snapshot

HTML, JSON = "text/html; charset=utf-8", "application/json"


class Listed(Protocol):
    """A kept snapshot that is not opened."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def built_at(self) -> str:
        """The ISO moment on which it was built."""


class Snapshots(Protocol):
    """The open snapshots of the server."""

    def current(self) -> Snapshot:
        """Return the one that serves; raise SnapshotError where there is none."""

    def kept(self, snapshot_id: str) -> Snapshot:
        """Return a kept one; raise SnapshotMissing or SnapshotDamaged."""

    def listed(self) -> Sequence[Listed]:
        """Return every kept one that can be read, newest first."""


class Refused(Exception):
    """An address that gets no content: `faults` say in Dutch why, `near` are addresses that it may have meant."""

    def __init__(self, status: int, title: str, faults: Sequence[str] = (), near: Sequence[str] = ()) -> None:
        self.status, self.title, self.faults, self.near = status, title, tuple(faults), tuple(near)
        super().__init__(title)


@dataclass(frozen=True)
class Asking:
    """One request.

    Attributes:
        snapshots: The open snapshots.
        snapshot: The one that it asks.
        is_frozen: Whether the address names it.
        path: The parts of the path that an address leaves open, by name.
        values: The values of the query but for the snapshot.
        base: The address of the server, with a slash at its end.
        wants_html: Whether the reader is a browser that opens a page.
    """

    snapshots: Snapshots
    snapshot: Snapshot
    is_frozen: bool
    path: Mapping[str, str]
    values: Mapping[str, Sequence[str]]
    base: str
    wants_html: bool


@dataclass(frozen=True)
class Answer:
    """What answers a request.

    Attributes:
        media: The media type.
        key: What the content depends on beside the snapshot, the path and the code.
        make: Makes the content.
        file_name: The name under which a browser saves it; '' where it shows it.
        lasts: Whether the content of a frozen address never changes.
        headers: More headers.
    """

    media: str
    key: tuple[object, ...]
    make: Callable[[], bytes]
    file_name: str = ""
    lasts: bool = True
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Parameter:
    """A name that can stand in the query, for the description of the addresses."""

    name: str
    about: str
    several: bool = False
    possible: tuple[str, ...] = ()


@dataclass(frozen=True)
class Address:
    """One kind of address.

    Attributes:
        path: As Starlette writes it: "/data/{dataset}.csv".
        about: What it gives, in Dutch.
        media: The media types that it can give, the usual one first.
        answer: Answers a request without making the content yet; raises Refused.
        possible: Of each open part of the path what it can be.
        parameters: What the query can hold.
        draws: Whether the drawing process makes it.
    """

    path: str
    about: str
    media: tuple[str, ...]
    answer: Callable[[Asking], Answer]
    possible: Callable[[Snapshot], Mapping[str, Sequence[str]]] = lambda _: {}
    parameters: Callable[[Snapshot], Sequence[Parameter]] = lambda _: ()
    draws: bool = False
