"""What day it is: the one place that asks, for loaders and dashboard alike, so that a setting can stop the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from snapshot.errors import SnapshotError

SETTING = "TODAY"
ZONE = ZoneInfo("Europe/Amsterdam")


class ClockUnreadable(SnapshotError):
    """The setting TODAY holds something else than an ISO date: `wanted`."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        super().__init__(f"{SETTING}={wanted!r} is no date; write it as 2026-12-31, or leave it out")


def today() -> date:
    """Return the day of today in the Netherlands, or the day that the setting TODAY names.

    Raises:
        ClockUnreadable: TODAY is no ISO date, such as 2026-12-31.
    """
    wanted = os.environ.get(SETTING, "").strip()
    if not wanted:
        return datetime.now(ZONE).date()
    try:
        return date.fromisoformat(wanted)
    except ValueError as error:
        raise ClockUnreadable(wanted) from error


def now() -> datetime:
    """Return this moment in UTC; where the setting TODAY names a day, this time of that day in the Netherlands.

    Raises:
        ClockUnreadable: TODAY is no ISO date.
    """
    if os.environ.get(SETTING, "").strip():
        return datetime.combine(today(), datetime.now(ZONE).time(), ZONE).astimezone(UTC)
    return datetime.now(UTC)


def local(moment: str) -> datetime:
    """Return an ISO moment as a clock in the Netherlands shows it; one without an offset is read from such a clock.

    Raises:
        ValueError: The text is no ISO moment.
    """
    read = datetime.fromisoformat(moment)
    return read.replace(tzinfo=ZONE) if read.tzinfo is None else read.astimezone(ZONE)


def local_day(moment: str) -> date:
    """Return the day in the Netherlands of an ISO moment: 2026-11-25T23:34+00:00 is the 26th.

    Raises:
        ValueError: The text is no ISO moment.
    """
    return local(moment).date()
