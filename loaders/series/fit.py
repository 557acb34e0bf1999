"""Whether a declared series fits the table as it is now: everything that does not, with what to write where."""

from __future__ import annotations

import re
from dataclasses import replace

from loaders.series.declare import Quantity, Series
from loaders.services.cbs.asking import matching, no_code, unmatched
from loaders.services.cbs.model import Dimension, Structure, Topic
from loaders.services.errors import Problem, SourceChanged


def file_of(series: Series) -> str:
    """Return the file that declares `series`."""
    return "loaders/series/areas.py" if series.text else f"loaders/series/cbs/{series.dataset}.py"


def fit(series: Series, structure: Structure) -> tuple[dict[str, Topic], list[Problem]]:
    """Return the topic per measure, and everything in which `series` does not fit the table, with what to do."""
    topics: dict[str, Topic] = {}
    problems: list[Problem] = []
    for quantity in series.quantities:
        try:
            topic = structure.topic(*quantity.titles, group=quantity.group)
        except SourceChanged as error:
            if not quantity.optional:
                problems.append(_unknown_topic(series, quantity, error))
            continue
        if topic in topics.values():
            problems.append(_unknown_topic(series, quantity, error=None))
        elif not series.text and _unit(topic.unit) != _unit(quantity.unit):
            problems.append(_other_unit(series, quantity, topic))
        topics[quantity.measure] = topic
    return topics, [*problems, *_codes(series, structure), *_times(series, structure)]


def _unknown_topic(series: Series, quantity: Quantity, error: SourceChanged | None) -> Problem:
    happened = error.happened if error else f"two quantities of table {series.table} would be the same topic"
    there = error.evidence.removeprefix("there are: ") if error else ""
    under = f" and group= its group, now {quantity.group!r}" if quantity.group else ""
    advice = f"put the right title in also= of Quantity({quantity.measure!r}){under} in {file_of(series)}"
    return Problem(happened, "renamed", there, quantity.title, advice)


def _other_unit(series: Series, quantity: Quantity, topic: Topic) -> Problem:
    return Problem(
        f"{topic.title} of table {series.table} is now in {topic.unit!r}, declared in {quantity.unit!r}",
        "unit_changed",
        "",
        f"{topic.title}: eerst {quantity.unit}, nu {topic.unit or 'geen'}",
        f"mend unit, unit_code and factor of Quantity({quantity.measure!r}) in {file_of(series)}, compare one by hand",
    )


def _codes(series: Series, structure: Structure) -> list[Problem]:
    problems = []
    names = [*series.wanted, *(name for name in (series.region, series.other_region) if name)]
    for name in dict.fromkeys(names):
        try:
            dimension = structure.dimension(name)
        except SourceChanged as error:
            there = error.evidence.removeprefix("there are: ")
            advice = f"put the right name for {name!r} in {file_of(series)}"
            problems.append(Problem(error.happened, "renamed", there, name, advice))
            continue
        patterns = series.wanted.get(name, ())
        gone = unmatched(dimension, patterns) or ([] if matching(dimension, patterns or ("*",)) else list(patterns))
        for pattern in gone:
            problem = no_code(dimension, pattern)
            problems.append(replace(problem, advice=f"{problem.advice} in {file_of(series)}"))
    return problems


def _times(series: Series, structure: Structure) -> list[Problem]:
    if not series.periods:
        return []
    try:
        time = structure.periods
    except SourceChanged as error:
        return [Problem(error.happened, error.cause, "", "", f"put periods='' in {file_of(series)}")]
    if moments(series, time):
        return []
    kinds = sorted({code[4:6] for code in time.codes})
    happened = f"table {series.table} has no period with {series.periods}"
    there = ", ".join([*kinds, *list(time.codes)[-3:]])
    return [Problem(happened, "codes_changed", there, time.title, f"mend periods= in {file_of(series)}")]


def check(series: Series, structure: Structure) -> dict[str, Topic]:
    """Return the topic per measure; raise SourceChanged with everything that does not fit."""
    topics, problems = fit(series, structure)
    if problems:
        first, *others = problems
        more = "".join(f"; also: {problem}" for problem in others)
        raise replace(first, advice=f"{first.advice}{more}; run: python -m loaders probe {series.dataset}").error()
    return topics


def moments(series: Series, time: Dimension) -> list[str]:
    """Return the codes of the periods that a series takes, in published order."""
    kinds = ("MM12", "JJ") if series.periods == "MM12" else (series.periods,)
    for kind in kinds:
        found = [code for code in time.codes if code[4:].startswith(kind)]
        if found:
            return found
    return []


def _unit(text: str) -> str:
    """`x 1 000`, `x 1000` and `x 1.000` are one unit."""
    return re.sub(r"[\s.]", "", text.casefold())
