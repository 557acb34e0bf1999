"""The jobs of the banenafspraak over the quarters, against the indicative target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.lines import Line, Lines, Moment
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import figure
from dashboard.subjects.job_agreement.job_agreement import against_target
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

AGENDA, JOBS, TARGET = "job_agreement", "jobs", "target_jobs"


@figure(
    "banenafspraak-reeks",
    "Banen in de banenafspraak, per kwartaal",
    needs=("job_agreement_series",),
    beside=("job_agreement",),
)
def course(snapshot: Snapshot, selection: Selection) -> Figure:
    """Jobs realised and the indicative target by quarter; jobs of a fixed number of paid hours, no persons."""
    everything = ask(snapshot, "job_agreement_series", measure=(JOBS, TARGET))
    codes = everything.codes("region_code")
    code = selection.region.code if selection.region.code in codes else codes[0]
    result = everything.where(region_code=code)
    cells = {(row["measure"], cell.period): cell for row, cell in result.cells()}
    known = [cell for (measure, _), cell in sorted(cells.items()) if measure == JOBS and cell.value is not None]
    if not known:
        raise LookupError("job_agreement_series holds no jobs of this region")
    now, first = known[-1], known[0]
    aim = cells.get((TARGET, now.period))
    place = result.label("region_code", code)
    when = notation.capital(notation.at(now.period))
    headline = f"{when} waren er in {place} {now.text} banen voor de doelgroep{_against(now, aim)}"
    return Figure(
        id="job-agreement-course",
        title="Banen in de banenafspraak, per kwartaal",
        headline=headline,
        subtitle=f"Banen van een vast aantal verloonde uren, geen personen; {place}, per kwartaal",
        chart=Lines(tuple(_lines(result, cells)), zero=True),
        alt=f"Lijndiagram. {headline}. Eerste cijfer: {first.text} in het {notation.period(first.period)}.",
        sentence=_since(before(known), now),
        table=_table(result, cells),
        results=(result,),
        notes=_apart(snapshot),
    )


def _apart(snapshot: Snapshot) -> tuple[str, ...]:
    """Return that these figures stand apart from the one of the agenda, where there is one."""
    if AGENDA not in snapshot.datasets:
        return ()
    moment = notation.period(ask(snapshot, AGENDA, measure=JOBS).periods[-1])
    return (f"De agenda noemt de stand van {moment}. Deze reeks komt uit bestanden van UWV en staat daar los van.",)


def _against(now: Cell, aim: Cell | None) -> str:
    if aim is None or aim.value is None or now.value is None:
        return ""
    return f", {against_target(replace(now, value=now.value - aim.value))} ({aim.text})"


def before(known: Sequence[Cell]) -> Cell:
    """Return the jobs of the same quarter a year before the last; of the first quarter where those are not known."""
    year, quarter = known[-1].period.split("-")
    return next((cell for cell in known if cell.period == f"{int(year) - 1}-{quarter}"), known[0])


def _since(first: Cell, now: Cell) -> str:
    if first.period == now.period or first.value is None or now.value is None:
        return "Van andere kwartalen zijn geen cijfers ingelezen."
    change = notation.than(notation.difference(now.value, first.value, "jobs"))
    return f"Dat is {change} in het {notation.period(first.period)}."


def _lines(result: Result, cells: dict[tuple[str, str], Cell]) -> list[Line]:
    looks = {TARGET: ("Indicatieve doelstelling", roles.COUNTRY), JOBS: ("Banen", roles.ACCENT)}
    lines = []
    for measure, (name, shade) in looks.items():
        points = tuple(
            Moment(period, cell.value, cell.text, cell.status == "provisional", tip(name, cell))
            for period in result.periods
            if (cell := cells.get((measure, period))) is not None and cell.value is not None
        )
        if points:
            lines.append(Line(name, points, shade, dashed=measure == TARGET, strong=measure == JOBS))
    return lines


def _table(result: Result, cells: dict[tuple[str, str], Cell]) -> Table:
    rows = tuple(
        (
            notation.period(period),
            *(cells[measure, period].text if (measure, period) in cells else "–" for measure in (JOBS, TARGET)),
        )
        for period in result.periods
    )
    return Table(("Kwartaal", "Banen", "Indicatieve doelstelling"), rows, numeric=(1, 2))
