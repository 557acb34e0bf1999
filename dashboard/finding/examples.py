"""Questions to begin with, about the places of a snapshot: only those that it answers."""

from __future__ import annotations

from dashboard.asking.memory import once
from dashboard.asking.queries import municipalities
from dashboard.finding.answers import ANSWER, SEVERAL, answer
from dashboard.finding.vocabulary import vocabulary
from snapshot import clock
from snapshot.read import Snapshot

OF_A_PLACE, OF_A_GROUP, OF_A_YEAR = "bijstand in {}", "wajong in {}", "begroting {}"
OF_ALL = ("openstaande vacatures in de bouw", "GWU")


@once
def examples(snapshot: Snapshot) -> tuple[str, ...]:
    """Return questions that have an answer here; none where nothing of them is in the snapshot."""
    towns = tuple(municipalities(snapshot).values())
    groups = [place.name for place in vocabulary(snapshot).places.values() if len(place.codes) > 1]
    asked = (
        *(OF_A_PLACE.format(name) for name in towns[len(towns) // 2 :][:1]),
        *(OF_A_GROUP.format(name) for name in groups[:1]),
        OF_A_YEAR.format(clock.today().year),
        *OF_ALL,
    )
    return tuple(text for text in asked if answer(snapshot, text).kind in (ANSWER, SEVERAL))
