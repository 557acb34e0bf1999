"""Registered jobseekers of UWV in the latest month that was read, by benefit, without and with work as an employee."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask, municipalities
from dashboard.asking.selection import Selection
from dashboard.charts.stacked import Segment, Stacked
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

SERIES, AGENDA, ALL = "jobseekers_series", "registered_jobseekers", "total"
PARTS = ("without_work", "with_work")


@dataclass(frozen=True)
class Groups:
    """The persons of one place in one month, by benefit and work."""

    cells: Mapping[tuple[str, str], Cell]
    words: Mapping[str, str]
    work: Mapping[str, str]
    place: str
    period: str

    def parts(self, scheme: str) -> list[tuple[str, Cell]]:
        """Return what is drawn of a group: its parts by work, or the whole where there are no parts with a number."""
        split = [(part, self.cells[scheme, part]) for part in PARTS if (scheme, part) in self.cells]
        whole = self.cells.get((scheme, ALL))
        if whole is not None and whole.value is not None and not all(cell.value is not None for _, cell in split):
            return [(ALL, whole)]
        return split or ([(ALL, whole)] if whole else [])

    def size(self, scheme: str) -> float:
        """Return the persons of the parts that are drawn."""
        return sum(cell.value or 0 for _, cell in self.parts(scheme))

    def is_whole(self, scheme: str) -> bool:
        """Return whether all persons of a group are known."""
        parts = self.parts(scheme)
        return all(cell.value is not None for _, cell in parts) and tuple(part for part, _ in parts) in ((ALL,), PARTS)

    @property
    def ranked(self) -> list[str]:
        """The benefits without the total, the largest first."""
        schemes = dict.fromkeys(scheme for scheme, _ in self.cells if scheme != ALL)
        return sorted(schemes, key=lambda scheme: -self.size(scheme))


@figure(
    "werkzoekenden-nu",
    "Geregistreerd werkzoekenden, nieuwste cijfers",
    needs=(SERIES,),
    follows=("municipalities",),
)
def registered(snapshot: Snapshot, selection: Selection) -> Figure:
    """Persons known as jobseekers in the latest month, of the one chosen municipality or else the region.

    Where the files do not hold that place, it is the first one that they hold, and the figure says which.
    """
    everything = ask(snapshot, SERIES, measure="persons")
    code = _place(everything, snapshot, selection)
    here = everything.where(region_code=code)
    rows = here.where(reference_period=here.periods[-1]).ordered("scheme")
    found = Groups(
        {(row["scheme"], row["employment"]): cell for row, cell in rows.cells()},
        rows.labels["scheme"],
        rows.labels["employment"],
        rows.label("region_code", code),
        rows.periods[-1],
    )
    beside = ask(snapshot, AGENDA) if AGENDA in snapshot.datasets and code == snapshot.region.code else None
    headline = _headline(found)
    segments = _segments(found)
    return Figure(
        id="jobseekers-series",
        title=f"Geregistreerd werkzoekenden in {found.place}",
        headline=headline,
        subtitle=f"Personen die UWV als werkzoekend kent, {found.place}, {notation.period(found.period)}",
        chart=Stacked(tuple(segments)) if segments else None,
        alt=" ".join(
            (
                f"{'Gestapelde staven' if segments else 'Tabel'}. {headline}.",
                *(f"{s.bar} {s.name}: {s.text}." for s in segments),
            )
        ),
        sentence=_sentence(found, beside),
        table=_table(found, beside),
        results=(rows, *((beside,) if beside else ())),
        notes=_elsewhere(everything, code, snapshot, selection),
        cell_notes=False,
    )


def _place(rows: Result, snapshot: Snapshot, selection: Selection) -> str:
    wanted = [selection.place, snapshot.region.code]
    held = rows.codes("region_code")
    return next((code for code in wanted if code in held), held[0])


def _elsewhere(rows: Result, code: str, snapshot: Snapshot, selection: Selection) -> tuple[str, ...]:
    """Return that the files hold nothing of the place that was asked for, where another stands in for it."""
    if code == (selection.place or snapshot.region.code):
        return ()
    wanted = municipalities(snapshot).get(selection.place, snapshot.region.title)
    return (f"Van {wanted} is er geen cijfer: daarom staat hier {rows.label('region_code', code)}.",)


def _segments(found: Groups) -> list[Segment]:
    shades = {"without_work": roles.ACCENT, "with_work": roles.SOFT, ALL: roles.CONTEXT}
    return [
        Segment(
            notation.capital(found.words[scheme]),
            found.work[part],
            cell.value,
            cell.text,
            shades[part],
            list(shades).index(part),
            tip(notation.capital(found.words[scheme]), cell, word=found.work[part]),
        )
        for scheme in found.ranked
        for part, cell in found.parts(scheme)
        if cell.value is not None
    ]


def _headline(found: Groups) -> str:
    whole = found.cells.get((ALL, ALL))
    when = notation.period(found.period)
    if whole is not None and whole.value is not None:
        return f"{found.place} had in {when} {whole.text} geregistreerde werkzoekenden"
    known = [scheme for scheme in found.ranked if found.is_whole(scheme)]
    if not known:
        return f"Van {found.place} is in {when} van geen enkele groep werkzoekenden het hele aantal bekend"
    name, told = notation.inside(found.words[known[0]]), f"{notation.number(found.size(known[0]))} mensen"
    about = f"Werkzoekenden in {found.place}, {when}"
    if len(known) == len(found.ranked):
        return f"{about}: {name} is de grootste groep, {told}"
    if len(known) == 1:
        return f"{about}: alleen van {name} is het hele aantal bekend, {told}"
    return f"{about}: van de groepen waarvan het hele aantal bekend is, is {name} de grootste, {told}"


def _sentence(found: Groups, beside: Result | None) -> str:
    whole = [scheme for scheme in found.ranked if [part for part, _ in found.parts(scheme)] == [ALL]]
    told = []
    if whole:
        names = notation.listing([notation.inside(found.words[scheme]) for scheme in whole])
        told.append(f"Van {names} is niet bekend wie werk in loondienst heeft.")
    if lacking := [notation.inside(found.words[scheme]) for scheme in found.ranked if not found.is_whole(scheme)]:
        told.append(f"Van {notation.listing(lacking)} is niet het hele aantal bekend.")
    if beside:
        told.append(f"In de tabel staat de agenda ({notation.period(beside.periods[-1])}) ernaast.")
    return " ".join(told) or f"De cijfers gaan over {notation.period(found.period)}."


def _table(found: Groups, beside: Result | None) -> Table:
    before = {(row["scheme"], row["employment"]): cell for row, cell in beside.cells()} if beside else {}
    keys = [key for scheme in (*found.ranked, ALL) for key in _keys(found, before, scheme)]
    heads: list[str] = [notation.period(found.period)]
    if beside:
        heads = [f"{notation.period(beside.periods[-1])} (agenda)", *heads]
    rows = tuple(
        (
            notation.capital(found.words[scheme]),
            found.work[part],
            *((_text(before.get((scheme, part))),) if beside else ()),
            _text(found.cells.get((scheme, part))),
        )
        for scheme, part in keys
    )
    return Table(("Uitkering of dienstverlening", "Werk", *heads), rows, numeric=tuple(range(2, 2 + len(heads))))


def _keys(found: Groups, before: Mapping[tuple[str, str], Cell], scheme: str) -> Sequence[tuple[str, str]]:
    return [(scheme, part) for part in (*PARTS, ALL) if (scheme, part) in found.cells or (scheme, part) in before]


def _text(cell: Cell | None) -> str:
    return cell.text if cell else notation.NO_VALUE
