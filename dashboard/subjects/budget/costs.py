"""Costs of the activities of 2026 and 2027: per heading and line, and structural against incidental."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.grouped import Grouped, Row
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.budget.budget import beyond
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

LETTERS = "De agenda legt de letters IV niet uit. Meestal betekenen ze: informatievoorziening."
SPOKEN = {"work_centre": "het Werkcentrum (ambitie 1)", "ambitions_2_6": "de ambities 2 t/m 6"}
SUMMED = "De bedragen over twee jaar samen zijn berekend: de som van de gedrukte bedragen."
PROGRAMME = Option(choices.PROGRAMME, {"work_centre": "Werkcentrum", "ambitions_2_6": "Ambities 2 t/m 6"})


@dataclass(frozen=True)
class Sum:
    """The amounts of a heading or a line over two years together: euro, and whether one of them is PM."""

    name: str
    cells: tuple[Cell, ...]

    @property
    def value(self) -> float | None:
        """The sum in euro, or None where no amount is known."""
        known = [cell.value for cell in self.cells if cell.value is not None]
        return sum(known) if known else None

    @property
    def text(self) -> str:
        """The sum in words: "€ 840.000", "€ 840.000 + PM", "PM"."""
        words: list[str] = [] if self.value is None else [notation.euro(self.value)]
        words += dict.fromkeys(cell.text for cell in self.cells if cell.value is None)
        return " + ".join(words) if len(words) > 1 else words[0]

    @property
    def parts(self) -> str:
        """The printed amounts in their order: "€ 20.000 · € 40.000"."""
        return " · ".join(cell.text for cell in self.cells) if len(self.cells) > 1 else self.cells[0].text


@figure(
    "kosten",
    "Kosten",
    needs=("budget_lines",),
    beside=("budget",),
    chosen={
        "programme": PROGRAMME,
        "level": Option(choices.LEVEL, {"headings": "Onderdelen", "lines": "Activiteiten"}),
    },
)
def costs(snapshot: Snapshot, _selection: Selection, programme: str = "work_centre", level: str = "headings") -> Figure:
    """Costs of one programme over 2026 and 2027 together, in euro; `level` is "headings" or "lines"."""
    result = ask(snapshot, "budget_lines", programme=programme)
    headings = largest_first(_sums(result, "heading"))
    lines = {total.name: largest_first(_sums(result.where(heading=total.name), "activity")) for total in headings}
    word = result.label("programme", programme)
    every = [line for group in lines.values() for line in group]
    headline = largest_in_words(largest_first(every) if level == "lines" else headings, level, spoken(programme, word))
    colour = roles.ACCENT
    if level == "lines":
        rows = [
            Row(line.text, line.value, colour, name=line.name, heading="" if place else total.name)
            for total in headings
            for place, line in enumerate(lines[total.name])
        ]
    else:
        rows = [Row(total.text, total.value, colour, name=total.name) for total in headings]
    unknown = [line.name for line in every if line.value is None]
    told = _without_amount(unknown) if unknown else "Alle bedragen zijn ingevuld."
    return Figure(
        id="budget-costs",
        title=f"Begrote kosten van {spoken(programme, word)}",
        headline=headline,
        subtitle=f"Euro, {' en '.join(result.periods[0].split('..'))} samen (berekend)",
        chart=Grouped(tuple(rows)),
        alt=f"Staafdiagram. {headline}. {'; '.join(f'{row.name}: {row.text}' for row in rows)}.",
        sentence=f"{told} {beyond(snapshot, result.periods[0].split('..')[-1])}".rstrip(),
        table=_table(headings, lines),
        results=(result,),
        notes=(SUMMED, *((LETTERS,) if any(" IV " in total.name for total in headings) else ())),
        cell_notes=False,
    )


def spoken(programme: str, word: str) -> str:
    """Return the name of a programme inside a sentence, with its article; its word where that is not known."""
    return SPOKEN.get(programme, word)


def _without_amount(names: list[str]) -> str:
    """Return which items are named without an amount."""
    stand, are = ("staat", "de post is") if len(names) == 1 else ("staan", "de posten zijn")
    return f"Op PM {stand} {notation.listing([f'‘{name}’' for name in names])}: {are} genoemd, maar nog zonder bedrag."


def _sums(result: Result, column: str) -> list[Sum]:
    return [
        Sum(name, tuple(cell for _, cell in result.where(**{column: name}).cells())) for name in result.codes(column)
    ]  # fmt: skip


def largest_first(sums: list[Sum]) -> list[Sum]:
    """Return sums with the largest first and those without a number last."""
    return sorted(sums, key=lambda total: (total.value is None, -(total.value or 0)))


def largest_in_words(ranked: list[Sum], level: str, programme: str) -> str:
    """Return the finding on the largest of `ranked`, or on all that are equally large.

    Where another one holds an amount that is not known, it is the largest of what is known only.
    """
    if ranked[0].value is None:
        return f"Bij {programme} is nog geen enkel bedrag bekend"
    top = [total for total in ranked if total.value == ranked[0].value]
    is_open = any(cell.value is None for total in ranked if total not in top for cell in total.cells)
    names = notation.listing([f"‘{total.name}’" for total in top])
    if len(top) > 1:
        kind = "de grootste activiteiten" if level == "lines" else "de grootste onderdelen"
    else:
        kind = "de grootste activiteit" if level == "lines" else "het grootste onderdeel"
    verb, each = ("zijn", "elk ") if len(top) > 1 else ("is", "")
    finding = f"{names} {kind}: {each}{top[0].text}"
    if is_open:
        return f"Voor zover de bedragen bekend zijn, {verb} bij {programme} {finding}"
    return f"Bij {programme} {verb} {finding}"


def _table(headings: list[Sum], lines: dict[str, list[Sum]]) -> Table:
    rows: list[tuple[str, ...]] = []
    strong = []
    for total in headings:
        strong.append(len(rows))
        rows.append((total.name, "", total.text))
        rows.extend((line.name, line.parts, line.text) for line in lines[total.name])
    header = ("Onderdeel en activiteit", "Gedrukte bedragen, in volgorde", "Samen (berekend)")
    return Table(header, tuple(rows), numeric=(1, 2), strong=tuple(strong))


@figure(
    "structureel-en-incidenteel",
    "Structureel en incidenteel",
    needs=("budget_column_totals",),
)
def cost_types(snapshot: Snapshot, _selection: Selection) -> Figure:
    """Structural and incidental costs per programme and year, in euro: the printed column totals."""
    result = ask(snapshot, "budget_column_totals").ordered("programme")
    shades = {"structural": roles.ACCENT, "incidental": roles.CONTEXT}
    pairs = [(p, year) for p in result.codes("programme") for year in result.where(programme=p).codes("year")]
    rows = [
        Row(
            f"{result.label('cost_type', kind).capitalize()} {cell.text}", cell.value, shade,
            heading=f"{result.label('programme', programme)}, {year}" if kind == "structural" else "",
            tip=tip(
                f"{result.label('programme', programme)}, {year}", cell,
                word=result.label("cost_type", kind).capitalize(),
            ),
        )
        for programme, year in pairs
        for kind, shade in shades.items()
        for cell in [result.cell(programme=programme, year=year, cost_type=kind)]
    ]  # fmt: skip
    headline = _of_each_whole(result)
    read = ". ".join(
        f"{result.label('programme', p)} {year}: "
        + ", ".join(
            f"{result.label('cost_type', kind)} {result.cell(programme=p, year=year, cost_type=kind).text}"
            for kind in shades
        )
        for p, year in pairs
    )
    years = notation.listing(list(result.periods))
    return Figure(
        id="budget-cost-types",
        title="Structureel en incidenteel",
        headline=headline,
        subtitle=f"Begrote kosten in euro, {years}, de totalen zoals gedrukt",
        chart=Grouped(tuple(rows)),
        alt=f"Staafdiagram. {headline}. {read}.",
        sentence="Structurele kosten komen elk jaar terug; incidentele kosten zijn tijdelijk.",
        table=Table(
            ("Programma en jaar", "Structureel", "Incidenteel"),
            tuple(
                (
                    f"{result.label('programme', p)}, {year}",
                    *(result.cell(programme=p, year=year, cost_type=kind).text for kind in shades),
                )
                for p, year in pairs
            ),
            numeric=(1, 2),
        ),
        results=(result,),
        notes=(
            f"De percentages zijn berekend uit de gedrukte totalen van {years} samen.",
            "Posten waar PM staat, zitten niet in deze totalen: het bedrag is niet bekend.",
        ),
    )


def _of_each_whole(result: Result) -> str:
    """Return the structural part of each programme: of its own costs, not of all structural costs."""
    names = {code: spoken(code, result.label("programme", code)) for code in result.codes("programme")}
    first, *others = names
    told = f"Van de kosten van {names[first]} is {_structural(result, first)} structureel"
    rest = [f"van die van {names[code]} is dat {_structural(result, code)}" for code in others]
    return f"{', '.join([told, *rest])} (berekend)"


def _structural(result: Result, programme: str) -> str:
    """Return the structural part of the costs of `programme` over all years, in %."""
    cells = [(row["cost_type"], cell.value or 0) for row, cell in result.where(programme=programme).cells()]
    return notation.percentage(100 * sum(v for kind, v in cells if kind == "structural") / sum(v for _, v in cells))
