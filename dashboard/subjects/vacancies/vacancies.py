"""Figures of the page vacatures: key figures, demand by education level, and what the agenda says in words."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask
from dashboard.asking.selection import COUNTRY, Selection
from dashboard.charts.stacked import Mark, Marked, Segment
from dashboard.figure import choices
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import Option, figure
from dashboard.figure.gauge import measured
from dashboard.figure.quotes import in_words
from dashboard.series import course
from dashboard.series import sector_facts as facts
from dashboard.subjects.vacancies.tightness import PER, PICTURE, bounds, known_classes, newer, since, whole_region
from dashboard.telling import roles
from dashboard.telling.tip import tip
from dashboard.words import notation
from snapshot.read import Snapshot

EXPANSION, REPLACEMENT, INFLOW = "expansion_demand_pct", "replacement_demand_pct", "labour_market_inflow_pct"
TOTAL = "total"
VOCATIONAL, BACHELOR, MASTER = ("mbo2", "mbo3", "mbo4"), "bachelor", "master"  # those that the agenda weighs
JOBS = "jobs_series"
DEMANDS = (
    "Vervangingsvraag: door mensen die stoppen of ander werk gaan doen. Uitbreidingsvraag: door groei van het aantal "
    "banen. Instroom: mensen die van school komen"
)


def key_figures(snapshot: Snapshot, selection: Selection) -> tuple[KeyFigure, ...]:
    """Employee and self-employed jobs expected, vacancies that arose in a year, and the last known tightness class.

    With a sector the jobs of it, their expected growth and its open vacancies; what no source has by sector says so.
    """
    jobs = ask(snapshot, "jobs", sector="all")
    employees, growth = (_of(jobs, name) for name in ("employee_jobs", "employee_jobs_growth_pct"))
    self_employed, change = (_of(jobs, name) for name in ("self_employed_jobs", "self_employed_growth_pct"))
    country = jobs.cell(region_code=COUNTRY, measure="employee_jobs_growth_pct")
    classes = known_classes(ask(snapshot, "tightness_class", region_code=snapshot.region.code))
    (before, old), (quarter, last) = classes[-2:]
    where = snapshot.region.title
    employed, on_their_own, arose, tight = (
        KeyFigure(
            f"Banen van werknemers in {where}",
            employees.text,
            "banen",
            course.joined(f"{_changed(growth)}; in Nederland {country.text}", _newest_jobs(snapshot)),
            f"verwachting voor {employees.period}",
        ),
        KeyFigure(
            f"Banen van zelfstandigen in {where}",
            self_employed.text,
            "banen",
            f"{_changed(change)} (niet vergeleken met {growth.period[:4]})",
            f"verwachting voor {self_employed.period}",
        ),
        arisen(snapshot),
        KeyFigure(
            f"Spanning in {where}",
            last,
            "",
            f"{bounds(snapshot)[last]} {PER}. "
            + (since(snapshot, quarter).rstrip(".") or f"In het {notation.period(before)} {old}"),
            f"{notation.period(quarter)}; {newer(snapshot, quarter)}",
        ),
    )
    if not selection.sector:
        return employed, on_their_own, arose, tight
    of_sector = facts.jobs(snapshot, selection)
    growing = facts.of_uwv(snapshot, selection.sector, "jobs", facts.GROWTH)
    open_ = facts.vacancies(snapshot, selection)
    return (
        facts.key_figure("Banen van werknemers", "banen", of_sector) if of_sector else facts.not_by_sector(employed),
        *([facts.key_figure("Verwachte groei van banen", "", growing)] if growing else []),
        facts.key_figure("Open vacatures", "vacatures", open_) if open_ else facts.not_by_sector(arose),
        facts.not_by_sector(on_their_own),
        facts.not_by_sector(tight),
    )


def arisen(snapshot: Snapshot) -> KeyFigure:
    """Return the vacancies of the region that arose in a year, rounded."""
    result = ask(snapshot, "vacancies", region_code=snapshot.region.code)
    found = result.cell()
    figure = KeyFigure(
        f"Ontstane vacatures in {snapshot.region.title}",
        found.text,
        "vacatures",
        "De agenda noemt geen ander jaar en geen cijfer voor Nederland",
        f"in {found.period}, afgerond",
        result.publishers,
    )
    return measured(figure, found)


def _newest_jobs(snapshot: Snapshot) -> str:
    """Return the newest number of jobs of the region, counted rather than expected; '' without a refresh."""
    return course.newest(snapshot, JOBS, place=snapshot.region.code, section="total", measure="jobs")


def _of(jobs: Result, measure: str) -> Cell:
    return jobs.cell(region_code=jobs.region.code, measure=measure)


def _changed(cell: Cell) -> str:
    """Return a change in % in words: "2,9% meer dan in 2024"."""
    size = notation.percentage(abs(cell.value or 0), cell.measure.decimals)
    return f"{size} {'meer' if (cell.value or 0) > 0 else 'minder'} dan in {cell.period[:4]}"


@figure(
    "vraag-en-instroom",
    "Vraag en instroom per opleidingsniveau",
    needs=("education_demand",),
    follows=("sector",),
)
def demand(snapshot: Snapshot, selection: Selection) -> Figure:
    """Expansion and replacement demand against inflow by education level: % of those working, per year."""
    result = ask(snapshot, "education_demand").ordered("education_level")
    levels = result.codes("education_level")
    wanted = {level: _demand(result, level) for level in levels}
    inflow = {level: result.value(education_level=level, measure=INFLOW) for level in levels}
    vocational = sorted(result.value(education_level=level, measure=REPLACEMENT) for level in VOCATIONAL)
    headline = (
        f"De verwachte vervangingsvraag is {_pct(vocational[0])} tot {_pct(vocational[-1])} bij mbo 2, 3 en 4, "
        f"{_text(result, MASTER, REPLACEMENT)} bij master en {_text(result, BACHELOR, REPLACEMENT)} bij bachelor"
    )
    marks = [
        Mark(result.label("education_level", level), inflow[level], _pct(wanted[level]), _pct(inflow[level]),
             level in (*VOCATIONAL, BACHELOR, MASTER, TOTAL))
        for level in levels
    ]  # fmt: skip
    return Figure(
        id="education-demand",
        title="Vraag en instroom per opleidingsniveau",
        headline=headline,
        subtitle=f"Percentage van de werkenden per jaar, gemiddeld over {notation.period(result.periods[0])}, "
        f"{selection.region.title}, prognose. {DEMANDS}",
        chart=Marked(
            tuple(_parts(result, levels)), tuple(marks), name="Instroom", columns=("Vraag", "Instroom")
        ),
        alt=f"Gestapelde staven met een streep voor de instroom. {headline}. "
        + "; ".join(f"{mark.bar}: vraag {mark.left}, instroom {mark.right}" for mark in marks) + ".",
        sentence=f"Over alle niveaus verwacht {result.publishers} per jaar een uitbreidingsvraag van "
        f"{_text(result, TOTAL, EXPANSION)} en een vervangingsvraag van {_text(result, TOTAL, REPLACEMENT)}, samen "
        f"{_pct(wanted[TOTAL])} (berekend); de instroom van gediplomeerden is {_pct(inflow[TOTAL])}.",
        table=_demand_table(result, marks),
        results=(result,),
        notes=("De vraag is berekend: uitbreidingsvraag plus vervangingsvraag.", *whole_region(selection)),
    )  # fmt: skip


def _demand(result: Result, level: str) -> float:
    """Return expansion plus replacement demand of a level, in %."""
    parts = (result.value(education_level=level, measure=measure) for measure in (EXPANSION, REPLACEMENT))
    return round(sum(parts), 1)


def _text(result: Result, level: str, measure: str) -> str:
    return result.cell(education_level=level, measure=measure).text


def _pct(value: float) -> str:
    return notation.percentage(value, 1)


def _parts(result: Result, levels: list[str]) -> list[Segment]:
    shades = {REPLACEMENT: roles.SOFT, EXPANSION: roles.ACCENT}
    return [
        Segment(
            result.label("education_level", level), result.label("measure", measure), cell.value, cell.text,
            shade, place,
            tip(result.label("education_level", level), cell, word=result.label("measure", measure)),
        )
        for level in levels
        for place, (measure, shade) in enumerate(shades.items())
        for cell in [result.cell(education_level=level, measure=measure)]
    ]  # fmt: skip


def _demand_table(result: Result, marks: list[Mark]) -> Table:
    rows = tuple(
        (mark.bar, _text(result, level, EXPANSION), _text(result, level, REPLACEMENT), mark.left, mark.right)
        for mark, level in zip(marks, result.codes("education_level"), strict=True)
    )
    header = (
        "Opleidingsniveau",
        "Uitbreidingsvraag",
        "Vervangingsvraag",
        "Vraag samen (berekend)",
        "Instroom van gediplomeerden",
    )
    return Table(header, rows, numeric=(1, 2, 3, 4), strong=(len(rows) - 1,))


@figure(
    "agenda-in-woorden",
    "De agenda in woorden",
    needs=("statements", "vacancies"),
    chosen={
        "subject": Option(choices.WORDS_ABOUT, {"tightness": "Spanning", "vacancies": "Vacatures", "jobs": "Banen"})
    },
)
def words(snapshot: Snapshot, _selection: Selection, subject: str = "tightness") -> Figure:
    """What the agenda says in words on tightness, vacancies or jobs; no numbers."""
    more = (ask(snapshot, "vacancies"),) if subject == "vacancies" else ()
    notes = (PICTURE,) if subject == "tightness" else ()
    return in_words(snapshot, subject=subject, more=more, notes=notes)
