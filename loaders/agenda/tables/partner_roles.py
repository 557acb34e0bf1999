"""Core partners, groups that get most attention, and bodies, each with its role.

Agenda, introduction, 1.1.1, 2.2, 2.3.4, 3 and 4.2.2; retold in own words.
Grain: one partner, group or body.
Printed once.
Trap: the agenda does not spell out "PO", and names no leads of ambitions.
"""

from __future__ import annotations

from snapshot.model import Column, Dataset, key

DATASET = Dataset(
    name="partner_roles",
    title="Wie doet wat",
    description="Kernpartners, aandachtsgroepen en organen van de regio met hun rol.",
    files=("mja/partner_roles.csv",),
    processing="derived",
    columns=(
        key("partner", "Code"),
        Column("sort_order", "label", "Volgorde", dtype="integer"),
        Column(
            "kind",
            "label",
            "Soort",
            labels={"core": "kernpartner", "focus": "aandachtsgroep", "body": "orgaan of team"},
        ),
        Column("title", "label", "Naam"),
        Column("represented_by", "label", "Vertegenwoordigd door", nullable=True),
        Column("role", "label", "Rol"),
        Column("paragraph", "label", "Paragraaf"),
        Column("source", "label", "Bron", labels_from="sources"),
    ),
)
