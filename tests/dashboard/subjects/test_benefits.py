"""The page uitkeringen: which places have secret numbers is read from the figures."""

from __future__ import annotations

from dashboard.asking.selection import Selection
from dashboard.subjects.benefits.benefits import heat
from snapshot.read import Snapshot


def test_only_places_that_are_shown_are_said_to_be_secret(snapshot: Snapshot) -> None:
    assert "Van Rozendaal zijn aantallen zo klein" in heat(snapshot, Selection()).sentence
    chosen = heat(snapshot, Selection(municipalities=("GM0202", "GM0277")))
    assert "Van Rozendaal" in chosen.sentence
    assert "Van Rozendaal" in chosen.alt
    without = heat(snapshot, Selection(municipalities=("GM0202",)))
    assert "Rozendaal" not in f"{without.sentence} {without.alt}"
