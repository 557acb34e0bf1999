"""Tables of the page sectoren: what holds where, the crosswalk to other classifications, and the reasons."""

from __future__ import annotations

from dashboard.asking.queries import Result, ask, priority_sectors
from dashboard.asking.selection import HIGHLIGHTS, Selection
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.sectors.coverage import KINDS, Coverage, coverage
from dashboard.subjects.sectors.sector_words import with_manner
from dashboard.telling import counts
from dashboard.words import notation
from snapshot.read import Snapshot

NONE = "geen"
HEADS = ("Gemeente", "Eigen speerpunt", "Samen met andere gemeenten", "Via de economische regio (onze lezing)")
FULL, PARTLY, ROUGHLY = "volledig", "deels", "benadering"
FITS = {
    FULL: "volledig: de sector valt samen met de speerpuntsector",
    PARTLY: "deels: de sector dekt maar een deel van de speerpuntsector",
    ROUGHLY: "benadering: de sector is ruimer of anders ingedeeld",
}


@figure(
    "speerpunten-per-gemeente",
    "Speerpunten per gemeente",
    needs=("priority_sectors", "sector_owners"),
    follows=("municipalities",),
)
def by_municipality(snapshot: Snapshot, selection: Selection) -> Figure:
    """The sectors that hold in each chosen municipality, apart for own, shared and regional choices."""
    found = coverage(snapshot)
    towns = [code for code in found.names if not selection.municipalities or code in selection.municipalities]
    owners = [owner for owner in found.columns if any(owner in found.covering(code) for code in towns)]
    outside = [(owner, name) for owner, name in found.outside if owner in owners]
    inside = [(found.names[code], *(_cell(found, code, kind) for kind in KINDS)) for code in towns]
    beyond = [(f"{name} (buiten de regio)", "–", _choice(found, owner), "–") for owner, name in outside]
    everyone = found.owners.where(owner=owners)
    shown = everyone.where(
        region_code=[code for code in everyone.codes("region_code") if code in towns or code not in found.names]
    )
    region = next(owner for owner in found.columns if found.kind(owner) == "region")
    return Figure(
        id="sectors-municipalities",
        title="Speerpuntsectoren per gemeente",
        headline=_headline(found, towns),
        subtitle="Speerpunten die in de agenda staan, en van wie. Meerjarenagenda, paragraaf "
        f"{found.sectors.codes('paragraph')[0]}",
        chart=None,
        alt="Tabel met per gemeente het eigen speerpunt, dat met andere gemeenten en dat van de economische regio.",
        sentence=f"{notation.listing([found.sector(code) for code in found.sectors_of(region)])} zijn speerpunten van "
        f"{found.owner(region)}. Dat ze in elke gemeente van de regio gelden, is onze lezing.",
        table=Table(HEADS, (*inside, *beyond)),
        results=(found.sectors.where(owner=owners), shown),
        notes=found.sectors.where(owner=owners, source=found.agenda.id).notes,
    )


def _cell(found: Coverage, town: str, kind: str) -> str:
    return "; ".join(_choice(found, owner) for owner in found.covering(town, kind)) or NONE


def _choice(found: Coverage, owner: str) -> str:
    """Return the sectors of an owner, with its name where that is not the municipality itself."""
    if found.kind(owner) == "municipality":
        return found.words(owner)
    return f"{found.words(owner)} ({found.sectors.label('owner', owner)})"


def _headline(found: Coverage, towns: list[str]) -> str:
    own = [code for code in towns if found.covering(code, "municipality")]
    shared = [code for code in towns if found.covering(code, "partnership")]
    either = [code for code in towns if code in own or code in shared]
    without = [found.names[code] for code in towns if code not in either]
    if len(towns) == 1:
        name = found.names[towns[0]]
        if without:
            return f"Voor {name} staat in de agenda geen eigen of gedeeld speerpunt"
        ways = [with_manner(found, towns[0], "municipality")] if own else []
        ways += [f"{with_manner(found, towns[0], 'partnership')} samen met andere gemeenten"] if shared else []
        verb = "staat" if ways[0].startswith("1 ") else "staan"
        return f"Voor {name} {verb} in de agenda {notation.listing(ways)}"
    if not without and len(towns) <= HIGHLIGHTS:
        names = notation.listing([found.town(code) for code in towns])
        return f"{names} staan in de agenda met een eigen of gedeeld speerpunt"
    none = f"; {notation.listing(without)} niet" if without else ""
    if not either:
        return f"Voor geen van de {len(towns)} gemeenten staat in de agenda een eigen of gedeeld speerpunt"
    which = notation.capital(counts.part(len(either), len(towns), "gemeente", "gemeenten"))
    verb = counts.verb(len(either), "staat", "staan")
    odd = [found.town(code) for code in either if found.town(code) != found.names[code]]
    how = f"{', waaronder' if len(either) > 1 else ':'} {notation.listing(odd)}" if odd else ""
    return f"{which} {verb} in de agenda met een eigen of gedeeld speerpunt{how}{none}"


