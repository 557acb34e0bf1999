"""The planning of the activities: what runs on a day, and what the page's own filters leave over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dashboard.asking.queries import Result, ask
from dashboard.figure import choices
from dashboard.figure.declare import Option
from snapshot.read import Snapshot

PHASES = {
    "running": "Loopt nu",
    "unsure": "Vervolg niet zeker",
    "upcoming": "Begint later",
    "ended": "Planning afgelopen",
}
FILTERS = {"line": "Actielijn", "ambition": "Ambitie", "quarter": "Kwartaal", "phase": "Stand volgens de planning"}
EVERYTHING = {"line": "Alle actielijnen", "ambition": "Alle ambities", "quarter": "Alle kwartalen", "phase": "Alles"}


@dataclass(frozen=True)
class Activity:
    """One activity as planned. `start` and `end` are quarters such as "2026-Q2", None where none is printed.

    `unsure` is why the agenda itself is not certain of it, '' where it is.
    """

    code: str
    line: str
    title: str
    ambitions: tuple[str, ...]
    paragraphs: tuple[str, ...]
    start: str | None
    end: str | None
    ongoing: bool
    unsure: str = ""

    @property
    def is_milestone(self) -> bool:
        """Whether it is planned to begin and end in one quarter: something to have done, not a time to run."""
        return self.start is not None and self.start == self.end

    def runs_in(self, quarter: str) -> bool:
        """Whether it is planned to run in `quarter`; without a printed start it has always been running."""
        return (self.start is None or self.start <= quarter) and (self.end is None or quarter <= self.end)

    def phase(self, quarter: str) -> str:
        """Return its phase in `quarter`: running, unsure, upcoming or ended."""
        if self.runs_in(quarter):
            return "unsure" if self.unsure else "running"
        return "upcoming" if self.start is not None and self.start > quarter else "ended"


@dataclass(frozen=True)
class Wish:
    """What the reader asks for: codes per filter, empty where the filter is open, and the quarter of today."""

    line: str
    ambition: str
    quarter: str
    phase: str
    now: str

    @property
    def set_filters(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(name for name in FILTERS if getattr(self, name))

    def fits(self, activity: Activity, without: Iterable[str] = ()) -> bool:
        """Whether an activity fits, leaving the filters named in `without` out of account."""
        tests = {
            "line": activity.line == self.line,
            "ambition": self.ambition in activity.ambitions,
            "quarter": bool(self.quarter) and activity.runs_in(self.quarter),
            "phase": activity.phase(self.now) == self.phase,
        }
        return all(tests[name] for name in self.set_filters if name not in set(without))


def activities(result: Result) -> list[Activity]:
    """Return the activities in the order of the agenda: by action line, then as printed."""
    return [
        Activity(
            code=row["activity"],
            line=row["action_line"],
            title=row["title"],
            ambitions=tuple(row["ambitions"].split(";")),
            paragraphs=tuple((row["paragraphs"] or "").split(";")),
            start=row["start"],
            end=row["end"],
            ongoing=bool(row["ongoing"]),
            unsure=row.get("unsure") or "",
        )
        for row in result.ordered("action_line").rows
    ]


def state(activity: Activity, now: str) -> str:
    """Return the words of a row: when a milestone is planned, else the phase; no progress is known."""
    if activity.is_milestone and activity.start and activity.start != now:
        return f"Gepland in {short(activity.start)}"
    return PHASES[activity.phase(now)]


def fitting(result: Result, wish: Wish) -> list[Activity]:
    """Return the activities that fit the filters, in the order of the agenda."""
    return [activity for activity in activities(result) if wish.fits(activity)]


def any_fit(snapshot: Snapshot, *, today: str, line: str, ambition: str, quarter: str, phase: str) -> bool:
    """Whether any activity fits the filters on `today` (ISO date)."""
    return bool(fitting(ask(snapshot, "activities"), Wish(line, ambition, quarter, phase, quarter_of(today))))


def looser(wish: Wish, found: list[Activity]) -> list[tuple[tuple[str, ...], list[Activity]]]:
    """Return which filters to let go, as few as will do, and what each of those ways leaves over, most first."""
    for size in range(1, len(wish.set_filters) + 1):
        ways = [
            (names, [activity for activity in found if wish.fits(activity, without=names)])
            for names in combinations(wish.set_filters, size)
        ]
        useful = [way for way in ways if way[1]]
        if useful:
            return sorted(useful, key=lambda way: -len(way[1]))
    return []


def quarter_of(iso_date: str) -> str:
    """Return the quarter of an ISO date: "2026-11-24" is in "2026-Q4"."""
    day = date.fromisoformat(iso_date)
    return f"{day.year}-Q{(day.month + 2) // 3}"


def following(quarter: str) -> str:
    """Return the quarter after this one."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return f"{year}-Q{number + 1}" if number < 4 else f"{year + 1}-Q1"


def quarters(found: Iterable[Activity]) -> list[str]:
    """Return every quarter from the first that is printed to the last, without gaps."""
    printed = sorted(quarter for activity in found for quarter in (activity.start, activity.end) if quarter)
    spanned = [printed[0]]
    while spanned[-1] < printed[-1]:
        spanned.append(following(spanned[-1]))
    return spanned


def years(snapshot: Snapshot) -> str:
    """Return the years that are planned, in words: "2025 t/m 2027"."""
    first, *_, last = [quarter[:4] for quarter in quarters(activities(ask(snapshot, "activities")))] * 2
    return first if first == last else f"{first} t/m {last}"


def short(quarter: str) -> str:
    """Return a quarter as the agenda prints it: "Q2 2026"."""
    return f"{quarter[5:]} {quarter[:4]}"


def _possible(name: str) -> Callable[[Snapshot], dict[str, str]]:
    """Return what gives the possibilities of one filter, code to words; the empty code leaves the filter open."""

    def of(snapshot: Snapshot) -> dict[str, str]:
        result = ask(snapshot, "activities")
        words: dict[str, Callable[[], Mapping[str, str]]] = {
            "line": lambda: result.labels["action_line"],
            "ambition": lambda: {
                row["ambition"]: f"{row['ambition']} · {row['title']}" for row in ask(snapshot, "ambitions").rows
            },
            "quarter": lambda: {quarter: short(quarter) for quarter in quarters(activities(result))},
            "phase": lambda: PHASES,
        }
        return {"": EVERYTHING[name], **words[name]()}

    return of


WISHES = {
    "line": Option(choices.ACTION_LINE, _possible("line")),
    "ambition": Option(choices.AMBITION, _possible("ambition")),
    "quarter": Option(choices.QUARTER, _possible("quarter")),
    "phase": Option(choices.PHASE, _possible("phase")),
}
