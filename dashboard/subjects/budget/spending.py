"""What was spent per line of the budget, as the network team reports it each quarter (agenda, 4.2.2)."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.queries import Result, ask, holds
from dashboard.asking.selection import Selection
from dashboard.charts.bullets import Bullet, Bullets
from dashboard.figure import choices
from dashboard.figure.core import Figure, Table
from dashboard.figure.declare import Option, figure
from dashboard.subjects.budget.costs import PROGRAMME, Sum, spoken
from dashboard.subjects.budget.spent_lines import EVEN, LESS, MORE, OVER_BUDGET, UNREPORTED, LineSpent
from dashboard.telling import roles
from dashboard.words import notation
from snapshot.progress import line_code, quarters
from snapshot.read import Snapshot

YEARLY = {"work_centre": "work_centre", "ambitions_2_6": "ambition_teams"}  # programme: its heading in the budget
ROLES = {OVER_BUDGET: roles.TEXT, MORE: roles.ACCENT, LESS: roles.CONTEXT, EVEN: roles.REGION}
RULE = (
    "Naar rato: het begrote bedrag, gelijk verdeeld over de kwartalen (berekend). De agenda verdeelt het zelf niet. "
    "Meer of minder: het verschil is groter dan een tiende van het begrote bedrag. Die grens is van dit dashboard."
)
RUNNING = "Dit kwartaal was nog niet voorbij toen het werd gemeld: het bedrag is voorlopig."
MANDATE = (
    "Het voorstel is dat het netwerkteam uitgaven mag doen binnen de begroting: dat is het mandaat (paragraaf 4.2.2)."
)


def moments(snapshot: Snapshot) -> dict[str, str]:
    """Return the quarters of which spending was reported, the last first, code to words."""
    if not holds(snapshot, "spending"):
        return {}
    return {moment: f"t/m {notation.period(moment)}" for moment in reversed(ask(snapshot, "spending").periods)}


def reported_until(snapshot: Snapshot, programme: str, quarter: str) -> tuple[str, Result, list[LineSpent], Result]:
    """Return the quarter that counts, the budget of a programme, its lines up to then, and the rows reported of them.

    Raises:
        ValueError: Nothing was reported of that quarter.
    """
    budget, reported = ask(snapshot, "budget_lines", programme=programme), ask(snapshot, "spending")
    until = quarter or reported.periods[-1]
    if until not in reported.periods:
        raise ValueError(f"nothing was reported of {until}")
    lines = lines_until(budget, reported, until)
    told = reported.where(budget_line=[line.code for line in lines])
    told = told.only(row for row in told.rows if row["reference_period"] <= until)
    return until, budget, lines, told


@figure(
    "uitgaven",
    "Uitgaven naast de begroting",
    needs=("budget_lines", "spending"),
    beside=("budget",),
    chosen={"programme": PROGRAMME, "quarter": Option(choices.UNTIL, moments)},
)
def spending(snapshot: Snapshot, _selection: Selection, programme: str = "work_centre", quarter: str = "") -> Figure:
    """Spent per line of one programme up to `quarter` (the last one reported without it) against its budget, in euro.

    Raises:
        ValueError: Nothing was reported of that quarter.
    """
    until, budget, lines, told = reported_until(snapshot, programme, quarter)
    word = spoken(programme, budget.label("programme", programme))
    headline = _headline(lines, word, until)
    bullets = _bullets(lines)
    term = notation.period(budget.periods[0])
    return Figure(
        id="budget-spending",
        title=f"Uitgaven van {word}",
        headline=headline,
        subtitle=f"Euro per regel van de begroting, t/m {notation.period(until)}, naast het bedrag voor {term}",
        chart=Bullets(bullets, goal="Begroot, bij elke regel") if bullets else None,
        alt=f"Staven per regel. {headline}. {'; '.join(f'{one.name}: {one.text}' for one in bullets)}.",
        sentence=_sentence(lines, over_a_year(snapshot, lines, programme)),
        table=_table(lines, until),
        results=(told, budget) if told.rows else (budget,),
        notes=(
            *((RUNNING,) if _is_running(told, until) else ()),
            MANDATE,
            "Dikke streep: het begrote bedrag. Dunne streep: naar rato.",
            RULE,
        ),
        cell_notes=False,
        computed=True,
    )


def lines_until(budget: Result, reported: Result, until: str) -> list[LineSpent]:
    """Return the lines of `budget`, in printed order, with what was reported up to a quarter."""
    term = quarters(budget.periods[0])
    passed = [moment for moment in term if moment <= until]
    spent: dict[str, dict[str, float]] = {}
    for row, cell in reported.cells():
        if cell.value is not None:
            spent.setdefault(row["budget_line"], {})[cell.period] = cell.value
    found = []
    for line in sorted(set(budget.codes("line"))):
        rows = budget.only(row for row in budget.rows if row["line"] == line)
        total = Sum(rows.codes("activity")[0], tuple(cell for _, cell in rows.cells()))
        code = line_code(rows.codes("programme")[0], line)
        found.append(LineSpent(code, total.name, total.value, passed, len(term), spent.get(code, {})))
    return found


def _is_running(told: Result, until: str) -> bool:
    return "provisional" in told.where(reference_period=until).statuses


def _bullets(lines: Sequence[LineSpent]) -> tuple[Bullet, ...]:
    """Return a bar for each line of which spending was reported and a budget is known."""
    return tuple(
        Bullet(
            f"{line.name}, begroot {notation.euro(line.budgeted)}",
            max(line.total, 0) / line.budgeted,
            line.share,
            f"{notation.euro(line.total)}, {line.verdict}",
            ROLES.get(line.verdict, roles.SOFT),
        )
        for line in lines
        if line.total is not None and line.budgeted
    )


def _headline(lines: Sequence[LineSpent], word: str, until: str) -> str:
    when = f"t/m het {notation.period(until)}"
    known = [line.total for line in lines if line.total is not None]
    if not known:
        return f"Van {word} is {when} geen enkele uitgave gemeld"
    budgeted = sum(line.budgeted or 0 for line in lines)
    part = part_of(sum(known), budgeted)
    return f"Van {word} is {when} {notation.euro(sum(known))} aan uitgaven gemeld: {part} van de begroting (berekend)"


def part_of(spent: float, budgeted: float) -> str:
    """Return a part of a budget in whole percents: 0% only where nothing was spent."""
    share = 100 * spent / budgeted
    return notation.percentage(share) if round(share) or not spent else "minder dan 1%"


def over_a_year(snapshot: Snapshot, lines: Sequence[LineSpent], programme: str) -> list[str]:
    """Return the years in which more is spent than the programme has for them, with both amounts."""
    if not holds(snapshot, "budget") or programme not in YEARLY:
        return []
    budget = ask(snapshot, "budget", heading=YEARLY[programme])
    found = []
    for row, cell in budget.cells():
        year = row["reference_period"]
        total = sum(v for line in lines for q, v in line.spent.items() if q in line.quarters and q[:4] == year)
        if cell.value is not None and round(total, 2) > cell.value:
            found.append(f"in {year} {notation.euro(total)} uitgegeven, begroot was {cell.text}")
    return found


def _sentence(lines: Sequence[LineSpent], years: Sequence[str]) -> str:
    told = []
    over = [f"‘{line.name}’" for line in lines if line.verdict == OVER_BUDGET]
    if over:
        told.append(f"Boven het budget en dus boven het mandaat: {notation.listing(over)}.")
    if years:
        told.append(f"Boven het budget van het jaar: {notation.listing(list(years))}.")
    for verdict in (MORE, LESS):
        count = sum(line.verdict == verdict for line in lines)
        if count:
            told.append(f"{notation.capital(verdict)}: {count} {'regel' if count == 1 else 'regels'}.")
    lacking = sum(line.total is None for line in lines)
    if lacking:
        told.append(f"Van {lacking} van de {len(lines)} regels is niets gemeld: dat is onbekend en geen 0.")
    return " ".join(told) or "Van alle regels is gemeld, en alle uitgaven liggen rond naar rato."


def _table(lines: Sequence[LineSpent], until: str) -> Table:
    def money(value: float | None) -> str:
        return UNREPORTED if value is None else notation.euro(value)

    rows = tuple(
        (
            line.name,
            "PM" if line.budgeted is None else notation.euro(line.budgeted),
            money(line.spent.get(until)),
            money(line.total),
            "" if line.even is None else notation.euro(line.even),
            _verdict(line),
        )
        for line in lines
    )
    header = ("Regel", "Begroot", notation.capital(notation.period(until)), "Samen", "Naar rato (berekend)", "Oordeel")
    return Table(header, rows, numeric=(1, 2, 3, 4))


def _verdict(line: LineSpent) -> str:
    """Return the verdict, and of which quarters nothing was reported where others were."""
    if line.total is None or not line.missing:
        return line.verdict
    return f"{line.verdict} ({notation.listing([notation.period(one) for one in line.missing])} {UNREPORTED})"
