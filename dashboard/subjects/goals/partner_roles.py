"""Who does what: core partners, groups that get most attention, and bodies, each with its role."""

from __future__ import annotations

from dashboard.asking.queries import ask
from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.words import notation
from snapshot.read import Snapshot

KINDS = {"core": "Kernpartners", "focus": "Aandachtsgroepen", "body": "Organen en teams"}
RETOLD = "De rollen zijn in eigen woorden naverteld."
SENTENCES = {
    "core": "Wie een partner vertegenwoordigt, staat in de inleiding van de agenda.",
    "focus": "Volgens de komende wet gaat het om werkenden, werkzoekenden en werkgevers; deze groepen zijn de keuze "
    "van het Regionaal Beraad.",
    "body": "Het Regionaal Beraad is geen rechtspersoon: elke partner houdt zijn eigen verantwoordelijkheid.",
}
HEADLINES = {
    "core": "{count} kernpartners werken samen in het Regionaal Beraad, zonder bevoegdheden over te dragen",
    "focus": "Het Regionaal Beraad let vooral op {count} groepen; andere groepen zijn niet uitgesloten",
    "body": "{count} organen en teams bereiden voor, besluiten en voeren uit",
}


@figure(
    "wie-doet-wat",
    "Wie doet wat",
    needs=("partner_roles",),
    chosen={"kind": Option(choices.PARTNERS, KINDS)},
)
def who_does_what(snapshot: Snapshot, _selection: Selection, *, kind: str = "core") -> Figure:
    """The partners, groups or bodies of the region with their roles."""
    result = ask(snapshot, "partner_roles", kind=kind)
    rows = result.by("sort_order")
    headline = notation.capital(HEADLINES[kind].format(count=notation.counted(len(rows))))
    spoken_for = any(row["represented_by"] for row in rows)
    return Figure(
        id="partner-roles",
        title=f"Wie doet wat: {KINDS[kind].lower()}",
        headline=headline,
        subtitle=f"{KINDS[kind]} in de arbeidsmarktregio, met hun rol volgens de agenda",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(rows), 'rij', 'rijen')}. {headline}.",
        sentence=SENTENCES[kind],
        table=Table(
            ("Wie", *(("Vertegenwoordigd door",) if spoken_for else ()), "Rol", "Paragraaf"),
            tuple(
                (
                    row["title"],
                    *((row["represented_by"] or "zichzelf",) if spoken_for else ()),
                    row["role"],
                    row["paragraph"],
                )
                for row in rows
            ),
        ),
        results=(result,),
        notes=(RETOLD,),
    )
