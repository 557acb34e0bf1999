"""What a reader assumes of expenses that are not settled: never stored, and never an amount of the agenda."""

from __future__ import annotations

from dashboard.asking.queries import Result, ask
from dashboard.figure import choices
from dashboard.figure.declare import Option
from dashboard.subjects.budget.outlook_sums import Year
from dashboard.words import notation
from snapshot.model import Column, Dataset, key
from snapshot.read import Row, Snapshot

EXPENSES = "total_expenses"
OWN = "eigen aanname"
NONE = ""  # the code of a reader who assumes nothing
SHARES = {"same": (1.0, "net als in {year}"), "less": (0.9, "10% minder dan in {year}"),
          "more": (1.1, "10% meer dan in {year}")}  # fmt: skip
STEPS = range(500_000, 2_000_001, 100_000)  # euro per year, for who has an amount of their own
AMOUNTS = {"carried": "Over uit het vorige jaar", "spent": "Lasten", "left": "Over aan het einde"}
DATASET = Dataset(
    name="budget_assumption",
    title="Begroting vooruit met een eigen aanname",
    description="Wat overblijft als de lasten die nog niet vaststaan, zijn zoals de lezer aanneemt.",
    files=(),
    columns=(
        key("reference_period", "Periode"),
        key("amount", "Bedrag van", AMOUNTS),
        Column("value", "label", "Euro", dtype="number"),
        Column("status", "status", "Status", labels={"own": OWN, "resting": f"berekend met {OWN}"}),
        Column("note", "label", "Opmerking"),
    ),
    processing="derived",
)


def unsettled(result: Result) -> list[str]:
    """Return the years whose total expenses are still to be determined."""
    cells = {row["reference_period"]: cell for row, cell in result.where(heading=EXPENSES).cells()}
    return sorted(year for year, cell in cells.items() if cell.value is None)


def is_possible(snapshot: Snapshot) -> bool:
    """Whether the last years of the budget, and not the first, are still to be determined."""
    result = ask(snapshot, "budget")
    years, open_ = list(result.periods), unsettled(result)
    return bool(open_) and len(open_) < len(years) and open_ == years[-len(open_) :]


def assumed(result: Result, code: str) -> float | None:
    """Return the expenses per year that a code stands for, in whole euro; None for that of no assumption.

    Raises:
        ValueError: There is no such choice.
    """
    if code == NONE:
        return None
    if code in SHARES:
        return float(round(SHARES[code][0] * result.value(heading=EXPENSES, reference_period=_last(result))))
    if code.isdecimal() and int(code) in STEPS:
        return float(code)
    raise ValueError(f"no assumption {code!r}; there are {', '.join([*SHARES, *map(str, STEPS)])}")


def _last(result: Result) -> str:
    """Return the last year of which the expenses are settled."""
    return [year for year in result.periods if year not in unsettled(result)][-1]


def _words(snapshot: Snapshot) -> dict[str, str]:
    if not is_possible(snapshot):
        return {}
    result = ask(snapshot, "budget")
    shares = {
        code: f"Eigen aanname: {words.format(year=_last(result))}, {notation.euro(assumed(result, code) or 0)} per jaar"
        for code, (_, words) in SHARES.items()
    }
    own = {str(step): f"Eigen aanname: {notation.euro(step)} per jaar" for step in STEPS}
    return {NONE: "Geen aanname: nader te bepalen (n.t.b.)", **shares, **own}


CHOSEN = Option(choices.ASSUMPTION, _words)


def note(years: tuple[Year, ...]) -> str:
    """Return what every file and quotation says of amounts that a reader assumed, and of what rests on them."""
    when = notation.listing([year.year for year in years if year.is_assumed])
    return (
        f"De lasten van {when} zijn een {OWN} van de lezer, en wat over is, is daarmee berekend. Het zijn geen cijfers "
        "van de agenda."
    )


def rows_of(years: tuple[Year, ...], budget: Result) -> Result:
    """Return what is assumed, and what rests on it, as rows for files, each marked; `budget` is what they continue."""
    said = note(years)
    rows: list[Row] = [
        {"reference_period": year.year, "amount": name, "value": getattr(year, name),
         "status": "own" if name == "spent" else "resting", "note": said}
        for place, year in enumerate(years)
        for name in AMOUNTS
        if place or name != "carried"
    ]  # fmt: skip
    labels = {column.name: dict(column.labels) for column in DATASET.columns if column.labels}
    return Result(DATASET, tuple(rows), labels, budget.all_sources, budget.snapshot_id, budget.built_at, budget.region)
