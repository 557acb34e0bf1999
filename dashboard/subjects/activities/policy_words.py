"""What the agenda itself ties to activities, goals and money, told apart from what we propose."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.asking.policy import Chain, Line
from dashboard.subjects.activities.activity_words import noun
from dashboard.subjects.activities.planning import Activity
from dashboard.telling import counts
from dashboard.telling.money import together


def _paid(found: Sequence[Activity], linked: Chain, *, stated: bool) -> tuple[int, tuple[Line, ...]]:
    """Return how many activities have lines of the budget, and those lines; `stated` leaves our proposals out."""
    links = {
        one.code: [link for link in linked.to("activity", one.code, "budget_line") if not (stated and link.is_proposal)]
        for one in found
    }
    codes = dict.fromkeys(link.code for some in links.values() for link in some)
    return sum(map(bool, links.values())), tuple(linked.lines[code] for code in codes)


def _sum(lines: Sequence[Line]) -> str:
    """Return how many lines there are with their money: "20 regels, samen € 1.640.000 + PM (berekend)"."""
    count = "1 regel," if len(lines) == 1 else f"{len(lines)} regels, samen"
    worked_out = " (berekend)" if any(line.value is not None for line in lines) else ""
    return f"{count} {together(lines)}{worked_out}"


def headline(found: Sequence[Activity], linked: Chain) -> str:
    """Return for how many activities the agenda itself names lines of the budget, and what those are together."""
    paid, lines = _paid(found, linked, stated=True)
    if len(found) == 1:
        return (
            f"Bij deze activiteit noemt de agenda zelf {'een' if paid else 'geen'} regel van de begroting{_told(lines)}"
        )
    which = counts.part(paid, len(found), noun(1), noun(2))
    return f"Bij {which} noemt de agenda zelf een regel van de begroting{_told(lines)}"


def _told(lines: Sequence[Line]) -> str:
    return f": {_sum(lines)}" if lines else ""


def sentence(found: Sequence[Activity], linked: Chain) -> str:
    """Return for how many activities the agenda names a goal, and what the money is with our proposals."""
    stated, paid = (_paid(found, linked, stated=stated) for stated in (True, False))
    with_ours = ""
    if set(paid[1]) != set(stated[1]) or paid[0] != stated[0]:
        number = "die activiteit" if len(found) == 1 else f"{paid[0]} {noun(paid[0])}"
        with_ours = f" Met ons voorstel erbij gaat het om {number} en {_sum(paid[1])}."
    return f"{_aims(found, linked)}{with_ours} Een regel die bij meer activiteiten hoort, telt in het totaal één keer."


def _aims(found: Sequence[Activity], linked: Chain) -> str:
    """Return for how many activities the agenda names no goal, and for how many of those we propose one."""
    links = [linked.to("activity", one.code, "goal") for one in found]
    lacking = [some for some in links if all(link.is_proposal for link in some)]
    ours = sum(map(bool, lacking))
    if not lacking:
        which = "deze" if len(found) == 1 else "elke"
        return f"Bij {which} activiteit noemt de agenda een eigen doel."
    which = "deze activiteit" if len(found) == 1 else counts.part(len(lacking), len(found), noun(1), noun(2))
    part = "" if ours == len(lacking) else f"bij {ours} daarvan "
    proposed = f"; {part or 'daar '}stellen wij er een voor" if ours else ""
    return f"Bij {which} noemt de agenda geen eigen doel{proposed}."
