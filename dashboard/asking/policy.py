"""The chain of policy as it was transcribed: which goals, budget lines and pages belong to an activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.asking.memory import once
from dashboard.asking.queries import ask
from snapshot.read import Snapshot

DATASET, NONE = "policy_links", "none"
NEEDS = (DATASET, "activities", "budget_lines", "goals")
SUBJECTS = {  # the pages that can be linked, with their names
    "bevolking": "Bevolking",
    "uitkeringen": "Uitkeringen",
    "banenafspraak": "Banenafspraak",
    "vacatures": "Vacatures en spanning",
    "pendel": "Pendel",
    "regiovergelijking": "Regio vergelijken",
    "begroting": "Begroting",
    "sectoren": "Sectoren",
}


@dataclass(frozen=True)
class Link:
    """One link to a thing; `is_proposal` tells whether it is ours and not the agenda's."""

    code: str
    is_proposal: bool


@dataclass(frozen=True)
class Line:
    """One line of the budget: euro over the printed years together, None where no amount is known.

    `is_open` tells whether an amount of it is not known yet.
    """

    code: str
    name: str
    programme: str
    value: float | None
    is_open: bool


@dataclass(frozen=True)
class Chain:
    """The chain. `links` go from (kind, code, other kind); `reasons` say why there is none; `lines` by their code."""

    links: Mapping[tuple[str, str, str], tuple[Link, ...]]
    reasons: Mapping[tuple[str, str, str], str]
    lines: Mapping[str, Line]

    def to(self, kind: str, code: str, other: str) -> tuple[Link, ...]:
        """Return what of the kind `other` the thing is linked to, in the order of the table."""
        return self.links.get((kind, code, other), ())

    def why_none(self, kind: str, code: str, other: str) -> str:
        """Return why the thing is linked to nothing of the kind `other`; '' where it is."""
        return self.reasons.get((kind, code, other), "")

    def those_of(self, kind: str, other: str, end: str) -> tuple[str, ...]:
        """Return the codes of a kind that are linked to the thing `end` of the kind `other`."""
        return tuple(code for (own, code, goal), found in self.links.items()
                     if (own, goal) == (kind, other) and any(link.code == end for link in found))  # fmt: skip

    def lines_of(self, activities: Iterable[str]) -> tuple[Line, ...]:
        """Return the budget lines that are linked to any of these activities, each once."""
        codes = dict.fromkeys(link.code for one in activities for link in self.to("activity", one, "budget_line"))
        return tuple(self.lines[code] for code in codes)


@once
def chain(snapshot: Snapshot) -> Chain:
    """Return the chain of a snapshot that has all of NEEDS."""
    links: dict[tuple[str, str, str], tuple[Link, ...]] = {}
    reasons: dict[tuple[str, str, str], str] = {}
    for row in ask(snapshot, DATASET).rows:
        place = (row["from_kind"], row["from_id"], row["to_kind"])
        if row["to_id"] == NONE:
            reasons[place] = row["reason"] or ""
        else:
            links[place] = (*links.get(place, ()), Link(row["to_id"], bool(row["is_proposal"])))
    return Chain(links, reasons, _lines(snapshot))


def _lines(snapshot: Snapshot) -> dict[str, Line]:
    found: dict[str, Line] = {}
    for row, cell in ask(snapshot, "budget_lines").cells():
        code = f"{row['programme']}-{row['line']:02d}"
        before = found.get(code, Line(code, row["activity"], row["programme"], None, False))
        known = [value for value in (before.value, cell.value) if value is not None]
        found[code] = Line(
            code, row["activity"], row["programme"], sum(known) if known else None, before.is_open or cell.value is None
        )
    return found
