"""The chain from activity to goal, money and page: everything in it exists, and nothing of it is forgotten.

Each activity is linked to a goal, a budget line and a page, each budget line to an ambition, and each goal and budget
line to an activity; or it is listed as linked to "none", with the reason.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from loaders.agenda.vocabulary import LINKED_FIGURES, SUBJECT_PAGES
from snapshot.errors import Failure

NONE = "none"
NEEDED = {
    "activities": ("activity", "ambitions"),
    "ambitions": ("ambition", "goal"),
    "budget_lines": ("programme", "line"),
    "goals": (
        "goal", "baseline", "baseline_period", "target", "target_period", "bound", "counted_in", "realised",
        "realised_period", "stated",
    ),
    "policy_links": ("from_kind", "from_id", "to_kind", "to_id", "is_proposal", "reason", "paragraph"),
}  # fmt: skip
REQUIRED = (("activity", "goal"), ("activity", "budget_line"), ("activity", "page"), ("budget_line", "ambition"))
REACHED = ("goal", "budget_line")  # what an activity has to be linked to
Place = tuple[str, int]
Row = dict[str, str]


@dataclass(frozen=True)
class Chain:
    """The chain as it stands in the files: what there is of each kind with its place, and the links.

    `of_ambitions` are the goals that an ambition names.
    """

    things: Mapping[str, Mapping[str, Place | None]]
    links: tuple[tuple[Place, Row], ...]
    of_ambitions: frozenset[str]
    pairs: Mapping[tuple[str, str, str], list[str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Where the links stand."""
        return self.links[0][0][0] if self.links else "policy_links.csv"


def check(loaded: Mapping[str, pd.DataFrame]) -> list[Failure]:
    """Return what is unknown, contradictory or forgotten in the chain; nothing where a table or column is not there.

    Args:
        loaded: Text cells by dataset, indexed by (file, line).
    """
    if any(name not in loaded or not set(columns) <= set(loaded[name]) for name, columns in NEEDED.items()):
        return []
    rows = {name: list(_rows(loaded[name])) for name in NEEDED}
    chain = _chain(rows)
    return [
        *_named_elsewhere(rows, chain),
        *(failure for place, row in chain.links for failure in _link(place, row, chain)),
        *_forgotten(chain),
        *(failure for place, row in rows["goals"] for failure in _goal(place, row)),
    ]


def _rows(frame: pd.DataFrame) -> Iterator[tuple[Place, Row]]:
    for place, cells in zip(frame.index, frame.to_dict("records"), strict=True):
        yield place, {str(name): "" if _is_empty(cell) else str(cell).strip() for name, cell in cells.items()}


def _is_empty(cell: Any) -> bool:
    return cell is None or isinstance(cell, float)


def line_code(programme: str, line: str) -> str:
    """Return the code of a budget line in the chain: "work_centre-07"."""
    return f"{programme}-{line.zfill(2)}"


def _chain(rows: Mapping[str, list[tuple[Place, Row]]]) -> Chain:
    things: dict[str, dict[str, Place | None]] = {
        "activity": {row["activity"]: place for place, row in rows["activities"]},
        "ambition": {row["ambition"]: place for place, row in rows["ambitions"]},
        "goal": {row["goal"]: place for place, row in rows["goals"]},
        "budget_line": {},
        "page": dict.fromkeys(SUBJECT_PAGES),
        "figure": dict.fromkeys(LINKED_FIGURES),
    }
    for place, row in rows["budget_lines"]:
        things["budget_line"].setdefault(line_code(row["programme"], row["line"]), place)
    pairs: dict[tuple[str, str, str], list[str]] = {}
    for _, row in rows["policy_links"]:
        pairs.setdefault((row["from_kind"], row["from_id"], row["to_kind"]), []).append(row["to_id"])
        pairs.setdefault((row["to_kind"], row["to_id"], row["from_kind"]), []).append(row["from_id"])
    named = frozenset(row["goal"] for _, row in rows["ambitions"] if row["goal"])
    return Chain(things, tuple(rows["policy_links"]), named, pairs)