@figure(
    "vertaaltabel",
    "Van speerpuntsector naar UWV en SBI",
    needs=("sector_crosswalk",),
    follows=("sector",),
    holds=lambda snapshot: bool(priority_sectors(snapshot)),
    of_sector=True,
)
def crosswalk(snapshot: Snapshot, selection: Selection) -> Figure:
    """From the chosen priority sector, or all, to the sectors of UWV and SBI 2008, with the quality of the fit."""
    known = snapshot.labels("sector_crosswalk")["priority_sector"]
    order = [code for code in known if selection.sector in ("", code)]
    rows = ask(snapshot, "sector_crosswalk", priority_sector=order).ordered("priority_sector")
    lines = [line for code in order for line in _lines(rows, code)]
    lost = [rows.label("priority_sector", code) for code in order if not _has(rows, code, "uwv")]
    fits = [fit for fit in FITS if fit in rows.codes("fit")]
    return Figure(
        id="sectors-crosswalk",
        title="Van speerpuntsector naar UWV en SBI",
        headline=_crosswalk_headline(rows, order, lost),
        subtitle="Met welke sectoren van UWV en SBI 2008 (de bedrijfsindeling van CBS) een speerpuntsector te meten is",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(lines), 'regel', 'regels')}: per speerpuntsector de sectoren van "
        "UWV en SBI, en hoe goed die passen.",
        sentence=_crosswalk_sentence(rows, lost),
        table=Table(("Speerpuntsector", "Indeling", "Sector", "Past", "Opmerking"), tuple(lines)),
        results=(rows,),
        notes=(
            "De vertaling is een eigen voorstel van dit dashboard en staat niet in de agenda.",
            *(f"{FITS[fit][0].upper()}{FITS[fit][1:]}." for fit in fits),
        ),
        cell_notes=False,
    )


def _lines(rows: Result, code: str) -> list[tuple[str, ...]]:
    word = rows.label("priority_sector", code)
    lines: list[tuple[str, ...]] = []
    for classification, name in rows.labels["classification"].items():
        found = rows.where(priority_sector=code, classification=classification).rows
        for row in found:
            letter = f"{row['sector_code']} " if classification != "uwv" else ""
            note = row["note"] or ""
            lines.append((word, name.replace(" ", "\u00a0"), f"{letter}{row['sector_title']}", row["fit"], note))
        if not found:
            lines.append(
                (word, name, "niet in de agenda", "niet te zeggen", f"De agenda noemt geen sector van {name} die past.")
            )
    return lines


def _has(rows: Result, code: str, classification: str) -> bool:
    return bool(rows.where(priority_sector=code, classification=classification).rows)


def _crosswalk_headline(rows: Result, order: list[str], lost: list[str]) -> str:
    uwv = rows.label("classification", "uwv")
    if len(order) > 1 and not lost:
        return f"Elke speerpuntsector past volgens ons bij een sector van {uwv}"
    if len(order) > 1:
        return f"Bij {notation.listing(lost)} past volgens ons geen sector van {uwv} die de agenda noemt"
    word = rows.label("priority_sector", order[0])
    if lost:
        near = "in de indeling van CBS (SBI) komt wel iets in de buurt"
        return f"De agenda noemt geen sector van {uwv} die volgens ons bij {word} past; {near}"
    full = [rows.label("classification", code) for code in rows.where(fit=FULL).codes("classification")]
    if full:
        return f"{word} past volgens ons volledig bij een sector van {notation.listing(full)}"
    return f"{word} past volgens ons bij geen enkele sector van {uwv} of SBI volledig"


def _crosswalk_sentence(rows: Result, lost: list[str]) -> str:
    full = [rows.label("priority_sector", code) for code in rows.where(fit=FULL).codes("priority_sector")]
    total = len(rows.codes("priority_sector"))
    advice = f" Over {notation.listing(lost)} geeft de agenda geen cijfers van een sector van UWV." if lost else ""
    if total == 1:
        return f"Noem bij een cijfer over deze sector altijd welke sector gemeten is.{advice}"
    if not full:
        return (
            f"Geen van de {total} speerpuntsectoren past volgens ons volledig bij een sector in een indeling.{advice}"
        )
    verb = "past" if len(full) == 1 else "passen"
    listed = f"{verb} volgens ons alleen {notation.listing(full)}"
    return f"Van de {total} speerpuntsectoren {listed} volledig bij een sector in een indeling.{advice}"


@figure(
    "speerpunten-waarom",
    "Waarom deze sectoren",
    needs=("statements",),
)
def reasons(snapshot: Snapshot, _selection: Selection) -> Figure:
    """What the agenda says in words about the choice of priority sectors."""
    rows = ask(snapshot, "statements", subject="priority_sectors")
    first, *others = rows.by("order")
    return Figure(
        id="sectors-reasons",
        title="Waarom deze sectoren",
        headline=first["statement"].rstrip("."),
        subtitle="Wat de agenda in woorden zegt over de keuze, zonder cijfers",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(others), 'uitspraak', 'uitspraken')} over de keuze van "
        "speerpuntsectoren.",
        sentence="De agenda noemt redenen, maar geeft bij deze keuzes geen cijfers.",
        table=Table(
            ("Wat de agenda zegt", "Bron", "Jaar"),
            tuple(
                (
                    row["statement"],
                    rows.label("source", row["source"]),
                    notation.period(row["reference_period"]) if row["reference_period"] else "niet genoemd",
                )
                for row in others
            ),
        ),
        results=(rows,),
    )
