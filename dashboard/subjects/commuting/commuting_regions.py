"""Commuting to and from every labour-market region, from the custom table of CBS that a person gave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.mirrored import Half, Mirrored, Pair
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.commuting import commuting
from dashboard.telling.tip import Tip, tip
from dashboard.words import notation
from snapshot.read import Snapshot

FLOWS = "commuting_regions"
OUT, IN = "outbound", "inbound"
SHOWN = 8  # regions of the chart; the others stand in the table
HEADS = ("Woont hier, werkt daar", "Woont daar, werkt hier")


@dataclass(frozen=True)
class Flows:
    """The flows between this region and each other one in the latest period, by direction and the other's code."""

    cells: Mapping[tuple[str, str], Cell]
    names: Mapping[str, str]
    within: Cell | None
    period: str

    def text(self, direction: str, code: str) -> str:
        """Return the number, or why there is none."""
        cell = self.cells.get((direction, code))
        return cell.text if cell else notation.NO_VALUE

    def value(self, direction: str, code: str) -> float | None:
        """Return the number of employees, or None where there is none."""
        cell = self.cells.get((direction, code))
        return cell.value if cell else None

    def ranked(self, direction: str) -> list[str]:
        """Return the other regions, the largest flow of `direction` first, those without a number last."""
        other = IN if direction == OUT else OUT
        codes = dict.fromkeys(code for _, code in self.cells)
        return sorted(codes, key=lambda code: (-(self.value(direction, code) or 0), -(self.value(other, code) or 0)))


@figure(
    "pendel-regios",
    "Pendel met andere regio’s",
    needs=(FLOWS,),
    chosen={"direction": commuting.DIRECTION},
)
def flows(snapshot: Snapshot, _selection: Selection, direction: str = OUT) -> Figure:
    """Employees to and from each other labour-market region in the latest year of the file.

    Args:
        snapshot: Holds `commuting_regions`.
        selection: Only its colour scheme matters: the file gives whole regions.
        direction: "outbound" or "inbound": which side is told and stands in the accent colour.

    Raises:
        LookupError: The file has no flow of this region.
    """
    rows = _latest(snapshot)
    found = _read(rows, snapshot.region.code)
    ranked = found.ranked(direction)
    headline, region = _headline(snapshot, found, direction, ranked), snapshot.region.title
    return Figure(
        id="commuting-regions",
        title="Pendel met elke regio",
        headline=headline,
        subtitle=f"Werknemers tussen {region} en elke andere arbeidsmarktregio, {notation.period(found.period)}. "
        f"{commuting.HERE.format(region=region)}",
        chart=_chart(found, direction, ranked[:SHOWN]),
        alt=f"Gespiegelde staven. {headline}. {_spoken(found, ranked[:SHOWN])}.",
        sentence=_sentence(found, region),
        table=_table(found, ranked),
        results=(rows,),
        notes=(f"De grafiek toont {SHOWN} regio’s, de tabel alle.",) if len(ranked) > SHOWN else (),
        cell_notes=False,
    )


def _latest(snapshot: Snapshot) -> Result:
    """Return the rows of the latest year that are about this region."""
    rows = ask(snapshot, FLOWS, measure="employees")
    code = snapshot.region.code
    about = [row for row in rows.rows if code in (row["home_region_code"], row["work_region_code"])]
    if not about:
        raise LookupError(f"{FLOWS} has no flow of {code}")
    last = max(row["reference_period"] for row in about)
    return rows.only(row for row in about if row["reference_period"] == last)


def _read(rows: Result, own: str) -> Flows:
    cells: dict[tuple[str, str], Cell] = {}
    within = None
    for row, cell in rows.cells():
        home, work = row["home_region_code"], row["work_region_code"]
        if home == work:
            within = cell
        else:
            cells[(OUT, work) if home == own else (IN, home)] = cell
    return Flows(cells, rows.labels["home_region_code"], within, rows.periods[-1])


def _headline(snapshot: Snapshot, found: Flows, direction: str, ranked: Sequence[str]) -> str:
    first = next((code for code in ranked if found.value(direction, code)), "")
    if not first:
        return f"Van geen enkele andere regio is een aantal bekend ({notation.period(found.period)})"
    top = [code for code in ranked if found.value(direction, code) == found.value(direction, first)]
    each = "elk " if len(top) > 1 else ""
    told = f"{notation.listing([found.names[code] for code in top])}: {each}{found.text(direction, first)} werknemers"
    lacking = any(found.value(direction, code) is None for code in ranked)
    return commuting.most(
        snapshot, direction, told, found.period, of=" van de regio’s met een cijfer" if lacking else ""
    )


def _chart(found: Flows, direction: str, codes: Sequence[str]) -> Mirrored:
    pairs = [
        Pair(
            found.names[code],
            *(
                Half(found.value(side, code), found.text(side, code), tip=_tip(found, side, code, head))
                for side, head in zip((OUT, IN), HEADS, strict=True)
            ),
        )
        for code in codes
    ]
    return Mirrored(tuple(pairs), HEADS, strong="left" if direction == OUT else "right")


def _tip(found: Flows, side: str, code: str, head: str) -> Tip | None:
    cell = found.cells.get((side, code))
    return tip(found.names[code], cell, place=code, word=head) if cell else None


def _spoken(found: Flows, codes: Sequence[str]) -> str:
    return "; ".join(f"{found.names[code]}: {found.text(OUT, code)} uit, {found.text(IN, code)} in" for code in codes)


def _sentence(found: Flows, region: str) -> str:
    if found.within is None or found.within.value is None:
        return f"Hoeveel mensen in {region} wonen én werken, staat niet in het bestand."
    return f"{found.within.text} werknemers wonen én werken in {region}."


def _table(found: Flows, ranked: Sequence[str]) -> Table:
    rows = tuple((found.names[code], found.text(OUT, code), found.text(IN, code)) for code in ranked)
    return Table(("Arbeidsmarktregio", *HEADS), rows, numeric=(1, 2))
