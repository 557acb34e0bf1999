"""Figures of the page sectoren: key figures, who chose what, and what holds where."""

from __future__ import annotations

from dashboard.asking.selection import Selection
from dashboard.charts.breaking import in_lines, narrowest
from dashboard.charts.tiles import Column, Dot, Dots
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.sectors import owners, sheet
from dashboard.subjects.sectors.coverage import Coverage, coverage
from dashboard.subjects.sectors.owners import ALL, SEVERAL
from dashboard.subjects.sectors.sector_words import headline_of, leaders
from dashboard.telling import roles
from dashboard.telling.tip import Tip
from dashboard.words import notation
from snapshot.model import STATUS_WORDS
from snapshot.read import Snapshot

STATED, INFERRED = "genoemd", "afgeleid"
HEAD = 18  # characters of a line of a head of a column at least


def key_figures(snapshot: Snapshot, selection: Selection, owner: str = ALL) -> tuple[KeyFigure, ...]:
    """Return numbers of the chosen sector; without one count sectors and choices, of one `owner` or of all."""
    if selection.sector:
        return sheet.key_figures(snapshot, selection)
    found = coverage(snapshot)
    source = sheet.said_in(found, selection)
    if owner in (*found.columns, SEVERAL):
        return _of_owner(found, owner, source)
    first, *others = leaders(found)
    chose = found.towns("municipality", "partnership")
    own, shared = found.towns("municipality"), found.towns("partnership")
    without = [code for code in found.names if code not in chose]
    named = [f"{found.owner(owner)}{found.manner(first, owner)}" for owner in found.owners_of(first)]
    return (
        KeyFigure(
            "Speerpuntsectoren",
            str(len(found.ranked)),
            "sectoren",
            f"genoemd bij {len(found.columns)} gemeenten en samenwerkingen",
            source,
        ),
        KeyFigure(
            "Vaakst genoemde sectoren" if others else "Vaakst genoemde sector",
            notation.listing([found.sector(code) for code in (first, *others)]),
            f"{len(named)} van de {len(found.columns)}",
            "elk" if others else f"bij {notation.listing(named)}",
            source,
        ),
        KeyFigure(
            "Gemeenten met een speerpunt in de agenda",
            str(len(chose)),
            f"van de {len(found.names)}",
            f"alleen: {_towns(found, own)}; met andere gemeenten: {_towns(found, shared)}",
            source,
        ),
        KeyFigure(
            "Gemeenten zonder eigen of gedeeld speerpunt",
            str(len(without)),
            f"van de {len(found.names)}",
            f"{_towns(found, without)}; de agenda: niet zo uitdrukkelijk vastgesteld",
            source,
        ),
    )


def _of_owner(found: Coverage, owner: str, source: str) -> tuple[KeyFigure, ...]:
    """Count the sectors that an owner names, or that two or more name, and the municipalities that belong to it."""
    codes, towns = owners.sectors_of(found, owner), owners.towns_of(found, owner)
    whose = f"van {found.owner(owner)}" if owner in found.columns else "bij twee of meer"
    shared = [code for code in codes if len(found.owners_of(code)) >= owners.SOME]
    region = notation.listing([found.owner(one) for one in found.columns if found.kind(one) == "region"])
    how = {
        "region": "hele economische regio; dat het voor alle gemeenten geldt, is onze lezing",
        "partnership": notation.listing([found.names[code] for code in towns]),
        "municipality": notation.listing([found.names[code] for code in towns]),
    }.get(found.kind(owner) if owner in found.columns else "", f"samen, ook via {region} (onze lezing)")
    named = [found.words(owner)] if owner in found.columns else [
        f"{found.sector(code)} {len(found.owners_of(code))} keer" for code in codes
    ]  # fmt: skip
    return (
        KeyFigure(
            f"Speerpuntsectoren {whose}", str(len(codes)), f"van de {len(found.ranked)}",
            notation.listing(named), source,
        ),
        KeyFigure("Gemeenten die erbij horen", str(len(towns)), f"van de {len(found.names)}", how, source),
        KeyFigure(
            "Ook bij een ander genoemd" if owner in found.columns else "Bij twee of meer genoemd",
            str(len(shared)), f"van de {len(codes)}",
            notation.listing([found.sector(code) for code in shared]) or "geen van deze sectoren", source,
        ),
    )  # fmt: skip


