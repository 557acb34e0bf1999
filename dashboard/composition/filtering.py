"""Which filters work on a page: those that one of its figures follows; and where a choice changes only some of them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.selection import BOTH, Selection
from dashboard.composition.availability import figures
from dashboard.composition.site import PageInfo
from dashboard.figure.declare import Declaration, Follow
from dashboard.words import notation
from snapshot.read import Snapshot

NOT_HERE: dict[Follow, str] = {
    "municipalities": "Deze cijfers zijn alleen voor de hele regio beschikbaar.",
    "sector": "Deze cijfers zijn niet per sector beschikbaar.",
    "comparison": "Voor deze cijfers is er geen vergelijking.",
}
CHOICES: dict[Follow, str] = {
    "municipalities": "De gekozen gemeenten werken",
    "sector": "De gekozen sector werkt",
    "comparison": "De vergelijking werkt",
}


@dataclass(frozen=True)
class Filters:
    """The filters of a page on one snapshot.

    Attributes:
        reasons: Why a filter does not work here; only of those that do not.
        drawn: The figures that can be drawn.
    """

    reasons: dict[Follow, str]
    drawn: tuple[Declaration, ...]

    @property
    def any_works(self) -> bool:
        """Whether any filter works here."""
        return len(self.reasons) < len(NOT_HERE)

    def works(self, part: Follow) -> bool:
        """Return whether a filter works here."""
        return part not in self.reasons

    def followed(self, selection: Selection) -> tuple[str, ...]:
        """Return of each choice that changes only some of the figures which they are, or are not."""
        made: dict[Follow, bool] = {
            "municipalities": bool(selection.municipalities),
            "sector": bool(selection.sector),
            "comparison": selection.compare != BOTH,
        }
        told = (self._partly(part, selection) for part, is_made in made.items() if is_made and self.works(part))
        return tuple(filter(None, told))

    def _partly(self, part: Follow, selection: Selection) -> str:
        shown = [one for one in self.drawn if one.when(selection)]
        with_it = [one.title for one in shown if part in one.follows]
        without = [one.title for one in shown if part not in one.follows]
        if not without:
            return ""
        if len(with_it) <= len(without):
            return f"{CHOICES[part]} hier alleen bij: {notation.listing(with_it)}."
        return f"{CHOICES[part]} hier niet bij: {notation.listing(without)}."


def filters_of(snapshot: Snapshot, info: PageInfo) -> Filters:
    """Return the filters of a page: those that one of its figures follows work."""
    drawn = figures(snapshot, info.path) if info.path else ()
    followed = {part for declared in drawn for part in declared.follows}
    reasons = {part: reason for part, reason in NOT_HERE.items() if part not in followed}
    if "municipalities" in reasons and info.whole:
        reasons["municipalities"] = info.whole
    return Filters(reasons, drawn)
