"""What comes according to the agenda: laws, evaluations, the end of money. It follows today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dashboard.asking.queries import Result, ask
from dashboard.asking.selection import Selection
from dashboard.charts.timeline import Span, Timeline
from dashboard.figure import choices
from dashboard.figure.core import Figure, KeyFigure, Table
from dashboard.figure.declare import Option, figure
from dashboard.telling.tip import Tip
from dashboard.words import notation
from dashboard.words.periods import bounds
from snapshot.read import Row, Snapshot

COMING, RUNNING, PAST = "komt nog", "nu", "datum voorbij"
PASSED = "Van een datum die voorbij is, staat niet in de agenda of het ook is gebeurd."
MONTH = 31  # days
DAY = timedelta(days=1)
LEAST = 0.07  # of a year: as short as a day is drawn
LEGEND = "Gekleurd: loopt nu. Grijs: komt nog, of is voorbij. Pijl: geen einde genoemd"
ONE, COUNTED = "1 gebeurtenis", "{} gebeurtenissen"
NOTHING = "Na vandaag noemt de agenda geen datums meer"


@dataclass(frozen=True)
class Event:
    """One event with its first and last day; `end` is None where it goes on."""

    row: Row
    start: date
    end: date | None

    @property
    def is_exact(self) -> bool:
        """Whether it is on a day or in a month, so that days until it can be counted."""
        return self.end is not None and (self.end - self.start).days < MONTH

    def state(self, today: date) -> str:
        """Return whether it is to come, runs, or has its date behind it."""
        if self.start > today:
            return COMING
        return PAST if self.end is not None and self.end < today else RUNNING


def events(result: Result) -> list[Event]:
    """Return the events in the order of their days; of those that begin together the shortest first."""
    found = [Event(row, *bounds(row["reference_period"])) for row in result.rows]
    return sorted(found, key=lambda event: (event.start, event.end or date.max, event.row["title"]))


def until_next(snapshot: Snapshot, today: date) -> KeyFigure:
    """Return the days until the next date of the agenda, and what comes then."""
    label = "Tot de volgende datum"
    coming = _next(events(ask(snapshot, "calendar")), today)
    if not coming:
        return KeyFigure(label, "geen", "datum meer", "de agenda noemt er geen na vandaag", notation.day(f"{today}"))
    told = coming[0].row["title"] if len(coming) == 1 else f"{len(coming)} dingen tegelijk"
    if not coming[0].is_exact:
        return KeyFigure("Volgende moment", str(coming[0].start.year), "", told, coming[0].row["as_said"])
    days = (coming[0].start - today).days
    return KeyFigure(label, str(days), "dag" if days == 1 else "dagen", told, coming[0].row["as_said"])


def _next(found: Sequence[Event], today: date) -> list[Event]:
    """Return the events that begin first after `today`: those of one day before those of a whole year."""
    coming = [event for event in found if event.start > today]
    first = [event for event in coming if event.start == coming[0].start]
    return [event for event in first if event.is_exact] or first


@figure(
    "kalender",
    "Kalender van wat komt",
    needs=("calendar",),
    chosen={
        "moments": Option(choices.CALENDAR, {"coming": "Wat komt", "all": "Ook wat voorbij is"}, in_files=("all",))
    },
    of_today=True,
)
def coming(snapshot: Snapshot, _selection: Selection, *, today: str, moments: str = "coming") -> Figure:
    """What the agenda says is to come or runs on `today` (ISO date); `moments` "all" shows what is past too."""
    everything, day = ask(snapshot, "calendar"), date.fromisoformat(today)
    found = events(everything)
    shown = [event for event in found if moments == "all" or event.state(day) != PAST] or found
    result = everything.only(event.row for event in shown)
    following = _next(found, day)
    headline = _headline(following, day)
    chart = _chart(shown, day)
    spoken = "; ".join(f"{event.row['as_said']}: {notation.inside(event.row['title'])}" for event in shown)
    return Figure(
        id="calendar",
        title="Kalender",
        headline=headline,
        subtitle=f"Wetten, evaluaties, verslagen en geld, gezien op {notation.day(today)}. {LEGEND}",
        chart=chart,
        alt=f"Tijdlijn per jaar met {notation.so_many(len(shown), 'gebeurtenis', 'gebeurtenissen')}. "
        f"{headline}. {spoken}.",
        sentence=_sentence(following),
        table=Table(
            ("Wanneer", "Wat", "Wie", "Soort", "Stand", "Paragraaf"),
            tuple(_row(event, everything, day) for event in shown),
            strong=tuple(place for place, event in enumerate(shown) if event in following),
        ),
        results=(result,),
        notes=(*_details(shown), PASSED),
    )


def _chart(shown: Sequence[Event], today: date) -> Timeline:
    """Return the events on a scale of years, in the order of their days."""
    years = [moment.year for event in shown for moment in (event.start, event.end) if moment]
    first, last = min(*years, today.year), max(*years, today.year)
    spans = [
        Span(
            group=COUNTED.format(len(shown)) if len(shown) > 1 else ONE,
            title=event.row["title"],
            start=(start := min(_place(event.start, first), last + 1 - first - LEAST)),
            end=max(_place(event.end + DAY, first), start + LEAST) if event.end else last + 1.0 - first,
            open_end=event.end is None,
            known_start=True,
            active=event.state(today) == RUNNING,
            tip=Tip(event.row["title"], (("Wanneer", event.row["as_said"]), ("Op vandaag", event.state(today)))),
        )
        for event in shown
    ]
    return Timeline(
        tuple(spans),
        ticks=tuple(str(year) for year in range(first, last + 1)),
        today=_place(today, first),
        today_text=f"vandaag, {notation.day(today.isoformat())}",
        kind="Kalender",
    )


def _place(day: date, first: int) -> float:
    """Return where a day is on a scale of years that begins with the year `first`."""
    begin = date(day.year, 1, 1)
    return day.year - first + (day - begin) / (date(day.year + 1, 1, 1) - begin)


def _headline(following: Sequence[Event], today: date) -> str:
    if not following:
        return NOTHING
    moment = following[0].row["as_said"]
    what = f"{notation.counted(len(following))} dingen tegelijk" if len(following) > 1 else following[0].row["title"]
    if not following[0].is_exact:
        return f"Wat hierna komt, {moment}: {notation.inside(what)}"
    days = (following[0].start - today).days
    return f"Over {days} {'dag' if days == 1 else 'dagen'}, {moment}: {what}"


def _sentence(following: Sequence[Event]) -> str:
    if not following:
        return PASSED
    return f"Dan volgt volgens de agenda: {'; '.join(notation.inside(event.row['title']) for event in following)}."


def _row(event: Event, result: Result, today: date) -> tuple[str, ...]:
    row = event.row
    return (
        row["as_said"],
        row["title"],
        row["who"] or "niet genoemd",
        result.label("kind", row["kind"]),
        f"{event.state(today)}; {result.label('certainty', row['certainty'])}",
        row["paragraph"],
    )


def _details(shown: Sequence[Event]) -> tuple[str, ...]:
    """Return each detail once, with the events that it is about."""
    about: dict[str, list[str]] = {}
    for event in shown:
        if event.row["detail"]:
            about.setdefault(event.row["detail"], []).append(event.row["title"])
    return tuple(f"{'; '.join(titles)}: {detail}" for detail, titles in about.items())
