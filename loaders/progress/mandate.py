"""Spending against what may be spent: paragraph 4.2.2 lets the network team spend within the budget that was set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from loaders.progress.plan import Plan


def findings(spent: Mapping[tuple[str, str], float], plan: Plan) -> list[str]:
    """Return in words where more is spent than the mandate allows: a line over its term, a programme over a year.

    It is a finding and no mistake: the figures count, and who reads them must know.
    """
    by_line: dict[str, float] = defaultdict(float)
    by_year: dict[tuple[str, str], float] = defaultdict(float)
    for (code, quarter), value in spent.items():
        by_line[code] += value
        by_year[plan.lines[code].programme, quarter[:4]] += value
    told = []
    for code, total in sorted(by_line.items()):
        line = plan.lines[code]
        if line.budgeted is not None and round(total, 2) > line.budgeted:
            told.append(f"{code} ({line.name}): {_euro(total)} spent of {_euro(line.budgeted)}")
    for (programme, year), total in sorted(by_year.items()):
        budget = plan.yearly.get((programme, year))
        if budget is not None and round(total, 2) > budget:
            told.append(f"{programme} in {year}: {_euro(total)} spent of {_euro(budget)}")
    return told


def _euro(value: float) -> str:
    return f"{value:,.2f} euro"
