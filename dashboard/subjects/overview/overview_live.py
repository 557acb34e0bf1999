"""Numbers of the overview from the live series, for a region without an agenda: the latest value and its change."""

from __future__ import annotations

from dashboard.asking.queries import Cell, Result, ask
from dashboard.figure.core import KeyFigure
from dashboard.figure.gauge import over_time
from dashboard.series.telling import marks
from dashboard.words import notation
from snapshot.read import Snapshot


def inhabitants(snapshot: Snapshot) -> KeyFigure | None:
    """Inhabitants on 1 January, with the change in a year; None where there is no figure."""
    return _latest(ask(snapshot, "population_series", region_code=snapshot.region.code, age="total"), "Inwoners", "")


def unemployed(snapshot: Snapshot) -> KeyFigure | None:
    """Unemployed inhabitants of 15 to 74, in thousands; None where there is no figure."""
    return _labour(snapshot, "unemployed", "Werkloze inwoners")


def employed(snapshot: Snapshot) -> KeyFigure | None:
    """Inhabitants of 15 to 74 with paid work, in thousands; None where there is no figure."""
    return _labour(snapshot, "employed", "Inwoners met betaald werk")


def _labour(snapshot: Snapshot, measure: str, label: str) -> KeyFigure | None:
    found = ask(snapshot, "labour_participation_series", region_code=snapshot.region.code, measure=measure)
    return _latest(found, label, "mensen", times=1000)


def social_assistance(snapshot: Snapshot) -> KeyFigure | None:
    """Persons on social assistance up to pension age; None where there is no figure."""
    return _benefit(snapshot, "social_assistance_to_pension_age", "Personen met bijstand")


def unemployment(snapshot: Snapshot) -> KeyFigure | None:
    """Persons with unemployment benefit; None where there is no figure."""
    return _benefit(snapshot, "ww", "Personen met WW")


def _benefit(snapshot: Snapshot, scheme: str, label: str) -> KeyFigure | None:
    found = ask(snapshot, "benefits_series", region_code=snapshot.region.code, scheme=scheme)
    return _latest(found, label, "personen")


def jobs(snapshot: Snapshot) -> KeyFigure | None:
    """Jobs of employees in December; None where the sum of the region is not known."""
    found = ask(snapshot, "jobs_series", region_code=snapshot.region.code, section="total")
    return _latest(found, "Banen van werknemers", "banen")


def _latest(result: Result, label: str, unit: str, *, times: int = 1) -> KeyFigure | None:
    """Return the latest number, compared with the same moment a year before where that is known.

    `times` is 1000 where the source counts whole thousands; then the number is said to be rounded.
    """
    cells = {cell.period: cell for _, cell in result.cells() if cell.value is not None}
    if not cells:
        return None
    found = cells[max(cells)]
    before = cells.get(f"{int(found.period[:4]) - 1}{found.period[4:]}")
    rounded = ["afgerond op duizenden"] if times > 1 else []
    period = ", ".join([notation.period(found.period), *marks(found), *rounded])
    number = notation.number((found.value or 0) * times)
    figure = KeyFigure(
        label, number, unit, change_in_words(found, before, unit, times=times), period, result.publishers
    )
    return over_time(figure, [cells[moment] for moment in sorted(cells)])


def _noun(count: float, unit: str) -> str:
    """Return the word of what is counted, of one or of more."""
    return {"mensen": "mens", "personen": "persoon", "banen": "baan"}.get(unit, unit) if count == 1 else unit


def change_in_words(found: Cell, before: Cell | None, unit: str, *, times: int) -> str:
    """Return the change since a year before: "1 persoon meer dan in april 2025"; '' where a figure is unknown."""
    if before is None or found.value is None or before.value is None:
        return ""
    gap = (found.value - before.value) * times
    size = f"{'ongeveer ' if times > 1 else ''}{notation.number(abs(gap))} {_noun(abs(gap), unit or 'mensen')}"
    change = f"{size} {'meer' if gap > 0 else 'minder'}" if gap else "evenveel"
    moment = "op" if len(before.period) == len("2024-01-01") else "in"
    return f"{notation.than(change)} {moment} {notation.period(before.period)}"