def _towns(found: Coverage, codes: list[str]) -> str:
    return notation.listing([found.town(code) for code in codes])


@figure(
    "speerpunten",
    "Van wie is welk speerpunt",
    needs=("priority_sectors", "sector_owners"),
    follows=("municipalities", "sector"),
)
def who_chose(snapshot: Snapshot, selection: Selection) -> Figure:
    """Sectors by owner as a matrix of dots: filled where the agenda states it, open where it is inferred."""
    found = coverage(snapshot)
    focus = _focus(found, selection)
    headline = headline_of(found, selection)
    rows = tuple(
        (
            found.sector(code),
            *(_mark(found, code, owner) for owner in found.columns),
            notation.number(len(found.owners_of(code))),
        )
        for code in found.ranked
    )
    spoken = "; ".join(f"{found.sectors.label('owner', owner)}: {found.words(owner)}" for owner in found.columns)
    lit = (
        " Gekleurd: voor de gekozen gemeenten, ook via de economische regio (onze lezing)."
        if selection.municipalities
        else ""
    )
    return Figure(
        id="sectors-matrix",
        title="Speerpuntsectoren en van wie ze zijn",
        headline=headline,
        subtitle=f"Dichte stip: staat in de agenda. Open stip: afgeleid.{lit} "
        f"{found.agenda.title}, paragraaf {found.sectors.codes('paragraph')[0]}",
        chart=_chart(found, focus, selection),
        alt=f"Tabel met stippen. {headline}. {spoken}.",
        sentence=_outside(found),
        table=Table(
            ("Speerpuntsector", *(found.sectors.label("owner", owner) for owner in found.columns), "Aantal"),
            rows,
            numeric=(len(found.columns) + 1,),
            strong=tuple(place for place, code in enumerate(found.ranked) if code == selection.sector),
        ),
        results=(found.sectors.ordered("priority_sector"), found.owners.ordered("region_code")),
        notes=found.sectors.where(source=found.agenda.id).notes,
    )


def _focus(found: Coverage, selection: Selection) -> set[str]:
    """Return the owners that cover one of the chosen municipalities, or all where none is chosen."""
    if not selection.municipalities:
        return set(found.columns)
    return {owner for town in selection.municipalities for owner in found.covering(town)}


def _mark(found: Coverage, sector: str, owner: str) -> str:
    if owner not in found.owners_of(sector):
        return "–"
    return INFERRED if found.inferred(sector, owner) else STATED


def _outside(found: Coverage) -> str:
    parts = [f"{town} ligt buiten de regio, maar doet mee aan {found.owner(owner)}" for owner, town in found.outside]
    region = notation.listing([found.owner(o) for o in found.columns if found.kind(o) == "region"])
    return (
        f"{notation.capital(region)} is van de hele economische regio. Dat het voor alle "
        f"{notation.counted(len(found.names))} gemeenten geldt, is onze lezing: de agenda noemt ze niet apart. "
        f"{'. '.join(parts)}."
    )


def _chart(found: Coverage, focus: set[str], selection: Selection) -> Dots:
    rows = {code: found.sector(code) for code in found.ranked}
    dots = [
        Dot(
            rows[code],
            owner,
            not found.inferred(code, owner),
            roles.ACCENT if owner in focus and selection.sector in ("", code) else roles.CONTEXT,
            Tip(
                found.sector(code),
                (
                    ("Speerpunt van", found.sectors.label("owner", owner)),
                    ("Status", STATUS_WORDS["inferred" if found.inferred(code, owner) else "published"]),
                ),
            ),
        )
        for code in found.ranked
        for owner in found.owners_of(code)
    ]
    columns = [
        Column(
            owner,
            _head(found.sectors.label("owner", owner), _reach(found, owner)),
            found.short(owner),
            roles.TEXT if owner in focus else roles.MUTED,
            bool(selection.municipalities) and owner in focus,
        )
        for owner in found.columns
    ]
    return Dots(
        tuple(dots),
        rows=tuple(rows.values()),
        columns=tuple(columns),
        highlighted=rows.get(selection.sector, ""),
    )


def _head(name: str, reach: str) -> str:
    """Return the head of a column: its name on one or two lines, and how far the choice reaches."""
    return "\n".join(filter(None, (*in_lines(name, narrowest([name], HEAD)), reach)))


def _reach(found: Coverage, owner: str) -> str:
    return {"region": "economische regio", "partnership": "samenwerking"}.get(found.kind(owner), "")
