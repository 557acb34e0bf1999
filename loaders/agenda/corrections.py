"""Known oddities of the sources, as data: each says what it expects, so it fails once the source is mended."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from snapshot.errors import Failure

FILE = "corrections.toml"
FLAG_FIELDS: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "dataset": str,
    "key": dict,
    "expect": (int, float),
    "reason": str,
}
DEVIATION_FIELDS: dict[str, type | tuple[type, ...]] = {"reconciliation": str, "expect": (int, float), "reason": str}


@dataclass(frozen=True)
class Corrections:
    """The flags (a remark on one cell) and the deviations (a reconciliation that is known not to add up)."""

    flags: tuple[dict[str, Any], ...]
    deviations: dict[str, dict[str, Any]]


def read_corrections(folder: Path) -> tuple[Corrections, list[Failure]]:
    """Read data/corrections.toml; a file that does not parse is a failure, not an exception."""
    try:
        content = tomllib.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return Corrections((), {}), [Failure(f"data/{FILE}", None, "-", str(error), "a TOML file in UTF-8")]
    failures = [*_malformed(content, "flag", FLAG_FIELDS), *_malformed(content, "deviation", DEVIATION_FIELDS)]
    if failures:
        return Corrections((), {}), failures
    deviations = {entry["reconciliation"]: entry for entry in content.get("deviation", [])}
    return Corrections(tuple(content.get("flag", [])), deviations), []


def _malformed(content: Mapping[str, Any], kind: str, fields: Mapping[str, type | tuple[type, ...]]) -> list[Failure]:
    """Name every entry of `kind` that lacks a field or has another type in it, and every name that occurs twice."""
    failures: list[Failure] = []
    names: set[str] = set()
    for place, entry in enumerate(content.get(kind, []), start=1):
        name = str(entry.get(next(iter(fields)), f"{kind} {place}"))
        failures += [
            Failure(f"data/{FILE}", None, name, f"{field} = {entry.get(field)!r}", f"a {kind} with {', '.join(fields)}")
            for field, types in fields.items()
            if not isinstance(entry.get(field), types)
        ]
        if name in names:
            failures.append(Failure(f"data/{FILE}", None, name, f"this {kind} twice", "each once"))
        names.add(name)
    return failures


def apply_flags(corrections: Corrections, frames: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Make the reason of each flag the note of its cell, and report the flags that no longer fit.

    A flag with `doubtful = true` also changes the status: the number stays, and nothing is compared with it.
    """
    return [failure for flag in corrections.flags for failure in _apply(flag, frames)]


def _apply(flag: dict[str, Any], frames: Mapping[str, pd.DataFrame]) -> list[Failure]:
    where = f"data/{FILE}"
    frame = frames.get(flag["dataset"])
    if frame is None:
        return [Failure(where, None, flag["id"], flag["dataset"], "a dataset that exists")]
    unknown = [name for name in (*flag["key"], "value") if name not in frame.columns]
    if unknown:
        return [Failure(where, None, flag["id"], ", ".join(unknown), f"columns of {flag['dataset']}")]
    chosen = pd.Series(True, index=frame.index)
    for name, wanted in flag["key"].items():
        chosen &= frame[name].astype("string").eq(str(wanted)).fillna(False)
    if chosen.sum() != 1:
        return [Failure(where, None, flag["id"], f"{chosen.sum()} rows for {flag['key']}", "exactly one row")]
    found = frame.loc[chosen, "value"].iloc[0]
    if found != float(flag["expect"]):
        expected = f"{flag['expect']} as before; if the source was mended, remove this entry"
        return [Failure(where, None, flag["id"], str(found), expected)]
    frame.loc[chosen, "note"] = flag["reason"]
    if flag.get("doubtful"):
        frame.loc[chosen, "status"] = "doubtful"
    return []
