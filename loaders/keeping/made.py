"""Made rows, kept beside the answers and files that they follow from: a build makes only what it has not made before.

    data/raw/<cbs or dropped>/made/<dataset>-<hash>   the hash of what follows on the first line, then Parquet

The name holds a hash over all that the rows follow from: what is kept, the regions, and the code that makes them. So a
file that fits can stand for the work; one that is damaged, of another name, or written by another version counts as
none. Nothing here is a source: the folder can be thrown away at any moment.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from loaders.keeping.coming import PLACE
from loaders.keeping.store import Entry, Store
from loaders.series.collect import Collected
from loaders.series.declare import Regions, Series
from snapshot.files import UNFINISHED

LOG = logging.getLogger(__name__)
T = TypeVar("T")
FOLDER = "made"
ROOT = Path(__file__).resolve().parent.parent
MAKERS = (
    "agenda/vocabulary.py",
    "keeping/made.py",
    "services/**/*.py",
    "series/**/*.py",
    "files/**/*.py",
)  # too many is no harm


def name_of(entry: Entry, regions: Regions, series: Series | None = None) -> str:
    """Return the name under which the rows of `entry` are kept; flows also depend on the region of the snapshot."""
    answers = sorted((answer.url, answer.sha256) for answer in entry.answers)
    lives = {code: list(vars(life).values()) for code, life in regions.lives.items()}
    known = [regions.members, regions.titles, regions.earlier, regions.since, lives]
    home = f"-{regions.home}" if series is not None and series.other_region else ""
    return named(entry, [entry.since, entry.api, entry.url, answers, known]) + home


def named(entry: Entry, follows: list[Any]) -> str:
    """Return the name under which rows of `entry` are kept that follow from `follows`, plain JSON values, and code."""
    text = json.dumps([entry.table, follows, code(), pd.__version__], sort_keys=True)
    return f"{entry.dataset}-{hashlib.sha256(text.encode()).hexdigest()[:24]}"


@lru_cache(maxsize=1)
def code() -> str:
    """Return a hash over the code that makes rows of answers."""
    own = sorted(path for pattern in MAKERS for path in ROOT.glob(pattern))
    paths = [*own, ROOT.parent / "snapshot" / "model.py"]
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Made:
    """What is known of made rows: titles, and the places and sources that occur by column. `rows` reads or makes them.

    `follows` is a hash of all that they follow from.
    """

    follows: str
    titles: dict[str, str]
    values: dict[str, list[str]]
    rows: Callable[[], pd.DataFrame]

    @property
    def regions(self) -> frozenset[str]:
        """The codes that occur as their region."""
        return frozenset(self.values.get(PLACE, ()))


def made(store: Store, name: str, make: Callable[[], Collected]) -> Made:
    """Return what is kept of the rows called `name`, or make and keep them; raise what `make` raises."""

    def anew() -> Collected:
        collected = make()
        keep(store, name, collected)
        return collected

    if told := _opened(store, name, lambda _, told: told):
        return Made(name, told["titles"], told["values"], lambda: (read(store, name) or anew()).rows)
    collected = anew()
    return Made(name, collected.titles, _values(collected.rows), lambda: collected.rows)


def _values(rows: pd.DataFrame) -> dict[str, list[str]]:
    names = [str(name) for name in rows if name == "source" or str(name).endswith(PLACE)]
    return {name: sorted(rows[name].unique()) for name in names}


def read(store: Store, name: str) -> Collected | None:
    """Return the kept rows called `name`; None where there are none, or the file is not what it was."""

    def collected(content: bytes, told: dict[str, Any]) -> Collected:
        rows = pq.read_table(BytesIO(content)).replace_schema_metadata(None).to_pandas()
        rows = rows.astype({column: "object" for column in rows if rows[column].dtype == "str"})
        rows.index = pd.MultiIndex.from_product([[told["file"]], range(1, len(rows) + 1)])
        return Collected(rows, told["titles"], told["cells"])

    return _opened(store, name, collected)


def _opened(store: Store, name: str, use: Callable[[bytes, dict[str, Any]], T]) -> T | None:
    """Return what `use` makes of a file and of what it says of itself; None where it is not there or not right."""
    path = store.folder / FOLDER / name
    try:
        digest, content = path.read_bytes().split(b"\n", 1)
        if hashlib.sha256(content).hexdigest().encode() != digest:
            raise ValueError("its hash is another")
        told = json.loads(pq.read_schema(BytesIO(content)).metadata[b"made"])
        if told["name"] != name:
            raise ValueError(f"it holds {told['name']}")
        if not _is_told(told):
            raise ValueError("what it says of itself is of another form")
        return use(content, told)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        LOG.warning("the made rows %s are not used and made anew: %s", name, error)
        return None


def _is_told(told: dict[str, Any]) -> bool:
    titles, values = told["titles"], told["values"]
    texts = isinstance(titles, dict) and all(isinstance(title, str) for title in titles.values())
    lists = isinstance(values, dict) and all(isinstance(found, list) for found in values.values())
    return texts and lists and isinstance(told["file"], str) and isinstance(told["cells"], int)


def keep(store: Store, name: str, collected: Collected) -> None:
    """Keep made rows in one step; where the folder cannot be written they are made again next time."""
    told = {
        "name": name,
        "file": str(collected.rows.index[0][0]),
        "titles": collected.titles,
        "values": _values(collected.rows),
        "cells": collected.cells,
    }
    table = pa.Table.from_pandas(collected.rows, preserve_index=False).replace_schema_metadata(
        {"made": json.dumps(told, ensure_ascii=False)}
    )
    body = BytesIO()
    pq.write_table(table, body)
    content = body.getvalue()
    path = store.folder / FOLDER / name
    aside = path.with_name(f"{UNFINISHED}{name}-{os.getpid()}-{threading.get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(hashlib.sha256(content).hexdigest().encode() + b"\n" + content)
        aside.replace(path)
    except OSError as error:
        LOG.warning("made rows could not be kept: %s", error)


def prune(store: Store, needed: Collection[str]) -> None:
    """Remove the made rows that no entry needs, for whichever region, and what a killed process left."""
    kept = {_shared(name) for name in needed}
    for path in (store.folder / FOLDER).glob("*"):
        if _shared(path.name) not in kept:
            path.unlink(missing_ok=True)


def _shared(name: str) -> str:
    """Return a name without the region of the snapshot: snapshots of several regions can be made of one folder."""
    return "-".join(name.split("-")[:2])
