"""The shares of the Atlas SV of UWV after those of the agenda: the same definition, the next years beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.bars import Bar, Bars, Reference, spoken
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import BY_PLACE, figure
from dashboard.subjects.benefits.benefits import SCHEME
from dashboard.telling.doubt import is_doubtful, marked, share_gap
from dashboard.telling.focus import in_focus, role
from dashboard.telling.tip import COUNTRY as NEDERLAND
from dashboard.telling.tip import REGION, tip
from dashboard.words import notation
from snapshot.read import Snapshot

ATLAS, AGENDA, SHARE = "atlas_benefits_series", "benefits", "share_pct"
SCHEMES = ("social_assistance", "wia", "wajong", "ww")


@dataclass(frozen=True)
class Years:
    """The shares of one scheme by place and moment, oldest first; `agenda` is the moment that the agenda prints."""

    cells: Mapping[tuple[str, str], Cell]
    periods: tuple[str, ...]
    agenda: str

    def text(self, code: str, period: str) -> str:
        """Return the share as published with its doubt, or why there is none."""
        cell = self.cells.get((code, period))
        return marked(cell) if cell else notation.NO_VALUE

    def change(self, code: str) -> str:
        """Return how the last moment differs from the one before it; '' where that cannot be said.

        A change that the rounding of the two can make is told as none.
        """
        if len(self.periods) < 2:
            return ""
        now, before = (self.cells.get((code, period)) for period in (self.periods[-1], self.periods[-2]))
        if now is None or before is None or now.value is None or before.value is None or is_doubtful(now, before):
            return ""
        return share_gap(now, before)

    def in_doubt(self, codes: Sequence[str]) -> list[str]:
        """Return the places of which nothing is compared as one of the last two moments is in doubt."""
        cells = {code: [c for p in self.periods[-2:] if (c := self.cells.get((code, p)))] for code in codes}
        return [code for code in codes if is_doubtful(*cells[code])]


def schemes(snapshot: Snapshot) -> list[str]:
    """Return the schemes of the agenda that the files hold a share of; none where there is no file."""
    if ATLAS not in snapshot.datasets:
        return []
    held = ask(snapshot, ATLAS, measure=SHARE).codes("scheme")
    return [scheme for scheme in SCHEMES if scheme in held]


def _is_held(snapshot: Snapshot, *, scheme: str) -> bool:
    return scheme in schemes(snapshot)


@figure(
    "uitkering-atlas",
    "Uitkering per gemeente, nieuwste Atlas SV",
    needs=(ATLAS,),
    follows=BY_PLACE,
    chosen={"scheme": SCHEME},
    applies=_is_held,
)
def shares(snapshot: Snapshot, selection: Selection, scheme: str = SCHEMES[0]) -> Figure:
    """Share of one scheme by municipality at the last moment of the files: % of inhabitants of 15-64, ranked.

    A scheme that the files lack gives way to the first that they hold.

    Raises:
        LookupError: The files hold no share of any scheme of the agenda.
    """
    held = schemes(snapshot)
    if not held:
        raise LookupError(f"{ATLAS} has no share of {', '.join(SCHEMES)}")
    scheme = scheme if scheme in held else held[0]
    rows = ask(snapshot, ATLAS, scheme=scheme, measure=SHARE)
    before = _same_definition(snapshot, rows, scheme)
    found = _years(rows, before)
    last = found.periods[-1]
    codes = _ranked(found, in_focus(snapshot, selection))
    word = rows.label("scheme", scheme)
    bars = [_bar(found, rows, code, role(code, snapshot, selection)) for code in codes if code != COUNTRY]
    headline = _headline(found, rows, codes, word)
    return Figure(
        id="atlas-shares",
        title=f"{word} per gemeente, nieuwste Atlas SV",
        headline=headline,
        subtitle=f"Percentage van de inwoners van 15 t/m 64 jaar, {notation.period(last)}",
        chart=Bars(tuple(bars), _country(found, selection)),
        alt=f"Staafdiagram. {headline}. {spoken(bars)}.",
        sentence=_sentence(found, rows, codes),
        table=_table(found, rows, codes),
        results=tuple(result.where(region_code=codes) for result in (rows, before) if result),
        notes=(*_notes(snapshot, before), *_differing(rows, before)),
        cell_notes=False,
    )


def _same_definition(snapshot: Snapshot, rows: Result, scheme: str) -> Result | None:
    """Return the shares of the agenda where they come from the same publisher; the bijstand does not."""
    if AGENDA not in snapshot.datasets:
        return None
    found = ask(snapshot, AGENDA, scheme=scheme, measure=SHARE)
    publishers = {source.publisher for result in (rows, found) for source in result.sources}
    return found if found.rows and len(publishers) == 1 else None


def _years(rows: Result, before: Result | None) -> Years:
    cells: dict[tuple[str, str], Cell] = {}
    agenda = before.periods[-1] if before else ""
    for result in (rows, before):  # the same moment in a file: the agenda's own printed figure wins, see _differing
        for row, cell in result.cells() if result else ():
            cells[row["region_code"], agenda if cell.period == _again(agenda) else cell.period] = cell
    return Years(cells, tuple(sorted({period for _, period in cells})), agenda)


def _again(agenda: str) -> str:
    """Return how a file writes the moment that the agenda prints."""
    return f"{agenda[:4]}-12-31"


def _differing(rows: Result, before: Result | None) -> tuple[str, ...]:
    """Return of which places a file tells another share of the agenda's own moment; the figure shows the agenda's."""
    if before is None:
        return ()
    moment = before.periods[-1]
    printed = {row["region_code"]: cell for row, cell in before.cells() if cell.period == moment}
    told = [
        f"{rows.label('region_code', row['region_code'])} {marked(cell)}, agenda {marked(here)}"
        for row, cell in rows.cells()
        if cell.period == _again(moment) and (here := printed.get(row["region_code"])) and _differ(here, cell)
    ]
    when = notation.period(moment)
    return (f"Een bestand van UWV noemt voor {when} een ander cijfer: {'; '.join(told)}.",) if told else ()


def _differ(printed: Cell, other: Cell) -> bool:
    """Return whether a share is another than the printed one, or known where that is not; rounding is no difference."""
    if printed.value is None or other.value is None:
        return (printed.value is None) != (other.value is None)
    return abs(printed.value - other.value) > printed.measure.step / 2 + 1e-9


def _ranked(found: Years, focus: Sequence[str]) -> list[str]:
    """Return the places of the last moment, of the choice if they are there: municipalities from high to low first."""
    last = found.periods[-1]
    held = [code for code, period in found.cells if period == last]
    here = [code for code in focus if code in held] or held
    place = {code: found.cells[code, last].value for code in here}
    return sorted(here, key=lambda code: (not code.startswith("GM"), code == COUNTRY, -(place[code] or -1)))


def _bar(found: Years, rows: Result, code: str, shade: str) -> Bar:
    cell = found.cells[code, found.periods[-1]]
    last, name = found.periods[-1], rows.label("region_code", code)
    against = {REGION: found.cells.get((rows.region.code, last)), NEDERLAND: found.cells.get((COUNTRY, last))}
    return Bar(name, cell.value, marked(cell), shade, tip(name, cell, place=code, against=against))


def _country(found: Years, selection: Selection) -> Reference | None:
    cell = found.cells.get((COUNTRY, found.periods[-1]))
    if cell is None or cell.value is None or is_doubtful(cell) or not selection.with_country:
        return None
    return Reference(cell.value, "Nederland", cell.text)


def _headline(found: Years, rows: Result, codes: Sequence[str], word: str) -> str:
    last = found.periods[-1]
    towns = {code: found.cells[code, last] for code in codes if code.startswith("GM")}
    doubted = is_doubtful(*towns.values())
    known = [code for code, cell in towns.items() if cell.value is not None and not is_doubtful(cell)]
    if not known:
        sure = "zeker aandeel" if doubted else "aandeel"
        return f"{word}: van geen van deze gemeenten is een {sure} bekend ({notation.period(last)})"
    top = found.text(known[0], last)
    names = [rows.label("region_code", code) for code in known if found.text(code, last) == top]
    if len(known) == 1:
        return f"{notation.capital(notation.at(last))} was het aandeel {notation.inside(word)} {top} in {names[0]}"
    which = " met een zeker cijfer" if doubted else " met een cijfer" if len(known) < len(towns) else ""
    among = f"van de {notation.counted(len(known))} gemeenten{which}"
    who = f"{'had' if len(names) == 1 else 'hadden'} {notation.listing(names)} {among}"
    return f"{notation.capital(notation.at(last))} {who} het hoogste aandeel {notation.inside(word)}: {top}"


def _sentence(found: Years, rows: Result, codes: Sequence[str]) -> str:
    """Return how the shares changed since the moment before, of the places that have both."""
    told = [(rows.label("region_code", code), change) for code in codes if (change := found.change(code))]
    doubted = notation.listing([rows.label("region_code", code) for code in found.in_doubt(codes)])
    apart = f" Niet vergeleken: {doubted}, want een van de twee cijfers is twijfelachtig." if doubted else ""
    if not told:
        return apart.strip() or "Een eerder cijfer van dezelfde gemeente is er niet."
    said: dict[str, list[str]] = {}
    for name, change in told:
        said.setdefault(change, []).append(name)
    towns = [rows.label("region_code", code) for code in codes if code in rows.towns]
    parts = [f"{change} in {notation.gathered(names, towns, notation.SHOWN_TOWNS)}" for change, names in said.items()]
    of_agenda = " (agenda)" if found.periods[-2] == found.agenda else ""
    return f"Tegenover {notation.period(found.periods[-2])}{of_agenda}: {notation.listing(parts)}.{apart}"


def _table(found: Years, rows: Result, codes: Sequence[str]) -> Table:
    periods = found.periods[-4:]
    heads = [f"{notation.period(p)}{' (agenda)' if p == found.agenda else ''}" for p in periods]
    lines = tuple(
        (
            rows.label("region_code", code),
            *(found.text(code, period) for period in periods),
            found.change(code) or "niet te zeggen",
        )
        for code in codes
    )
    strong = tuple(place for place, code in enumerate(codes) if not code.startswith("GM"))
    return Table(
        ("Gemeente of regio", *heads, "Verschil"), lines, numeric=tuple(range(1, len(periods) + 1)), strong=strong
    )


def _notes(snapshot: Snapshot, before: Result | None) -> tuple[str, ...]:
    if before or AGENDA not in snapshot.datasets:
        return ("Het verschil is berekend uit de gepubliceerde percentages.",)
    return ("De agenda neemt dit cijfer van een andere bron over. Het staat hier daarom niet naast.",)
