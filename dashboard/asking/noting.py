"""What is asked while a figure is made is noted, so that its sources cannot forget a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_NOTES: ContextVar[list[Any] | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[list[Any]]:
    """Give a list to which every answer is added that is asked inside the block, by the same thread."""
    notes: list[Any] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


@contextmanager
def apart() -> Iterator[None]:
    """Note nothing inside the block: what is looked up once for all figures is not told in the one that asks first."""
    token = _NOTES.set(None)
    try:
        yield
    finally:
        _NOTES.reset(token)


def note(answer: object) -> None:
    """Add an answer to the notes of the figure that is being made, if any."""
    notes = _NOTES.get()
    if notes is not None:
        notes.append(answer)