def _named_elsewhere(rows: Mapping[str, list[tuple[Place, Row]]], chain: Chain) -> Iterator[Failure]:
    """Name ambitions of activities and goals of ambitions that do not exist."""
    for place, row in rows["activities"]:
        for ambition in row["ambitions"].split(";"):
            if ambition and ambition not in chain.things["ambition"]:
                yield _unknown(place, "ambitions", ambition, chain.things["ambition"])
    for place, row in rows["ambitions"]:
        if row["goal"] and row["goal"] not in chain.things["goal"]:
            yield _unknown(place, "goal", row["goal"], chain.things["goal"])


def _link(place: Place, row: Row, chain: Chain) -> Iterator[Failure]:
    for end in ("from", "to"):
        known, code = chain.things.get(row[f"{end}_kind"]), row[f"{end}_id"]
        if known is not None and code and code not in known and (end == "from" or code != NONE):
            yield _unknown(place, f"{end}_id", code, known)
    of_ours = row["is_proposal"].lower() == "true"
    if not of_ours and not row["paragraph"]:
        yield _at(place, "paragraph", "an empty cell", "the paragraph that says so, or is_proposal true")
    if of_ours and row["paragraph"]:
        expected = "false where the agenda says so, or no paragraph"
        yield _at(place, "is_proposal", f"true beside a paragraph, {row['paragraph']}", expected)
    if row["to_id"] != NONE:
        return
    if not row["reason"]:
        yield _at(place, "reason", "an empty cell", f"why {row['from_id']} is linked to no {_words(row['to_kind'])}")
    others = [code for code in chain.pairs[row["from_kind"], row["from_id"], row["to_kind"]] if code != NONE]
    if others:
        yield _at(place, "to_id", f"none beside {', '.join(others)}", "a link or none, not both")


def _forgotten(chain: Chain) -> Iterator[Failure]:
    """Name each activity, goal and budget line that is neither linked nor listed."""
    asked = [*REQUIRED, *((kind, "activity") for kind in REACHED)]
    for kind, other in asked:
        for code, place in chain.things[kind].items():
            if (kind, code, other) in chain.pairs or (kind == "goal" and code in chain.of_ambitions) or not place:
                continue
            expected = f"a link in {chain.file}, or none there with the reason"
            yield _at(place, kind, f"{code} linked to no {_words(other)}", expected)


def _goal(place: Place, row: Row) -> Iterator[Failure]:
    """Name numbers of a goal without moment, unit or bound, and moments without a number that need one."""
    for name in ("baseline", "target", "realised"):
        number, period = row[name], row[f"{name}_period"]
        if number and not period and name != "target":
            yield _at(place, f"{name}_period", "an empty cell", f"the moment of {number}")
        if period and not number and name != "target":  # a goal without a number can have a date
            yield _at(place, name, "an empty cell", f"the number of {period}")
    counted = next((row[name] for name in ("target", "baseline", "realised") if row[name]), "")
    if counted and not row["counted_in"]:
        yield _at(place, "counted_in", "an empty cell", f"what {counted} counts")
    if row["target"] and not row["bound"]:
        yield _at(place, "bound", "an empty cell", "at_least, at_most or about")
    if row["stated"] == "reached" and not row["realised"]:
        yield _at(place, "stated", "reached", "a number in realised")


def _unknown(place: Place, column: str, found: str, known: Mapping[str, Any]) -> Failure:
    near = difflib.get_close_matches(found, known, n=4, cutoff=0.6)
    expected = f"a code that exists, near: {', '.join(near)}" if near else f"one of {', '.join(known)}"
    return _at(place, column, repr(found), expected)


def _words(kind: str) -> str:
    return kind.replace("_", " ")


def _at(place: Place, column: str, found: str, expected: str) -> Failure:
    file, line = place
    return Failure(str(file), int(line), column, found, expected)
