"""Which filters work on a page: those that one of its figures follows; and what a figure says that cannot follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.asking.places import places
from dashboard.asking.queries import municipalities
from dashboard.asking.selection import BOTH, Selection
from dashboard.composition import catalogue
from dashboard.composition.availability import can_draw, figures
from dashboard.composition.site import ABOUT, PageInfo
from dashboard.figure.core import Figure
from dashboard.figure.declare import Declaration, Follow
from dashboard.words import notation
from snapshot.read import Snapshot

NOT_HERE: dict[Follow, str] = {
    "municipalities": "Deze cijfers zijn alleen voor de hele regio beschikbaar.",
    "sector": "Deze cijfers zijn niet per sector beschikbaar.",
    "comparison": "Voor deze cijfers is er geen vergelijking.",
}
REFUSED: dict[Follow, str] = {
    "municipalities": "niet per gemeente",
    "sector": "niet per sector",
    "comparison": "zonder andere vergelijking",
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


def made(selection: Selection) -> tuple[Follow, ...]:
    """Return the filters in which the reader chose something."""
    chosen: dict[Follow, bool] = {
        "municipalities": bool(selection.municipalities),
        "sector": bool(selection.sector),
        "comparison": selection.compare != BOTH,
    }
    return tuple(part for part, is_made in chosen.items() if is_made)


def refusal(snapshot: Snapshot, declared: Declaration, selection: Selection, figure: Figure) -> str:
    """Return which choices a figure cannot follow, as it stands behind its unit; '' where it follows all that are made.

    A figure that follows municipalities for the area around them, or only with other data, says so as well.
    """
    asked = made(selection)
    is_local = "municipalities" not in asked or _tells_towns(snapshot, figure)
    follows = declared.follows if is_local else declared.follows - {"municipalities"}
    refused = [REFUSED[part] for part in asked if part not in follows]
    return f"Dit cijfer is er {notation.listing(refused)}." if refused else ""


def _tells_towns(snapshot: Snapshot, figure: Figure) -> bool:
    """Return whether what a figure shows is known of any municipality of the region."""
    names = {result.dataset.name for result in figure.results if result.has("region_code")}
    return any(places(snapshot, name) & municipalities(snapshot).keys() for name in names)


def followed(found: Filters, wanted: Selection) -> Selection:
    """Return of a selection what a page with these filters follows."""
    return replace(
        wanted,
        municipalities=wanted.municipalities if found.works("municipalities") else (),
        sector=wanted.sector if found.works("sector") else "",
        compare=wanted.compare if found.works("comparison") else BOTH,
    )


def why_no_filter(found: Filters, info: PageInfo) -> str:
    """Return why none of the filters works on a page; '' where one does, or where nobody expects one."""
    return "" if found.any_works or info.group == ABOUT else found.reasons["municipalities"]


def _maps(snapshot: Snapshot, info: PageInfo) -> tuple[Declaration, ...]:
    """Return the maps of which the overview shows one; none for another page."""
    return () if info.path else tuple(one for one in catalogue.MAPS if can_draw(snapshot, one))


def filters_of(snapshot: Snapshot, info: PageInfo) -> Filters:
    """Return the filters of a page: those that one of its figures follows work."""
    drawn = figures(snapshot, info.path) or _maps(snapshot, info)
    followed = {part for declared in drawn for part in declared.follows}
    reasons = {part: reason for part, reason in NOT_HERE.items() if part not in followed}
    if "municipalities" in reasons and info.whole:
        reasons["municipalities"] = info.whole
    return Filters(reasons, drawn)
