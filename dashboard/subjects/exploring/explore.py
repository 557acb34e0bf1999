"""The figure of anything: any quantity of any dataset, for places, over time or by what it is split into."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dashboard.asking.memory import once
from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure
from dashboard.figure.declare import ANYTHING, BY_PLACE, Option, figure
from dashboard.subjects.exploring import showing, telling
from dashboard.subjects.exploring.cells import chosen
from dashboard.subjects.exploring.offering import KINDS, Offer, Wish, code_of, explorable, offer
from dashboard.words import notation
from snapshot.read import Snapshot

NAME = "verkennen"


def _possible(part: str) -> Callable[[Snapshot], Mapping[str, str]]:
    """Return what asks a snapshot for all that can be chosen of one part, of whatever dataset."""
    return lambda snapshot: _words(snapshot, part)


@once
def _words(snapshot: Snapshot, part: str) -> Mapping[str, str]:
    if part == "periods":
        held = (period for name in explorable(snapshot) for period in ask(snapshot, name).periods)
        return KINDS | {code_of(words): words for words in map(notation.period, held)}
    return {code: word for one in _offers(snapshot) for code, word in getattr(one, part).items()}


def _offers(snapshot: Snapshot) -> list[Offer]:
    """Return an offer for each view of each quantity."""
    found = []
    for dataset in offer(snapshot, Wish()).datasets:
        for measure in offer(snapshot, Wish(dataset)).measures:
            views = offer(snapshot, Wish(dataset, measure)).views
            found += [offer(snapshot, Wish(dataset, measure, view)) for view in views]
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
