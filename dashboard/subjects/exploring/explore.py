"""The figure of anything: any quantity of any dataset, for places, over time or by what it is split into."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import ANYTHING, BY_PLACE, Option, figure
from dashboard.subjects.exploring import showing, telling
from dashboard.subjects.exploring.cells import chosen
from dashboard.subjects.exploring.offering import Offer, Wish, explorable, offer
from snapshot.read import Snapshot

NAME = "verkennen"


def _possible(part: str) -> Callable[[Snapshot], Mapping[str, str]]:
    """Return what asks a snapshot for all that can be chosen of one part, of whatever dataset."""

    def words(snapshot: Snapshot) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for one in _offers(snapshot):
            found |= getattr(one, part)
        return found

    return words


def _offers(snapshot: Snapshot) -> list[Offer]:
    found, waiting = [], [Wish(dataset) for dataset in offer(snapshot, Wish()).datasets]
    for wish in waiting:
        for measure in offer(snapshot, wish).measures:
            first = offer(snapshot, Wish(wish.dataset, measure))
            found += [offer(snapshot, Wish(wish.dataset, measure, view)) for view in first.views]
    return found


OPTIONS = {
    "dataset": Option(choices.DATASET, _possible("datasets")),
    "measure": Option(choices.MEASURE, _possible("measures")),
    "view": Option(choices.VIEW, _possible("views")),
    "rest": Option(choices.REST, _possible("rests")),
    "period": Option(choices.PERIOD, _possible("periods")),
    "also": Option(choices.ALSO, _possible("others")),
}


def _has_figures(snapshot: Snapshot) -> bool:
    return bool(explorable(snapshot))


@figure(
    NAME,
    "Zelf kiezen: elk cijfer uit de gegevens",
    needs=(),
    beside=(ANYTHING,),
    follows=BY_PLACE,
    chosen=OPTIONS,
    holds=_has_figures,
)
def explore(
    snapshot: Snapshot,
    selection: Selection,
    dataset: str = "",
    measure: str = "",
    view: str = "",
    rest: str = "",
    period: str = "",
    also: str = "",
) -> Figure:
    """Any quantity as its source gives it, in its own unit; what is left open is the first possibility."""
    offered = offer(snapshot, Wish(dataset, measure, view, rest, period, also))
    found = chosen(snapshot, selection, offered)
    told = telling.told(snapshot, found)
    return Figure(
        id="explore",
        title=told.title,
        headline=told.headline,
        subtitle=told.subtitle,
        chart=showing.chart(snapshot, selection, found),
        alt=f"{told.headline}. {told.sentence}",
        sentence=told.sentence,
        table=showing.table(found),
        results=(found.rows,),
        measure=offered.quantity,
        notes=told.notes,
    )
