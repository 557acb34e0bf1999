"""What is written down of the files in use, and what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from loaders.files.combine import Taken
from loaders.files.kinds import kind_of
from loaders.keeping.notes import is_description
from loaders.keeping.store import Entry, Kept

UNKNOWN: dict[str, Any] = {"periods": [], "figures": None, "counted": ""}


def entry_of(files: Sequence[Taken], rows: pd.DataFrame) -> Entry:
    """Return the lock entry: name, hash, moment of reading, sheet and header of each file."""
    described = {
        file.sha256: {
            "kind": file.kind, "sheet": file.sheet, "header": list(file.header), "stated": file.stated,
            "figures": len(file.rows), "periods": _span(file), "counted": file.account.told(),
        }
        for file in files
    }  # fmt: skip
    answers = tuple(Kept(file.name, file.read_on, file.stated, file.sha256) for file in files)
    kind = kind_of(files[-1].kind)
    return Entry(
        files[0].dataset.name, kind.name, kind.title, "file", kind.landing_page, 0,
        max(file.stated for file in files), max(file.read_on for file in files), kind.declaration, answers,
        {"rows": len(rows), "files": described},
    )  # fmt: skip


def told(taken: Taken) -> str:
    """Return what a file brings: figures, periods, its date, how many rows counted and what was passed over."""
    span = " to ".join(dict.fromkeys(_span(taken)))
    dated = f", dated {taken.stated}" if taken.stated else ", without a date of its own"
    return f"{taken.name}: {len(taken.rows)} figures of {span}{dated}; {taken.account.told()}"


def _span(taken: Taken) -> list[str]:
    """Return the first and the last period of a file."""
    return [min(taken.rows["reference_period"]), max(taken.rows["reference_period"])]


def listed(entry: Entry) -> list[dict[str, Any]]:
    """Return what is known of each file in use: name, hash, dates, periods, figures, and which rows counted."""
    described = entry.summary.get("files", {})
    return [
        _told_of(kept, described.get(kept.sha256, {}) if isinstance(described, dict) else None)
        for kept in entry.answers
    ]


def _told_of(kept: Kept, described: Any) -> dict[str, Any]:
    """Return what `listed` says of one file; where its description is damaged, that."""
    known = {"file": kept.url, "hash": kept.sha256[:12], "read": kept.retrieved, "dated": kept.modified}
    if is_description(described):
        return known | {name: described.get(name, default) for name, default in UNKNOWN.items()}
    again = f"python -m loaders remove {kept.sha256[:12]}, and add it again"
    return known | UNKNOWN | {"counted": f"what lock.json says of this file is damaged; run: {again}"}
