"""The goals of the agenda as they stand, and the rule that says whether one is on course."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.asking.queries import Result
from dashboard.words import notation
from dashboard.words.periods import bounds
from snapshot.read import Row

REACHED, ON_COURSE, BEHIND, UNMEASURED = "gehaald", "op koers", "achter", "nog niet te meten"
COURSES = (REACHED, ON_COURSE, BEHIND, UNMEASURED)
NO_MEASUREMENT, NO_NUMBER, NOT_NAMED = "geen meting bekend", "geen getal", "niet genoemd"
RULE = (
    "Gehaald: de laatste meting is van de datum van het doel, of later, en haalt het. Op koers: de meting haalt het "
    "doel al voor die datum. Achter: de datum van het doel is voorbij en de meting haalt het niet. "
    "Nog niet te meten: er is geen meting bekend, de datum komt nog, of de agenda noemt geen getal."
)
AT_MOST, ABOUT = "at_most", "about"
ACCOUNT = "account"  # the kind of evaluations and reports


@dataclass(frozen=True)
class Goal:
    """One goal. Numbers are in `counted_in` (a code), and None where the agenda has none; periods as in the data."""

    code: str
    kind: str
    title: str
    baseline: float | None
    baseline_period: str
    target: float | None
    target_period: str
    bound: str
    counted_in: str
    unit: str
    realised: float | None
    realised_period: str
    responsible: str
    caveat: str

    @property
    def course(self) -> str:
        """Whether it is reached, on course, behind, or not to be measured yet, by RULE."""
        if self.target is None or self.realised is None:
            return UNMEASURED
        due, measured = (bounds(code)[1] if code else None for code in (self.target_period, self.realised_period))
        is_due = due is not None and measured is not None and measured >= due
        if self.bound == AT_MOST:
            return BEHIND if self.realised > self.target else REACHED if is_due else UNMEASURED
        if self.realised >= self.target:
            return REACHED if is_due else ON_COURSE
        return BEHIND if is_due else UNMEASURED

    @property
    def course_text(self) -> str:
        """The course, with the moment of what was reached: "gehaald (eind 2024)", "op koers"."""
        return _dated(self.course, self.target_period) if self.course == REACHED else self.course

    def amount(self, value: float | None, missing: str) -> str:
        """Return a number of this goal with its unit: "4.870 banen", "€ 1.802.000"; or what stands for none."""
        if value is None:
            return missing
        return notation.euro(value) if self.counted_in == "eur" else f"{notation.number(value)} {self.unit}"

    @property
    def target_amount(self) -> str:
        """What is to be reached: "ongeveer 3 fte"; or that the agenda has no number."""
        word = {AT_MOST: "hoogstens ", ABOUT: "ongeveer "}.get(self.bound, "")
        return NO_NUMBER if self.target is None else word + self.amount(self.target, NO_NUMBER)

    @property
    def target_text(self) -> str:
        """What is to be reached, and when as far as that is said: "6 sectortafels (2026 t/m 2027)"."""
        return _dated(self.target_amount, self.target_period)

    @property
    def realised_text(self) -> str:
        """What was reached, with its moment: "5.258 banen (31 december 2024)"; or that nothing was measured."""
        return _dated(self.amount(self.realised, NO_MEASUREMENT), self.realised_period)

    @property
    def baseline_text(self) -> str:
        """Where it began, with its moment; or that the agenda does not say."""
        return _dated(self.amount(self.baseline, NOT_NAMED), self.baseline_period)


def _dated(text: str, period: str) -> str:
    return f"{text} ({notation.period(period)})" if period else text


def numbered(found: Iterable[Goal]) -> list[Goal]:
    """Return the goals with a number to reach; evaluations and reports are held or not, and counted apart."""
    return [goal for goal in found if goal.target and goal.kind != ACCOUNT]


def goals(result: Result) -> list[Goal]:
    """Return the goals in the order of the table."""
    return [_goal(row, result) for row in result.by("sort_order")]


def _goal(row: Row, result: Result) -> Goal:
    texts = {name: row[name] or "" for name in ("baseline_period", "target_period", "bound", "counted_in", "caveat",
                                                "realised_period", "responsible")}  # fmt: skip
    return Goal(
        code=row["goal"],
        kind=row["kind"],
        title=row["title"],
        baseline=row["baseline"],
        target=row["target"],
        realised=row["realised"],
        unit=result.label("counted_in", texts["counted_in"]),
        **texts,
    )


def tally(found: Iterable[Goal]) -> dict[str, int]:
    """Return how many goals are on each course, those without any too."""
    courses = [goal.course for goal in found]
    return {course: courses.count(course) for course in COURSES}
