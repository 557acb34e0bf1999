"""What the loaders wrote down and read back: whether it still says what it must, and what is said where it does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from snapshot.checks import CONTROL

STATES = ("ok", "older_edition", "failed")
NEEDED = ("state", "since", "reason")
SUMMED = ("rows", "regions", "periods", "latest")  # what a summary of a series has, all of it
AGAIN = "run: python -m loaders refresh"


def state_fault(note: Any) -> str:
    """Return what is wrong with the note of how one source does; empty where it is sound."""
    if not isinstance(note, dict):
        return f"it is {type(note).__name__}, not a table"
    if lacking := [name for name in NEEDED if name not in note]:
        return f"it lacks {', '.join(lacking)}"
    if odd := [name for name, value in note.items() if not isinstance(value, str)]:
        return f"{odd[0]} is no text"
    if odd := [name for name, value in note.items() if re.search(CONTROL, on_one_line(value))]:
        return f"{odd[0]} has control characters in it"
    if note["state"] not in STATES:
        return f"its state is {note['state']!r}"
    return "" if _is_moment(note["since"]) else f"since is {note['since']!r}, no moment"


def on_one_line(text: str) -> str:
    """Return a text without line breaks: what is wrong with a file may take several lines."""
    return " ".join(text.split())


def damaged_state(name: str, fault: str, since: str) -> dict[str, str]:
    """Return what stands for the note of `name` where that cannot be read; its figures are not touched by it."""
    reason = f"the note about {name} in state.json cannot be read ({fault}); {AGAIN}"
    return {"state": "failed", "since": since, "reason": reason, "cause": "note_lost", "shown": "", "checked": since}


def entry_fault(entry: Any, fields: Mapping[str, type], answer_fields: tuple[str, ...]) -> str:
    """Return what is wrong with the stored form of one entry of the lock; empty where it is sound."""
    if not isinstance(entry, dict):
        return f"it is {type(entry).__name__}, not a table"
    entry = {"summary": {}, **entry}
    if lacking := sorted(set(fields) - set(entry)):
        return f"it lacks {', '.join(lacking)}"
    if unknown := sorted(set(entry) - set(fields)):
        return f"it has {', '.join(unknown)}, which is not known"
    for name, kind in fields.items():
        if not isinstance(entry[name], kind) or isinstance(entry[name], bool):
            return f"{name} is {type(entry[name]).__name__}, not {kind.__name__}"
    if not entry["answers"]:
        return "it names no answers"
    for answer in entry["answers"]:
        if not isinstance(answer, dict) or set(answer) != set(answer_fields):
            return f"an answer has not just {', '.join(answer_fields)}"
        if not all(isinstance(value, str) for value in answer.values()):
            return "an answer has something else than texts"
    return _summary_fault(entry["summary"])


def _summary_fault(summary: dict[str, Any]) -> str:
    if "files" in summary or not summary:  # of dropped files, which are read again; see is_description
        return ""
    if not _is_texts(summary.get("regions")):
        return "its summary has no list of regions"
    if set(summary) == {"regions"}:
        return ""
    if lacking := [name for name in SUMMED if name not in summary]:
        return f"its summary lacks {', '.join(lacking)}"
    if not _is_number(summary["rows"]):
        return "the number of rows in its summary is no number"
    if not _is_texts(summary["periods"]) or len(summary["periods"]) != 2:
        return "its summary has no first and last period"
    latest = summary["latest"]
    if not isinstance(latest, dict) or not all(_is_number(value) for value in latest.values()):
        return "its summary has something else than numbers"
    return ""


def is_description(noted: Any) -> bool:
    """Return whether `noted` says of a dropped file what can be told: periods, figures and what counted, or less."""
    if not isinstance(noted, dict):
        return False
    figures, counted = noted.get("figures"), noted.get("counted", "")
    return _is_texts(noted.get("periods", [])) and (figures is None or _is_number(figures)) and isinstance(counted, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
