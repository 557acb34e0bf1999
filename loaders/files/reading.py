"""Read one file: its sheets, its tables and its dates. A kept copy is read again in the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from loaders.files.combine import Taken, source_of
from loaders.files.errors import FileRefused
from loaders.files.judging import check_dates
from loaders.files.kinds import KINDS
from loaders.files.sheets.read import read_sheets
from loaders.files.sheets.sheet import text_of
from loaders.files.table.recognise import recognise
from loaders.files.table.rows import read_tables
from loaders.files.words.names import Names
from loaders.files.words.stated import stated_date
from loaders.keeping.store import Entry, Kept, Store
from loaders.services.errors import SourceError


def read_file(name: str, body: bytes, names: Names, *, read_on: str) -> Taken:
    """Read one file; raise SourceError with what is wrong with it."""
    sheets = read_sheets(body)
    tables, passed = recognise(sheets, KINDS, names)
    found = tables[0]
    texts = ([text_of(cell) for cell in row if cell is not None] for sheet in sheets for row in sheet.rows[:60])
    sha256 = hashlib.sha256(body).hexdigest()
    try:
        rows, account = read_tables(tables, passed, names)
        if found.kind.finish:
            rows = found.kind.finish(rows)
        taken = Taken(
            name, sha256, read_on, stated_date(texts), found.kind.name, ", ".join(account.sheets),
            tuple(filter(None, found.header)), found.kind.dataset, rows.assign(source=source_of(sha256)), account,
        )  # fmt: skip
        check_dates(taken)
    except SourceError as error:
        raise FileRefused(
            error.happened,
            cause=error.cause,
            evidence=error.evidence,
            shown=error.shown,
            advice=error.advice,
            dataset=found.kind.dataset.name,
        ) from error
    return taken


def read_kept(store: Store, entry: Entry, names: Names) -> list[Taken]:
    """Read the kept copies of a dataset again; raise SourceError where one cannot be read."""
    return [_again(store, kept, names) for kept in entry.answers]


def check_kept(store: Store, entry: Entry) -> None:
    """Raise SourceError where a kept copy is gone or damaged; none of them is read as a table."""
    for kept in entry.answers:
        with _in_use(kept):
            store.read(kept.sha256)


def _again(store: Store, kept: Kept, names: Names) -> Taken:
    with _in_use(kept):
        return read_file(kept.url, store.read(kept.sha256), names, read_on=kept.retrieved)


@contextmanager
def _in_use(kept: Kept) -> Iterator[None]:
    """Say of what goes wrong with a kept copy which one it is, and how to go on."""
    way_out = f"add {kept.url} again, or go on without it: python -m loaders remove {kept.sha256[:12]}"
    try:
        yield
    except SourceError as error:
        raise SourceError(
            f"{kept.url}, in use: {error.happened}",
            cause=error.cause,
            evidence=error.evidence,
            shown=error.shown,
            advice=way_out,
        ) from error
    except ValueError as error:  # a moment in the lock that is none
        happened = f"{kept.url}, in use: the note of when it came in is damaged"
        raise SourceError(happened, cause="damaged", evidence=str(error), advice=way_out) from error
