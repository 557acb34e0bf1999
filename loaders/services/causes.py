"""Why a source failed: a closed list, each with what a visitor reads. Developers read the message beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Cause = Literal[
    "unreachable",
    "refused",
    "not_data",
    "empty",
    "incomplete",
    "doubled",
    "renamed",
    "unit_changed",
    "codes_changed",
    "form_changed",
    "republished",
    "implausible",
    "withdrawn",
    "older_edition",
    "damaged",
    "unreadable_file",
    "unknown_file",
    "faulty_cells",
    "other_region",
    "clash",
    "no_snapshot",
    "note_lost",
    "unexpected",
]
CAUSES: dict[str, str] = {
    "unreachable": "De bron was niet bereikbaar.",
    "refused": "De bron weigerde de vraag.",
    "not_data": "De bron gaf een antwoord dat niet te lezen is.",
    "empty": "De bron gaf geen cijfers.",
    "incomplete": "De bron gaf maar een deel van de cijfers.",
    "doubled": "Sommige cijfers komen twee keer voor.",
    "renamed": "De bron heeft een naam in de tabel veranderd.",
    "unit_changed": "De cijfers staan in een andere eenheid dan eerst.",
    "codes_changed": "De bron gebruikt andere codes dan eerst.",
    "form_changed": "De bron geeft de cijfers in een andere vorm dan eerst.",
    "republished": "De bron gaf nieuwe cijfers uit tijdens het ophalen.",
    "implausible": "De nieuwe cijfers wijken sterk af. We gebruiken ze pas als iemand ernaar heeft gekeken.",
    "withdrawn": "De bron heeft deze tabel niet meer.",
    "older_edition": "De bron heeft deze tabel niet meer. De cijfers komen uit een oudere tabel.",
    "damaged": "De bewaarde cijfers zijn beschadigd.",
    "unreadable_file": "Het bestand is niet te lezen.",
    "unknown_file": "Het bestand is niet herkend.",
    "faulty_cells": "In het bestand staan cijfers die niet kunnen kloppen.",
    "other_region": "Het bestand gaat niet over een regio die we kennen.",
    "clash": "Twee bestanden geven verschillende cijfers.",
    "no_snapshot": "De nieuwe cijfers pasten niet bij de andere cijfers. We gebruiken ze niet.",
    "note_lost": "Hoe het ophalen de laatste keer ging, is niet goed bewaard. De cijfers zelf zijn in orde.",
    "unexpected": "Er ging iets mis bij het ophalen. De beheerder kan zien wat.",
}


def known_cause(state: Mapping[str, str]) -> str:
    """Return the cause that a noted `state` names; of one from before causes were noted, what its state tells."""
    cause = state.get("cause", "")
    if cause in CAUSES:
        return cause
    if state["state"] == "ok":
        return ""
    return "older_edition" if state["state"] == "older_edition" else "unexpected"
