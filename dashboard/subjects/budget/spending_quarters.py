"""More and less spent than an even share per line of the budget and quarter, as paragraph 4.2.2 of the agenda asks."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.selection import Selection
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.budget.costs import PROGRAMME, spoken
from dashboard.subjects.budget.spending import MANDATE, RULE, moments, reported_until
from dashboard.subjects.budget.spent_lines import UNREPORTED, LineSpent
from dashboard.words import notation
from snapshot.read import Snapshot

NO_SHARE = "PM"
EQUAL = "evenveel als naar rato"


@figure(
    "uitgaven-per-kwartaal",
    "Meer en minder uitgegeven per kwartaal",
    needs=("budget_lines", "spending"),
    chosen={"programme": PROGRAMME, "quarter": Option(choices.UNTIL, moments)},
)
def by_quarter(snapshot: Snapshot, _selection: Selection, programme: str = "work_centre", quarter: str = "") -> Figure:
    """Spent per line and quarter up to `quarter` (the last one reported without it) against an even share, in euro.

    Raises:
        ValueError: Nothing was reported of that quarter.
    """
    until, budget, lines, told = reported_until(snapshot, programme, quarter)
    word = spoken(programme, budget.label("programme", programme))
    passed = list(lines[0].quarters)
    headline = _headline(lines, word, until)
    return Figure(
        id="budget-spending-quarters",
        title=f"Meer en minder uitgegeven per kwartaal van {word}",
        headline=headline,
        subtitle=f"Euro per regel en kwartaal, t/m {notation.period(until)}, naast een gelijk deel van de begroting",
        chart=None,
        alt=f"Tabel met {notation.so_many(len(lines), 'regel', 'regels')} en "
        f"{notation.so_many(len(passed), 'kwartaal', 'kwartalen')}. {headline}.",
        sentence=_sentence(lines, until),
        table=_table(lines, passed),
        results=(told, budget) if told.rows else (budget,),
        notes=(MANDATE, RULE),
        cell_notes=False,
        computed=True,
    )


def share(line: LineSpent) -> float | None:
    """Return the even share of the budget of a line for one quarter, in euro; None where no amount is known."""
    return None if line.budgeted is None else line.budgeted / line.of


def gap(line: LineSpent, quarter: str) -> float | None:
    """Return what was spent in a quarter above its even share, in euro; None where either is not known."""
    spent, even = line.spent.get(quarter), share(line)
    return None if spent is None or even is None else round(spent - even, 2)


def _beside(value: float) -> str:
    """Return a difference in words: "€ 3.375 meer", "€ 18.750 minder", "evenveel als naar rato"."""
    if not round(value):
        return EQUAL
    return f"{notation.euro(abs(value))} {'meer' if value > 0 else 'minder'}"


def _cell(line: LineSpent, quarter: str) -> str:
    spent, over = line.spent.get(quarter), gap(line, quarter)
    if spent is None:
        return UNREPORTED
    return notation.euro(spent) if over is None else f"{notation.euro(spent)}; {_beside(over)}"


def _together(lines: Sequence[LineSpent], quarter: str) -> tuple[float, float] | None:
    """Return what was spent in a quarter on the lines that were reported, and the even share of those: euro."""
    known = [line for line in lines if gap(line, quarter) is not None]
    if not known:
        return None
    return sum(line.spent[quarter] for line in known), sum(share(line) or 0 for line in known)


def _table(lines: Sequence[LineSpent], passed: Sequence[str]) -> Table:
    header = ("Regel", "Begroot", "Naar rato per kwartaal (berekend)",
              *(notation.capital(notation.period(quarter)) for quarter in passed))  # fmt: skip
    rows = [
        (
            line.name,
            NO_SHARE if line.budgeted is None else notation.euro(line.budgeted),
            "" if (even := share(line)) is None else notation.euro(even),
            *(_cell(line, quarter) for quarter in passed),
        )
        for line in lines
    ]
    sums = [_together(lines, quarter) for quarter in passed]
    told = [UNREPORTED if one is None else f"{notation.euro(one[0])}; {_beside(one[0] - one[1])}" for one in sums]
    total = ("Regels die gemeld zijn, samen (berekend)", "", "", *told)
    return Table(header, (*rows, total), numeric=(1, 2), strong=(len(rows),))


def _headline(lines: Sequence[LineSpent], word: str, until: str) -> str:
    found = _together(lines, until)
    if found is None:
        return f"Van {word} is over het {notation.period(until)} geen uitgave gemeld"
    told = _beside(found[0] - found[1])
    than = "" if told == EQUAL else " dan naar rato"
    return f"Van {word} is in het {notation.period(until)} op de gemelde regels {told}{than} uitgegeven (berekend)"


def _sentence(lines: Sequence[LineSpent], until: str) -> str:
    known = {line.name: over for line in lines if (over := gap(line, until)) is not None}
    more, less = ([name for name in known if (known[name] > 0) == up and round(known[name])] for up in (True, False))
    counted = [f"{len(names)} {'regel' if len(names) == 1 else 'regels'} {word}" for names, word in (
        (more, "meer dan naar rato"), (less, "minder dan naar rato"),
    ) if names]  # fmt: skip
    lacking = len(lines) - sum(until in line.spent for line in lines)
    told = f"In het {notation.period(until)}: {notation.listing(counted)}." if counted else ""
    open_ = f"Van {lacking} van de {len(lines)} regels is over dit kwartaal niets gemeld: dat is onbekend en geen 0."
    return (
        " ".join(filter(None, (told, open_ if lacking else ""))) or "Alle regels liggen in dit kwartaal op naar rato."
    )
