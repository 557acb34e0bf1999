"""What the agenda says of jobs by sector, as it writes it, and which link to a priority sector is ours."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.telling import counts
from dashboard.words import notation
from snapshot.read import Snapshot

MEASURES = ("employee_jobs_growth_pct", "share_pct", "employee_share_pct", "relative_size")
GROWTH, SHARE, OF_EMPLOYEES, SIZE = MEASURES
WHOLES = {SHARE: "alle banen", OF_EMPLOYEES: "de banen van werknemers"}
ALL = "all"
NO_NUMBER = "geen getal"
STRONGEST = "groeit het sterkst"  # as the agenda writes it of one sector, without a number


@dataclass(frozen=True)
class Told:
    """What the agenda says of jobs, seen from a priority sector.

    Attributes:
        jobs: The rows of the agenda.
        fits: The sectors of UWV that this dashboard proposes for the priority sector.
        sector: The code of the priority sector; '' where none is chosen.
        measure: GROWTH, SHARE or OF_EMPLOYEES.
    """

    jobs: Result
    fits: Result
    sector: str
    measure: str

    @property
    def focus(self) -> list[str]:
        """The sectors of UWV that are picked out."""
        return self.fits.codes("sector_code")

    @property
    def chosen(self) -> str:
        """The name of the priority sector."""
        return self.fits.label("priority_sector", self.sector)

    @property
    def period(self) -> str:
        """The last period of what is told."""
        return self.jobs.where(measure=self.measure).periods[-1]

    def name(self, sector: str) -> str:
        """Return the name of a sector of UWV."""
        return self.jobs.label("sector", sector)

    def names(self, sectors: list[str]) -> str:
        """Return the names of sectors in one line."""
        return notation.listing([self.name(code) for code in sectors])

    def find(self, sector: str, measure: str = "", *, region: str = "") -> Cell | None:
        """Return the observation of `region`, else of the whole region, or None where the agenda says nothing."""
        wanted = {"sector": sector, "measure": measure or self.measure}
        rows = self.jobs.where(region_code=region or self.jobs.region.code, **wanted)
        return rows.cell() if rows.periods else None

    def numbered(self, sectors: list[str]) -> list[str]:
        """Return those of `sectors` that have a number, from high to low."""
        known = {code: cell.value for code in sectors if (cell := self.find(code)) and cell.value is not None}
        return sorted(known, key=lambda code: -known[code])

    def worded(self, sectors: list[str]) -> list[str]:
        """Return those of `sectors` of which the agenda only says something in words."""
        return [code for code in sectors if (cell := self.find(code)) and cell.value is None and cell.as_written]


def read(snapshot: Snapshot, selection: Selection, measure: str) -> Told:
    """Return what the agenda says; a share is one of the jobs of employees where the choice has no other."""
    jobs = ask(snapshot, "jobs", measure=MEASURES)
    fits = ask(snapshot, "sector_crosswalk", priority_sector=selection.sector, classification="uwv")
    told = Told(jobs, fits, selection.sector, OF_EMPLOYEES if measure == SHARE else measure)
    of_all = Told(jobs, fits, selection.sector, SHARE)
    if measure == SHARE and (of_all.numbered(told.focus) or not jobs.where(measure=OF_EMPLOYEES).rows):
        return of_all
    return told


def written(cell: Cell | None) -> str:
    """Return what the agenda writes, such as "ruim 9%" or "groeit licht"; NO_NUMBER where it says nothing."""
    return cell.written if cell else NO_NUMBER


def headline(told: Told) -> str:
    """Return the finding: of the sectors that are proposed for the priority sector, or of all."""
    if told.sector and not told.focus:
        return f"In de agenda vinden we geen sector van UWV die bij {told.chosen} past"
    known = told.numbered(told.focus or [code for code in told.jobs.codes("sector") if code != ALL])
    if not known:
        return _without_number(told)
    return _growth(told, known) if told.measure == GROWTH else _shares(told, known)


def _without_number(told: Told) -> str:
    """Return that the agenda has no number for the sectors that we propose, and what it does say."""
    what = "groei" if told.measure == GROWTH else "aandeel"
    sized = [code for code in told.focus if told.find(code, SIZE)]
    if sized:
        size = written(told.find(sized[0], SIZE))
        people = f"werken hier naar verhouding {size} zo veel mensen als in Nederland"
        return f"In de sector {told.name(sized[0])} {people}; de agenda noemt geen {what}"
    verb = "hoort" if len(told.focus) == 1 else "horen"
    return (
        f"Bij {told.chosen} {verb} volgens ons voorstel {told.names(told.focus)}; de agenda noemt daarvan geen {what} "
        "in procenten"
    )


def _growth(told: Told, known: list[str]) -> str:
    total, leader = told.find(ALL), told.name(known[0])
    end = f" tot {told.period[-4:]}"
    beside = f", alle sectoren samen met {written(total)}" if total else ""
    size = f"met {written(told.find(known[0]))}{beside}"
    ahead = [] if told.focus else strongest(told)
    if not ahead:
        return f"{leader} groeit{end} naar verwachting {size}"
    verb = counts.verb(len(ahead), "groeit", "groeien")
    return f"{told.names(ahead)} {verb} naar verwachting het sterkst, zonder getal; {leader}{end} {size}"


def strongest(told: Told) -> list[str]:
    """Return the sectors of which the agenda writes, without a number, that they grow most."""
    cells = {code: told.find(code, GROWTH) for code in told.jobs.codes("sector")}
    return [code for code, cell in cells.items() if cell and cell.as_written == STRONGEST]


def _shares(told: Told, known: list[str]) -> str:
    parts = [f"{told.name(code)} {written(told.find(code))}" for code in known]
    verb = counts.verb(len(known), "heeft", "hebben")
    whole, where = WHOLES[told.measure], told.jobs.region.title
    if len(known) == 1:
        return f"{told.name(known[0])} {verb} {written(told.find(known[0]))} van {whole} in {where}"
    return f"Het aandeel in {whole} in {where} is bij {notation.listing(parts)}"


def sentence(snapshot: Snapshot, told: Told) -> str:
    """Return how the proposed sectors fit, or why there is none; without a choice what the agenda says beside it."""
    if told.focus:
        words = [f"{told.name(row['sector_code'])} ({told.fits.label('fit', row['fit'])})" for row in told.fits.rows]
        fit = f"Zo goed past volgens ons voorstel de sector van UWV bij {told.chosen}: {notation.listing(words)}."
        return " ".join(filter(None, (fit, _in_words(told))))
    if told.sector:
        other = ask(snapshot, "sector_crosswalk", priority_sector=told.sector)
        nearest = notation.listing(other.codes("sector_title"))
        return (
            f"Volgens ons voorstel past {told.chosen} bij {nearest} in de indeling van CBS, maar daar noemt de agenda "
            "geen banen van."
        )
    return " ".join([*_beside(told), *_sizes(told)]) or "De agenda geeft de andere sectoren alleen in een plaatje."


def _in_words(told: Told) -> str:
    found = [f"{told.name(code)} {written(told.find(code))}" for code in told.worded(told.focus)]
    return f"De agenda schrijft: {notation.listing(found)}." if found else ""


def _beside(told: Told) -> list[str]:
    """Return the share that is one of another whole, and therefore not in the chart."""
    if told.measure == GROWTH:
        return []
    other = SHARE if told.measure == OF_EMPLOYEES else OF_EMPLOYEES
    cells = [(code, told.find(code, other)) for code in told.jobs.codes("sector")]
    return [
        f"{told.name(code)} heeft {written(cell)} van {WHOLES[other]}: dat is een ander geheel en staat niet in de "
        "grafiek."
        for code, cell in cells
        if cell
    ]


def _sizes(told: Told) -> list[str]:
    cells = [(code, told.find(code, SIZE)) for code in told.jobs.codes("sector")]
    return [
        f"In de sector {told.name(code)} werken hier naar verhouding {written(cell)} zo veel mensen als gemiddeld in "
        "Nederland; een aandeel of groei noemt de agenda daar niet."
        for code, cell in cells
        if cell
    ]
